"""A memory in a dictionary: what matching, concordance and fragments need, without a database."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from tm.index import Searcher, tail_of
from tm.index.lexemes import words_in
from tm.languages import Language
from tm.text.symbols import word_code
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

    def sides(self, ids: Collection[int]) -> dict[int, tuple[str, str]]:
        """Return both texts of these units."""
        return {id: (unit.zh, unit.en) for id, unit in self.fetch(ids).items()}

    def texts(self, ids: Collection[int], language: Language) -> list[tuple[int, str]]:
        """Return ids with their texts."""
        return [(id, self.units[id].text(language)) for id in ids]

    def words(self, language: Language, pattern: str) -> list[int]:
        """Return the codes of the words that match."""
        every = words_in([unit.text(language) for unit in self.units.values()], None)
        return [word_code(word) for word in every if re.fullmatch(pattern, word)]


class _Row:
    deleted = False

    def __init__(self, unit: TranslationUnit) -> None:
        self.id, self.revision, self.zh, self.en = unit.id, unit.revision, unit.zh, unit.en


def _none() -> None:
    return None
