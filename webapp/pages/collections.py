"""Administration of the collections: names and what their matches lose."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tm.store.collections import PENALTIES
from webapp import current
from webapp.actions import articles as article_actions
from webapp.actions import collections as actions
from webapp.pages.termform import number


def routes(pages: Blueprint) -> None:
    """Put the collections on the blueprint."""
    pages.add_url_rule("/admin/collections", "admin_collections", many)
    pages.add_url_rule(
        "/admin/collections/<int:collection>", "admin_collection", change, methods=["POST"]
    )


def names() -> list[str]:
    """Return what a form offers to narrow by; templates ask where they draw the form."""
    with current.work() as work:
        return article_actions.collections(work)


def many() -> str:
    """List the collections."""
    current.require("system.manage")
    with current.work() as work:
        found = actions.collections(work)
    return render_template("people/collections.html", collections=found, most=PENALTIES.stop - 1)


def change(collection: int) -> Response:
    """Rename one, or set its deduction."""
    current.require("system.manage")
    with current.work() as work:
        name, penalty = request.form.get("name", ""), number(request.form, "penalty")
        actions.change(work, collection, name=name, penalty=penalty)
        work.commit()
    flash(_("Saved."), "good")
    return redirect(url_for("pages.admin_collections"))
