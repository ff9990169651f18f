"""Statistics, the page for programs, and files at fixed addresses."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template

from webapp import current
from webapp.actions import overview as actions

SHOWN_BARS = 20  # years of a chart


def routes(pages: Blueprint) -> None:
    """Put the site's own addresses on the blueprint."""
    pages.add_url_rule("/stats", "stats", stats)
    pages.add_url_rule("/api", "api_page", api)
    pages.add_url_rule("/opensearch.xml", "opensearch", opensearch)
    pages.add_url_rule("/robots.txt", "robots", robots)


def stats() -> str:
    """Show the figures of the installation."""
    with current.work() as work:
        found = actions.overview(work)
    years = dict(list(found.by_year.items())[-SHOWN_BARS:])
    return render_template("site/stats.html", overview=found, years=years)


def api() -> str:
    """Show programs' people how to ask."""
    operations = current_app.extensions["duizhao.operations"]
    return render_template("site/api.html", operations=operations)


def opensearch() -> Response:
    """Describe the lookup to browsers that want it as a search engine."""
    body = render_template("opensearch.xml")
    return Response(body, mimetype="application/opensearchdescription+xml")


def robots() -> Response:
    """Keep search engines out: a memory is no public text."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")
