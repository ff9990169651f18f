"""The HTTP API: the same actions as the pages, answered as JSON, described by one document."""

from __future__ import annotations

from flask import Flask

from webapp.api import (
    articles,
    check,
    concepts,
    glossary,
    imports,
    lookup,
    manage,
    openapi,
    overview,
    review,
    sheets,
)
from webapp.api.routing import Routes
from webapp.security import csrf


def install(app: Flask) -> None:
    """Put the API under /api/v1 and its description at /openapi.json."""
    routes = Routes()
    for module in (
        lookup, glossary, concepts, check, imports, articles, review, sheets, overview, manage,
    ):  # fmt: skip
        module.routes(routes)
    # Programs call without a form token; `security` refuses what comes from a foreign page.
    csrf.exempt(routes.blueprint)
    app.register_blueprint(routes.blueprint)
    app.extensions["duizhao.operations"] = routes.operations
    openapi.install(app, routes.operations)
