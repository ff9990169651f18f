"""Long work as rows: what is to be done, how far it is, what came of it.

A job survives the process that runs it. There is one worker an installation, held to that by a
lock on the home: a job it finds running when it starts was left by one that died, and is taken up
again where it stood.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tm.database import Base, Timestamp, now
from tm.errors import Conflict, NotFound
from webapp.roles import Role

State = Literal["queued", "running", "done", "failed", "cancelled"]


class JobRow(Base):
    """One long piece of work; `items` are its parts in order."""

    __tablename__ = "job"
    __table_args__ = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    name: Mapped[str] = mapped_column(String(500))
    actor: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(10), default="queued", index=True)
    created: Mapped[datetime] = mapped_column(Timestamp, default=now)
    started: Mapped[datetime | None] = mapped_column(Timestamp)
    finished: Mapped[datetime | None] = mapped_column(Timestamp)
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    error: Mapped[str | None] = mapped_column(String(2000))


class JobResultRow(Base):
    """What came of one item of a job, by the item's place: a row each, as jobs have thousands."""

    __tablename__ = "job_result"

    job: Mapped[int] = mapped_column(ForeignKey("job.id"), primary_key=True)
    item: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    result: Mapped[dict[str, Any]] = mapped_column(JSON)


@dataclass(frozen=True, slots=True)
class Job:
    """A job as a value: `results` are of its first items, `done` counts them.

    While a job runs its items may be counted without being read: `results` is then behind `done`.
    """

    id: int
    kind: str
    name: str
    actor: str
    role: Role
    state: State
    created: datetime
    started: datetime | None
    finished: datetime | None
    options: Mapping[str, Any]
    items: tuple[Mapping[str, Any], ...]
    results: tuple[Mapping[str, Any], ...]
    done: int
    error: str | None

    @property
    def rate(self) -> float | None:
        """Items a second since the job began; None before the first is done."""
        if self.started is None or not self.done:
            return None
        seconds = ((self.finished or now()) - self.started).total_seconds()
        return self.done / max(seconds, 1.0)

    @property
    def seconds_left(self) -> int | None:
        """Seconds to go, estimated from the rate so far."""
        if self.rate is None or self.state != "running":
            return None
        return round((len(self.items) - self.done) / self.rate)


class Jobs:
    """Jobs in one database session; never commits."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(
        self, kind: str, name: str, items: Sequence[Mapping[str, Any]], *, actor: str, role: str,
        options: Mapping[str, Any] | None = None,
    ) -> int:  # fmt: skip
        """Queue a job; return its id."""
        row = JobRow(
            kind=kind, name=name, actor=actor, role=role, options=dict(options or {}),
            items=[dict(item) for item in items], state="queued",
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()
        return row.id

    def get(self, job: int) -> Job:
        """Return a job; raise NotFound."""
        return self._job(self._row(job))

    def state(self, job: int) -> State:
        """Return where a job stands; cheap however long it is. Raise NotFound."""
        state: State | None = self.session.scalar(
            select(JobRow.state).where(JobRow.id == job)
        )  # type: ignore[assignment]
        if state is None:
            raise NotFound("job", job)
        return state

    def all(self, *, limit: int = 50) -> list[Job]:
        """Return the jobs, newest first."""
        rows = self.session.scalars(select(JobRow).order_by(JobRow.id.desc()).limit(limit))
        return [self._job(row) for row in rows]

    def claim(self, job: int | None = None) -> Job | None:
        """Begin the oldest job that is not over, or this one; None when there is none.

        Only for the holder of the worker's lock.
        """
        waiting = select(JobRow).where(JobRow.state.in_(("queued", "running")))
        if job is not None:
            waiting = waiting.where(JobRow.id == job)
        row = self.session.scalar(waiting.order_by(JobRow.id).limit(1))
        if row is None:
            return None
        row.state, row.started = "running", row.started or now()
        self.session.flush()
        return self._job(row)

    def progress(self, job: int, item: int, result: Mapping[str, Any]) -> None:
        """Note that the item at a place is finished; items finish in order."""
        self.session.add(JobResultRow(job=job, item=item, result=dict(result)))
        self.session.flush()

    def finish(self, job: int, *, error: str | None = None) -> None:
        """Close a job; a cancelled one stays cancelled."""
        row = self._row(job)
        if row.state != "cancelled":
            row.state = "failed" if error else "done"
        row.finished, row.error = now(), error
        self.session.flush()

    def cancel(self, job: int) -> None:
        """Ask a job to stop after the item it is at; raise Conflict for one that is over."""
        row = self._row(job)
        if row.state not in ("queued", "running"):
            raise Conflict("job", job, f"is {row.state} already")
        row.state, row.finished = "cancelled", now()
        self.session.flush()

    def _row(self, job: int) -> JobRow:
        row = self.session.get(JobRow, job, populate_existing=True)
        if row is None:
            raise NotFound("job", job)
        return row

    def _job(self, row: JobRow) -> Job:
        results = self.session.scalars(
            select(JobResultRow.result)
            .where(JobResultRow.job == row.id)
            .order_by(JobResultRow.item)
        ).all()
        return Job(
            row.id, row.kind, row.name, row.actor, row.role, row.state, row.created,  # type: ignore[arg-type]
            row.started, row.finished, row.options, tuple(row.items), tuple(results),
            len(results), row.error,
        )  # fmt: skip
