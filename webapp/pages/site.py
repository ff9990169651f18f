"""Files at fixed addresses: the browser's search box, what robots may do."""

from __future__ import annotations

from flask import Blueprint, Response, render_template


def routes(pages: Blueprint) -> None:
    """Put the site's own addresses on the blueprint."""
    pages.add_url_rule("/opensearch.xml", "opensearch", opensearch)
    pages.add_url_rule("/robots.txt", "robots", robots)


def opensearch() -> Response:
    """Describe the lookup to browsers that want it as a search engine."""
    body = render_template("opensearch.xml")
    return Response(body, mimetype="application/opensearchdescription+xml")


def robots() -> Response:
    """Keep search engines out: a memory is no public text."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")
