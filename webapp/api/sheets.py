"""An article's rows as a spreadsheet over HTTP: out, and an edited one in."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, send_file

from webapp import current, uploads
from webapp.actions import sheets as actions
from webapp.api import shapes
from webapp.api.imports import FileFacts
from webapp.api.routing import N_, XLSX, Operation, Routes
from webapp.present import imports as present
from webapp.queries import Question


def routes(api: Routes) -> None:
    """Declare the operations."""
    path = "/articles/<int:article>/sheet"
    api.add(
        Operation("GET", path, "articles_sheet", N_("The rows of an article as a spreadsheet"),
                  "memory.export", Question, None, media=XLSX),
        take_along,
    )  # fmt: skip
    api.add(
        Operation("POST", path, "articles_take",
                  N_("Take an edited spreadsheet in, or tell what it would change"),
                  "batch.import", FileFacts, shapes.SheetAnswer, files=("file",)),
        take,
    )  # fmt: skip


def take_along(_asked: Question, article: int) -> Response:
    """Give the rows away as a workbook."""
    stream, name = io.BytesIO(), f"duizhao_review-{article}.xlsx"
    with current.work() as work:
        actions.write(work, article, stream, name=name)
    stream.seek(0)
    return send_file(stream, XLSX, as_attachment=True, download_name=name)


def take(asked: FileFacts, article: int) -> dict[str, Any]:
    """Carry the changes of a sheet out, or with `dry_run` only tell them."""
    upload = uploads.document("file")
    with current.work() as work:
        compared = actions.compared_file(work, article, upload)
        if not asked.dry_run and compared.changes:
            actions.apply(work, article, compared.changes)
            work.commit()
    return present.compared(compared)
