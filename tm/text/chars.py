"""What kind of character this is.

The ranges below are held against the Unicode names by a property test; a range typed from memory
is how a well-known Chinese tokenizer came to count `…` as Chinese and not 𠀀.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Unified ideographs with extensions A to J, compatibility ideographs, and the numeral 〇.
HAN_RANGES = (
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFA6D),
    (0xFA70, 0xFAD9),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2EE5D),
    (0x2F800, 0x2FA1D),
    (0x30000, 0x33479),
)
HAN = "".join(f"{chr(first)}-{chr(last)}" for first, last in HAN_RANGES)
"""The inside of a regular-expression class of Han characters: `re.compile(f"[{HAN}]+")`."""

LATIN = "A-Za-zÀ-ÖØ-öø-\u024f\u1e00-\u1eff\u2c60-\u2c7f\uff21-\uff3a\uff41-\uff5a"
"""The inside of a regular-expression class of Latin letters, full-width ones included."""

PAIRS = {
    "“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）", "【": "】",
    "〔": "〕", "［": "］", "｛": "｝", "〖": "〗", "〘": "〙", "(": ")", "[": "]", "{": "}",
    "«": "»", "〝": "〞",
}  # fmt: skip
"""Opening marks and what closes them; straight quotes say neither and are not here."""

_HAN = re.compile(f"[{HAN}]")
_HAN_RUN = re.compile(f"[{HAN}]+")
_KANA = re.compile("[\u3041-\u309f\u30a1-\u30fa\uff66-\uff9d]")
_SPELLED_WORD = re.compile(
    r"[^\W_\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
    r"(?:['’.,-][^\W_\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)*"
)
_LATIN_WORD = re.compile(f"[{LATIN}][{LATIN}\u0300-\u036f'’-]*")
_WIDE_FORMS = (
    (0x3000, 0x303F),
    (0xFE10, 0xFE1F),
    (0xFE30, 0xFE6F),
    (0xFF01, 0xFF65),
    (0xFFE0, 0xFFEE),
)


def is_han(ch: str) -> bool:
    """Say whether `ch` is an ideograph or 〇; kana, Hangul, radicals and 々 are not.

    >>> is_han("慈"), is_han("𠀀"), is_han("〇"), is_han("の"), is_han("—"), is_han("a")
    (True, True, True, False, False, False)
    """
    return _HAN.match(ch) is not None


@lru_cache(maxsize=4096)
def is_latin(ch: str) -> bool:
    """Say whether `ch` is a Latin letter of any width, with or without marks.

    >>> is_latin("a"), is_latin("ü"), is_latin("Ａ"), is_latin("я"), is_latin("中")
    (True, True, True, False, False)
    """
    return ch.isalpha() and "LATIN" in unicodedata.name(ch, "")


def is_kana(ch: str) -> bool:
    """Say whether `ch` is Japanese kana: the mark of a text that has Han but is not Chinese.

    >>> is_kana("の"), is_kana("中")
    (True, False)
    """
    return _KANA.match(ch) is not None


def is_punctuation(ch: str) -> bool:
    """Say whether Unicode counts `ch` as punctuation.

    >>> is_punctuation("，"), is_punctuation("."), is_punctuation("+"), is_punctuation("中")
    (True, True, False, False)
    """
    return unicodedata.category(ch).startswith("P")


def is_cjk_punctuation(ch: str) -> bool:
    """Say whether `ch` is a punctuation mark that only East Asian text uses.

    Marks that English shares (“ ” ‘ ’ … — ·) are not: their presence proves nothing.

    >>> is_cjk_punctuation("，"), is_cjk_punctuation("《"), is_cjk_punctuation("“")
    (True, True, False)
    """
    point = ord(ch)
    inside = any(first <= point <= last for first, last in _WIDE_FORMS)
    return inside and unicodedata.category(ch)[0] in "PS"


def han_count(text: str) -> int:
    """Count Han characters: what a Chinese desk calls the number of words.

    >>> han_count("《慈善法》2016年通过"), han_count("the Charity Law")
    (6, 0)
    """
    return 0 if text.isascii() else len(text) - len(_HAN_RUN.sub("", text))


def kana_count(text: str) -> int:
    """Count Japanese kana.

    >>> kana_count("これは日本語の文章です"), kana_count("中国")
    (6, 0)
    """
    return len(_KANA.findall(text))


def latin_words(text: str) -> int:
    """Count runs of Latin letters; apostrophe and hyphen do not end a run.

    >>> latin_words("the organisation's full-time staff"), latin_words("加入WTO之后")
    (4, 1)
    """
    return len(_LATIN_WORD.findall(text))


def spelled_words(text: str) -> int:
    """Count runs of letters and figures between Chinese characters, spaces and marks.

    As word processors do: a number is a word; apostrophe, hyphen, point and comma within one are
    part of it.

    >>> spelled_words("In 2016, 1,200 full-time staff"), spelled_words("2016年加入WTO。")
    (5, 2)
    """
    return len(_SPELLED_WORD.findall(text))


def display_width(text: str) -> int:
    """Return the columns `text` takes in a terminal, for carets under a finding.

    Marks of ambiguous width (“ ” … —) count one column, as terminals draw them by default.

    >>> display_width("慈善法"), display_width("law"), display_width("e\u0301")
    (6, 3, 1)
    """
    return sum(map(_columns, text))


@lru_cache(maxsize=4096)
def _columns(ch: str) -> int:
    if unicodedata.category(ch) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(ch) in "WF" else 1
