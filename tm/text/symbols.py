"""What the scanner works on: classes of characters, kinds of lexemes, codes, and words for values.

Everything is a whole number, so that `tm.index.compiled` can turn the scanner into machine code.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

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
HASH_BITS = 0x3FFFFFFF

HAN_NUMERALS = "〇零一二三四五六七八九十百千万亿兆两"

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


def hash_run(folded: Column, start: int, end: int) -> int:
    """Return the code of the word or number in `folded[start:end]`, separators left out."""
    state = 0x1505
    for i in range(start, end):
        if (folded[i] != 0x2C and folded[i] < 0x300) or folded[i] >= 0x370:
            state = ((state * 1000003) ^ folded[i]) & 0xFFFFFFFF
    return WORD_BIT | ((state ^ (state >> 15)) & HASH_BITS)


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
