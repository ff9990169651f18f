"""Lookup: one sentence or several, and what the memory has for them."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp import current
from webapp.actions import lookup as actions
from webapp.actions import overview
from webapp.pages.collections import names
from webapp.pages.frame import given, show
from webapp.present import lookup as present
from webapp.queries import LookupQuestion

OPTIONS = ("from", "min", "limit", "status", "collection")
LONGEST_ADDRESS = 3_500  # bytes; some proxies and servers cut longer ones


def routes(pages: Blueprint) -> None:
    """Put the lookup on the blueprint; it is the way in too."""
    pages.add_url_rule("/", "home", page)
    pages.add_url_rule("/lookup", "lookup", page)
    pages.add_url_rule("/lookup", "lookup_long", send, methods=["POST"])
    pages.add_url_rule("/lookup/parts", "lookup_parts", parts)
    pages.add_url_rule("/lookup/s/<name>", "lookup_saved", saved)


def page() -> str:
    """Show the box, and the matches if something was asked."""
    values = given(request.args)
    if "q" not in values:
        return show("lookup", asked=LookupQuestion.model_construct(q=""), answers=[],
                    examples=_examples(), collections=names)  # fmt: skip
    return _answered(values)


def parts() -> str:
    """Give what one sentence has elsewhere: its parts, longer sentences, a phrase's concordance.

    The page loads it after its matches, which must not wait for it.
    """
    asked = LookupQuestion.model_validate(given(request.args))
    with current.work() as work:
        found = actions.page(work, asked.q, asked.wish, source=asked.from_)
    return render_template("lookup/elsewhere.html", answer=present.page(found), asked=asked,
                           several="several" in request.args)  # fmt: skip


def send() -> Response:
    """Lead to the address of a question; one too long for an address is kept for a week."""
    current.require("memory.read")
    values = given({name: request.form.get(name, "") for name in ("q", *OPTIONS)})
    if "q" not in values:
        return redirect(url_for("pages.lookup"), 303)
    LookupQuestion.model_validate(values)
    address = url_for("pages.lookup", **values)
    if len(address) > LONGEST_ADDRESS:
        name = current.services().saved.keep(current.actor().name, {"q": values.pop("q")})
        address = url_for("pages.lookup_saved", name=name, **values)
    return redirect(address, 303)


def saved(name: str) -> str:
    """Answer a text that was kept; the options are in the address as ever."""
    current.require("memory.read")
    kept = current.services().saved.recall(current.actor().name, name)
    return _answered(given(request.args) | kept)


def _answered(values: Mapping[str, str]) -> str:
    asked = LookupQuestion.model_validate(values)
    with current.work() as work:
        found = actions.pages(
            work, asked.q, asked.wish, source=asked.from_, parts="parts" in values
        )
    return show("lookup", asked=asked, answers=[present.page(each) for each in found],
                collections=names)  # fmt: skip


def _examples() -> list[str]:
    with current.work() as work:
        return overview.examples(work)
