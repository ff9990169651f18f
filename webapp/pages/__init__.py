"""The pages: the only place that knows HTML. A view reads input, calls one action and renders."""

from __future__ import annotations

from flask import Blueprint, Flask

from webapp.pages import (
    articles,
    changes,
    check,
    collections,
    concordance,
    frame,
    glossary,
    imports,
    jobs,
    lookup,
    marks,
    people,
    reading,
    refusals,
    review,
    sheets,
    site,
    system,
    terms,
    told,
)


def install(app: Flask) -> None:
    """Put the pages and what their templates use into `app`."""
    frame.install(app)
    marks.install(app)
    told.install(app)
    refusals.install(app)
    pages = Blueprint("pages", __name__)
    for module in (
        site,
        lookup,
        concordance,
        terms,
        glossary,
        check,
        imports,
        jobs,
        reading,
        articles,
        review,
        sheets,
        people,
        changes,
        system,
        collections,
    ):
        module.routes(pages)
    app.register_blueprint(pages)
