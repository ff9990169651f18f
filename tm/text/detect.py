"""Which of our two languages a text is in."""

from __future__ import annotations

from tm.languages import Language
from tm.text.chars import han_count, kana_count, latin_words

# A Chinese text may be half English names, an English one seldom names more than a few characters.
_CHINESE_FROM = 0.4
_JAPANESE_FROM = 0.2


def han_share(text: str) -> float | None:
    """Return Han characters over Han characters and Latin words; None where there is neither.

    >>> han_share("加入WTO"), han_share("the law"), han_share("2016")
    (0.6666666666666666, 0.0, None)
    """
    han, words = han_count(text), latin_words(text)
    return han / (han + words) if han + words else None


def language_of(text: str) -> Language | None:
    """Return the language, or None for text that has no letters or is Japanese.

    >>> language_of("中国民促会（CANGO）成立"), language_of("The Charity Law (慈善法) came in 2016")
    ('zh', 'en')
    >>> language_of("2016-08-22") is None, language_of("これは日本語の文章です") is None
    (True, True)
    """
    share = han_share(text)
    if share is None:
        return None
    kana = kana_count(text)
    if kana and kana > _JAPANESE_FROM * (kana + han_count(text)):
        return None
    return "zh" if share >= _CHINESE_FROM else "en"
