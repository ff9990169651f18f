"""Long work that waits, runs or is done."""

from __future__ import annotations

from webapp.jobs import Job, Jobs
from webapp.work import Work


def jobs(work: Work, *, limit: int = 10) -> list[Job]:
    """Return the newest jobs."""
    work.require("memory.read")
    return Jobs(work.session).all(limit=limit)


def job(work: Work, id: int) -> Job:
    """Return one job; raise NotFound."""
    work.require("memory.read")
    return Jobs(work.session).get(id)


def cancel(work: Work, id: int) -> None:
    """Stop a job before its next item."""
    work.require("batch.import")
    Jobs(work.session).cancel(id)
