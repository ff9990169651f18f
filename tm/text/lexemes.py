"""From classes of characters to lexemes: Han character, word, run of digits, run of numerals.

Plain loops over whole numbers, compiled as they stand for bulk work.
"""

from __future__ import annotations

from typing import Any

from tm.text.symbols import (
    APOSTROPHE,
    BROKEN,
    COMMA,
    DIGIT,
    DIGITS,
    HAN,
    IGNORED,
    JOINED,
    LETTER,
    LONE,
    LOOSE,
    NUMERAL,
    NUMERALS,
    ORDINAL_WORD,
    PER_CENT_SIGN,
    POINT,
    SIGN,
    SOFT,
    SPACE,
    WORD,
    WRITTEN_DATE,
    Column,
    hash_run,
)

_DASH, _SLASH, _STOP = map(ord, "-/.")


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
