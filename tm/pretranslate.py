"""Fill a document from the memory, from a score on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tm.drafts import Draft, Filling
from tm.units import Match

Answers = Callable[[Sequence[int]], Iterable[Sequence[Match]]]
"""Returns for each position of a document its matches, best first."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of a document: segments in all, filled from exact and from fuzzy matches."""

    segments: int
    exact: int
    fuzzy: int
    already: int

    @property
    def left(self) -> int:
        """Segments without a translation."""
        return self.segments - self.exact - self.fuzzy - self.already


def pretranslate(draft: Draft, answers: Answers, *, minimum: int) -> Filled:
    """Fill every empty slot whose best match reaches `minimum`.

    A match that differs in values goes in with the values of the document; one whose values could
    not be written, that says the opposite or names another only stands beside the slot as a
    candidate.
    """
    open_slots = [i for i, slot in enumerate(draft.slots) if not slot.done and slot.text.strip()]
    exact = fuzzy = 0
    for position, found in zip(open_slots, answers(open_slots), strict=True):
        best = found[0] if found else None
        good = best is not None and best.score >= minimum and is_safe(best)
        text = (best.adapted or best.target) if best is not None and good else None
        draft.fill(position, Filling(text, best.score if best else 0, tuple(found)))
        exact += good and best is not None and best.score >= 100
        fuzzy += good and best is not None and best.score < 100
    done = sum(slot.done for slot in draft.slots)
    return Filled(len(draft.slots), exact, fuzzy, done)


def is_safe(match: Match) -> bool:
    """Say whether a match may stand in a document without misleading whoever reads over it."""
    if {"polarity", "name"} & set(match.warnings):
        return False
    return match.adapted is not None or not {"number", "date"} & set(match.warnings)
