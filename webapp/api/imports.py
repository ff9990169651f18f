"""Importing over HTTP."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated, Any

from pydantic import BeforeValidator

from tm.articles import Facts
from tm.languages import LANGUAGES
from webapp import current, uploads
from webapp.actions import imports as actions
from webapp.actions import reading
from webapp.api import shapes
from webapp.api.routing import N_, Operation, Routes
from webapp.present import imports as present
from webapp.present import reading as present_reading
from webapp.queries import BatchesQuestion, PairFacts, Question, Reading

PER_PAGE = 100


class FileFacts(Question):
    """How a file is imported."""

    dry_run: Annotated[bool, BeforeValidator(lambda v: v or False)] = False


def routes(api: Routes) -> None:
    """Declare the operations."""
    api.add(
        Operation("POST", "/import/pair", "import_pair", N_("Import an article in both languages"),
                  "batch.import", PairFacts, shapes.PairAnswer, files=("zh", "en")),
        pair,
    )  # fmt: skip
    api.add(
        Operation("POST", "/import/extract", "extract", N_("Show what of a document is text"),
                  "batch.import", Reading, shapes.DocumentAnswer, files=("file",)),
        extract,
    )  # fmt: skip
    api.add(
        Operation("POST", "/import/file", "import_file", N_("Import a file of pairs"),
                  "batch.import", FileFacts, shapes.FileAnswer, files=("file",)),
        file,
    )  # fmt: skip
    api.add(
        Operation("GET", "/batches", "batches", N_("List the imports, newest first"),
                  "memory.read", BatchesQuestion, shapes.BatchesAnswer),
        batches,
    )  # fmt: skip
    api.add(
        Operation("POST", "/batches/<int:batch>/undo", "undo", N_("Take an import back"),
                  "batch.undo", Question, shapes.BatchAnswer),
        undo,
    )  # fmt: skip


def pair(asked: PairFacts) -> dict[str, Any]:
    """Import an article in both languages."""
    facts = Facts(asked.title, asked.title_en, asked.date, asked.url, asked.collection)
    with current.work() as work:
        report = actions.import_pair(
            work, uploads.document("zh"), uploads.document("en"), facts, publish=asked.publish,
            corrections=_corrections(asked),
        )  # fmt: skip
        work.commit()
    return present.pair_report(report)


def _corrections(asked: PairFacts) -> reading.Corrections:
    written = {
        "zh": (asked.zh_keep, asked.zh_drop), "en": (asked.en_keep, asked.en_drop)
    }  # fmt: skip
    return {
        side: reading.Correction(
            reading.positions(written[side][0], f"{side}_keep"),
            reading.positions(written[side][1], f"{side}_drop"),
        )
        for side in LANGUAGES
    }


def extract(asked: Reading) -> dict[str, Any]:
    """Read a document and store nothing."""
    with current.work() as work:
        found = reading.examine(work, uploads.document("file"), url=asked.url)
    return present_reading.document(found)


def file(asked: FileFacts) -> dict[str, Any]:
    """Import a file of pairs."""
    came = uploads.chosen("file")
    name = PurePath(came.filename or "").name
    with current.work() as work:
        report = actions.import_file(work, came.stream, name=name, dry_run=asked.dry_run)
        if not asked.dry_run:
            work.commit()
    return present.file_report(report)


def batches(asked: BatchesQuestion) -> dict[str, Any]:
    """List the imports."""
    with current.work() as work:
        first = (asked.page - 1) * PER_PAGE
        found = actions.batches(work, limit=PER_PAGE + 1, offset=first)
    following = f"/api/v1/batches?page={asked.page + 1}" if len(found) > PER_PAGE else None
    return {"batches": [present.batch(each) for each in found[:PER_PAGE]], "next": following}


def undo(_asked: Question, batch: int) -> dict[str, Any]:
    """Take an import back."""
    with current.work() as work:
        found = actions.undo(work, batch)
        work.commit()
    return present.batch(found)
