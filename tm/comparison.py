"""Two segments of one language side by side: which tokens answer each other, and what differs.

The alignment is that of the Levenshtein distance over token codes. From it come the difference
shown to people (steps that tile both texts) and the small things folding hid, which the score is
charged for by name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from tm.text.spans import Span
from tm.text.symbols import ORDINAL, VALUE_KINDS, ValueKind
from tm.text.tokens import Tokens
from tm.text.variants import simplify
from tm.units import DiffOp, DiffTag

Stretch = tuple[int, int, int, int]
"""Start and end in the query, start and end in the match; in code points."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A query and a stored segment with their tokens.

    `blocks` lists the runs of tokens that answer each other: first token in the query, first
    token in the match, how many. `distance` is the Levenshtein distance over the tokens.
    """

    query: str
    match: str
    query_tokens: Tokens
    match_tokens: Tokens
    blocks: tuple[tuple[int, int, int], ...]
    distance: int

    @property
    def raw_score(self) -> int:
        """The share of tokens that stay, in whole percent, never rounded up.

        With tokens n and m and distance d: 100 · (max(n, m) − d) // max(n, m).
        """
        longest = max(len(self.query_tokens.codes), len(self.match_tokens.codes))
        return 100 * (longest - self.distance) // longest if longest else 0


@dataclass(frozen=True, slots=True)
class ValuePair:
    """A value of the query and the one that stands in its place, where they are written apart."""

    kind: str
    query: Span
    match: Span


def compare(query: str, match: str, query_tokens: Tokens, match_tokens: Tokens) -> Comparison:
    """Align two segments token by token."""
    edits = Levenshtein.editops(query_tokens.codes, match_tokens.codes)
    blocks = tuple(
        (block.a, block.b, block.size) for block in edits.as_matching_blocks() if block.size
    )
    return Comparison(query, match, query_tokens, match_tokens, blocks, len(edits))


# ---- the difference ------------------------------------------------------------------------------


def difference(compared: Comparison) -> tuple[DiffOp, ...]:
    """Return the steps from the stored segment to the query; they tile both texts.

    What is "equal" is so letter for letter: a token that only folds alike is a replacement.
    """
    joined: list[tuple[bool, Stretch]] = []
    for a, b, c, d in _stretches(compared):
        if a == b and c == d:
            continue
        same = compared.query[a:b] == compared.match[c:d]
        if joined and joined[-1][0] == same:
            _, (first, _, second, _) = joined.pop()
            a, c = first, second
        joined.append((same, (a, b, c, d)))
    return tuple(
        DiffOp("equal" if same else _tag(a, b, c, d), Span(a, b), Span(c, d))
        for same, (a, b, c, d) in joined
    )


def _stretches(compared: Comparison) -> Iterator[Stretch]:
    """Yield stretches of both texts in order: what stands between answering tokens, then they.

    A block that is the same letter for letter is one stretch.
    """
    left, right = compared.query_tokens, compared.match_tokens
    q = m = 0
    for i, j, size in compared.blocks:
        a, c = max(q, left.starts[i]), max(m, right.starts[j])
        yield from _between(compared, q, a, m, c)
        q, m = left.ends[i + size - 1], right.ends[j + size - 1]
        if compared.query[a:q] == compared.match[c:m]:
            yield a, q, c, m
        else:
            yield from _one_by_one(compared, i, j, size, a, c)
    yield from _between(compared, q, len(compared.query), m, len(compared.match))


def _one_by_one(
    compared: Comparison, i: int, j: int, size: int, q: int, m: int
) -> Iterator[Stretch]:
    """Yield the tokens of a block and what stands between them."""
    left, right = compared.query_tokens, compared.match_tokens
    for k in range(size):
        a, c = max(q, left.starts[i + k]), max(m, right.starts[j + k])
        yield from _between(compared, q, a, m, c)
        q, m = max(a, left.ends[i + k]), max(c, right.ends[j + k])
        yield a, q, c, m


def _between(compared: Comparison, a: int, b: int, c: int, d: int) -> Iterator[Stretch]:
    """Cut off the marks and spaces that both stretches begin and end with."""
    one, other = compared.query[a:b], compared.match[c:d]
    if one == other:
        yield a, b, c, d
        return
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    yield a, a + head, c, c + head
    yield a + head, b - tail, c + head, d - tail
    yield b - tail, b, d - tail, d


def _common(one: str, other: str) -> int:
    """Return how many marks and spaces both texts begin with in common."""
    count = 0
    for x, y in zip(one, other, strict=False):
        if x != y or x.isalnum():
            break
        count += 1
    return count


def _tag(a: int, b: int, c: int, d: int) -> DiffTag:
    if a == b:
        return "delete"
    return "insert" if c == d else "replace"


# ---- what folding hid ----------------------------------------------------------------------------


def folded_away(compared: Comparison) -> set[str]:
    """Name the kinds of difference that cost no edit: width, case, script, punctuation, …"""
    names: set[str] = set()
    left, right = compared.query_tokens, compared.match_tokens
    for i, j, size in compared.blocks:
        inside = compared.query[left.starts[i] : left.ends[i + size - 1]]
        if inside != compared.match[right.starts[j] : right.ends[j + size - 1]]:
            names |= _inside(compared, i, j, size)
    first, last = compared.blocks[:1], compared.blocks[-1:]
    if first and first[0][:2] == (0, 0):
        names |= _of_marks(_gap(compared.query, left, 0), _gap(compared.match, right, 0))
    if last and (last[0][0] + last[0][2], last[0][1] + last[0][2]) == (len(left), len(right)):
        ends = _gap(compared.query, left, len(left)), _gap(compared.match, right, len(right))
        names |= _of_marks(*ends)
    return names


def _inside(compared: Comparison, i: int, j: int, size: int) -> set[str]:
    """Name what differs within a block: letters of tokens, marks between them."""
    names: set[str] = set()
    left, right = compared.query_tokens, compared.match_tokens
    for k in range(size):
        if k:
            gaps = _gap(compared.query, left, i + k), _gap(compared.match, right, j + k)
            names |= _of_marks(*gaps)
        if left.codes[i + k] > ORDINAL:
            a = compared.query[left.starts[i + k] : left.ends[i + k]]
            b = compared.match[right.starts[j + k] : right.ends[j + k]]
            if a != b:
                names |= _of_letters(a, b)
    return names


def values_apart(compared: Comparison) -> Iterator[ValuePair]:
    """Yield the values that answer each other and are not written the same."""
    left, right = compared.query_tokens, compared.match_tokens
    for i, j, size in compared.blocks:
        for k in range(size):
            code = left.codes[i + k]
            if code <= ORDINAL:
                query, match = left.span(i + k), right.span(j + k)
                if query.cut(compared.query) != match.cut(compared.match):
                    yield ValuePair(VALUE_KINDS[code], query, match)


def unanswered_values(compared: Comparison) -> Iterator[tuple[ValueKind, str, Span]]:
    """Yield the values that stand on one side only: the kind, the text of that side, the place."""
    sides = ((compared.query, compared.query_tokens), (compared.match, compared.match_tokens))
    for side, (text, tokens) in enumerate(sides):
        at = 0
        for block in (
            *compared.blocks,
            (len(compared.query_tokens), len(compared.match_tokens), 0),
        ):
            for i in range(at, block[side]):
                if (code := tokens.codes[i]) <= ORDINAL:
                    yield VALUE_KINDS[code], text, Span(tokens.starts[i], tokens.ends[i])
            at = block[side] + block[2]


def _gap(text: str, tokens: Tokens, index: int) -> str:
    """Return what stands before token `index`; after the last one, what ends the text."""
    start = tokens.ends[index - 1] if index else 0
    return text[start : tokens.starts[index] if index < len(tokens) else len(text)]


def _of_marks(a: str, b: str) -> set[str]:
    if a == b:
        return set()
    bare_a, bare_b = "".join(a.split()), "".join(b.split())
    if bare_a == bare_b:
        return {"spacing"}
    wide_a, wide_b = (unicodedata.normalize("NFKC", bare) for bare in (bare_a, bare_b))
    return {"width"} if wide_a == wide_b else {"punctuation"}


def _of_letters(a: str, b: str) -> set[str]:
    """Name the steps of folding that are needed to make two forms of a word the same."""
    names = set()
    for name, step in _STEPS:
        stepped_a, stepped_b = step(a), step(b)
        if (stepped_a, stepped_b) != (a, b):
            names.add(name)
        a, b = stepped_a, stepped_b
        if a == b:
            return names
    return names | {"spelling"}


def _wide(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


_STEPS = (("width", _wide), ("script", simplify), ("case", str.casefold))
