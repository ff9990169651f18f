"""Who changed what: the audit as a list, as a table, and single changes taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp import current
from webapp.actions import people as actions
from webapp.actions.revert import revert, revertible
from webapp.audit import Entry
from webapp.pages.frame import PER_PAGE, given, page_count
from webapp.pages.tables import as_csv
from webapp.queries import AuditQuestion
from webapp.work import Work

MOST_ROWS = 20_000


def routes(pages: Blueprint) -> None:
    """Put the audit on the blueprint."""
    pages.add_url_rule("/admin/audit", "admin_audit", audit)
    pages.add_url_rule("/admin/audit.csv", "admin_audit_csv", table)
    pages.add_url_rule(
        "/admin/audit/<int:change>/revert", "admin_revert", take_back, methods=["POST"]
    )


def audit() -> str:
    """Show who changed what."""
    asked = AuditQuestion.model_validate(given(request.args))
    with current.work() as work:
        entries, total = actions.audit(
            work, asked.filter, limit=PER_PAGE, offset=(asked.page - 1) * PER_PAGE
        )
        back = {entry.id for entry in entries if revertible(work, entry)}
        titles = _titles(work, entries)
    return render_template("people/audit.html", asked=asked, entries=entries, total=total,
                           titles=titles, back=back, page=asked.page,
                           pages=page_count(total))  # fmt: skip


def table() -> Response:
    """Give what the list shows as a table."""
    asked = AuditQuestion.model_validate(given(request.args))
    with current.work() as work:
        entries, _total = actions.audit(work, asked.filter, limit=MOST_ROWS)
    return as_csv(_rows(entries), "duizhao-audit")


def take_back(change: int) -> Response:
    """Take one change back."""
    current.require("audit.read")
    with current.work() as work:
        revert(work, change)
        work.commit()
    flash(_("The change was taken back; that is a change too."), "good")
    return redirect(url_for("pages.admin_audit"))


def _titles(work: Work, entries: Sequence[Entry]) -> dict[str, str]:
    """Return what people call the concepts that were changed, by their ids as written."""
    ids = [int(entry.object) for entry in entries if entry.kind == "concept"]
    return {str(concept.id): concept.title for concept in work.termbase.some(ids)}


def _rows(entries: Sequence[Entry]) -> Iterator[list[object]]:
    yield ["id", "at", "actor", "verb", "kind", "object", "before", "after", "request"]
    for each in entries:
        yield [
            each.id, each.at.isoformat(), each.actor, each.verb, each.kind, each.object,
            json.dumps(dict(each.before), ensure_ascii=False),
            json.dumps(dict(each.after), ensure_ascii=False), each.request,
        ]  # fmt: skip
