"""Import: an article in both languages, a file of pairs, what came of it, and taking it back."""

from __future__ import annotations

from pathlib import PurePath

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from tm.articles import Facts
from tm.errors import Invalid
from tm.extract import SUFFIXES
from webapp import current, uploads
from webapp.actions import articles as articles_actions
from webapp.actions import imports as actions
from webapp.actions import jobs as jobs_actions
from webapp.pages.frame import PER_PAGE, show
from webapp.pages.reading import corrections
from webapp.queries import BatchesQuestion, PairFacts


def routes(pages: Blueprint) -> None:
    """Put the import pages on the blueprint."""
    pages.add_url_rule("/import", "imports", overview)
    pages.add_url_rule("/import/pair", "imports_pair", pair, methods=["POST"])
    pages.add_url_rule("/import/file", "imports_file", file, methods=["POST"])
    pages.add_url_rule("/import/<int:batch>", "imports_one", one)
    pages.add_url_rule("/import/<int:batch>/publish", "imports_publish", publish, methods=["POST"])
    pages.add_url_rule("/import/<int:batch>/undo", "imports_undo", undo, methods=["POST"])


def overview(tried: actions.FileReport | None = None) -> str:
    """Show the forms and what was imported."""
    asked = BatchesQuestion.model_validate(request.args.to_dict())
    with current.work() as work:
        first = (asked.page - 1) * PER_PAGE
        batches = actions.batches(work, limit=PER_PAGE + 1, offset=first)
        collections = articles_actions.collections(work)
        jobs = jobs_actions.jobs(work)
    more = len(batches) > PER_PAGE
    return show(
        "imports", batches=batches[:PER_PAGE], collections=collections, jobs=jobs, tried=tried,
        page=asked.page, pages=asked.page + more, suffixes=",".join(SUFFIXES),
    )  # fmt: skip


def pair() -> Response:
    """Import an article in both languages and show its rows."""
    current.require("batch.import")
    asked = PairFacts.model_validate(request.form.to_dict())
    facts = Facts(asked.title, asked.title_en, asked.date, asked.url, asked.collection)
    with current.work() as work:
        report = actions.import_pair(
            work, uploads.document("zh"), uploads.document("en"), facts, publish=asked.publish,
            corrections=corrections(),
        )  # fmt: skip
        work.commit()
    if report.known:
        flash(_("This article was imported before; nothing was added."), "warn")
    elif report.published:
        flash(ngettext("%(num)s pair is in the memory now.", "%(num)s pairs are in the memory now.",
                       report.published), "good")  # fmt: skip
    return redirect(url_for("pages.imports_one", batch=report.batch))


def file() -> Response | str:
    """Import a file of pairs, or tell what it would bring."""
    current.require("batch.import")
    dry_run = "dry_run" in request.form
    came = uploads.chosen("file")
    with current.work() as work:
        report = actions.import_file(
            work, came.stream, name=PurePath(came.filename or "").name, dry_run=dry_run
        )
        if not dry_run:
            work.commit()
    if dry_run or report.batch is None:
        return overview(tried=report)
    return redirect(url_for("pages.imports_one", batch=report.batch))


def one(batch: int) -> str:
    """Show a batch with the rows of its articles."""
    with current.work() as work:
        found, articles = articles_actions.batch(work, batch)
    shown = request.args.get("show")
    return render_template("imports/one.html", batch=found, articles=articles, show=shown)


def publish(batch: int) -> Response:
    """Bring the rows of an article into the memory."""
    current.require("batch.import")
    with current.work() as work:
        article = articles_actions.publish(
            work, _number("article"), confirming="confirm" in request.form
        )
        work.commit()
    came = article.counts.get("auto", 0) + article.counts.get("reviewed", 0)
    flash(ngettext("%(num)s pair is in the memory now.", "%(num)s pairs are in the memory now.",
                   came), "good")  # fmt: skip
    return redirect(url_for("pages.imports_one", batch=batch))


def undo(batch: int) -> Response:
    """Take a batch back."""
    with current.work() as work:
        actions.undo(work, batch)
        work.commit()
    flash(_("The batch was taken back; the memory is as it was before."), "good")
    return redirect(url_for("pages.imports_one", batch=batch))


def _number(field: str) -> int:
    value = request.form.get(field, "")
    if not value.isdecimal():
        raise Invalid(field, value, "a number")
    return int(value)
