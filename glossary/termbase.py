"""The store of concepts: every write keeps its history and returns a `Change`; nothing commits.

Finding terms is in `search`; this module writes, reads by id and lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from glossary.concepts import Concept, State, Status, Term
from glossary.facts import differences, facts
from glossary.rows import concept_of, write
from glossary.schema import ConceptEventRow, ConceptRow, TermRow
from glossary.search import Hit, find
from tm.changes import Change, Verb
from tm.database import now
from tm.errors import Conflict, Invalid, NotFound
from tm.prepared import Prepared
from tm.text.fold import fold

KIND = "concept"
_LATEST = Prepared(select(func.max(ConceptEventRow.id)))
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a concept: the fields that differ, as they were and as they became."""

    id: int
    verb: str
    actor: str
    at: datetime
    reason: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which concepts to list; None means any.

    `letter` is the first letter of the pinyin ("#" for none); `status` asks for a term of that
    status.
    """

    letter: str | None = None
    domain: str | None = None
    status: str | None = None
    state: State | None = None


EVERYTHING = Wanted()
"""Every concept in use."""


class Termbase:
    """Concepts in one database session; never commits."""

    def __init__(self, session: Session) -> None:
        self.session = session

    # reading

    def get(self, id: int) -> Concept:
        """Return one concept in whatever state; raise NotFound."""
        return concept_of(self._row(id))

    def some(self, ids: Sequence[int]) -> list[Concept]:
        """Return concepts in the order of `ids`; unknown ids are left out."""
        found: dict[int, Concept] = {}
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            rows = self.session.scalars(_with_terms().where(ConceptRow.id.in_(chunk)))
            found.update((row.id, concept_of(row)) for row in rows)
        return [found[id] for id in ids if id in found]

    def all(self, state: State | None = State.APPROVED) -> list[Concept]:
        """Return every concept in `state`, by id; with None the deleted ones too."""
        query = _with_terms().order_by(ConceptRow.id)
        if state is not None:
            query = query.where(ConceptRow.state == state.value)
        return [concept_of(row) for row in self.session.scalars(query)]

    def revision(self) -> int:
        """Return a number that rises with every write: what was built from it may be kept."""
        return _LATEST(self.session)[0][0] or 0

    def history(self, id: int) -> list[Event]:
        """Return the events of a concept, newest first; raise NotFound."""
        self._row(id)
        rows = self.session.scalars(
            select(ConceptEventRow)
            .where(ConceptEventRow.concept_id == id)
            .order_by(ConceptEventRow.id.desc())
        )
        return [_event(row) for row in rows]

    def events_between(self, after: int, last: int) -> list[tuple[int, Event]]:
        """Return concept and event of every event after one and up to another, oldest first."""
        rows = self.session.scalars(
            select(ConceptEventRow)
            .where(ConceptEventRow.id > after, ConceptEventRow.id <= last)
            .order_by(ConceptEventRow.id)
        )
        return [(row.concept_id, _event(row)) for row in rows]

    def edited(
        self, reason: str, added: str, cancelled: Iterable[tuple[int, int]] = ()
    ) -> set[int]:
        """Return the concepts with an event that is neither for `reason` nor added for `added`.

        Events after one and up to another of a `cancelled` stretch count for nothing.
        """
        row = ConceptEventRow
        query = select(row.concept_id).where(
            row.reason != reason, or_(row.reason != added, row.verb != "add"),
            *(or_(row.id <= after, row.id > last) for after, last in cancelled),
        )  # fmt: skip
        return set(self.session.scalars(query.distinct()))

    def find(self, query: str, *, limit: int = 20, everywhere: bool = False) -> list[Hit]:
        """Return the concepts that answer `query`, best first: see `glossary.search`.

        With `everywhere` definitions and notes are searched as well.
        """
        hits = find(self.session, query, limit=limit, everywhere=everywhere)
        concepts = {each.id: each for each in self.some([hit.concept for hit in hits])}
        return [hit for hit in hits if hit.concept in concepts]

    def sharing(self, concept: Concept, *, limit: int = 20) -> list[Concept]:
        """Return the other concepts in use that have a term of `concept`, by id."""
        keys = {(term.lang, fold(term.text).text) for term in concept.terms}
        rows = self.session.execute(
            select(TermRow.concept_id, TermRow.lang, TermRow.key)
            .join(ConceptRow, ConceptRow.id == TermRow.concept_id)
            .where(TermRow.key.in_(sorted(key for _, key in keys)))
            .where(ConceptRow.state != State.DELETED.value, ConceptRow.id != concept.id)
        )
        ids = sorted({row.concept_id for row in rows if (row.lang, row.key) in keys})
        return self.some(ids[:limit])

    def browse(
        self, wanted: Wanted = EVERYTHING, *, limit: int = 50, offset: int = 0
    ) -> tuple[list[Concept], int]:
        """Return one page of concepts in the order of their pinyin, and how many there are."""
        query = _listed(select(ConceptRow.id), wanted)
        total = self.session.scalar(select(func.count()).select_from(query.subquery())) or 0
        ordered = query.order_by(ConceptRow.sorting, ConceptRow.id).limit(limit).offset(offset)
        return self.some(list(self.session.scalars(ordered))), total

    def letters(self) -> dict[str, int]:
        """Count the concepts under each first letter."""
        return self._counted(ConceptRow.letter)

    def domains(self) -> dict[str, int]:
        """Count the concepts in each domain."""
        return self._counted(ConceptRow.domain)

    def _counted(self, column: Any) -> dict[str, int]:
        counted = (
            _listed(select(column, func.count()), EVERYTHING).group_by(column).order_by(column)
        )
        return {value: count for value, count in self.session.execute(counted) if value}

    # writing

    def add(self, concept: Concept, *, actor: str, reason: str = "") -> Change:
        """Store a new concept; `after` of the change holds all its facts."""
        row = ConceptRow(revision=1)
        write(row, concept)
        self.session.add(row)
        self.session.flush()
        return self._event("add", row.id, {}, facts(concept), actor, reason)

    def add_all(self, concepts: Iterable[Concept], *, actor: str, reason: str = "") -> list[int]:
        """Store many new concepts at once; return their ids."""
        rows = [(ConceptRow(revision=1), concept) for concept in concepts]
        for row, concept in rows:
            write(row, concept)
        self.session.add_all(row for row, _ in rows)
        self.session.flush()
        self.session.add_all(
            _event_row("add", row.id, {}, facts(concept), actor, reason) for row, concept in rows
        )
        self.session.flush()
        return [row.id for row, _ in rows]

    def change(
        self, concept: Concept, *, actor: str, reason: str = "", verb: Verb = "change"
    ) -> Change:
        """Replace the stored concept of the same id by `concept`.

        Raises NotFound; Conflict if somebody changed it since `concept.revision` (0: whatever it
        is). A change that changes nothing is no event.
        """
        row = self._row(concept.id)
        if concept.revision not in (0, row.revision):
            reason = f"somebody changed it meanwhile (revision {row.revision}); look again"
            raise Conflict(KIND, concept.id, reason)
        before = concept_of(row)
        old, new = differences(before, concept)
        if not new:
            return Change(verb, KIND, concept.id)
        write(row, concept)
        row.revision += 1
        row.changed = now()
        self.session.flush()
        return self._event(verb, concept.id, old, new, actor, reason)

    def remove(self, id: int, *, actor: str, reason: str = "") -> Change:
        """Take a concept out of use; it stays readable and can be revived."""
        return self._move(id, State.DELETED, "remove", actor, reason)

    def revive(self, id: int, *, actor: str, reason: str = "") -> Change:
        """Bring a removed concept back in the state it had."""
        concept = self.get(id)
        if concept.state is not State.DELETED:
            raise Conflict(KIND, id, "it is not removed")
        events = self.history(id)
        state = next((e.before["state"] for e in events if e.after.get("state") == "deleted"), None)
        return self._move(id, State(state or State.APPROVED), "revive", actor, reason)

    def approve(self, id: int, *, actor: str, reason: str = "") -> Change:
        """Make a proposal the rule; one that amends a concept becomes that concept's new facts."""
        proposal = self.get(id)
        if proposal.state is not State.PROPOSED:
            raise Conflict(KIND, id, f"expected a proposal, it is {proposal.state.value}")
        if not proposal.amends:
            return self._move(id, State.APPROVED, "change", actor, reason or "approved")
        approved = replace(proposal, state=State.APPROVED, amends=0, id=proposal.amends, revision=0)
        change = self.change(approved, actor=actor, reason=reason or f"approved from {id}")
        self._move(id, State.DELETED, "remove", actor, f"approved into {proposal.amends}")
        return change

    def merge(self, kept: int, gone: int, *, actor: str, reason: str = "") -> Change:
        """Move the terms of `gone` to `kept` and remove `gone`.

        A term both have keeps the status it has in `kept`; a preferred term that comes is admitted
        where the language has a preferred one already.
        """
        if kept == gone:
            raise Invalid("gone", gone, "another concept than the one kept")
        one, two = self.get(kept), self.get(gone)
        merged = replace(one, terms=(*one.terms, *_new_terms(one, two)), revision=0)
        why = reason or f"merged with {gone}"
        change = self.change(merged, actor=actor, reason=why, verb="merge")
        self._move(gone, State.DELETED, "merge", actor, f"merged into {kept}")
        return change

    def _move(self, id: int, state: State, verb: Verb, actor: str, reason: str) -> Change:
        concept = replace(self.get(id), state=state)
        return self.change(concept, actor=actor, reason=reason, verb=verb)

    def _event(
        self, verb: Verb, id: int, before: dict[str, Any], after: dict[str, Any],
        actor: str, reason: str,
    ) -> Change:  # fmt: skip
        self.session.add(_event_row(verb, id, before, after, actor, reason))
        self.session.flush()
        return Change(verb, KIND, id, before, after)

    def _row(self, id: int) -> ConceptRow:
        row = self.session.get(ConceptRow, id)
        if row is None:
            raise NotFound(KIND, id)
        return row


