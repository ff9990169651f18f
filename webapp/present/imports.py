"""Imports, batches and articles as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tm.align import Reason
from tm.articles import Article, ArticleBead
from tm.store.batches import Batch
from tm.store.reviews import Decision
from webapp.actions.imports import FileReport, PairReport, problem_row
from webapp.actions.sheets import Compared, SheetChange, SheetFault


def pair_report(report: PairReport) -> dict[str, Any]:
    """Return what became of an article pair."""
    return {
        "batch": report.batch, "article": report.article, "segments": dict(report.segments),
        "beads": report.beads, "published": report.published, "doubtful": report.doubtful,
        "dropped": report.dropped, "already_known": report.already_known,
        "problems": [problem_row(item) for item in report.problems],
    }  # fmt: skip


def file_report(report: FileReport) -> dict[str, Any]:
    """Return what became of a file's records."""
    return {
        "batch": report.batch, "read": report.read, "created": report.created,
        "updated": report.updated, "unchanged": report.unchanged, "skipped": report.skipped,
        "failed": report.failed, "problems": [problem_row(item) for item in report.problems],
    }  # fmt: skip


def batch(value: Batch) -> dict[str, Any]:
    """Return one import."""
    return {
        "batch": value.id, "kind": value.kind, "name": value.name, "actor": value.actor,
        "created": value.created.isoformat(),
        "undone": None if value.undone is None else value.undone.isoformat(),
        "places": value.places, "counts": dict(value.counts),
        "problems": [dict(item) for item in value.problems],
    }  # fmt: skip


def article(value: Article, *, beads: bool = False) -> dict[str, Any]:
    """Return an article, with its beads where they are wanted."""
    facts = value.facts
    shown = {
        "article": value.id, "batch": value.batch, "title": facts.title_zh,
        "title_en": facts.title_en, "date": facts.date, "url": facts.url,
        "collection": facts.collection, "withdrawn": value.withdrawn, "fit": value.fit,
        "counts": dict(value.counts),
    }  # fmt: skip
    return shown | {"beads": [bead(item) for item in value.beads]} if beads else shown


def bead(value: ArticleBead) -> dict[str, Any]:
    """Return one bead of an article."""
    return {
        "id": value.id, "position": value.position, "type": value.type, "zh": value.zh,
        "en": value.en, "confidence": value.confidence, "status": value.status,
        "reasons": [reason(item) for item in value.reasons], "version": value.version,
    }  # fmt: skip


def step(value: Decision) -> dict[str, Any]:
    """Return one step of a review."""
    return {
        "id": value.id, "kind": value.kind, "actor": value.actor, "at": value.at.isoformat(),
        "undone": value.undone, "rows": list(value.beads),
    }  # fmt: skip


def reason(stored: Mapping[str, Any]) -> dict[str, str]:
    """Return a reason for doubt in both languages."""
    told = Reason(stored["code"], tuple(stored["values"]))
    return {"code": told.code, "en": told.text("en"), "zh": told.text("zh")}


def compared(value: Compared) -> dict[str, Any]:
    """Return what a returned sheet changes, and what of it is not taken."""
    return {
        "changes": [sheet_change(each) for each in value.changes],
        "not_taken": [sheet_fault(each) for each in value.faults],
    }


def sheet_change(value: SheetChange) -> dict[str, Any]:
    """Return a row that changes, with what differs."""
    pairs = {
        name: {"before": getattr(value.bead, name), "after": getattr(value, name)}
        for name in ("status", "zh", "en")
    }
    differing = {name: pair for name, pair in pairs.items() if pair["before"] != pair["after"]}
    return {"id": value.bead.id, "position": value.bead.position, **differing}


def sheet_fault(value: SheetFault) -> dict[str, Any]:
    """Return why a row of a sheet is not taken, in both languages."""
    return {
        "row": value.row, "code": value.code,
        "message": value.text("en"), "message_zh": value.text("zh"),
    }  # fmt: skip
