"""Which marks of a line open and close what: quotations, brackets, titles.

Used to tell a mark that ends a sentence from one that ends a quoted or bracketed part of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from tm.text.chars import PAIRS

# Half-width and full-width brackets close each other in careless text.
_FORMS = str.maketrans("()[]{}", "（）［］｛｝")
_PAIRS = {
    opening.translate(_FORMS): closing.translate(_FORMS) for opening, closing in PAIRS.items()
}
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
_MARK = re.compile("[" + re.escape("".join({*_PAIRS, *_OPENING, '"'})) + "]")
_TITLES = frozenset("《〈")
_QUOTES = frozenset('“‘「『«〝"')
# A pair does not reach further than this: better a wrong pair missed than a page lost in it.
_REACH = 600
# Marks kept open at a time: more than anybody nests, few enough to look through.
_DEPTH = 16


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A pair of marks: where it opens, where it closes, and the opening mark."""

    start: int
    end: int
    mark: str

    @property
    def is_title(self) -> bool:
        """Whether the marks are 《》 or 〈〉."""
        return self.mark in _TITLES

    @property
    def is_quotation(self) -> bool:
        """Whether the marks are quotation marks."""
        return self.mark in _QUOTES


class Enclosures:
    """The pairs of one line; a mark without a partner counts for nothing."""

    def __init__(self, line: str) -> None:
        self._pairs = sorted(_pairs(line), key=lambda pair: pair.start)
        self._starts = [pair.start for pair in self._pairs]

    def around(self, position: int) -> list[Enclosure]:
        """Return the pairs that enclose `position`, the outermost first."""
        first = bisect_left(self._starts, position - _REACH)
        last = bisect_left(self._starts, position)
        return [pair for pair in self._pairs[first:last] if pair.end > position]


def _pairs(line: str) -> list[Enclosure]:
    pairs: list[Enclosure] = []
    opened: list[tuple[str, int]] = []
    for found in _MARK.finditer(line.translate(_FORMS)):
        ch, position = found.group(), found.start()
        if ch == '"':
            # Straight marks say neither: the second closes the first.
            closing = any(mark == '"' for mark, _ in opened)
            opening = None if closing else '"'
        else:
            opening, closing = (ch if ch in _PAIRS else None), ch in _OPENING
        if opening:
            _open(opened, opening, position)
        elif closing:
            pairs.extend(_close(opened, _OPENING.get(ch, ch), position))
    return pairs


def _open(opened: list[tuple[str, int]], mark: str, position: int) -> None:
    """Put a mark on the stack; a quotation that opens again was never closed."""
    if mark in _QUOTES:
        opened[:] = [each for each in opened if each[0] != mark]
    opened.append((mark, position))
    del opened[:-_DEPTH]


def _close(opened: list[tuple[str, int]], mark: str, position: int) -> list[Enclosure]:
    """Take the nearest open `mark`, and what was opened after it, off the stack."""
    for index in range(len(opened) - 1, -1, -1):
        if opened[index][0] == mark and position - opened[index][1] <= _REACH:
            start = opened[index][1]
            del opened[index:]
            return [Enclosure(start, position, mark)]
    return []
