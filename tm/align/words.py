"""The words both sides are compared by.

Chinese words come from a splitter handed in; Latin words inside Chinese are marked `@` and, like
the English ones, lower-cased and reduced to their stems. Numbers are left to `features`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import lru_cache
from typing import TYPE_CHECKING

import snowballstemmer

from tm.text.variants import simplify

if TYPE_CHECKING:
    from tm.align.lexicon import Lexicon

SplitWords = Callable[[str], list[str]]
"""Cuts Chinese text, in either script, into words of simplified characters."""

_ENGLISH = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


@lru_cache(maxsize=1)
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=300_000)
def stem(word: str) -> str:
    """Return the Snowball stem of an English word in lower case.

    >>> stem("Translations"), stem("company’s")
    ('translat', 'compani')
    """
    plain = word.casefold().replace("’", "'")
    head, _, tail = plain.partition("'")
    if tail and tail != "s" and len(head) == 1:  # O'Brien, d'Artagnan
        head += tail
    stemmed: str = _stemmer().stemWord(head)
    return stemmed


def english_words(text: str) -> list[str]:
    """Return the stems in order.

    >>> english_words("It didn't rain in China's 31 provinces.")
    ['it', 'didn', 'rain', 'in', 'china', 'provinc']
    """
    return [stem(word) for word in _ENGLISH.findall(text)]


def chinese_words(text: str, split: SplitWords) -> list[str]:
    """Return Han words as they are and Latin words as `@stem`, in order."""
    found: list[str] = []
    for word in split(text):
        if _HAN.fullmatch(word):
            found.append(word)
        else:
            found.extend(_HAN.findall(word))
            found.extend("@" + stem(latin) for latin in _LATIN.findall(word))
    return found


def longest_known(lexicon: Lexicon | None) -> SplitWords:
    """Return a splitter that takes the longest word the lexicon knows, else one character."""
    known: Container[str] = lexicon.zh_index if lexicon is not None else ()
    return lambda text: _longest(simplify(text), known)


def _longest(text: str, known: Container[str], most: int = 6) -> list[str]:
    words: list[str] = []
    for run in re.findall(rf"{_HAN.pattern}|[A-Za-zÀ-ɏ]+|\S", text):
        at = 0
        while at < len(run):
            ends = range(min(len(run), at + most), at, -1)
            end = next((end for end in ends if run[at:end] in known), at + 1)
            words.append(run[at:end])
            at = end
    return words
