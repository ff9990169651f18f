"""Tokens: the symbols in which the likeness of two segments is counted.

A token is one Han character, one run of Latin letters and digits, or one *value*: a number, a
percentage, a date or an ordinal, however it is written. Values of a type are one symbol, so that
two sentences that differ only in a figure are alike; which figure it was is compared later.
Punctuation, spaces, case, width and script are folded away before and never cost a token; a text
of nothing but marks is compared by its marks.

The work is done in three steps, all over whole numbers so that `tm.index.compiled` can turn the
very same functions into machine code for millions of segments:

    spread   text      -> folded code points and their classes, with the way back
    lex      classes   -> lexemes: Han character, word, run of digits, run of Chinese numerals
    merge    lexemes   -> tokens: 三月五日, March 5, 百分之三十, 1.2亿, thirty-two million

A token's *code* is its type (1–4) for a value, its code point for a single character and a 30-bit
hash for a word. Two words may share a code once in a very long while: a search then finds one
candidate too many, never one too few.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tm.text.fold import fold_character
from tm.text.lexemes import lex
from tm.text.merging import merge
from tm.text.spans import Span
from tm.text.symbols import (
    APOSTROPHE,
    BREAK,
    BROKEN,
    COMMA,
    DIGIT,
    HAN_NUMERALS,
    IGNORED,
    LETTER,
    LONE,
    NUMERAL,
    NUMERALS,
    ORDINAL,
    POINT,
    SIGN,
    SOFT,
    SPACE,
    VALUE_KINDS,
    ValueKind,
    word_table,
)

# Marks, as folded, that stand around or inside a phrase without ending it.
_SOFT_MARKS = '"-《》·_*'


@dataclass(frozen=True, slots=True)
class Token:
    """One scored symbol: where it stands, its code, and the type of value it is, if it is one."""

    span: Span
    code: int
    value: ValueKind | None


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text as parallel lists.

    `breaks[i]` says that a mark which ends a phrase stands before token i. `surfaces` are the
    codes of the lexemes inside values (2016, 亿): a phrase search finds a value by them.
    """

    codes: list[int]
    starts: list[int]
    ends: list[int]
    breaks: list[bool]
    surfaces: list[int]

    def __len__(self) -> int:
        return len(self.codes)

    def span(self, index: int) -> Span:
        """Return where token `index` stands in the text as given."""
        return Span(self.starts[index], self.ends[index])


def tokens(text: str) -> Iterator[Token]:
    """Yield the scored tokens of `text` in order; Chinese and English follow the same rules.

    >>> text = "2016年，CANGO筹款三百二十亿元"
    >>> [token.span.cut(text) for token in tokens(text)]
    ['2016年', 'CANGO', '筹', '款', '三百二十亿', '元']
    >>> [token.value for token in tokens("By March 5 it rose 30 percent")]
    [None, 'date', None, None, 'percent']
    """
    found = tokenise(text)
    for index, code in enumerate(found.codes):
        yield Token(found.span(index), code, VALUE_KINDS.get(code))


def tokenise(text: str) -> Tokens:
    """Return the tokens of `text` with their codes and places."""
    folded, classes, at = spread(text)
    lexemes = [[0] * (len(folded) + 1) for _ in range(5)]
    words, kinds = word_table()
    code, kind, start, end, gap = lexemes
    count = lex(folded, classes, words, kinds, code, kind, start, end, gap)
    merged: list[list[int]] = [[0] * (len(folded) + 1) for _ in range(3)]
    n = merge(code, kind, start, end, gap, count, *merged)
    if n == 0:
        return _marks(folded, classes, at)
    codes, first, last = (column[:n] for column in merged)
    surfaces: list[int] = []
    for i in range(n):
        if codes[i] <= ORDINAL:
            surfaces += _surfaces(folded, code, kind, start, end, first[i], last[i])
    return Tokens(
        codes=codes,
        starts=[at[start[i]] for i in first],
        ends=[at[end[i] - 1] + 1 for i in last],
        breaks=[gap[i] == BROKEN for i in first],
        surfaces=surfaces,
    )


def spread(text: str) -> tuple[list[int], list[int], list[int]]:
    """Return folded code points, their classes, and the index in `text` each one comes from."""
    folded: list[int] = []
    classes: list[int] = []
    at: list[int] = []
    for index, ch in enumerate(text):
        for code, kind in shape(ch):
            folded.append(code)
            classes.append(kind)
            at.append(index)
    return folded, classes, at


@lru_cache(maxsize=65_536)
def shape(ch: str) -> tuple[tuple[int, int], ...]:
    """Return what `ch` folds to: code points with their classes, nothing for what is invisible.

    >>> [chr(code) for code, _ in shape("㎏")], [chr(code) for code, _ in shape("國")]
    (['k', 'g'], ['国'])
    """
    return tuple((ord(part), _class_of(part)) for part in map(_plain, fold_character(ch)))


def _plain(ch: str) -> str:
    """Take the accent off a European letter: decomposed and composed text are then the same."""
    if ord(ch) >= 0x2000 or not ch.isalpha():
        return ch
    return unicodedata.normalize("NFD", ch)[0]


def _class_of(ch: str) -> int:
    named = _NAMED_CLASSES.get(ch)
    if named is not None:
        return named
    category = unicodedata.category(ch)
    if category in ("Mn", "Me", "Cf"):
        return IGNORED
    if category[0] in "ZC":
        return SPACE
    if category[0] == "N":
        return LETTER
    if category[0] == "L":
        return LETTER if _is_spelled(ch) else LONE
    return BREAK


def _is_spelled(ch: str) -> bool:
    """Whether the letter is of a script that puts spaces between words."""
    return ord(ch) < 0x0E00 or 0x10A0 <= ord(ch) < 0x1100 or 0x1E00 <= ord(ch) < 0x2000


_NAMED_CLASSES = (
    dict.fromkeys(_SOFT_MARKS, SOFT)
    | dict.fromkeys("0123456789", DIGIT)
    | dict.fromkeys(HAN_NUMERALS, NUMERAL)
    | {".": POINT, "\u2044": POINT, ",": COMMA, "'": APOSTROPHE, "%": SIGN, "‰": SIGN}
)


def _marks(folded: list[int], classes: list[int], at: list[int]) -> Tokens:
    """Return every visible character as a token: the text holds nothing else."""
    seen = [i for i, kind in enumerate(classes) if kind not in (IGNORED, SPACE)]
    return Tokens(
        codes=[folded[i] for i in seen],
        starts=[at[i] for i in seen],
        ends=[at[i] + 1 for i in seen],
        breaks=[False] * len(seen),
        surfaces=[],
    )


def _surfaces(
    folded: list[int], code: list[int], kind: list[int], start: list[int], end: list[int],
    first: int, last: int,
) -> Iterator[int]:  # fmt: skip
    for i in range(first, last + 1):
        if kind[i] == NUMERALS:
            yield from (point for point in folded[start[i] : end[i]] if point > 0x7F)
        else:
            yield code[i]
