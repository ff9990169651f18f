"""English terms in running text: a trie over words.

A text becomes tokens: words, marks, and the possessive *'s* by itself, so that a possessive on a
whole name is always allowed. Spaces, line ends, hyphens and dashes between words are the same;
a hyphenated pair also counts as one word (*non-governmental* = *nongovernmental*). Words meet by
their spelling key, so that *organisation* finds *organization*. The trie is walked from every
token; cost is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from glossary.inflect import key
from glossary.overlaps import Candidate, Owners, merged
from tm.text.chars import HAN

_TOKEN = re.compile(rf"[^\W_{HAN}]+|(?<=\w)'s(?!\w)|[{HAN}]|[^\w\s'-]|_")
_key = lru_cache(maxsize=1 << 16)(key)
_LEAF = ""  # no token is empty
_MAX_GAP = 4
_WINDOW = 8  # tokens in which a hyphen is looked for

Node = dict[str, Any]
"""A step leads to a node; the empty step to the owners of the form that ends here."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a folded text, column by column.

    `bound` says how token i hangs on the one before: "" not at all (a mark or too much space
    between them), " " by space, "-" by a hyphen alone.
    """

    keys: list[str]
    starts: list[int]
    ends: list[int]
    bound: list[str]


def tokens(folded: str) -> Tokens:
    """Cut a folded text into tokens.

    >>> tokens("the people's people-to-people plan").keys
    ['the', 'people', "'s", 'people', 'to', 'people', 'plan']
    """
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    bound: list[str] = []
    last = -_MAX_GAP - 1
    for found in _TOKEN.finditer(folded):
        start, end = found.span()
        keys.append(_key(found[0]))
        starts.append(start)
        ends.append(end)
        one = start - last == 1 and folded[last] == " "
        bound.append(" " if one else _binding(folded, last, start))
        last = end
    return Tokens(keys, starts, ends, bound)


def _binding(folded: str, last: int, start: int) -> str:
    width = start - last
    if width == 1:
        return "-" if folded[last] == "-" else " "
    if width > _MAX_GAP:
        return ""
    gap = folded[last:start]
    # An apostrophe after a plural belongs to it; a hyphen with spaces is a dash between clauses.
    return " " if "-" not in gap or gap == "- " else ""


class Trie:
    """Forms by their tokens; every form carries what its owner gave for it."""

    def __init__(self, forms: Mapping[str, Owners]) -> None:
        found: dict[tuple[str, ...], list[Owners]] = {}
        for text, owners in forms.items():
            for path in _paths(text):
                found.setdefault(tuple(path), []).append(owners)
        self._root: Node = {}
        for steps, group in found.items():
            node = self._root
            for step in steps:
                node = node.setdefault(step, {})
            node[_LEAF] = merged(group)

    def search(self, folded: str) -> Iterator[Candidate]:
        """Yield every form in `folded`, overlapping ones too."""
        read = tokens(folded)
        root, bound, count = self._root, read.bound, len(read.keys)
        for first, word in enumerate(read.keys):
            hyphen = first + 1 < count and bound[first + 1] == "-"
            if word not in root and not hyphen:
                continue
            # Few phrases hold a hyphen; the others have one way through the trie.
            hyphen = hyphen or "-" in bound[first + 1 : first + _WINDOW]
            walk = self._ways if hyphen else self._way
            for last, owners in walk(read, first):
                yield read.starts[first], read.ends[last], owners

    def _way(self, read: Tokens, first: int) -> Iterator[tuple[int, Owners]]:
        """Yield the last token of every form that begins at token `first`, without hyphens."""
        keys, bound, count = read.keys, read.bound, len(read.keys)
        node, at = self._root, first
        while at < count and (bound[at] or at == first) and keys[at] in node:
            node = node[keys[at]]
            if _LEAF in node:
                yield at, node[_LEAF]
            at += 1
            if at - first == _WINDOW - 1 and "-" in bound[at : at + _WINDOW]:
                yield from self._ways_on(read, at, node)
                return

    def _ways(self, read: Tokens, first: int) -> Iterator[tuple[int, Owners]]:
        """Yield the same where a hyphenated pair may also be read as one word."""
        for step, following in _steps(read, first, True):
            if step in self._root:
                node = self._root[step]
                if _LEAF in node:
                    yield following - 1, node[_LEAF]
                yield from self._ways_on(read, following, node)

    def _ways_on(self, read: Tokens, at: int, node: Node) -> Iterator[tuple[int, Owners]]:
        waiting = [(node, at)]
        while waiting:
            node, at = waiting.pop()
            for step, following in _steps(read, at, False):
                if step in node:
                    if _LEAF in node[step]:
                        yield following - 1, node[step][_LEAF]
                    waiting.append((node[step], following))


def _steps(read: Tokens, at: int, first: bool) -> Iterator[tuple[str, int]]:
    """Yield what may be read at token `at` as one word, and the token that follows it."""
    keys, bound = read.keys, read.bound
    if at >= len(keys) or not (first or bound[at]):
        return
    yield keys[at], at + 1
    if at + 1 < len(keys) and bound[at + 1] == "-":
        yield key(keys[at] + keys[at + 1]), at + 2


def _paths(folded: str) -> Iterator[list[str]]:
    """Yield the token sequences a folded form is found by: as it stands, its hyphens closed up."""
    read = tokens(folded)
    if not read.keys:
        return
    yield read.keys
    closed: list[str] = []
    for word, binding in zip(read.keys, read.bound, strict=True):
        if binding == "-" and closed:
            closed[-1] = key(closed[-1] + word)
        else:
            closed.append(word)
    if len(closed) < len(read.keys):
        yield closed
