"""A text as its lexemes: Han characters, words and figures, before any of them build values.

What a phrase search compares. They are those of `tm.text.tokens`, so that an index knows a lexeme
by its code, alone or inside a value; Chinese numerals stand one by one, and signs are no lexemes.
"""

from __future__ import annotations

from dataclasses import dataclass

from tm.text.lexemes import lex
from tm.text.spans import Span
from tm.text.symbols import (
    APOSTROPHE,
    BROKEN,
    NUMERALS,
    PER_CENT_SIGN,
    SOFT,
    word_table,
)
from tm.text.tokens import spread


@dataclass(frozen=True, slots=True)
class Lexed:
    """The lexemes of one text as parallel lists; `starts` and `ends` count in the folded text.

    `broken[i]` says that a mark which ends a phrase stands before lexeme i; `at` leads back to the
    text as given.
    """

    folded: str
    classes: list[int]
    at: list[int]
    codes: list[int]
    kinds: list[int]
    starts: list[int]
    ends: list[int]
    broken: list[bool]

    def __len__(self) -> int:
        return len(self.codes)

    def text(self, i: int) -> str:
        """Return lexeme i as folded."""
        return self.folded[self.starts[i] : self.ends[i]]

    def before(self, i: int) -> str:
        """Return what stands between lexeme i and the one before it."""
        return self.folded[slice(*self._gap(i))]

    def marks(self, i: int) -> str:
        """Return the marks before lexeme i that no phrase passes over."""
        start, end = self._gap(i)
        return "".join(
            self.folded[k]
            for k in range(start, end)
            if self.classes[k] > SOFT and self.classes[k] != APOSTROPHE
        )

    def span(self, first: int, last: int) -> Span:
        """Return where lexemes `first` to `last` stand in the text as given."""
        return Span(self.at[self.starts[first]], self.at[self.ends[last] - 1] + 1)

    def _gap(self, i: int) -> tuple[int, int]:
        start = self.ends[i - 1] if i else 0
        return start, self.starts[i] if i < len(self.codes) else len(self.folded)


def lexed(text: str) -> Lexed:
    """Return the lexemes of `text`.

    >>> read = lexed("第三届「WTO」论坛, 30% off")
    >>> [read.text(i) for i in range(len(read))]
    ['第', '三', '届', 'wto', '论', '坛', '30', 'off']
    >>> read.before(3), read.marks(6), read.before(7)
    ('"', ',', '% ')
    """
    points, classes, at = spread(text)
    columns = [[0] * (len(points) + 1) for _ in range(5)]
    count = lex(points, classes, *word_table(), *columns)
    codes, kinds, starts, ends, broken = ([] for _ in range(5))
    for code, kind, start, end, gap in zip(*(column[:count] for column in columns), strict=True):
        if kind == PER_CENT_SIGN:
            continue
        pieces = range(start, end) if kind == NUMERALS else (start,)
        for k in pieces:
            codes.append(points[k] if kind == NUMERALS else code)
            kinds.append(kind)
            starts.append(k)
            ends.append(k + 1 if kind == NUMERALS else end)
            broken.append(k == start and gap == BROKEN)
    return Lexed("".join(map(chr, points)), classes, at, codes, kinds, starts, ends, broken)
