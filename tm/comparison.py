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
from tm.text.tokens import ORDINAL, VALUE_KINDS, Tokens
from tm.text.variants import simplify
from tm.units import DiffOp, DiffTag


@dataclass(frozen=True, slots=True)
class Comparison:
    """A query and a stored segment with their tokens.

    `pairs` lists the tokens that answer each other as (index in the query, index in the match).
    """

    query: str
    match: str
    query_tokens: Tokens
    match_tokens: Tokens
    pairs: tuple[tuple[int, int], ...]

    @property
    def distance(self) -> int:
        """How many tokens must be put in, left out or replaced."""
        return Levenshtein.distance(self.match_tokens.codes, self.query_tokens.codes)

    @property
    def raw_score(self) -> int:
        """The share of tokens that stay, in whole percent, never rounded up.

        With tokens n and m and distance d: 100 · (max(n, m) − d) // max(n, m).
        """
        longest = max(len(self.query_tokens), len(self.match_tokens))
        return 100 * (longest - self.distance) // longest if longest else 0


@dataclass(frozen=True, slots=True)
class ValuePair:
    """A value of the query and the one that stands in its place, where they are written apart."""

    kind: str
    query: Span
    match: Span


def compare(query: str, match: str, query_tokens: Tokens, match_tokens: Tokens) -> Comparison:
    """Align two segments token by token."""
    pairs: list[tuple[int, int]] = []
    for block in Levenshtein.opcodes(match_tokens.codes, query_tokens.codes):
        if block.tag == "equal":
            both = zip(
                range(block.dest_start, block.dest_end),
                range(block.src_start, block.src_end),
                strict=True,
            )
            pairs.extend(both)
    return Comparison(query, match, query_tokens, match_tokens, tuple(pairs))


# ---- the difference ------------------------------------------------------------------------------


def difference(compared: Comparison) -> tuple[DiffOp, ...]:
    """Return the steps from the stored segment to the query; they tile both texts.

    What is "equal" is so letter for letter: a token that only folds alike is a replacement.
    """
    steps: list[DiffOp] = []
    for query, match in _stretches(compared):
        if not len(query) and not len(match):
            continue
        same = query.cut(compared.query) == match.cut(compared.match)
        _append(steps, "equal" if same else _tag(query, match), query, match)
    return tuple(steps)


def _stretches(compared: Comparison) -> Iterator[tuple[Span, Span]]:
    """Yield stretches of both texts in order: what stands between answering tokens, then they."""
    q = m = 0
    for i, j in compared.pairs:
        query, match = compared.query_tokens.span(i), compared.match_tokens.span(j)
        yield from _between(compared, Span(q, max(q, query.start)), Span(m, max(m, match.start)))
        yield Span(max(q, query.start), query.end), Span(max(m, match.start), match.end)
        q, m = query.end, match.end
    yield from _between(compared, Span(q, len(compared.query)), Span(m, len(compared.match)))


def _between(compared: Comparison, query: Span, match: Span) -> Iterator[tuple[Span, Span]]:
    """Cut off what both stretches begin and end with, as far as it is not part of a word."""
    a, b = query.cut(compared.query), match.cut(compared.match)
    head = _common(a, b)
    tail = _common(a[head:][::-1], b[head:][::-1])
    yield Span(query.start, query.start + head), Span(match.start, match.start + head)
    yield Span(query.start + head, query.end - tail), Span(match.start + head, match.end - tail)
    yield Span(query.end - tail, query.end), Span(match.end - tail, match.end)


def _common(a: str, b: str) -> int:
    """Return how many marks and spaces both texts begin with in common."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y or x.isalnum():
            break
        count += 1
    return count


def _tag(query: Span, match: Span) -> DiffTag:
    if not len(query):
        return "delete"
    return "replace" if len(match) else "insert"


def _append(steps: list[DiffOp], tag: DiffTag, query: Span, match: Span) -> None:
    """Add a step, joined to the one before where both are equal or both are not."""
    if steps and (steps[-1].op == "equal") == (tag == "equal"):
        last = steps.pop()
        query, match = Span(last.query.start, query.end), Span(last.match.start, match.end)
        tag = tag if tag == "equal" else _tag(query, match)
    steps.append(DiffOp(tag, query, match))


# ---- what folding hid ----------------------------------------------------------------------------


def folded_away(compared: Comparison) -> set[str]:
    """Name the kinds of difference that cost no edit: width, case, script, punctuation, …"""
    names: set[str] = set()
    before = (-1, -1)
    for i, j in (*compared.pairs, (len(compared.query_tokens), len(compared.match_tokens))):
        if (i - 1, j - 1) == before:
            names |= _of_marks(_gap(compared.query, compared.query_tokens, i),
                               _gap(compared.match, compared.match_tokens, j))  # fmt: skip
        if i < len(compared.query_tokens) and compared.query_tokens.codes[i] > ORDINAL:
            a = compared.query_tokens.span(i).cut(compared.query)
            b = compared.match_tokens.span(j).cut(compared.match)
            if a != b:
                names |= _of_letters(a, b)
        before = (i, j)
    return names


def values_apart(compared: Comparison) -> Iterator[ValuePair]:
    """Yield the values that answer each other and are not written the same."""
    for i, j in compared.pairs:
        code = compared.query_tokens.codes[i]
        if code > ORDINAL:
            continue
        query, match = compared.query_tokens.span(i), compared.match_tokens.span(j)
        if query.cut(compared.query) != match.cut(compared.match):
            yield ValuePair(VALUE_KINDS[code], query, match)


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
