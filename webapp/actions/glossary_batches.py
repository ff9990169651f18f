"""Imports of glossary files as batches: listed, and taken back as a whole.

A batch is the stretch of the glossary's history that an import wrote. Undoing one gives every
concept the facts it had before, unless somebody has changed it since: then it is left and told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import select

from glossary.concepts import Concept, State
from glossary.facts import concept_from, facts
from tm.changes import Change
from tm.database import now
from tm.errors import Conflict, NotFound
from webapp.installation import FactRow, fact, note
from webapp.work import Work

KIND = "glossary import"


@dataclass(frozen=True, slots=True)
class GlossaryBatch:
    """One import: who brought what file when, and how many concepts it added and changed.

    `after` and `last` bound its events in the glossary's history, `back_after` and `back_last`
    those that took it back.
    """

    number: int
    name: str
    actor: str
    at: str
    after: int
    last: int
    created: int
    updated: int
    undone: bool = False
    back_after: int = 0
    back_last: int = 0


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking a batch back came to: concepts put back, and those changed since and left."""

    batch: GlossaryBatch
    taken_back: int
    left: tuple[Concept, ...]


@contextmanager
def batch(work: Work, name: str, reason: str | None = None) -> Iterator[str]:
    """Make one batch of what is written to the glossary inside; yields the reason to write."""
    number = len(batches(work)) + 1
    why = reason or f"imported from {name}"
    after = work.termbase.revision()
    yield why
    last = work.termbase.revision()
    events = [event for _, event in _events(work, after, last)]
    if events:
        verbs = [event.verb for event in events]
        made = GlossaryBatch(
            number, name, work.actor.name, now().isoformat(timespec="seconds"), after, last,
            verbs.count("add"), len(verbs) - verbs.count("add"),
        )  # fmt: skip
        _keep(work, made)


def batches(work: Work) -> list[GlossaryBatch]:
    """Return the imports of this installation, newest first."""
    work.require("memory.read")
    rows = work.session.scalars(select(FactRow.value).where(FactRow.name.startswith(f"{KIND} ")))
    found = [GlossaryBatch(**json.loads(value)) for value in rows]
    return sorted(found, key=lambda each: -each.number)


def undo(work: Work, number: int) -> Undone:
    """Take an import back; raise NotFound, or Conflict where it was undone before."""
    work.require("term.decide")
    value = fact(work.session, f"{KIND} {number}")
    if value is None:
        raise NotFound(KIND, number)
    made = GlossaryBatch(**json.loads(value))
    if made.undone:
        raise Conflict(KIND, number, "it was taken back before")
    before: dict[int, dict[str, Any]] = {}
    for concept, event in reversed(_events(work, made.after, made.last)):
        before.setdefault(concept, {}).update(event.before)
        if event.verb == "add":
            before[concept] = {"state": State.DELETED.value}
    left = [id for id in before if work.termbase.history(id)[0].id > made.last]
    after = work.termbase.revision()
    for id, was in before.items():
        if id not in left:
            _put_back(work, id, was, f"undid import {number} of {made.name}")
    _keep(work, replace(made, undone=True, back_after=after, back_last=work.termbase.revision()))
    work.record(Change("undo", KIND, number, after={"concepts": len(before) - len(left)}))
    return Undone(made, len(before) - len(left), tuple(work.termbase.some(left)))


def cancelled(work: Work) -> Iterator[tuple[int, int]]:
    """Yield the stretches of history that came to nothing: imports taken back, and the taking."""
    for made in batches(work):
        if made.undone:
            yield made.after, made.last
            yield made.back_after, made.back_last


def _put_back(work: Work, id: int, was: dict[str, Any], reason: str) -> None:
    concept = concept_from({**facts(work.termbase.get(id)), **was})
    change = work.termbase.change(
        replace(concept, id=id), actor=work.actor.name, reason=reason, verb="undo"
    )
    work.record(change)


def _events(work: Work, after: int, last: int) -> list[tuple[int, Any]]:
    return work.termbase.events_between(after, last)


def _keep(work: Work, made: GlossaryBatch) -> None:
    note(work.session, f"{KIND} {made.number}", json.dumps(asdict(made), ensure_ascii=False))
