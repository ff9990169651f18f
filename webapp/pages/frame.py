"""What all pages share: the blueprint, rendering whole or in part, links that keep the state."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from flask import Flask, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from webapp import current
from webapp.pages import labels

PER_PAGE = 50

NAVIGATION: tuple[tuple[str, LazyString], ...] = (
    ("pages.lookup", _l("Lookup")),
    ("pages.concordance", _l("Concordance")),
    ("pages.terms", _l("Terms")),
    ("pages.check", _l("Check")),
    ("pages.articles", _l("Articles")),
    ("pages.imports", _l("Import")),
)


def install(app: Flask) -> None:
    """Give templates the navigation, labels and links."""
    app.jinja_env.globals |= labels.ALL | {
        "here": here,
        "section": section,
        "navigation": lambda: NAVIGATION,
    }
    app.context_processor(lambda: {"actor": current.actor()})


def section() -> str:
    """Return the entry of the navigation this page belongs to."""
    first = (request.endpoint or "").split("_")[0]
    return "pages.lookup" if first == "pages.home" else first


def show(folder: str, **values: Any) -> str:
    """Render the page of a folder, or only its results when the browser asks for these alone."""
    if wants_results():
        return render_template(f"{folder}/results.html", fragment=True, **values)
    return render_template(f"{folder}/page.html", fragment=False, **values)


def wants_results() -> bool:
    """Tell whether this request replaces the results of a page that is open already."""
    return request.headers.get("HX-Target") == "results"


def here(**changes: object) -> str:
    """Return the address of this page with some parameters changed; None takes one away.

    Whoever goes back to the first page sees what was added since.
    """
    parameters: dict[str, Any] = request.args.to_dict(flat=False) if request.endpoint else {}
    if changes.get("page", 1) is None:
        parameters.pop("upto", None)
    parameters |= changes
    for name in [name for name, value in parameters.items() if value is None]:
        del parameters[name]
    if request.endpoint is None or request.method != "GET":
        return url_for("pages.home", **changes)
    # What stands in the path is not taken twice, whatever the query names.
    return url_for(request.endpoint, **{**parameters, **(request.view_args or {})})


def page_count(total: int, per_page: int = PER_PAGE) -> int:
    """Return how many pages `total` items fill; at least one."""
    return max(1, ceil(total / per_page))


def given(values: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that were filled in, without the space around them."""
    return {name: value.strip() for name, value in values.items() if value.strip()}
