"""Units: what is aligned as one. A list number that stands alone goes with the text it numbers.

One side often has the number in a segment of its own where the other has not; by itself it says
nothing, and is soon taken for a sentence that was left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tm.align.beads import Bead
from tm.text.listmarks import is_list_mark


@dataclass(frozen=True, slots=True)
class Units:
    """The units of one document: unit `i` is segments `starts[i]` … `starts[i + 1] − 1`."""

    texts: tuple[str, ...]
    starts: tuple[int, ...]

    def segments(self, units: range) -> range:
        """Return the segments of consecutive units."""
        return range(self.starts[units.start], self.starts[units.stop])

    def beginning(self, segments: Iterable[int]) -> list[int]:
        """Return the units that begin with one of `segments`; the end is a unit here."""
        unit = {segment: at for at, segment in enumerate(self.starts)}
        return [unit[segment] for segment in segments if segment in unit]


def units_of(segments: Sequence[str], parted: Iterable[int] = ()) -> Units:
    """Join lone list marks to the text after them, unless that begins at one of `parted`."""
    marks, kept = [is_list_mark(text) for text in segments], set(parted)
    starts = [
        at for at, text in enumerate(segments)
        if not (at and marks[at - 1] and text.strip() and not marks[at] and at not in kept)
    ]  # fmt: skip
    bounds = (*starts, len(segments))
    texts = (" ".join(segments[a:b]) for a, b in pairwise(bounds))
    return Units(tuple(texts), bounds)


def in_segments(beads: Iterable[Bead], zh: Units, en: Units) -> Iterator[Bead]:
    """Say beads of units in segments; what stands alone is said segment by segment."""
    for bead in beads:
        whole = replace(bead, zh=zh.segments(bead.zh), en=en.segments(bead.en))
        yield from [whole] if bead.is_pair else _each_alone(whole)


def _each_alone(bead: Bead) -> Iterator[Bead]:
    for at in bead.zh:
        yield replace(bead, zh=range(at, at + 1))
    for at in bead.en:
        yield replace(bead, en=range(at, at + 1))
