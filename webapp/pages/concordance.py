"""Concordance: every sentence a phrase stands in, with its renderings."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tm.errors import NotFound
from tm.formats import writer_for
from tm.tabular import write_rows
from webapp import current
from webapp.actions import articles as articles_actions
from webapp.actions import concordance as actions
from webapp.pages.collections import names
from webapp.pages.frame import given, page_count, show
from webapp.pages.tables import as_csv, as_file
from webapp.present import concordance as present
from webapp.queries import ConcordanceQuestion
from webapp.work import Work

EXAMPLES = ("社会组织", "公益", "civil society", "一带一路", "volunteer*")
VIEWS = ("pairs", "kwic", "renderings")
EXAMPLES_EACH = 3  # sentences shown for one rendering
AROUND = 2  # rows before and after a hit
MOST_TAKEN = 1000  # hits of a file


def routes(pages: Blueprint) -> None:
    """Put the concordance on the blueprint."""
    pages.add_url_rule("/concordance", "concordance", page)
    pages.add_url_rule("/concordance.<suffix>", "concordance_file", take_along)
    pages.add_url_rule("/articles/<int:article>/around/<int:position>", "articles_around", around)


def page() -> str:
    """Show the boxes, and the hits if something was asked."""
    values = given(request.args)
    view = values["view"] if values.get("view") in VIEWS else VIEWS[0]
    asked = ConcordanceQuestion.model_construct(q="")
    answer: dict[str, Any] | None = None
    more: dict[str, Any] = {}
    if "q" in values or "other" in values:
        asked = ConcordanceQuestion.model_validate(values)
        answer = found(asked, faceted=True)
        more = _beside(asked, answer, view)
    return show("concordance", asked=asked, answer=answer, view=view, examples=EXAMPLES,
        collections=names, page=asked.page,
        pages=page_count(answer["total"], asked.limit) if answer else 1, most=MOST_TAKEN,
        most_sorted=actions.MOST_SORTED, most_faceted=actions.MOST_FACETED, **more,
    )  # fmt: skip


def take_along(suffix: str) -> Response:
    """Give the hits, from the first up to a thousand, as .csv, .xlsx, .tmx or .json.

    Where the address names a page, what is given is that page.
    """
    values = given(request.args)
    most = {} if "page" in values else {"limit": MOST_TAKEN}
    asked = ConcordanceQuestion.model_validate(most | values)
    if suffix == "json":
        return redirect(url_for("api.concordance", **asked.parameters))
    name = f"duizhao-concordance.{suffix}"
    stream = io.BytesIO()
    if suffix == "csv":
        return as_csv(_rows(found(asked)), "duizhao-concordance")
    if suffix == "xlsx":
        write_rows(stream, _rows(found(asked)), name=name)
    elif suffix == "tmx":
        with current.work() as work:
            units = [hit.unit for hit in _ask(work, asked).hits]
        writer_for(name)(units, stream)
    else:
        raise NotFound("format", suffix)
    return as_file(stream, name)


def around(article: int, position: int) -> str:
    """Show the rows before and after one of an article."""
    with current.work() as work:
        beads = articles_actions.around(work, article, position, AROUND)
    return render_template("concordance/around.html", beads=beads, article=article, at=position)


def found(asked: ConcordanceQuestion, *, faceted: bool = False) -> dict[str, Any]:
    """Ask the memory and return the answer as the API gives it."""
    with current.work() as work:
        return present.found(_ask(work, asked, faceted=faceted))


def _ask(work: Work, asked: ConcordanceQuestion, **how: Any) -> actions.Found:
    return actions.concordance(work, asked.q, **asked.how, **how)


def _beside(asked: ConcordanceQuestion, answer: Mapping[str, Any], view: str) -> dict[str, Any]:
    """Return what one view or an empty answer needs beside the hits."""
    with current.work() as work:
        if not answer["hits"]:
            return {"nearest": actions.nearest(work, asked.q, language=asked.in_)}
        if view != "renderings":
            return {}
        texts = [each["text"] for each in answer["renderings"]]
        asks = [asked.model_copy(update={"other": f'"{t}"', "limit": EXAMPLES_EACH}) for t in texts]
        groups = [present.found(_ask(work, each, rendered=False)) for each in asks]
    return {"groups": list(zip(answer["renderings"], groups, strict=True))}


def _rows(answer: Mapping[str, Any]) -> Iterator[list[str]]:
    yield ["zh", "en", "status", "title", "date", "collection"]
    for hit in answer["hits"]:
        origin = hit["origin"]
        facts = [origin.get(name) for name in ("title", "date", "collection")]
        yield [value or "" for value in (hit["zh"], hit["en"], hit["status"], *facts)]

