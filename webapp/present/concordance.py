"""Concordances as JSON."""

from __future__ import annotations

from typing import Any

from tm.store.facets import Facets
from tm.units import Hit
from webapp.actions.concordance import Found
from webapp.present.places import origin, renderings, span


def found(value: Found) -> dict[str, Any]:
    """Return one page of hits with the number of all."""
    return {
        "query": value.query, "in": value.language, "total": value.total,
        "upto": value.upto,
        "hits": [hit(each) for each in value.hits],
        "renderings": renderings(value.renderings),
        "facets": None if value.facets is None else facets(value.facets),
        "variants": [{"text": text, "count": count} for text, count in value.variants],
    }  # fmt: skip


def facets(value: Facets) -> dict[str, Any]:
    """Return where the hits come from, counted."""
    return {
        "years": dict(value.years), "collections": dict(value.collections),
        "statuses": dict(value.statuses),
        "articles": [{"article": id, "title": t, "count": n} for id, t, n in value.articles],
    }  # fmt: skip


def hit(value: Hit) -> dict[str, Any]:
    """Return one unit in which the phrase stands."""
    return {
        "zh": value.unit.zh, "en": value.unit.en,
        "spans": {
            "zh": [span(each) for each in value.zh_spans],
            "en": [span(each) for each in value.en_spans],
        },
        "unit": value.unit.id, "status": value.unit.status, "times": value.unit.times,
        "origin": origin(value.unit),
    }  # fmt: skip
