"""How pairs use a concept, and what a change of it would do to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from glossary.concepts import Concept
from glossary.recognise import Occurrence, Recogniser, holds
from tm.languages import Language
from tm.pairs import SegmentPair


class Standing(StrEnum):
    """How the English of a pair stands to a concept that its Chinese names."""

    PASSES = "passes"
    UNWANTED = "unwanted"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Use:
    """In how many pairs the Chinese names the concept, and how their English stands to it.

    `renderings` counts the English terms of the concept as written, in small letters.
    """

    pairs: int
    standings: Mapping[Standing, int]
    renderings: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Blast:
    """What a change would do: pairs that pass now and would not, and the other way about."""

    pairs: int
    worse: int
    better: int
    examples: tuple[SegmentPair, ...]


def use(concept: Concept, pairs: Iterable[SegmentPair]) -> Use:
    """Count how `pairs` use a concept."""
    recogniser = Recogniser([concept])
    standings: Counter[Standing] = Counter()
    renderings: Counter[str] = Counter()
    for pair in pairs:
        if _meant(pair, recogniser, "zh"):
            found = _meant(pair, recogniser, "en")
            standings[_standing(found)] += 1
            renderings.update({occurrence.text.lower() for occurrence in found})
    return Use(sum(standings.values()), standings, renderings)


def blast(
    before: Concept | None, after: Concept, pairs: Iterable[SegmentPair], *, examples: int = 5
) -> Blast:
    """Hold `pairs` against a concept before and after a change; None before for a new one.

    Under no concept at all every pair passes.
    """
    old = None if before is None else Recogniser([before])
    new = Recogniser([after])
    counts: Counter[str] = Counter()
    shown: list[SegmentPair] = []
    for pair in pairs:
        was, would = _passes(pair, old), _passes(pair, new)
        counts["pairs"] += _names(pair, old) or _names(pair, new)
        counts["worse"] += was and not would
        counts["better"] += would and not was
        if was and not would and len(shown) < examples:
            shown.append(pair)
    return Blast(counts["pairs"], counts["worse"], counts["better"], tuple(shown))


def _names(pair: SegmentPair, recogniser: Recogniser | None) -> bool:
    return recogniser is not None and bool(_meant(pair, recogniser, "zh"))


def _passes(pair: SegmentPair, recogniser: Recogniser | None) -> bool:
    if recogniser is None or not _names(pair, recogniser):
        return True
    return _standing(_meant(pair, recogniser, "en")) is Standing.PASSES


def _meant(pair: SegmentPair, recogniser: Recogniser, lang: Language) -> list[Occurrence]:
    """Return the occurrences on one side whose condition holds in the pair."""
    found = recogniser(pair.text(lang), lang)
    return [each for each in found if holds(each.term.condition, pair.zh, pair.en)]


def _standing(found: list[Occurrence]) -> Standing:
    if not found:
        return Standing.ABSENT
    unwanted = any(not occurrence.status.passes for occurrence in found)
    return Standing.UNWANTED if unwanted else Standing.PASSES
