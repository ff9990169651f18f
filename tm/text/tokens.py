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
from functools import cache, lru_cache
from typing import Any, Literal

from tm.text.fold import fold_character
from tm.text.spans import Span

ValueKind = Literal["number", "percent", "date", "ordinal"]

NUMBER, PERCENT, DATE, ORDINAL = 1, 2, 3, 4
VALUE_KINDS: dict[int, ValueKind] = {
    NUMBER: "number", PERCENT: "percent", DATE: "date", ORDINAL: "ordinal",
}  # fmt: skip

# Classes of characters.
IGNORED, SPACE, SOFT, BREAK, LONE, NUMERAL, LETTER, DIGIT, POINT, COMMA, APOSTROPHE, SIGN = range(
    12
)

# Kinds of lexemes; the kinds of English words that build values are found by their codes.
HAN, WORD, DIGITS, NUMERALS, PER_CENT_SIGN, WRITTEN_DATE, ORDINAL_WORD = range(7)
NUMBER_WORD, SCALE_WORD, MONTH, PERCENT_WORD, AND, OF, PER, CENT = range(7, 15)

# What stands between a lexeme and the one before: nothing or space, a soft mark, a break.
JOINED, LOOSE, BROKEN = range(3)

WORD_BIT = 0x40000000
_HASH_BITS = 0x3FFFFFFF

HAN_NUMERALS = "〇零一二三四五六七八九十百千万亿兆两"
_SCALES = "十百千万亿兆"
# Marks, as folded, that stand around or inside a phrase without ending it.
_SOFT_MARKS = '"-《》·_*'

_WORDS: dict[int, str] = {
    NUMBER_WORD: "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy "
    "eighty ninety",
    SCALE_WORD: "hundred thousand million billion trillion",
    MONTH: "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec",
    ORDINAL_WORD: "first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
    "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
    "twentieth thirtieth fortieth fiftieth hundredth",
    PERCENT_WORD: "percent",
    AND: "and",
    OF: "of",
    PER: "per",
    CENT: "cent",
}

Column = Any
"""Whole numbers by position: lists here, arrays where the scanner runs as machine code."""

YEAR, MOON, DAY, DATE_NUMBER, NTH, PART, ITS, DOT = map(ord, "年月日号第分之点")
ONE_HUNDRED, THOUSAND, TEN_THOUSAND = map(ord, "百千万")
_DASH, _SLASH, _STOP = map(ord, "-/.")


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


def word_code(word: str) -> int:
    """Return the code of a folded word.

    >>> word_code("law") == word_code("law"), word_code("law") == word_code("laws")
    (True, False)
    """
    return hash_run([ord(ch) for ch in word], 0, len(word))


@cache
def word_table() -> tuple[list[int], list[int]]:
    """Return an open hash table from a word's code to the kind of word it is for values."""
    codes, kinds = [0] * 512, [WORD] * 512
    for kind, words in _WORDS.items():
        for word in words.split():
            code = word_code(word)
            slot = code & 511
            while codes[slot]:
                slot = (slot + 1) & 511
            codes[slot], kinds[slot] = code, kind
    return codes, kinds


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


# ---- the scanner: plain loops over whole numbers, compiled as they stand for bulk work -----------


def hash_run(folded: Column, start: int, end: int) -> int:
    """Return the code of the word or number in `folded[start:end]`, separators left out."""
    state = 0x1505
    for i in range(start, end):
        if (folded[i] != 0x2C and folded[i] < 0x300) or folded[i] >= 0x370:
            state = ((state * 1000003) ^ folded[i]) & 0xFFFFFFFF
    return WORD_BIT | ((state ^ (state >> 15)) & _HASH_BITS)


def kind_of(code: int, words: Column, kinds: Column) -> Any:
    """Look a word's code up in the table of words that build values."""
    slot = code & 511
    while words[slot] != 0:
        if words[slot] == code:
            return kinds[slot]
        slot = (slot + 1) & 511
    return WORD


