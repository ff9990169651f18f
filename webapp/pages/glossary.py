"""The glossary as a whole: a file in with a preview, candidates from the memory, its health."""

from __future__ import annotations

import base64
import binascii

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tm.errors import Invalid, TooLarge
from webapp import current
from webapp.actions import glossary as actions
from webapp.actions import health as health_actions
from webapp.present import terms as present

MOST_ROWS = 200  # rows of a preview or of findings; nobody reads further
MOST_BYTES = 2_900_000  # of a file whose preview carries it to the second step


def routes(pages: Blueprint) -> None:
    """Put these pages on the blueprint."""
    pages.add_url_rule("/terms/import", "terms_import", start)
    pages.add_url_rule("/terms/import", "terms_take", take, methods=["POST"])
    pages.add_url_rule("/terms/candidates", "terms_candidates", candidates)
    pages.add_url_rule("/terms/health", "terms_health", health)


def start() -> str:
    """Ask for a file."""
    current.require("term.decide")
    return render_template("terms/import.html", report=None)


def take() -> Response | str:
    """Show what a file would do; with `apply`, do it."""
    current.require("term.decide")
    name, data = _upload()
    applying = "apply" in request.form
    with current.work() as work:
        report = actions.import_file(work, data, name=name, dry_run=not applying)
        if applying:
            work.commit()
    if applying:
        flash(_("%(new)s new and %(changed)s changed entries taken over.",
                new=report.created, changed=report.updated), "good")  # fmt: skip
        return redirect(url_for("pages.terms"))
    return render_template(
        "terms/import.html", report=present.report(report, verdicts=True), name=name,
        content=base64.b64encode(data).decode(), most=MOST_ROWS,
    )  # fmt: skip


def candidates() -> str:
    """Show what might become terms."""
    with current.work() as work:
        found = present.candidates(health_actions.candidates(work))
    return render_template("terms/candidates.html", newest=health_actions.NEWEST, **found)


def health() -> str:
    """Show what is wrong with the glossary, and what waits."""
    with current.work() as work:
        found = present.health(health_actions.health(work))
    return render_template("terms/health.html", health=found, most=MOST_ROWS)


def _upload() -> tuple[str, bytes]:
    """Return name and content of the file: uploaded now, or carried along by its preview."""
    file = request.files.get("file")
    if file is not None and file.filename:
        name, data = file.filename, file.read(MOST_BYTES + 1)
    else:
        name = request.form.get("name", "")
        try:
            data = base64.b64decode(request.form.get("content", ""), validate=True)
        except binascii.Error:
            raise Invalid("content", "something else", "the file as its preview had it") from None
    if len(data) > MOST_BYTES:
        raise TooLarge("glossary file", len(data), MOST_BYTES)
    if not name or not data:
        raise Invalid("file", name, "a glossary file with something in it")
    return name, data
