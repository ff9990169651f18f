"""Terms in a text, and the glossary itself, over HTTP."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from glossary.concepts import State
from glossary.termbase import Wanted
from webapp import current
from webapp.actions import terms as actions
from webapp.api import shapes
from webapp.api.routing import PREFIX, Operation, Routes
from webapp.present import terms as present
from webapp.queries import GlossaryQuestion, Question, TermsQuestion

PER_PAGE = 100


def routes(api: Routes) -> None:
    """Declare the operations."""
    api.add(
        Operation("GET", "/terms", "terms", "Recognise glossary terms in a text",
                  "memory.read", TermsQuestion, shapes.TermsAnswer),
        recognised,
    )  # fmt: skip
    api.add(
        Operation("GET", "/glossary", "glossary", "Search or list the glossary",
                  "memory.read", GlossaryQuestion, shapes.ConceptsAnswer),
        listed,
    )  # fmt: skip
    api.add(
        Operation("GET", "/glossary/<int:concept>", "glossary_one", "One concept and its history",
                  "memory.read", Question, shapes.ConceptAnswer, version="revision"),
        one,
    )  # fmt: skip


def recognised(asked: TermsQuestion) -> dict[str, Any]:
    """Recognise the terms of a text."""
    with current.work() as work:
        return present.recognised(actions.recognise(work, asked.q, lang=asked.lang))


def listed(asked: GlossaryQuestion) -> dict[str, Any]:
    """Search or list the glossary."""
    with current.work() as work:
        if asked.q:
            return present.found(actions.find(work, asked.q, limit=PER_PAGE), asked.q)
        state = State(asked.state) if asked.state else State.APPROVED
        wanted = Wanted(asked.letter, asked.domain, asked.status, state)
        page = present.page(actions.browse(work, wanted, limit=PER_PAGE, page=asked.page))
    following = urlencode(asked.parameters | {"page": asked.page + 1})
    more = asked.page * PER_PAGE < page["total"]
    return page | {"next": f"{PREFIX}/glossary?{following}" if more else None}


def one(_asked: Question, concept: int) -> dict[str, Any]:
    """Return one concept with its history."""
    with current.work() as work:
        found = present.concept(actions.concept(work, concept))
        history = [present.event(event) for event in actions.history(work, concept)]
    return found | {"history": history}
