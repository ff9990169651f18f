"""What each import brought, in a list that can be taken back from any end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tm.changes import Change
from tm.database import now
from tm.errors import Conflict, NotFound
from tm.store.memories import Memory
from tm.store.schema import ArticleRow, BatchRow, EditionRow, PlaceRow


@dataclass(frozen=True, slots=True)
class Batch:
    """One import: `places` counts what it still holds in the memory."""

    id: int
    kind: str
    name: str
    actor: str
    created: datetime
    undone: datetime | None
    undone_by: str | None
    places: int
    counts: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Mapping[str, str], ...] = ()


class Batches:
    """Batches in one database session; never commits."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def open(self, kind: str, name: str, *, actor: str, sha256: str | None = None) -> int:
        """Begin a batch; return its id."""
        row = BatchRow(kind=kind, name=name, actor=actor, sha256=sha256, counts={}, problems=[])
        self.session.add(row)
        self.session.flush()
        return row.id

    def close(
        self, batch: int, counts: Mapping[str, Any], problems: Sequence[Mapping[str, str]] = ()
    ) -> None:
        """Note what the batch did."""
        row = self._row(batch)
        row.counts, row.problems = dict(counts), [dict(problem) for problem in problems]
        self.session.flush()

    def discard(self, batch: int) -> None:
        """Remove a batch that brought nothing."""
        self.session.delete(self._row(batch))
        self.session.flush()

    def get(self, batch: int) -> Batch:
        """Return one batch; raise NotFound."""
        row = self._row(batch)
        return _batch(row, self._places([batch]).get(batch, 0))

    def all(self, *, limit: int = 200, offset: int = 0) -> list[Batch]:
        """Return the batches, newest first."""
        rows = self.session.scalars(
            select(BatchRow).order_by(BatchRow.id.desc()).limit(limit).offset(offset)
        ).all()
        places = self._places([row.id for row in rows])
        return [_batch(row, places.get(row.id, 0)) for row in rows]

    def undo(self, batch: int, *, actor: str) -> Change:
        """Take back exactly what the batch brought, whatever came after it."""
        row = self._row(batch)
        if row.undone is not None:
            raise Conflict("batch", batch, f"was undone on {row.undone:%Y-%m-%d} already")
        removed = Memory(self.session).remove_places(batch)
        row.undone, row.undone_by = now(), actor
        articles = self.session.scalars(
            select(EditionRow.article_id).where(EditionRow.batch_id == batch)
        ).all()
        self.session.execute(delete(EditionRow).where(EditionRow.batch_id == batch))
        self._drop_empty(articles)
        return Change("undo", "batch", batch, before={"places": removed}, after={"places": 0})

    def _drop_empty(self, articles: Sequence[int]) -> None:
        kept = select(EditionRow.article_id).where(EditionRow.article_id.in_(articles))
        gone = set(articles) - set(self.session.scalars(kept))
        self.session.execute(delete(ArticleRow).where(ArticleRow.id.in_(gone)))

    def _places(self, ids: Sequence[int]) -> dict[int, int]:
        counted = (
            select(PlaceRow.batch_id, func.count())
            .where(PlaceRow.batch_id.in_(ids), PlaceRow.retired_by.is_(None))
            .group_by(PlaceRow.batch_id)
        )
        return dict(self.session.execute(counted).all())

    def _row(self, batch: int) -> BatchRow:
        row = self.session.get(BatchRow, batch)
        if row is None:
            raise NotFound("batch", batch)
        return row


def _batch(row: BatchRow, places: int) -> Batch:
    return Batch(
        row.id, row.kind, row.name, row.actor, row.created, row.undone, row.undone_by, places,
        row.counts, tuple(row.problems),
    )  # fmt: skip
