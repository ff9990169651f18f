"""Answers of the lookup as JSON."""

from __future__ import annotations

from typing import Any

from tm.languages import Language, other
from tm.units import Containing, Fragment, Match
from webapp.actions.lookup import Answer, InUse, Page
from webapp.present import concordance
from webapp.present.places import origin, renderings, span
from webapp.present.terms import occurrence


def page(value: Page) -> dict[str, Any]:
    """Return an answer with what stands beside its matches on a page."""
    return answer(value.answer) | {
        "hidden": value.hidden, "in_use": [in_use(each) for each in value.in_use],
        "waiting": value.waiting,
        "preview": None if value.preview is None else concordance.found(value.preview),
    }  # fmt: skip


def in_use(value: InUse) -> dict[str, Any]:
    """Return one translation of exactly the query; the year "" stands for none known."""
    return {"target": value.target, "count": value.count, "years": dict(value.years)}


def answer(value: Answer) -> dict[str, Any]:
    """Return what the memory says to one sentence."""
    return {
        "query": value.query, "from": value.source, "to": value.target,
        "signature": value.signature, "took_ms": round(value.took_ms, 2),
        "matches": [match(each) for each in value.matches],
        "fragments": [fragment(each, value.source) for each in value.fragments],
        "containing": [containing(each, value.source) for each in value.containing],
        "terms": [occurrence(each, value.source) for each in value.terms],
    }  # fmt: skip


def match(value: Match) -> dict[str, Any]:
    """Return one match with the reasons for its score."""
    return {
        "score": value.score, "raw_score": value.raw_score, "kind": value.kind,
        "source": value.source, "target": value.target, "unit": value.unit.id,
        "penalties": [{"name": p.name, "points": p.points} for p in value.penalties],
        "warnings": list(value.warnings),
        "diff": [
            {"op": step.op, "query": span(step.query), "match": span(step.match)}
            for step in value.diff
        ],
        "adapted": value.adapted, "changes": [span(each) for each in value.changes],
        "status": value.unit.status, "times": value.unit.times, "origin": origin(value.unit),
    }  # fmt: skip


def containing(value: Containing, source: Language) -> dict[str, Any]:
    """Return a longer sentence that holds most of the query."""
    unit = value.unit
    return {
        "coverage": value.coverage, "source": unit.text(source),
        "target": unit.text(other(source)), "unit": unit.id,
        "spans": {
            "query": [span(each) for each in value.query],
            "match": [span(each) for each in value.match],
        },
        "status": unit.status, "times": unit.times, "origin": origin(unit),
    }  # fmt: skip


def fragment(value: Fragment, source: Language) -> dict[str, Any]:
    """Return a part of the query that was found elsewhere."""
    return {
        "query": span(value.query), "text": value.text, "count": value.count,
        "renderings": renderings(value.renderings),
        "example": {
            "source": value.example.text(source), "target": value.example.text(other(source)),
            "unit": value.example.unit,
        },
    }  # fmt: skip
