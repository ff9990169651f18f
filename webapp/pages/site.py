"""Statistics, the page for programs, and files at fixed addresses."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response as Redirect

from tm.errors import NotFound
from webapp import current
from webapp.actions import outcomes, saved, termuse
from webapp.actions import overview as actions
from webapp.pages.tables import as_csv

SHOWN_BARS = 20  # years of a chart


def routes(pages: Blueprint) -> None:
    """Put the site's own addresses on the blueprint."""
    pages.add_url_rule("/stats", "stats", stats)
    pages.add_url_rule("/stats.json", "stats_data", stats_data)
    pages.add_url_rule("/stats/<name>.csv", "stats_table", stats_table)
    pages.add_url_rule("/api", "api_page", api)
    pages.add_url_rule("/opensearch.xml", "opensearch", opensearch)
    pages.add_url_rule("/robots.txt", "robots", robots)


def stats() -> str:
    """Show the figures of the installation."""
    with current.work() as work:
        found = actions.overview(work)
        months = saved.by_month(work)
        terms = termuse.most_used(work)
        rules = outcomes.of_rules(work)
    years = dict(list(found.by_year.items())[-SHOWN_BARS:])
    return render_template(
        "site/stats.html", overview=found, years=years, months=saved.shares(months),
        terms=terms, term_years=_years(terms), rules=rules,
    )  # fmt: skip


def _years(terms: Sequence[termuse.TermUse]) -> list[str]:
    """Return the newest years in which any of the terms is used, without gaps."""
    used = sorted({year for term in terms for year in term.years})
    span = range(int(used[0]), int(used[-1]) + 1) if used else range(0)
    return [str(year) for year in span][-SHOWN_BARS:]


def stats_table(name: str) -> Response:
    """Give a chart's figures as CSV."""
    with current.work() as work:
        if name == "years":
            years = actions.overview(work).by_year
            rows: list[Sequence[object]] = [("year", "pairs"), *years.items()]
        elif name == "months":
            shares = saved.shares(saved.by_month(work))
            rows = [("month", *(band for band, _ in saved.BANDS))]
            rows += [(month, *counts) for month, counts in shares.items()]
        elif name == "terms":
            terms = termuse.most_used(work)
            shown = _years(terms)
            rows = [("zh", "en", "sentences", *shown)]
            rows += [(t.zh, t.en, t.total, *(t.years.get(y, 0) for y in shown)) for t in terms]
        elif name == "rules":
            rules = outcomes.of_rules(work)
            rows = [("code", "rule", "applied", "ignored", "share ignored")]
            rows += [(r.code, r.rule, r.applied, r.ignored, r.share) for r in rules]
        else:
            raise NotFound("table", name)
    return as_csv(rows, f"duizhao-{name}")


def stats_data() -> Redirect:
    """Send whoever wants the figures as data to the API."""
    return redirect(url_for("api.stats"))


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
