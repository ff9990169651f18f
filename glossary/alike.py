"""Terms that lie one slip apart, in time linear in the glossary.

Two texts one edit apart share what is left of each without one character (Mor and Fraenkel 1982),
so that comparing within such buckets finds every pair. Chinese terms count only where they sound
alike, which makes the sound their bucket.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz.distance import OSA

from glossary.english import tokens
from glossary.inflect import forms
from tm.languages import Language
from tm.text.sounds import syllables

LEAST_ALIKE: dict[Language, int] = {"zh": 4, "en": 6}
"""Shorter texts have neighbours by chance."""


def alike(keys: Iterable[str], lang: Language) -> Iterator[tuple[str, str]]:
    """Yield the pairs of folded texts that one slip may have made of each other, each once.

    A figure is no slip (十二五, 十三五), nor an English ending or another spelling.
    """
    buckets: dict[str, list[str]] = defaultdict(list)
    for key in dict.fromkeys(keys):
        if len(key) >= LEAST_ALIKE[lang]:
            for bucket in _buckets(key, lang):
                buckets[bucket].append(key)
    seen: set[tuple[str, str]] = set()
    for together in buckets.values():
        for pair in combinations(together, 2):
            if pair not in seen and slipped(*pair, lang):
                seen.add(pair)
                yield pair


def slipped(one: str, two: str, lang: Language) -> bool:
    """Say whether one slip may have made one folded text of the other.

    >>> slipped("capacity building", "capacity bulding", "en")
    True
    >>> slipped("环境保护法", "环境保护部", "zh")
    False
    """
    if OSA.distance(one, two, score_cutoff=1) != 1 or any(map(str.isnumeric, _changed(one, two))):
        return False
    if lang == "zh":
        # 环境保护法 and 环境保护部 are two things; what sounds alike is likelier a slip.
        return syllables(one) == syllables(two)
    if " " not in one or " " not in two:
        return False  # words have neighbours by the hundred
    if "".join(tokens(one).keys) == "".join(tokens(two).keys):
        return False  # hyphens and spellings are one form
    return two not in forms(one) and one not in forms(two)


def _buckets(key: str, lang: Language) -> set[str]:
    if lang == "zh":
        return {" ".join(syllables(key))}
    if " " not in key:
        return set()
    # Without its figures' places a numbered series stays out of one bucket.
    places = (at for at, char in enumerate(key) if not char.isnumeric())
    return {key, *(key[:at] + key[at + 1 :] for at in places)}


def _changed(one: str, two: str) -> set[str]:
    """Return the characters an edit put in, took out or changed over."""
    first, second = Counter(one), Counter(two)
    differing = {*(first - second), *(second - first)}
    return differing or {a for a, b in zip(one, two, strict=True) if a != b}
