"""The named parts of the memory: their names, what their matches lose, how much they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from tm.changes import Change
from tm.errors import Conflict, Invalid, NotFound
from tm.prepared import Prepared
from tm.store.schema import ArticleRow, CollectionRow, PlaceRow

KIND = "collection"
LONGEST_NAME = 200
PENALTIES = range(31)


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection: `penalty` are the points its matches lose, `pairs` the places it holds."""

    id: int
    name: str
    penalty: int
    articles: int
    pairs: int
    reviewed: int


_PENALTIES = Prepared(
    select(CollectionRow.name, CollectionRow.penalty).where(CollectionRow.penalty > 0)
)


class Collections:
    """Collections in one database session; never commits."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def penalties(self) -> Mapping[str, int]:
        """Return the points that matches lose, of the collections whose matches lose any."""
        return {row[0]: row[1] for row in _PENALTIES(self.session)}

    def all(self) -> list[Collection]:
        """Return the collections by name, with what they hold."""
        seen = func.coalesce(func.sum(case((PlaceRow.status == "reviewed", 1), else_=0)), 0)
        counted = (
            select(
                CollectionRow.id, CollectionRow.name, CollectionRow.penalty,
                func.count(func.distinct(ArticleRow.id)), func.count(PlaceRow.id), seen,
            )
            .outerjoin(ArticleRow, ArticleRow.collection_id == CollectionRow.id)
            .outerjoin(
                PlaceRow, (PlaceRow.article_id == ArticleRow.id) & PlaceRow.retired_by.is_(None)
            )
            .group_by(CollectionRow.id, CollectionRow.name, CollectionRow.penalty)
            .order_by(CollectionRow.name)
        )  # fmt: skip
        return [Collection(*row) for row in self.session.execute(counted)]

    def facts(self, id: int) -> dict[str, Any]:
        """Return what can be changed of a collection, as it is now; raises NotFound."""
        row = self._row(id)
        return {"name": row.name, "penalty": row.penalty}

    def change(self, id: int, *, name: str, penalty: int) -> Change:
        """Give a collection a name and a penalty; raises NotFound, Invalid, Conflict."""
        row, before = self._row(id), self.facts(id)
        name = name.strip()
        if not 0 < len(name) <= LONGEST_NAME:
            raise Invalid("name", name, f"1 to {LONGEST_NAME} characters")
        if penalty not in PENALTIES:
            raise Invalid("penalty", penalty, f"0 to {PENALTIES.stop - 1} points")
        taken = select(CollectionRow.id).where(CollectionRow.name == name, CollectionRow.id != id)
        if self.session.scalar(taken) is not None:
            raise Conflict(KIND, name, "another collection has this name")
        row.name, row.penalty = name, penalty
        self.session.flush()
        after = self.facts(id)
        changed = [key for key in after if before[key] != after[key]]
        old, new = ({key: each[key] for key in changed} for each in (before, after))
        return Change("change", KIND, id, old, new)

    def _row(self, id: int) -> CollectionRow:
        row = self.session.get(CollectionRow, id)
        if row is None:
            raise NotFound(KIND, id)
        return row
