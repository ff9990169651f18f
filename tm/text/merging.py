"""From lexemes to tokens: 三月五日, March 5, 百分之三十, 1.2亿, thirty-two million are one each.

Plain loops over whole numbers, compiled as they stand for bulk work.
"""

from __future__ import annotations

from tm.text.symbols import (
    AND,
    BROKEN,
    CENT,
    DATE,
    DIGITS,
    HAN,
    JOINED,
    LOOSE,
    MONTH,
    NUMBER,
    NUMBER_WORD,
    NUMERALS,
    OF,
    ORDINAL,
    ORDINAL_WORD,
    PER,
    PER_CENT_SIGN,
    PERCENT,
    PERCENT_WORD,
    SCALE_WORD,
    WORD,
    WRITTEN_DATE,
    Column,
)

YEAR, MOON, DAY, DATE_NUMBER, NTH, PART, ITS, DOT = map(ord, "年月日号第分之点")
ONE_HUNDRED, THOUSAND, TEN_THOUSAND = map(ord, "百千万")


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
