"""Lookup: one sentence or several, and what the memory has for them."""

from __future__ import annotations

from flask import Blueprint, request

from webapp import current
from webapp.actions import lookup as actions
from webapp.actions import overview
from webapp.pages.frame import given, show
from webapp.present import lookup as present
from webapp.queries import LookupQuestion


def routes(pages: Blueprint) -> None:
    """Put the lookup on the blueprint; it is the way in too."""
    pages.add_url_rule("/", "home", page)
    pages.add_url_rule("/lookup", "lookup", page)


def page() -> str:
    """Show the box, and the matches if something was asked."""
    values = given(request.args)
    if "q" not in values:
        return show("lookup", asked=LookupQuestion.model_construct(q=""), answers=[],
                    examples=_examples())  # fmt: skip
    asked = LookupQuestion.model_validate(values)
    with current.work() as work:
        found = actions.lookup_all(
            work, asked.q, source=asked.from_, minimum=asked.min, limit=asked.limit
        )
    return show("lookup", asked=asked, answers=[present.answer(each) for each in found])


def _examples() -> list[str]:
    with current.work() as work:
        return overview.examples(work)
