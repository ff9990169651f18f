"""Changing the glossary over HTTP: propose, edit, approve, take out, revive, merge.

Whoever may decide terms decides; whoever may only propose proposes, by the same addresses. A change
names what it was made on: by If-Match with the ETag of the concept (else 412), or by `revision`
in the body (else 409).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from pydantic import Field

from glossary.concepts import MAX_TERM, Concept, Detect, Enforcement, Status, Term, inflects
from tm.changes import Change
from tm.errors import Conflict
from tm.languages import Language
from webapp import current
from webapp.actions import terms as actions
from webapp.api import shapes
from webapp.api.routing import N_, Operation, Routes, expect_version
from webapp.present import terms as present
from webapp.queries import Question, Text
from webapp.work import Work


class TermInput(Question):
    """One term of a concept."""

    lang: Language
    text: Text = Field(min_length=1, max_length=MAX_TERM)
    status: Status = Status.PREFERRED
    reason: Text = Field("", max_length=MAX_TERM, description="why it is not, or no longer, wanted")
    note: Text = Field("", max_length=2000)


class ConceptInput(Question):
    """A concept; on a change the terms are replaced, and of the rest what is given."""

    terms: list[TermInput] = Field(min_length=1, max_length=100)
    enforcement: Enforcement = Enforcement.PREFERRED
    detect: Detect = Detect.BOTH
    kind: Text = Field("", max_length=40)
    domain: Text = Field("", max_length=60)
    definition: Text = Field("", max_length=2000)
    note: Text = Field("", max_length=2000)
    source: Text = Field("", max_length=500, description="where it is written down")
    do_not_translate: bool = False
    reason: Text = Field("", max_length=500, description="why this change, for the history")
    revision: int = Field(0, ge=0, description="of the concept the change was made on")
    anyway: bool = Field(False, description="add it although a term of it is there already")


class Reason(Question):
    """Why something is done."""

    reason: Text = Field("", max_length=500, description="for the history")


class MergeInput(Reason):
    """Which concept goes into this one."""

    gone: int = Field(description="the concept whose terms are taken over; it is removed")


def routes(api: Routes) -> None:
    """Declare the operations."""
    one = "/glossary/<int:concept>"
    api.add(
        Operation("POST", "/glossary", "glossary_add", N_("Add a concept, or propose it"),
                  "term.propose", ConceptInput, shapes.ConceptAnswer, version="revision"),
        add,
    )  # fmt: skip
    api.add(
        Operation("PUT", one, "glossary_change", N_("Change a concept, or propose the change"),
                  "term.propose", ConceptInput, shapes.ConceptAnswer, version="revision"),
        change,
    )  # fmt: skip
    for verb, (summary, action) in MOVES.items():
        permission = "term.propose" if verb == "remove" else "term.decide"
        api.add(
            Operation("POST", f"{one}/{verb}", f"glossary_{verb}", summary,
                      permission, Reason, shapes.ConceptAnswer, version="revision"),
            _move(action),
        )  # fmt: skip
    api.add(
        Operation("POST", f"{one}/merge", "glossary_merge", N_("Make one concept of two"),
                  "term.decide", MergeInput, shapes.ConceptAnswer, version="revision"),
        merge,
    )  # fmt: skip


MOVES: dict[str, tuple[str, Callable[..., Change]]] = {
    "approve": (N_("Make a proposal the rule"), actions.approve),
    "remove": (N_("Take a concept out of use, or one's own proposal back"), actions.remove),
    "revive": (N_("Bring a removed concept back"), actions.revive),
}


def add(asked: ConceptInput) -> dict[str, Any]:
    """Store a new concept or a proposal; Conflict where a term of it is there already."""
    concept = drafted(asked, None)
    with current.work() as work:
        alike = actions.alike(work, concept)
        if alike and not asked.anyway:
            named = ", ".join(f"{each.title} ({each.id})" for each in alike)
            raise Conflict("concept", concept.title, f"{named} shares a term; send `anyway` to add")
        made = actions.add(work, concept, reason=asked.reason)
        return _kept(work, made)


def change(asked: ConceptInput, concept: int) -> dict[str, Any]:
    """Change a concept, or propose the change."""
    with current.work() as work:
        stored = _expected(work, concept)
        made = actions.change(work, drafted(asked, stored), reason=asked.reason)
        return _kept(work, made)


def merge(asked: MergeInput, concept: int) -> dict[str, Any]:
    """Take the terms of another concept over."""
    with current.work() as work:
        _expected(work, concept)
        return _kept(work, actions.merge(work, concept, asked.gone, reason=asked.reason))


def _move(action: Callable[..., Change]) -> Callable[..., dict[str, Any]]:
    def move(asked: Reason, concept: int) -> dict[str, Any]:
        with current.work() as work:
            _expected(work, concept)
            return _kept(work, action(work, concept, reason=asked.reason))

    return move


def _expected(work: Work, concept: int) -> Concept:
    stored = actions.concept(work, concept)
    expect_version(stored.revision)
    return stored


def _kept(work: Work, made: Change) -> dict[str, Any]:
    work.commit()
    return present.concept(actions.concept(work, int(made.id)))


def drafted(asked: ConceptInput, stored: Concept | None) -> Concept:
    """Return the concept that is asked for; what was not given stays as `stored` has it."""
    terms = tuple(_terms(asked, stored))
    base = stored or Concept(terms, inflect=inflects(asked.kind))
    given = asked.model_dump(include=asked.model_fields_set - _NO_FACTS)
    if "source" in given:
        given["reference"] = given.pop("source")
    return replace(base, terms=terms, revision=asked.revision, **given)


_NO_FACTS = {"terms", "reason", "revision", "anyway"}


def _terms(asked: ConceptInput, stored: Concept | None) -> Iterator[Term]:
    known = {(term.lang, term.text): term for term in stored.terms} if stored else {}
    for each in asked.terms:
        base = known.get((each.lang, each.text)) or Term(each.text, each.lang)
        yield replace(base, **each.model_dump(include=each.model_fields_set - {"lang", "text"}))
