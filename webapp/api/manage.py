"""Looking after an installation over HTTP: collections, people, changes, long work, the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlencode

from pydantic import Field

from tm.store.collections import LONGEST_NAME, PENALTIES
from webapp import current
from webapp.actions import collections, index, jobs, people
from webapp.api.routing import N_, PREFIX, Operation, Routes
from webapp.api.shapes import Shape
from webapp.queries import AuditQuestion, Question
from webapp.roles import Role

PER_PAGE = 100
NEWEST_JOBS = 100


class CollectionInput(Question):
    """What a collection shall be called, and what its matches shall lose."""

    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    penalty: int = Field(0, ge=PENALTIES.start, lt=PENALTIES.stop)


class CollectionShape(Shape):
    """A collection, and what it holds."""

    id: int
    name: str
    penalty: int = Field(description="points that matches from it lose")
    articles: int
    pairs: int
    reviewed: int


class CollectionsAnswer(Shape):
    """All collections by name."""

    collections: list[CollectionShape]


class ChangeShape(Shape):
    """One change by one actor; `before` and `after` hold the fields that changed."""

    id: int
    at: datetime
    actor: str
    request: str | None
    verb: str
    kind: str
    object: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


class AuditAnswer(Shape):
    """A page of changes, newest first."""

    total: int
    changes: list[ChangeShape]
    next: str | None = None


class JobShape(Shape):
    """A piece of long work: `total` parts, of which `done` are done."""

    id: int
    kind: str
    name: str
    actor: str
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    created: datetime
    finished: datetime | None
    total: int
    done: int
    results: list[Mapping[str, Any]]
    error: str | None


class JobsAnswer(Shape):
    """The newest pieces of long work."""

    jobs: list[JobShape]


class AccountShape(Shape):
    """A person who may sign in."""

    id: int
    name: str
    role: Role
    disabled: bool
    created: datetime
    seen: datetime | None


class AccountsAnswer(Shape):
    """Everybody."""

    accounts: list[AccountShape]


class IndexShape(Shape):
    """What the index holds; `behind` changes since are read from the database."""

    units: int
    parts: int
    bytes: int
    behind: int


def routes(api: Routes) -> None:
    """Declare the operations."""
    for operation, view in (
        (Operation("GET", "/collections", "collections", N_("List the collections"),
                   "memory.read", Question, CollectionsAnswer), many),
        (Operation("PUT", "/collections/<int:collection>", "collections_change",
                   N_("Rename a collection, or set what its matches lose"),
                   "system.manage", CollectionInput, CollectionsAnswer), change),
        (Operation("GET", "/audit", "audit", N_("List who changed what, newest first"),
                   "audit.read", AuditQuestion, AuditAnswer), audit),
        (Operation("GET", "/jobs", "jobs", N_("List the newest long work"),
                   "memory.read", Question, JobsAnswer), works),
        (Operation("GET", "/jobs/<int:job>", "jobs_one", N_("How far a piece of long work is"),
                   "memory.read", Question, JobShape), job),
        (Operation("GET", "/accounts", "accounts", N_("List the people"),
                   "account.manage", Question, AccountsAnswer), accounts),
        (Operation("GET", "/index", "index", N_("What the index holds"),
                   "system.manage", Question, IndexShape), facts),
    ):  # fmt: skip
        api.add(operation, view)


def many(_asked: Question) -> dict[str, Any]:
    """List the collections."""
    with current.work() as work:
        return {"collections": [asdict(each) for each in collections.collections(work)]}


def change(asked: CollectionInput, collection: int) -> dict[str, Any]:
    """Rename a collection, or set its penalty."""
    with current.work() as work:
        collections.change(work, collection, name=asked.name, penalty=asked.penalty)
        work.commit()
    return many(asked)


def audit(asked: AuditQuestion) -> dict[str, Any]:
    """List changes."""
    with current.work() as work:
        start = (asked.page - 1) * PER_PAGE
        found, total = people.audit(work, asked.filter, limit=PER_PAGE, offset=start)
    following = urlencode(asked.parameters | {"page": asked.page + 1})
    more = asked.page * PER_PAGE < total
    return {
        "total": total, "next": f"{PREFIX}/audit?{following}" if more else None,
        "changes": [asdict(each) | {"at": each.at.isoformat()} for each in found],
    }  # fmt: skip


def works(_asked: Question) -> dict[str, Any]:
    """List long work."""
    with current.work() as work:
        return {"jobs": [_job(each) for each in jobs.jobs(work, limit=NEWEST_JOBS)]}


def job(_asked: Question, job: int) -> dict[str, Any]:
    """Return one piece of long work."""
    with current.work() as work:
        return _job(jobs.job(work, job))


def _job(value: jobs.Job) -> dict[str, Any]:
    return {
        "id": value.id, "kind": value.kind, "name": value.name, "actor": value.actor,
        "state": value.state, "created": value.created.isoformat(),
        "finished": value.finished and value.finished.isoformat(),
        "total": len(value.items), "done": len(value.results),
        "results": [dict(each) for each in value.results], "error": value.error,
    }  # fmt: skip


def accounts(_asked: Question) -> dict[str, Any]:
    """List people."""
    with current.work() as work:
        found = people.accounts(work)
    return {
        "accounts": [
            {
                "id": each.id, "name": each.name, "role": each.role, "disabled": each.disabled,
                "created": each.created.isoformat(), "seen": each.seen and each.seen.isoformat(),
            }
            for each in found
        ]
    }  # fmt: skip


def facts(_asked: Question) -> dict[str, Any]:
    """Describe the index."""
    with current.work() as work:
        found = index.stats(work)
    return {name: getattr(found, name) for name in ("units", "parts", "bytes", "behind")}
