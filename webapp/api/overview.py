"""The figures of the installation over HTTP."""

from __future__ import annotations

from typing import Any

from webapp import current
from webapp.actions import outcomes, saved, termuse
from webapp.actions import overview as actions
from webapp.api import shapes
from webapp.api.routing import N_, Operation, Routes
from webapp.present import overview as present
from webapp.queries import Question


def routes(api: Routes) -> None:
    """Declare the operation."""
    api.add(
        Operation("GET", "/stats", "stats", N_("The figures of the installation"),
                  "memory.read", Question, shapes.OverviewAnswer),
        stats,
    )  # fmt: skip


def stats(_asked: Question) -> dict[str, Any]:
    """Return the figures."""
    with current.work() as work:
        terms = termuse.most_used(work)
        rules = outcomes.of_rules(work)
        return present.overview(actions.overview(work), saved.by_month(work), terms, rules)
