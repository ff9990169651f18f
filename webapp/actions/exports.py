"""Taking the memory away as a file."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from tm.articles import Article, ArticleBead
from tm.formats import writer_for
from tm.units import Place, TranslationUnit, UnitStatus
from webapp.work import Work


def export(
    work: Work, file: IO[bytes], *, name: str, reviewed_only: bool = False,
    collection: str | None = None, unreviewed_only: bool = False,
) -> int:  # fmt: skip
    """Write the live units to `file` in the format of `name`; return how many."""
    work.require("memory.export")
    write = writer_for(name)
    units = work.memory.units(reviewed_only=reviewed_only, collection=collection)
    if unreviewed_only:
        units = (unit for unit in units if unit.status != "reviewed")
    return write(units, file)


def export_to(
    work: Work, path: Path, *, reviewed_only: bool = False, collection: str | None = None
) -> int:
    """Write the live units to `path`; an older file is replaced only when all is written."""
    draft = path.with_name(f".{path.name}.part")
    writer_for(path.name)  # an unknown extension is refused before anything is created
    try:
        with draft.open("wb") as file:
            count = export(
                work, file, name=path.name, reviewed_only=reviewed_only, collection=collection
            )
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return count


def export_article(work: Work, id: int, file: IO[bytes], *, name: str) -> int:
    """Write the pairs of one article as they stand, reviewed or not; return how many."""
    work.require("memory.export")
    write = writer_for(name)
    article = work.articles.get(id)
    return write((_unit(article, bead) for bead in article.beads if _goes_out(bead)), file)


def _goes_out(bead: ArticleBead) -> bool:
    return bead.paired and bead.status != "dropped"


def _unit(article: Article, bead: ArticleBead) -> TranslationUnit:
    facts = article.facts
    status: UnitStatus = "reviewed" if bead.status == "reviewed" else "auto"
    place = Place(
        article.batch, status, article.id, facts.title_zh, facts.title_en, facts.date, facts.url,
        facts.collection, bead.position,
    )  # fmt: skip
    return TranslationUnit(bead.position + 1, bead.zh, bead.en, status, 0, (place,))
