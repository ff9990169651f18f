"""What the memory saves on a document: its segments by match band, in words and characters.

The bands are those the trade counts and pays by. A segment that stood in the document before is a
repetition whatever the memory holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tm.languages import Language
from tm.text.chars import han_count, spelled_words

BANDS = (
    ("repetition", 103), ("102", 102), ("101", 101), ("100", 100), ("95-99", 95), ("85-94", 85),
    ("75-84", 75), ("50-74", 50), ("none", 0),
)  # fmt: skip
"""Names with the least score of each."""
LEAST = 50
_REPETITION = 103


@dataclass(frozen=True, slots=True)
class Band:
    """One line of an analysis.

    Words of Chinese are its characters, a number is a word; `characters` has no spaces.
    """

    name: str
    segments: int = 0
    words: int = 0
    characters: int = 0


@dataclass(frozen=True, slots=True)
class Leverage:
    """The analysis of one document."""

    language: Language
    bands: tuple[Band, ...]

    @property
    def total(self) -> Band:
        """All bands together."""
        return _added([Band("total"), *self.bands])


def leverage(
    segments: Sequence[str], language: Language, scores: Callable[[Sequence[int]], Iterable[int]],
    seen: set[str] | None = None,
) -> Leverage:  # fmt: skip
    """Sort the segments of a document into bands.

    `scores` is asked once for the positions of all segments that are no repetition and returns
    the best score of each, in order; 0 where nothing is alike. `seen` holds the segments of the
    documents before this one, of which it may repeat some, and takes this one's.
    """
    seen = set() if seen is None else seen
    fresh: list[int] = []
    for position, segment in enumerate(segments):
        if segment not in seen:
            fresh.append(position)
        seen.add(segment)
    score = dict.fromkeys(range(len(segments)), _REPETITION)
    score.update(zip(fresh, scores(fresh), strict=True))
    bands = {name: Band(name) for name, _ in BANDS}
    for position, segment in enumerate(segments):
        name = band_of(score[position])
        bands[name] = _counted(bands[name], segment)
    return Leverage(language, tuple(bands.values()))


def together(every: Sequence[Leverage]) -> tuple[Band, ...]:
    """Return the bands of several documents added up."""
    return tuple(_added(bands) for bands in zip(*(each.bands for each in every), strict=True))


def _added(bands: Sequence[Band]) -> Band:
    names = ("segments", "words", "characters")
    return Band(bands[0].name, *(sum(getattr(band, name) for band in bands) for name in names))


def band_of(score: int) -> str:
    """Return the band of a score.

    >>> band_of(101), band_of(99), band_of(84), band_of(49)
    ('101', '95-99', '75-84', 'none')
    """
    return next(name for name, least in BANDS if score >= least)


def _counted(band: Band, segment: str) -> Band:
    words = han_count(segment) + spelled_words(segment)
    characters = sum(not ch.isspace() for ch in segment)
    return Band(band.name, band.segments + 1, band.words + words, band.characters + characters)
