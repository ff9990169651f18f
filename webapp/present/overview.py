"""The figures of an installation as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webapp.actions.overview import Overview


def overview(value: Overview, months: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    """Return the figures; `months` with what the memory knew of each before."""
    return {
        "units": value.units, "reviewed": value.reviewed, "articles": value.articles,
        "concepts": value.concepts, "proposed": value.proposed, "waiting": value.waiting,
        "by_year": dict(value.by_year),
        "leverage_by_month": {month: dict(bands) for month, bands in months.items()},
        "to_review": [
            {"article": id, "title": title, "rows": rows} for id, title, rows in value.to_review
        ],
    }  # fmt: skip
