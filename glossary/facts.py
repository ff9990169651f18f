"""Concepts as plain facts and back: what history keeps and what a change is told by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any

from glossary.concepts import (
    Case,
    Concept,
    Condition,
    Detect,
    Enforcement,
    State,
    Status,
    Term,
    TermKind,
)

# What the termbase counts for itself and no person decides.
_KEPT_BY_STORE = frozenset({"id", "revision"})

CONCEPT_FACTS = tuple(
    field.name for field in fields(Concept) if field.name not in {*_KEPT_BY_STORE, "terms"}
)
TERM_FACTS = tuple(field.name for field in fields(Term) if field.name not in _KEPT_BY_STORE)


def facts(concept: Concept) -> dict[str, Any]:
    """Return everything a person decided about the concept, as values JSON can hold."""
    found = {name: _simple(getattr(concept, name)) for name in CONCEPT_FACTS}
    found["terms"] = [term_facts(term) for term in concept.terms]
    return found


def term_facts(term: Term) -> dict[str, Any]:
    """Return everything a person decided about the term, as values JSON can hold."""
    found = {name: _simple(getattr(term, name)) for name in TERM_FACTS}
    if term.condition is not None:
        condition = term.condition
        found["condition"] = {"present": [*condition.present], "absent": [*condition.absent]}
    return found


def concept_from(found: Mapping[str, Any]) -> Concept:
    """Return the concept whose `facts` these are; raise Invalid where they make none."""
    return Concept(
        terms=tuple(term_from(term) for term in found["terms"]),
        enforcement=Enforcement(found["enforcement"]),
        kind=found["kind"],
        domain=found["domain"],
        definition=found["definition"],
        note=found["note"],
        reference=found["reference"],
        first_mention=tuple(found["first_mention"]),
        inflect=found["inflect"],
        case=Case(found["case"]),
        do_not_translate=found["do_not_translate"],
        detect=Detect(found["detect"]),
        state=State(found["state"]),
        amends=found["amends"],
    )


def differences(before: Concept, after: Concept) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the facts that differ, as they were and as they are.

    >>> old = Concept((Term("公益", "zh"),), domain="charity")
    >>> differences(old, Concept((Term("公益", "zh"),), domain="law"))
    ({'domain': 'charity'}, {'domain': 'law'})
    """
    old, new = facts(before), facts(after)
    changed = [name for name in new if old[name] != new[name]]
    return {name: old[name] for name in changed}, {name: new[name] for name in changed}


def same(one: Concept, two: Concept) -> bool:
    """Say whether two concepts differ in nothing a person decided."""
    return facts(one) == facts(two)


def term_from(found: Mapping[str, Any]) -> Term:
    """Return the term whose `term_facts` these are; raise Invalid where they make none."""
    condition = found["condition"]
    return Term(
        text=found["text"],
        lang=found["lang"],
        status=Status(found["status"]),
        reason=found["reason"],
        condition=condition and Condition(tuple(condition["present"]), tuple(condition["absent"])),
        note=found["note"],
        kind=TermKind(found["kind"]),
        lookup_only=found["lookup_only"],
        tag=found["tag"],
    )


def _simple(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    return list(value) if isinstance(value, tuple) else value
