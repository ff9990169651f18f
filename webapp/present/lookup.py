"""Answers of the lookup as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tm.languages import Language, other
from tm.text.spans import Span
from tm.units import Fragment, Match, Place, Rendering, TranslationUnit
from webapp.actions.lookup import Answer
from webapp.present.terms import occurrence


def answer(value: Answer) -> dict[str, Any]:
    """Return what the memory says to one sentence."""
    return {
        "query": value.query, "from": value.source, "to": value.target,
        "signature": value.signature, "took_ms": round(value.took_ms, 2),
        "matches": [match(each) for each in value.matches],
        "fragments": [fragment(each, value.source) for each in value.fragments],
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


def fragment(value: Fragment, source: Language) -> dict[str, Any]:
    """Return a part of the query that was found elsewhere."""
    return {
        "query": span(value.query), "text": value.text, "count": value.count,
        "renderings": renderings(value.renderings),
        "example": {
            "source": value.example.text(source), "target": value.example.text(other(source)),
            "unit": value.example.id,
        },
    }  # fmt: skip


def renderings(values: Sequence[Rendering]) -> list[dict[str, Any]]:
    """Return how the other language says a phrase, commonest first."""
    return [{"text": r.text, "count": r.count, "status": r.status} for r in values]


def origin(unit: TranslationUnit) -> dict[str, Any]:
    """Return where a unit comes from: the place that is shown first."""
    place = unit.origin
    return {} if place is None else place_facts(place)


def place_facts(place: Place) -> dict[str, Any]:
    """Return one place of a unit."""
    return {
        "article": place.article, "title": place.title, "title_en": place.title_en,
        "date": place.date, "url": place.url, "collection": place.collection,
        "position": place.position, "batch": place.batch, "name": place.name, "line": place.line,
        "withdrawn": place.withdrawn,
    }  # fmt: skip


def span(value: Span) -> list[int]:
    """Return a span as its two ends."""
    return [value.start, value.end]
