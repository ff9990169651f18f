"""The glossary as a whole: a file in with a preview, candidates from the memory, its health."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from glossary.formats.columns import COLUMNS, ByHand, Layout
from tm.errors import Invalid, TooLarge
from webapp import current
from webapp.actions import glossary as actions
from webapp.actions import glossary_batches as batch_actions
from webapp.actions import health as health_actions
from webapp.present import terms as present

MOST_ROWS = 200  # rows of a preview or of findings; nobody reads further
MOST_NAMES = 20  # of entries that an undoing left
MOST_BYTES = 2_900_000  # of a file whose preview carries it to the second step


def routes(pages: Blueprint) -> None:
    """Put these pages on the blueprint."""
    pages.add_url_rule("/terms/import", "terms_import", start)
    pages.add_url_rule("/terms/import", "terms_take", take, methods=["POST"])
    pages.add_url_rule("/terms/imports/<int:number>/undo", "terms_undo", undo, methods=["POST"])
    pages.add_url_rule("/terms/candidates", "terms_candidates", candidates)
    pages.add_url_rule("/terms/health", "terms_health", health)


def start() -> str:
    """Ask for a file, and list what came before."""
    current.require("term.decide")
    with current.work() as work:
        earlier = batch_actions.batches(work)
    return render_template("terms/import.html", report=None, earlier=earlier)


def take() -> Response | str:
    """Show what a file would do; with `apply`, do it."""
    current.require("term.decide")
    name, data = _upload()
    by_hand = _by_hand()
    table = actions.columns_of(data, name, by_hand)
    shown = {
        "name": name, "content": base64.b64encode(data).decode(), "most": MOST_ROWS,
        "columns": _columns(table) if table else [], "table": table,
    }  # fmt: skip
    if table and not table.complete:
        return render_template("terms/import.html", report=None, **shown)
    applying = "apply" in request.form
    with current.work() as work:
        report = actions.import_file(
            work, data, name=name, dry_run=not applying, by_hand=by_hand
        )
        if applying:
            work.commit()
    if applying:
        flash(_("%(new)s new and %(changed)s changed entries taken over.",
                new=report.created, changed=report.updated), "good")  # fmt: skip
        return redirect(url_for("pages.terms"))
    report = present.report(report, verdicts=True)
    return render_template("terms/import.html", report=report, **shown)


def undo(number: int) -> Response:
    """Take an import back."""
    with current.work() as work:
        done = batch_actions.undo(work, number)
        work.commit()
    flash(ngettext("%(num)s entry is as it was before.", "%(num)s entries are as they were before.",
                   done.taken_back), "good")  # fmt: skip
    if done.left:
        names = " / ".join(concept.title for concept in done.left[:MOST_NAMES])
        flash(_("Changed since and left as they are: %(names)s", names=names), "warn")
    return redirect(url_for("pages.terms_import"))


def _columns(table: Layout) -> list[dict[str, Any]]:
    """Return the columns of a table: what each is taken for, its header and what stands in it."""
    taken = {at: name for name, at in table.columns.items()}
    lines = [[*line.cells, *[""] * (table.width - len(line.cells))] for line in table.sample]
    return [
        {
            "taken": taken.get(at, ""), "header": lines[0][at] if table.headed else "",
            "cells": [line[at] for line in lines[table.headed :][:3]],
        }
        for at in range(table.width)
    ]  # fmt: skip


def _by_hand() -> ByHand:
    """Return what the form says of the columns; nothing at the first look at a file."""
    said = request.form.getlist("column")
    if not said:
        return ByHand()
    columns = dict.fromkeys(COLUMNS, "")
    for at, column in enumerate(said, 1):
        if column and columns.get(column) != "":
            raise Invalid("column", column, "each meaning for one column of the file at most")
        if column:
            columns[column] = str(at)
    return ByHand(columns, header="header" in request.form)


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
