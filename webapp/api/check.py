"""Checking a text over HTTP."""

from __future__ import annotations

from typing import Any

from glossary.check.profiles import Profile
from webapp import current
from webapp.actions import check as actions
from webapp.actions.decisions import with_house
from webapp.api import shapes
from webapp.api.routing import N_, Operation, Routes
from webapp.present import check as present
from webapp.queries import CheckQuestion


def routes(api: Routes) -> None:
    """Declare the operation."""
    api.add(
        Operation("POST", "/check", "check", N_("Check a text, with its source or without"),
                  "memory.read", CheckQuestion, shapes.CheckAnswer),
        check,
    )  # fmt: skip


def check(asked: CheckQuestion) -> dict[str, Any]:
    """Check a text; nothing of it is kept. Who asks for a page is told the total, too."""
    options = actions.Options(Profile(select=asked.select, ignore=asked.ignore))
    options = with_house(options, current.services().settings)
    with current.work() as work:
        checked = actions.check_text(
            work, asked.text, lang=asked.lang, source=asked.source, options=options
        )
    if asked.limit is None and not asked.offset:
        return present.checked(checked)
    return present.page_of(checked, asked.limit, asked.offset)
