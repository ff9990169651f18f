"""The figures of an installation as JSON."""

from __future__ import annotations

from typing import Any

from webapp.actions.overview import Overview


def overview(value: Overview) -> dict[str, Any]:
    """Return the figures."""
    return {
        "units": value.units, "reviewed": value.reviewed, "articles": value.articles,
        "concepts": value.concepts, "proposed": value.proposed, "waiting": value.waiting,
        "by_year": dict(value.by_year),
        "to_review": [
            {"article": id, "title": title, "rows": rows} for id, title, rows in value.to_review
        ],
    }  # fmt: skip
