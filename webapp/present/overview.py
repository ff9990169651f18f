"""The figures of an installation as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from webapp.actions.outcomes import RuleOutcomes
from webapp.actions.overview import Overview
from webapp.actions.termuse import TermUse


def overview(
    value: Overview,
    months: Mapping[str, Mapping[str, int]],
    terms: Iterable[TermUse] = (),
    rules: Iterable[RuleOutcomes] = (),
) -> dict[str, Any]:
    """Return the figures.

    `months` hold what the memory knew of each before, `terms` those in use, `rules` what became of
    their findings.
    """
    return {
        "units": value.units, "reviewed": value.reviewed, "articles": value.articles,
        "concepts": value.concepts, "proposed": value.proposed, "waiting": value.waiting,
        "by_year": dict(value.by_year),
        "leverage_by_month": {month: dict(bands) for month, bands in months.items()},
        "terms_by_year": [
            {
                "concept": each.concept, "zh": each.zh, "en": each.en, "total": each.total,
                "years": dict(each.years),
            }
            for each in terms
        ],
        "findings_by_rule": [
            {
                "code": each.code, "rule": each.rule, "applied": each.applied,
                "ignored": each.ignored, "share_ignored": each.share,
            }
            for each in rules
        ],
        "to_review": [
            {"article": id, "title": title, "rows": rows} for id, title, rows in value.to_review
        ],
    }  # fmt: skip
