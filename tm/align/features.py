"""What the aligner sees of a sentence: words, values, names, punctuation, length.

Everything that can agree between the languages becomes a token. Values, names and punctuation are
written as pseudo-tokens with a class letter and a colon, the same on both sides: `N:350000000`,
`D:11383`, `Y:qiyao`, `P:?`. Words never contain a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tm.align.lexicon import Lexicon
from tm.align.names import shared_names
from tm.align.words import SplitWords, chinese_words, english_words, resplit
from tm.languages import Language
from tm.text.dates import DateValue
from tm.text.numerals import Figure, values

_PUNCTUATION: tuple[tuple[str, str, str], ...] = (
    ("?", "？?", "?"),
    ("!", "！!", "!"),
    ("quote", "“「『\"＂", '“"«'),
    ("bracket", "（(", "("),
    (":", "：:", ":"),
    ("%", "%％", "%"),
    (";", "；;", ";"),
)
_KEPT = 0.3
"""Length in Chinese characters of what stays as it is; of a Han one English makes some three."""
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_PLAIN_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
# Only what may hold a value is read for one: a lone 一 or "one" says nothing about alignment.
_ZH_VALUE = re.compile(r"[\d０-９零〇二两三四五六七八九十百千万亿半数几廿卅]")
_EN_VALUE = re.compile(
    r"\d|(?i:\b(?:zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"(?:thir|fif|eigh)teen|(?:twen|thir|for|fif|eigh)t(?:y|ie)|(?:fif|eigh|nin|twelf)th|"
    r"hundred|thousand|[mb]illion|trillion|dozen|score|half|second|third|quarter|double|twice|"
    r"decade|centur|"
    r"january|february|march|april|may|june|july|august|september|october|november|december))"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A segment as the aligner sees it.

    `length` counts characters: without white space in Chinese, with it in English, as the ratio
    between the languages is steadiest so. Latin letters and digits in Chinese, which a translation
    keeps, count only `_KEPT`.
    """

    tokens: tuple[str, ...]
    length: float
    text: str


def read(
    zh: Sequence[str], en: Sequence[str], lexicon: Lexicon | None, split: SplitWords
) -> tuple[list[Sentence], list[Sentence]]:
    """Read both documents; what counts as a name is known only when both are seen."""
    if lexicon is not None:
        split = resplit(split, lexicon)
    names = shared_names(zh, en, lexicon)
    chinese = [
        Sentence(
            (*chinese_words(text, split), *_pseudo(text, "zh", shared)),
            _chinese_length(text),
            text,
        )
        for text, shared in zip(zh, names[0], strict=True)
    ]
    english = [
        Sentence((*english_words(text), *_pseudo(text, "en", shared)), len(text.strip()), text)
        for text, shared in zip(en, names[1], strict=True)
    ]
    return chinese, english


def _chinese_length(text: str) -> float:
    kept = sum(ch.isascii() and ch.isalnum() for ch in text)
    return sum(not ch.isspace() for ch in text) - (1 - _KEPT) * kept


def is_word(token: str) -> bool:
    """Whether a token is a word rather than a value, a name or a mark."""
    return ":" not in token


@lru_cache(maxsize=20_000)
def numbers(text: str, lang: Language) -> frozenset[str]:
    """Return the values in a text, parts of dates among them, each written one way.

    >>> sorted(numbers("3.5亿人，4月28日", "zh")), sorted(numbers("350 million on April 28", "en"))
    (['28', '350000000', '4'], ['28', '350000000', '4'])
    """
    if not (_ZH_VALUE if lang == "zh" else _EN_VALUE).search(text):
        return frozenset()
    return frozenset(written for value in values(text, lang) for written in _written(value))


def _written(value: Figure | DateValue) -> Iterator[str]:
    if isinstance(value, Figure):
        yield _plain(value.value)
        if value.high is not None and not value.vague:
            yield _plain(value.high)
    else:
        parts = (value.year, value.month, value.day, value.until, value.hour, value.number)
        yield from (str(part) for part in parts if part)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _digits(text: str) -> set[str]:
    """Return numbers in digits as they are written: those of names (COVID-19) have no value.

    >>> sorted(_digits("GB/T 11383 一 1989, 23,940 at ２.0"))
    ['11383', '1989', '2.0', '23940']
    """
    found = _DIGITS.findall(text.translate(_PLAIN_DIGITS))
    return {written.replace(",", "") for written in found}


def _pseudo(text: str, lang: Language, names: frozenset[str]) -> Iterator[str]:
    yield from (f"N:{value}" for value in sorted(numbers(text, lang)))
    yield from (f"D:{written}" for written in sorted(_digits(text)))
    yield from (f"Y:{name}" for name in sorted(names))
    for name, chinese_marks, english_marks in _PUNCTUATION:
        if any(mark in text for mark in (chinese_marks if lang == "zh" else english_marks)):
            yield f"P:{name}"
