"""The words both sides are compared by.

Chinese words come from a splitter handed in; Latin words inside Chinese are marked `@` and, like
the English ones, lower-cased and reduced to their stems. Numbers are left to `features`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import snowballstemmer

from tm.text.chars import HAN, LATIN
from tm.text.variants import simplify

if TYPE_CHECKING:
    from tm.align.lexicon import Lexicon

SplitWords = Callable[[str], list[str]]
"""Cuts Chinese text, in either script, into words of simplified characters."""

_SIGNED = r"\+\+|#"  # C++ and C# are not C.
_ENGLISH = re.compile(rf"[^\W\d_]+(?:['’][^\W\d_]+|{_SIGNED})?")
_LATIN = re.compile(rf"[{LATIN}]+(?:{_SIGNED})?")
_HAN = re.compile(rf"[{HAN}]+")
_RUN = re.compile(rf"[{HAN}]+|[{LATIN}]+(?:{_SIGNED})?")


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

    def split(text: str) -> list[str]:
        runs = _RUN.findall(simplify(text))
        return [word for run in runs for word in _longest(run, known)]

    return split


def resplit(split: SplitWords, lexicon: Lexicon) -> SplitWords:
    """Cut the words a splitter finds further where the lexicon knows only their parts."""
    known = lexicon.zh_index

    def finer(text: str) -> list[str]:
        found: list[str] = []
        for word in split(text):
            if word in known or not _HAN.fullmatch(word):
                found.append(word)
            else:
                found.extend(_longest(word, known))
        return found

    return finer


def _longest(run: str, known: Container[str], most: int = 6) -> Iterator[str]:
    """Yield the longest known words from the left; a run that is not Chinese stays whole."""
    at = 0
    if not _HAN.fullmatch(run):
        yield run
        return
    while at < len(run):
        ends = range(min(len(run), at + most), at, -1)
        end = next((end for end in ends if run[at:end] in known), at + 1)
        yield run[at:end]
        at = end
