"""Terms: browsing and searching the glossary, one entry, and its history."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from glossary.concepts import State
from glossary.termbase import Wanted
from webapp import current
from webapp.actions import terms as actions
from webapp.pages.frame import PER_PAGE, given, page_count, show
from webapp.present import terms as present
from webapp.queries import GlossaryQuestion

BEST = 100  # concepts shown for a search; nobody reads further


def routes(pages: Blueprint) -> None:
    """Put the pages that read the glossary on the blueprint."""
    pages.add_url_rule("/terms", "terms", browse)
    pages.add_url_rule("/terms/<int:concept>", "terms_one", one)


def browse() -> str:
    """List the glossary, or what answers a search."""
    asked = GlossaryQuestion.model_validate(given(request.args))
    state = State(asked.state) if asked.state else State.APPROVED
    wanted = Wanted(asked.letter, asked.domain, asked.status, state)
    with current.work() as work:
        listed = present.page(actions.browse(work, wanted, limit=PER_PAGE, page=asked.page))
        if asked.q:
            found = actions.find(work, asked.q, limit=BEST)
            listed |= present.found(found, asked.q) | {"letters": []}
    pages = 1 if asked.q else page_count(listed["total"])
    return show("terms/page.html", asked=asked, page=asked.page, pages=pages, **listed)


def one(concept: int) -> str:
    """Show one entry with its history."""
    with current.work() as work:
        shown: dict[str, Any] = {
            "concept": present.concept(actions.concept(work, concept)),
            "events": actions.history(work, concept),
        }
    return show("terms/one.html", **shown)
