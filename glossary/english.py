"""English terms in running text: a trie over words.

A text becomes tokens: words, marks, and the possessive *'s* by itself, so that a possessive on a
whole name is always allowed. Spaces, line ends, hyphens and dashes between words are the same;
a hyphenated pair also counts as one word (*non-governmental* = *nongovernmental*). Words meet by
their spelling key, so that *organisation* finds *organization*. The trie is walked from every
token; cost is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from glossary.inflect import key
from tm.text.chars import HAN

_TOKEN = re.compile(rf"[^\W_{HAN}]+|(?<=\w)'s(?!\w)|[{HAN}]|[^\w\s'-]|_")
_LEAF = ""  # no token is empty
_MAX_GAP = 4

Node = dict[str, "Node | list[int]"]


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
    spelling: dict[str, str] = {}
    last = -_MAX_GAP - 1
    for found in _TOKEN.finditer(folded):
        word = found.group()
        start, end = found.span()
        known = spelling.get(word)
        if known is None:
            known = spelling[word] = key(word)
        keys.append(known)
        starts.append(start)
        ends.append(end)
        bound.append(_binding(folded, last, start))
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
    """Forms by their tokens; every form carries the numbers its owner gave it."""

    def __init__(self, forms: Iterable[tuple[str, int]]) -> None:
        self._root: Node = {}
        for text, number in forms:
            for path in _paths(text):
                self._insert(path, number)

    def _insert(self, path: list[str], number: int) -> None:
        node = self._root
        for step in path:
            node = node.setdefault(step, {})  # type: ignore[assignment]
        leaf = node.setdefault(_LEAF, [])
        if number not in leaf:
            leaf.append(number)  # type: ignore[union-attr]

    def search(self, folded: str) -> Iterator[tuple[int, int, list[int]]]:
        """Yield start, end and numbers of every form in `folded`, overlapping ones too."""
        read = tokens(folded)
        root, keys, bound, count = self._root, read.keys, read.bound, len(read.keys)
        for first, word in enumerate(keys):
            if word in root or (first + 1 < count and bound[first + 1] == "-"):
                for last, numbers in self._walk(read, first):
                    yield read.starts[first], read.ends[last], numbers

    def _walk(self, read: Tokens, first: int) -> Iterator[tuple[int, list[int]]]:
        """Yield the last token and the numbers of every form that begins at token `first`."""
        waiting = [(self._root, first)]
        while waiting:
            node, at = waiting.pop()
            for step, following in _steps(read, at, at == first):
                found = node.get(step)
                if isinstance(found, dict):
                    leaf = found.get(_LEAF)
                    if isinstance(leaf, list):
                        yield following - 1, leaf
                    waiting.append((found, following))


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
