"""Lookup and concordance over HTTP."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from webapp import current
from webapp.actions import concordance as concordance_actions
from webapp.actions import lookup as actions
from webapp.actions import prompt as prompt_actions
from webapp.api import shapes
from webapp.api.routing import N_, PREFIX, Operation, Routes
from webapp.present import concordance as concordance_present
from webapp.present import lookup as present
from webapp.present import prompt as prompt_present
from webapp.queries import ConcordanceQuestion, LookupQuestion, PromptQuestion


def routes(api: Routes) -> None:
    """Declare the operations."""
    api.add(
        Operation("GET", "/lookup", "lookup", N_("Find the memory's matches for a sentence"),
                  "memory.read", LookupQuestion, shapes.LookupAnswer),
        lookup,
    )  # fmt: skip
    api.add(
        Operation("GET", "/concordance", "concordance", N_("Find every occurrence of a phrase"),
                  "memory.read", ConcordanceQuestion, shapes.ConcordanceAnswer),
        concordance,
    )  # fmt: skip
    api.add(
        Operation("GET", "/prompt", "prompt", N_("Put a text up for a language model"),
                  "memory.read", PromptQuestion, shapes.PromptAnswer),
        prompt,
    )  # fmt: skip


def lookup(asked: LookupQuestion) -> dict[str, Any]:
    """Look one sentence up."""
    with current.work() as work:
        return present.page(actions.page(work, asked.q, asked.wish, source=asked.from_))


def prompt(asked: PromptQuestion) -> dict[str, Any]:
    """Make a prompt; nothing is sent anywhere."""
    with current.work() as work:
        return prompt_present.prompt(prompt_actions.prompt(work, asked.text, source=asked.from_))


def concordance(asked: ConcordanceQuestion) -> dict[str, Any]:
    """Find a phrase."""
    with current.work() as work:
        found = concordance_present.found(
            concordance_actions.concordance(work, asked.q, faceted=asked.facets, **asked.how)
        )
    following = urlencode(asked.parameters | {"page": asked.page + 1, "upto": found["upto"]})
    more = asked.page * asked.limit < found["total"]
    return found | {"next": f"{PREFIX}/concordance?{following}" if more else None}