def _event(row: ConceptEventRow) -> Event:
    return Event(row.id, row.verb, row.actor, row.at, row.reason, row.before, row.after)


def _event_row(
    verb: Verb, id: int, before: dict[str, Any], after: dict[str, Any], actor: str, reason: str
) -> ConceptEventRow:
    return ConceptEventRow(
        concept_id=id, verb=verb, actor=actor, reason=reason, before=before, after=after
    )


def _with_terms() -> Select[Any]:
    return select(ConceptRow).options(selectinload(ConceptRow.terms))


def _listed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.state is None:
        query = query.where(ConceptRow.state != State.DELETED.value)
    else:
        query = query.where(ConceptRow.state == wanted.state.value)
    if wanted.letter is not None:
        query = query.where(ConceptRow.letter == wanted.letter.upper())
    if wanted.domain is not None:
        query = query.where(ConceptRow.domain == wanted.domain)
    if wanted.status is not None:
        having = select(TermRow.concept_id).where(TermRow.status == wanted.status)
        query = query.where(ConceptRow.id.in_(having))
    return query


def _new_terms(one: Concept, two: Concept) -> Iterator[Term]:
    known = {(term.lang, fold(term.text).text) for term in one.terms}
    for term in two.terms:
        if (term.lang, fold(term.text).text) in known:
            continue
        taken = any(one.of(term.lang, Status.PREFERRED))
        yield replace(term, status=Status.ADMITTED) if taken and term.status.passes else term
