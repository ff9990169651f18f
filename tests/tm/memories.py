"""A memory in a dictionary: what matching, concordance and fragments need, without a database."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from tm.index import Searcher, tail_of
from tm.languages import Language
from tm.units import Place, TranslationUnit

REVIEWED = (Place(1, "reviewed"),)


@dataclass
class Remembered:
    """Units by id with the functions a search is given."""

    units: dict[int, TranslationUnit] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Remembered:
        """Make reviewed units of pairs, ids from 1."""
        made = cls()
        for id, (zh, en) in enumerate(pairs, 1):
            made.units[id] = TranslationUnit(id, zh, en, "reviewed", 1, REVIEWED)
        return made

    @property
    def searcher(self) -> Searcher:
        """Return a searcher over all units."""
        return Searcher((tail_of([_Row(unit) for unit in self.units.values()], None),), 1, _none)

    def fetch(self, ids: Collection[int]) -> dict[int, TranslationUnit]:
        """Return the units of these ids."""
        return {id: self.units[id] for id in ids if id in self.units}

    def texts(self, ids: Collection[int], language: Language) -> list[tuple[int, str]]:
        """Return ids with their texts."""
        return [(id, self.units[id].text(language)) for id in ids]

    def scan(self, stretch: str, language: Language) -> list[int]:
        """Return the ids of units whose text holds the stretch."""
        wanted = stretch.lower()
        return [id for id, unit in self.units.items() if wanted in unit.text(language).lower()]


class _Row:
    deleted = False

    def __init__(self, unit: TranslationUnit) -> None:
        self.id, self.revision, self.zh, self.en = unit.id, unit.revision, unit.zh, unit.en


def _none() -> None:
    return None
