"""Many files at once: paired, queued, and what has become of each pair so far."""

from __future__ import annotations

from pathlib import PurePath

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tm.errors import Invalid
from webapp import current
from webapp.actions import folders
from webapp.actions import jobs as actions
from webapp.queries import PairFacts
from webapp.uploaded import Upload

REFRESH_SECONDS = 2  # a page without scripts reloads itself so often while a job runs


def routes(pages: Blueprint) -> None:
    """Put the jobs on the blueprint."""
    pages.add_url_rule("/import/many", "imports_many", many, methods=["POST"])
    pages.add_url_rule("/import/jobs/<int:job>", "imports_job", one)
    pages.add_url_rule("/import/jobs/<int:job>/cancel", "imports_cancel", cancel, methods=["POST"])


def many() -> Response:
    """Pair the files that came and queue their import."""
    current.require("batch.import")
    asked = PairFacts.model_validate(request.form.to_dict())
    came = [each for each in request.files.getlist("files") if each.filename]
    collected = folders.collect(
        Upload(each.stream.read(), PurePath(each.filename or "").name) for each in came
    )
    if not collected.pairs:
        told = [f"{each.place}: {each.message}" for each in collected.problems] or ["no file"]
        raise Invalid("files", "; ".join(told), "articles in both languages, named alike")
    name = came[0].filename or "" if len(came) == 1 else f"{len(collected.pairs)} × 2"
    with current.work() as work:
        job = folders.queue(
            work, collected, name=name, publish=asked.publish, collection=asked.collection
        )
        work.commit()
    return redirect(url_for("pages.imports_job", job=job))


def one(job: int) -> Response | str:
    """Show how far a job is."""
    with current.work() as work:
        found = actions.job(work, job)
    refresh = REFRESH_SECONDS if found.state in ("queued", "running") else None
    return render_template("imports/job.html", job=found, refresh=refresh)


def cancel(job: int) -> Response:
    """Stop a job before its next pair."""
    with current.work() as work:
        actions.cancel(work, job)
        work.commit()
    return redirect(url_for("pages.imports_job", job=job))
