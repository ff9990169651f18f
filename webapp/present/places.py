"""Where units come from, spans and renderings as JSON: what several answers share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tm.text.spans import Span
from tm.units import Place, Rendering, TranslationUnit


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
