"""Chinese names found on both sides: capitalised English words that spell out Chinese characters.

*Qiyao* in an English sentence agrees with every Chinese sentence in which two neighbouring
characters can be read qi and yao. Common English words that happen to be pinyin (*can*, *women*)
are no evidence: only words rare in the lexicon count, or of two syllables where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tm.align.lexicon import Lexicon
from tm.align.words import stem
from tm.text.chars import is_han
from tm.text.pinyin import character_readings, is_pinyin, syllables
from tm.text.variants import simplify

Spelling = tuple[str, ...]

_CAPITALISED = re.compile(r"\b[A-Z][a-zü]+(?:[’'-]?[A-Za-z]?[a-zü]+)*")
_POSSESSIVE = re.compile(r"[’']s$")
_RARE = 2e-5
_SYLLABLES = 4


def shared_names(
    zh: Sequence[str], en: Sequence[str], lexicon: Lexicon | None
) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """Return, for each sentence of either side, the names that occur on both sides.

    >>> shared_names(["王琦瑶笑了。", "天亮了。"], ["Wang Qiyao laughed."], None)
    ([frozenset({'qiyao'}), frozenset()], [frozenset({'qiyao'})])
    """
    english = [_candidates(text, lexicon) for text in en]
    spellings = {name: parts for found in english for name, parts in found.items()}
    if not spellings:
        return [frozenset()] * len(zh), [frozenset()] * len(en)
    by_start = _by_start(spellings)
    chinese = [_spelt(text, by_start) for text in zh]
    shared = frozenset[str]().union(*chinese)
    return chinese, [shared.intersection(found) for found in english]


def _candidates(text: str, lexicon: Lexicon | None) -> dict[str, Spelling]:
    found: dict[str, Spelling] = {}
    for word in _CAPITALISED.findall(text):
        plain = _POSSESSIVE.sub("", word)
        for whole in (plain, plain.replace("-", "")):
            if is_pinyin(whole, _SYLLABLES) and _telling(whole, lexicon):
                parts = syllables(whole)
                if parts:
                    found["".join(parts)] = parts
    return found


def _telling(word: str, lexicon: Lexicon | None) -> bool:
    if lexicon is None:
        return (syllables(word) or ("",))[1:] != ()
    row = lexicon.en_index.get(stem(word))
    return row is None or float(lexicon.en_share[row]) < _RARE


def _by_start(spellings: Mapping[str, Spelling]) -> dict[str, list[tuple[str, Spelling]]]:
    by_start: dict[str, list[tuple[str, Spelling]]] = {}
    for name, parts in spellings.items():
        by_start.setdefault(parts[0], []).append((name, parts))
    return by_start


def _spelt(
    text: str, by_start: Mapping[str, Iterable[tuple[str, Spelling]]]
) -> frozenset[str]:
    readings = [character_readings(ch) if is_han(ch) else () for ch in simplify(text)]
    return frozenset(
        name
        for at, first in enumerate(readings)
        for reading in first
        for name, parts in by_start.get(reading, ())
        if _reads(readings[at : at + len(parts)], parts)
    )


def _reads(readings: Sequence[Sequence[str]], parts: Spelling) -> bool:
    return len(readings) == len(parts) and all(
        part in reading for reading, part in zip(readings, parts, strict=True)
    )
