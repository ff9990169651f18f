"""The audit: who changed what, when, from what to what. Rows are added, never altered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Select, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tm.changes import Change
from tm.database import Base, Timestamp, now
from tm.errors import NotFound


class AuditRow(Base):
    """One change by one actor."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Timestamp, index=True, default=now)
    actor: Mapped[str] = mapped_column(String(120), index=True)
    request: Mapped[str | None] = mapped_column(String(40))
    verb: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(40), index=True)
    object: Mapped[str] = mapped_column(String(80), index=True)
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the audit as a value; `object` is the id within `kind`."""

    id: int
    at: datetime
    actor: str
    request: str | None
    verb: str
    kind: str
    object: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Filter:
    """What to list; None means any."""

    actor: str | None = None
    kind: str | None = None
    object: str | None = None
    verb: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    """Moments; the first is included, the second is not."""


class Audit:
    """The audit within a session; it never commits."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, actor: str, change: Change, request: str | None = None) -> None:
        """Add the row for `change` by `actor`."""
        self._session.add(
            AuditRow(
                actor=actor,
                request=request,
                verb=change.verb,
                kind=change.kind,
                object=str(change.id),
                before=dict(change.before),
                after=dict(change.after),
            )
        )

    def get(self, id: int) -> Entry:
        """Return one entry; raise NotFound."""
        row = self._session.get(AuditRow, id)
        if row is None:
            raise NotFound("change", id)
        return _entry(row)

    def entries(self, wanted: Filter, *, limit: int = 50, offset: int = 0) -> list[Entry]:
        """List the newest first."""
        query = _filtered(select(AuditRow), wanted).order_by(AuditRow.id.desc())
        return [_entry(row) for row in self._session.scalars(query.limit(limit).offset(offset))]

    def count(self, wanted: Filter) -> int:
        """Count what `entries` would list without a limit."""
        query = _filtered(select(func.count()).select_from(AuditRow), wanted)
        return self._session.scalar(query) or 0


def _filtered(query: Select[Any], wanted: Filter) -> Select[Any]:
    for name in ("actor", "kind", "object", "verb"):
        value = getattr(wanted, name)
        if value is not None:
            query = query.where(getattr(AuditRow, name) == value)
    if wanted.since is not None:
        query = query.where(AuditRow.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(AuditRow.at < wanted.until)
    return query


def _entry(row: AuditRow) -> Entry:
    return Entry(
        id=row.id,
        at=row.at,
        actor=row.actor,
        request=row.request,
        verb=row.verb,
        kind=row.kind,
        object=row.object,
        before=row.before,
        after=row.after,
    )