def lex(
    folded: Column, classes: Column, words: Column, kinds: Column,
    code: Column, kind: Column, start: Column, end: Column, gap: Column,
) -> int:  # fmt: skip
    """Cut classes into lexemes, written to the five columns; return how many."""
    i, n, count, between = 0, len(folded), 0, JOINED
    while i < n:
        c = classes[i]
        if c <= SPACE:
            i += 1
            continue
        if c == LONE:
            stop, found, value = i + 1, HAN, folded[i]
        elif c == NUMERAL:
            stop, found, value = end_of_numerals(classes, i, n), NUMERALS, folded[i]
        elif c in (DIGIT, LETTER):
            stop, found = end_of_run(folded, classes, i, n)
            value = hash_run(folded, i, stop)
            if found == WORD:
                found = kind_of(value, words, kinds)
        elif c == SIGN:
            stop, found, value = i + 1, PER_CENT_SIGN, folded[i]
        else:
            between = max(between, LOOSE if c in (SOFT, APOSTROPHE) else BROKEN)
            i += 1
            continue
        code[count], kind[count], start[count], end[count] = value, found, i, stop
        gap[count] = between
        count, i, between = count + 1, stop, JOINED
    return count


def end_of_numerals(classes: Column, i: int, n: int) -> int:
    """Return where a run of Chinese numerals ends."""
    while i < n and classes[i] == NUMERAL:
        i += 1
    return i


def end_of_run(folded: Column, classes: Column, i: int, n: int) -> tuple[int, int]:
    """Return where a run of letters and digits ends, and what kind of lexeme it is."""
    j = i
    while j < n and classes[j] == DIGIT:
        j += 1
    if j < n and classes[j] <= LETTER and classes[j] == LETTER:
        stop = end_of_word(classes, j, n)
        return stop, (ORDINAL_WORD if i < j and is_nth(folded, j, stop) else WORD)
    if j == i:
        return end_of_word(classes, i, n), WORD
    stop = end_of_written_date(folded, classes, i, j, n)
    if stop > j:
        return stop, WRITTEN_DATE
    while True:
        stop = end_of_group(classes, j, n)
        if stop == j:
            return j, DIGITS
        j = stop


def end_of_word(classes: Column, i: int, n: int) -> int:
    """Return where a word ends; an apostrophe between letters belongs to it."""
    while i < n:
        c = classes[i]
        inner = c == APOSTROPHE and i + 1 < n and classes[i + 1] == LETTER
        if c != LETTER and c != DIGIT and c != IGNORED and not inner:
            break
        i += 1
    while classes[i - 1] == IGNORED:
        i -= 1
    return i


def end_of_group(classes: Column, j: int, n: int) -> int:
    """Return the end of `.5` or `,500` after the digits that end at j, or j."""
    if j >= n or (classes[j] != POINT and classes[j] != COMMA):
        return j
    k = j + 1
    while k < n and classes[k] == DIGIT:
        k += 1
    if k == j + 1 or (classes[j] == COMMA and k != j + 4):
        return j
    return k


def is_nth(folded: Column, j: int, stop: int) -> Any:
    """Say whether the letters after digits are st, nd, rd or th."""
    if stop != j + 2:
        return False
    a, b = folded[j], folded[j + 1]
    return (
        (a == 0x73 and b == 0x74) or (a == 0x6E and b == 0x64)
        or (a == 0x72 and b == 0x64) or (a == 0x74 and b == 0x68)
    )  # fmt: skip


def end_of_written_date(folded: Column, classes: Column, i: int, j: int, n: int) -> int:
    """Return the end of 2017-08-22, 2017/8/22 or 2017.8.22, or j where it is none."""
    if j - i != 4 or j >= n:
        return j
    mark = folded[j]
    if mark != _DASH and mark != _SLASH and mark != _STOP:
        return j
    k = j + 1
    while k < n and classes[k] == DIGIT and k - j <= 2:
        k += 1
    if k == j + 1 or k >= n or folded[k] != mark:
        return j
    stop = k + 1
    while stop < n and classes[stop] == DIGIT:
        stop += 1
    return stop if 0 < stop - k - 1 <= 2 else j


