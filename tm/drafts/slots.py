"""What all drafts have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO, Protocol

from tm.languages import Language
from tm.units import Match


@dataclass(frozen=True, slots=True)
class Slot:
    """One segment to translate; `done` says that the file has its translation already."""

    text: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class Filling:
    """What the memory has for a slot: `text` goes in, `matches` go beside it where there is room.

    `text` is None where no match is good enough; the slot then stays as it is.
    """

    text: str | None
    score: int
    matches: tuple[Match, ...] = ()


class Draft(Protocol):
    """A document with slots."""

    source: Language
    slots: Sequence[Slot]

    def fill(self, position: int, filling: Filling) -> None:
        """Put a translation into one slot."""

    def write(self, file: IO[bytes]) -> None:
        """Write the document."""


Opener = Callable[[bytes, str], Draft]
