"""Concordance: every sentence a phrase stands in, with its renderings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, Response, request

from webapp import current
from webapp.actions import articles as articles_actions
from webapp.actions import concordance as actions
from webapp.pages.frame import given, page_count, show
from webapp.present import concordance as present
from webapp.queries import ConcordanceQuestion

EXAMPLES = ("社会组织", "公益", "civil society", "一带一路", "volunteer*")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def routes(pages: Blueprint) -> None:
    """Put the concordance on the blueprint."""
    pages.add_url_rule("/concordance", "concordance", page)
    pages.add_url_rule("/concordance.csv", "concordance_csv", table)


def page() -> str:
    """Show the boxes, and the hits if something was asked."""
    values = given(request.args)
    view = "kwic" if values.get("view") == "kwic" else "pairs"
    asked = ConcordanceQuestion.model_construct(q="")
    answer: dict[str, Any] | None = None
    if "q" in values:
        asked = ConcordanceQuestion.model_validate(values)
        answer = found(asked)
    with current.work() as work:
        collections = articles_actions.collections(work)
    return show("concordance", asked=asked, answer=answer, view=view, examples=EXAMPLES,
        collections=collections, page=asked.page,
        pages=page_count(answer["total"], asked.limit) if answer else 1,
    )  # fmt: skip


def table() -> Response:
    """Give what the page shows as a table."""
    asked = ConcordanceQuestion.model_validate({"limit": 1000} | given(request.args))
    stream = io.StringIO()
    csv.writer(stream).writerows(_rows(found(asked)))
    response = Response("\ufeff" + stream.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="duizhao-concordance.csv"'
    return response


def found(asked: ConcordanceQuestion) -> dict[str, Any]:
    """Ask the memory and return the answer as the API gives it."""
    with current.work() as work:
        return present.found(
            actions.concordance(
                work,
                asked.q,
                language=asked.in_,
                other_phrase=asked.other,
                limit=asked.limit,
                page=asked.page,
                inflected=asked.inflected,
                filter=asked.filter,
            )
        )


def _rows(answer: Mapping[str, Any]) -> Iterator[list[str]]:
    yield ["zh", "en", "status", "title", "date", "collection"]
    for hit in answer["hits"]:
        origin = hit["origin"]
        facts = [origin.get(name) for name in ("title", "date", "collection")]
        yield [_cell(value) for value in (hit["zh"], hit["en"], hit["status"], *facts)]


def _cell(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(FORMULA) else text