def merge(
    code: Column, kind: Column, start: Column, end: Column,
    gap: Column, count: int, codes: Column, first: Column, last: Column,
) -> int:  # fmt: skip
    """Join lexemes into tokens, each written as its code and its first and last lexeme."""
    i, n = 0, 0
    while i < count:
        value, stop = 0, i
        if (kind[i] != HAN and kind[i] != WORD) or code[i] == NTH:
            value, stop = value_at(code, kind, start, end, gap, count, i)
        if kind[i] == PER_CENT_SIGN and value == 0:
            i += 1
            continue
        codes[n] = value if value else code[i]
        first[n], last[n] = i, stop
        n, i = n + 1, stop + 1
    return n


def value_at(
    code: Column, kind: Column, start: Column, end: Column,
    gap: Column, count: int, i: int,
) -> tuple[int, int]:  # fmt: skip
    """Return the type of the value that begins at lexeme i and its last lexeme; 0 for none."""
    k = kind[i]
    if code[i] == NTH and k == HAN:
        if (
            i + 1 < count
            and gap[i + 1] == JOINED
            and (kind[i + 1] == DIGITS or kind[i + 1] == NUMERALS)
        ):
            return ORDINAL, end_of_number(code, kind, gap, count, i + 1)
        return 0, i
    if k == WRITTEN_DATE:
        return DATE, i
    if k == ORDINAL_WORD:
        stop = month_after(kind, gap, count, i)
        return (DATE, end_of_year(kind, start, end, count, stop)) if stop > i else (ORDINAL, i)
    if k == MONTH:
        return after_month(kind, start, end, gap, count, i)
    if k in (DIGITS, NUMERALS, NUMBER_WORD):
        return after_number(code, kind, start, end, gap, count, i)
    return 0, i


def end_of_number(code: Column, kind: Column, gap: Column, count: int, i: int) -> int:
    """Return the last lexeme of the number that begins at i: 1.2 + 亿, two hundred and five."""
    j = i
    while j + 1 < count:
        following, between = kind[j + 1], gap[j + 1]
        if (following == NUMERALS and between == JOINED and kind[j] == DIGITS) or (
            (following in (NUMBER_WORD, SCALE_WORD))
            and between <= LOOSE
            and (kind[i] != NUMERALS and (kind[j] != DIGITS or following == SCALE_WORD))
        ):
            j += 1
        elif (
            following == AND
            and kind[j] == SCALE_WORD
            and j + 2 < count
            and (kind[j + 2] == NUMBER_WORD and between <= LOOSE)
        ):
            j += 2
        else:
            break
    return j


def after_number(
    code: Column, kind: Column, start: Column, end: Column,
    gap: Column, count: int, i: int,
) -> tuple[int, int]:  # fmt: skip
    """Return type and last lexeme of what begins with the number at i."""
    j = end_of_number(code, kind, gap, count, i)
    if j + 1 >= count or gap[j + 1] == BROKEN:
        return NUMBER, j
    following = kind[j + 1]
    if following in (PER_CENT_SIGN, PERCENT_WORD):
        return PERCENT, j + 1
    if following == PER and j + 2 < count and kind[j + 2] == CENT and gap[j + 2] == JOINED:
        return PERCENT, j + 2
    if following == ORDINAL_WORD and kind[j] == NUMBER_WORD:
        return ORDINAL, j + 1
    if i == j and kind[i] == DIGITS and end[i] - start[i] <= 2:
        month = month_after(kind, gap, count, i)
        if month > i:
            return DATE, end_of_year(kind, start, end, count, month)
    if following == HAN and gap[j + 1] == JOINED:
        return after_han_number(code, kind, start, end, gap, count, i, j)
    return NUMBER, j


