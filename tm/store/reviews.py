"""Decisions of review in the database: made, undone and redone, one edition at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from tm.articles import ArticleBead
from tm.errors import Conflict
from tm.review import Step
from tm.store.articles import Articles, bead_values
from tm.store.schema import BeadRow, DecisionRow


@dataclass(frozen=True, slots=True)
class Decision:
    """A step of review that was made; `beads` are the ids that stand after it."""

    id: int
    kind: str
    actor: str
    at: datetime
    undone: bool
    beads: tuple[int, ...]


class Reviews:
    """Review of one edition in a database session; never commits."""

    def __init__(self, session: Session, edition: int) -> None:
        self.session, self.edition = session, edition

    def make(self, step: Step, *, actor: str) -> Decision:
        """Carry a step out; decisions that were undone before it can no longer be redone.

        Raises Conflict when one of the beads was changed since it was read.
        """
        self._forget_undone()
        after = self._replace(step.before, step.after)
        row = DecisionRow(
            edition_id=self.edition, kind=step.kind, actor=actor, undone=False,
            before=[_stored(bead) for bead in step.before], after=[_stored(bead) for bead in after],
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()
        return _decision(row)

    def undo(self) -> Decision | None:
        """Take the latest decision back; None when there is none."""
        row = self.session.scalar(self._decisions(undone=False).order_by(DecisionRow.id.desc()))
        return None if row is None else self._turn(row, row.after, row.before, undone=True)

    def redo(self) -> Decision | None:
        """Carry the decision undone last out again; None when there is none."""
        row = self.session.scalar(self._decisions(undone=True).order_by(DecisionRow.id))
        return None if row is None else self._turn(row, row.before, row.after, undone=False)

    def all(self) -> list[Decision]:
        """Return the decisions, oldest first, those that can be redone included."""
        wanted = select(DecisionRow).where(DecisionRow.edition_id == self.edition)
        return [_decision(row) for row in self.session.scalars(wanted.order_by(DecisionRow.id))]

    def rows(self, ids: Sequence[int]) -> tuple[ArticleBead, ...]:
        """Return beads by their ids, in text order; raise Conflict if one is gone."""
        wanted = set(ids)
        beads = Articles(self.session).beads(self.edition)
        found = tuple(bead for bead in beads if bead.id in wanted)
        if len(found) != len(wanted):
            raise Conflict("row", ", ".join(map(str, ids)), "was changed by somebody; reload")
        return found

    def run(self, ids: Sequence[int]) -> tuple[ArticleBead, ...]:
        """Return neighbouring beads by their ids, in text order; raise Conflict if they are not."""
        found = self.rows(ids)
        positions = [bead.position for bead in found]
        if positions != list(range(positions[0], positions[0] + len(positions))):
            raise Conflict("row", ", ".join(map(str, ids)), "the rows are no longer neighbours")
        return found

    def _turn(
        self, row: DecisionRow, old: list[dict[str, Any]], new: list[dict[str, Any]], *,
        undone: bool,
    ) -> Decision:  # fmt: skip
        standing = {bead.id: bead for bead in Articles(self.session).beads(self.edition)}
        before = tuple(standing[bead["id"]] for bead in old if bead["id"] in standing)
        if len(before) != len(old):
            raise Conflict("decision", row.id, "its rows were changed since")
        self._replace(before, tuple(_bead(bead) for bead in new))
        row.undone = undone
        self.session.flush()
        return _decision(row)

    def _replace(
        self, before: Sequence[ArticleBead], after: Sequence[ArticleBead]
    ) -> tuple[ArticleBead, ...]:
        """Put `after` where `before` stands; beads that had an id keep it, with a new version."""
        self._lock(before)
        if [bead.id for bead in before] == [bead.id for bead in after]:
            return self._rewrite(before, after)
        start = before[0].position
        kept = {bead.id for bead in after if bead.id is not None}
        gone = [bead.id for bead in before if bead.id not in kept]
        self.session.execute(delete(BeadRow).where(BeadRow.id.in_(gone)))
        self._move(start + len(before), len(after) - len(before))
        versions = {bead.id: bead.version or 0 for bead in before}
        for position, bead in enumerate(after, start):
            newer = replace(bead, version=max(versions.get(bead.id, 0), bead.version or 0) + 1)
            self._write(newer, position)
        return Articles(self.session).beads(self.edition, start=start, count=len(after))

    def _rewrite(
        self, before: Sequence[ArticleBead], after: Sequence[ArticleBead]
    ) -> tuple[ArticleBead, ...]:
        """Change rows where they stand, neighbours or not."""
        for old, new in zip(before, after, strict=True):
            newer = replace(new, version=max(old.version or 0, new.version or 0) + 1)
            values = bead_values(self.edition, old.position, newer)
            self.session.execute(update(BeadRow).where(BeadRow.id == old.id).values(**values))
        self.session.expire_all()
        return self.rows([bead.id for bead in before if bead.id is not None])

    def _lock(self, beads: Sequence[ArticleBead]) -> None:
        """Hold the rows until the transaction ends; raise Conflict for one changed meanwhile."""
        ids = [bead.id for bead in beads]
        held = select(BeadRow.id, BeadRow.version).where(BeadRow.id.in_(ids)).with_for_update()
        versions = {row.id: row.version for row in self.session.execute(held)}
        for bead in beads:
            if versions.get(bead.id or 0) != bead.version:
                raise Conflict("row", bead.id, "was changed by somebody; reload and try again")

    def _move(self, start: int, by: int) -> None:
        if by:
            later = (BeadRow.edition_id == self.edition) & (BeadRow.position >= start)
            self.session.execute(
                update(BeadRow).where(later).values(position=BeadRow.position + by)
            )
            self.session.expire_all()

    def _write(self, bead: ArticleBead, position: int) -> None:
        values = bead_values(self.edition, position, bead)
        there = bead.id is not None and self.session.scalar(
            select(BeadRow.id).where(BeadRow.id == bead.id)
        )
        if there:
            self.session.execute(update(BeadRow).where(BeadRow.id == bead.id).values(**values))
        else:
            known = {} if bead.id is None else {"id": bead.id}
            self.session.execute(insert(BeadRow).values(**values, **known))
        self.session.expire_all()

    def _decisions(self, *, undone: bool) -> Any:
        return select(DecisionRow).where(
            DecisionRow.edition_id == self.edition, DecisionRow.undone.is_(undone)
        )

    def _forget_undone(self) -> None:
        self.session.execute(
            delete(DecisionRow).where(
                DecisionRow.edition_id == self.edition, DecisionRow.undone.is_(True)
            )
        )


def _decision(row: DecisionRow) -> Decision:
    ids = tuple(bead["id"] for bead in (row.before if row.undone else row.after))
    return Decision(row.id, row.kind, row.actor, row.at, row.undone, ids)


def _stored(bead: ArticleBead) -> dict[str, Any]:
    return asdict(bead)


def _bead(stored: dict[str, Any]) -> ArticleBead:
    tuples = {name: tuple(stored[name]) for name in ("zh_parts", "en_parts", "reasons")}
    return ArticleBead(**(stored | tuples))
