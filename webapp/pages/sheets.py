"""An article's rows as a spreadsheet: taken along, and an edited one shown before it is taken in.

The preview names the rows it showed. Applying compares the file anew: of these rows those are
taken that still differ and that nobody changed meanwhile; the others are named.
"""

from __future__ import annotations

import io
import re

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as Redirect

from tm.errors import Invalid
from webapp import current, uploads
from webapp.actions import articles as articles_actions
from webapp.actions import sheets as actions
from webapp.pages.glossary import MOST_NAMES, MOST_ROWS
from webapp.pages.tables import as_file

_IDS = re.compile(r"\d{1,18}(,\d{1,18})*")


def routes(pages: Blueprint) -> None:
    """Put these pages on the blueprint."""
    address = "/articles/<int:article>/sheet"
    pages.add_url_rule(f"{address}.xlsx", "articles_sheet", take_along)
    pages.add_url_rule(address, "articles_edited", start)
    pages.add_url_rule(address, "articles_take", take, methods=["POST"])


def take_along(article: int) -> Response:
    """Give the rows away as a workbook."""
    stream, name = io.BytesIO(), f"duizhao_review-{article}.xlsx"
    with current.work() as work:
        actions.write(work, article, stream, name=name)
    return as_file(stream, name)


def start(article: int) -> str:
    """Ask for an edited sheet."""
    with current.work() as work:
        found = articles_actions.article(work, article)
    return render_template("imports/sheet.html", article=found, compared=None)


def take(article: int) -> Redirect | str:
    """Show what an edited sheet would change; with `apply`, change it."""
    current.require("batch.import")
    previewed = current.services().previewed
    upload = uploads.document("sheet", previewed)
    with current.work() as work:
        compared = actions.compared_file(work, article, upload)
        if "apply" in request.form:
            changes, left = compared.only(_previewed())
            actions.apply(work, article, changes)
            work.commit()
            previewed.forget(upload.data)
            return _applied(article, len(changes), left)
        sha = previewed.keep(upload.data)
        found = articles_actions.article(work, article)
    return render_template(
        "imports/sheet.html", article=found, compared=compared, name=upload.name, sha=sha,
        most=MOST_ROWS,
    )  # fmt: skip


def _previewed() -> list[int]:
    """Return the ids of the rows whose changes the preview showed."""
    written = request.form.get("rows", "")
    if not _IDS.fullmatch(written):
        raise Invalid("rows", written, "the ids of the rows that were shown")
    return list(map(int, written.split(",")))


def _applied(article: int, changed: int, left: tuple[int, ...]) -> Redirect:
    if changed:
        flash(ngettext("%(num)s row changed.", "%(num)s rows changed.", changed), "good")
    if left:
        named = ", ".join(map(str, left[:MOST_NAMES])) + (", …" if len(left) > MOST_NAMES else "")
        flash(_("Changed by somebody since the preview and left as they are: rows with the ids"
                " %(ids)s", ids=named), "warn")  # fmt: skip
    return redirect(url_for("pages.articles_review", article=article, show="all"))