def after_han_number(
    code: Column, kind: Column, start: Column, end: Column,
    gap: Column, count: int, i: int, j: int,
) -> tuple[int, int]:  # fmt: skip
    """Return type and last lexeme where a Han character follows the number i..j."""
    mark = code[j + 1]
    if mark == PART and j + 3 < count and code[j + 2] == ITS and is_figure(kind[j + 3]):
        hundred = code[i] == ONE_HUNDRED or code[i] == THOUSAND or code[i] == TEN_THOUSAND
        whole = kind[i] == NUMERALS and end[j] - start[i] == 1 and hundred
        return (PERCENT if whole else NUMBER), end_of_number(code, kind, gap, count, j + 3)
    if (
        mark == DOT
        and kind[j] == NUMERALS
        and j + 2 < count
        and kind[j + 2] == NUMERALS
        and (gap[j + 2] == JOINED)
    ):
        return NUMBER, j + 2
    if i != j:
        return NUMBER, j
    width = end[i] - start[i]
    if mark == YEAR and width == 4:
        return DATE, end_of_day(
            code,
            kind,
            start,
            end,
            gap,
            count,
            end_of_moon(code, kind, start, end, gap, count, j + 1),
        )
    if mark == MOON and width <= 3:
        return DATE, end_of_day(code, kind, start, end, gap, count, j + 1)
    if mark == DAY and width <= 3:
        return DATE, j + 1
    return NUMBER, j


def end_of_moon(
    code: Column, kind: Column, start: Column, end: Column,
    gap: Column, count: int, j: int,
) -> int:  # fmt: skip
    """Return the lexeme of 月 where a month follows the year that ends at j, else j."""
    if is_counted(code, kind, start, end, gap, count, j, MOON):
        return j + 2
    return j


def end_of_day(
    code: Column, kind: Column, start: Column, end: Column,
    gap: Column, count: int, j: int,
) -> int:  # fmt: skip
    """Return the lexeme of 日 or 号 where a day follows the month that ends at j, else j."""
    if code[j] != MOON:
        return j
    if is_counted(code, kind, start, end, gap, count, j, DAY) or is_counted(
        code, kind, start, end, gap, count, j, DATE_NUMBER
    ):
        return j + 2
    return j


def is_counted(
    code: Column, kind: Column, start: Column, end: Column,
    gap: Column, count: int, j: int, mark: int,
) -> bool:  # fmt: skip
    """Say whether a short number and then `mark` follow lexeme j."""
    return (
        j + 2 < count
        and (kind[j + 1] == DIGITS or kind[j + 1] == NUMERALS)
        and end[j + 1] - start[j + 1] <= 3
        and gap[j + 1] == JOINED
        and gap[j + 2] == JOINED
        and code[j + 2] == mark
    )


def is_figure(kind: int) -> bool:
    """Say whether a lexeme can begin a number."""
    return kind in (DIGITS, NUMERALS)


def month_after(kind: Column, gap: Column, count: int, i: int) -> int:
    """Return the lexeme of the month in `5 March`, `5th of March`, or i."""
    j = i + 1
    if j < count and kind[j] == OF and gap[j] == JOINED:
        j += 1
    if j < count and kind[j] == MONTH and gap[j] == JOINED:
        return j
    return i


def end_of_year(kind: Column, start: Column, end: Column, count: int, j: int) -> int:
    """Return the lexeme of a year that follows the month or day at j, comma or not, else j."""
    if (
        j + 1 < count
        and kind[j + 1] == DIGITS
        and end[j + 1] - start[j + 1] == 4
        and (start[j + 1] - end[j] <= 2)
    ):
        return j + 1
    return j


def after_month(
    kind: Column, start: Column, end: Column, gap: Column,
    count: int, i: int,
) -> tuple[int, int]:  # fmt: skip
    """Return type and last lexeme of `March 5, 2017`, `March 5th`, `March 2017`; 0 for the word."""
    j = i + 1
    if j >= count or gap[j] != JOINED:
        return 0, i
    if kind[j] == ORDINAL_WORD or (kind[j] == DIGITS and end[j] - start[j] <= 2):
        return DATE, end_of_year(kind, start, end, count, j)
    year = end_of_year(kind, start, end, count, i)
    return (DATE, year) if year > i else (0, i)
