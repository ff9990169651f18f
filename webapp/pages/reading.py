"""Import, before aligning: the blocks of both documents, to keep or to leave out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from flask import Blueprint, render_template, request

from tm.extract import Block, Document
from tm.extract.webpage import host_of
from tm.languages import LANGUAGES, Language
from webapp import current, uploads
from webapp.actions import reading
from webapp.pages.frame import given
from webapp.queries import PairFacts
from webapp.work import Work

FEW = 3
"""Blocks left out one after the other up to which they are shown with the others."""
_FACTS = ("title", "title_en", "date", "url", "collection", "publish")


class Run(NamedTuple):
    """Neighbouring blocks with their numbers; many left out in a row are `folded` away."""

    blocks: list[tuple[int, Block]]
    folded: bool


def runs(blocks: Sequence[Block]) -> list[Run]:
    """Part blocks so that a page's menus do not stand before its article."""
    parted = groupby(enumerate(blocks, 1), key=lambda numbered: numbered[1].kept)
    found = [(kept, list(each)) for kept, each in parted]
    return [Run(each, not kept and len(each) > FEW) for kept, each in found]


def routes(pages: Blueprint) -> None:
    """Put the page on the blueprint."""
    pages.add_url_rule("/import/look", "imports_look", look, methods=["POST"])


def look() -> str:
    """Show what of two documents is text; the form imports them as it stands then."""
    current.require("batch.import")
    asked = PairFacts.model_validate(request.form.to_dict())
    with current.work() as work:
        sides = [_side(work, field, asked.url) for field in LANGUAGES]
    hosts = {host_of(side["document"].url or asked.url) for side in sides if _is_page(side)}
    facts = {name: value for name, value in given(request.form).items() if name in _FACTS}
    return render_template(
        "imports/blocks.html", sides=sides, facts=facts, hosts=sorted(hosts - {""})
    )


def corrections() -> reading.Corrections:
    """Return what the ticks of the form change, side by side; nothing where none were shown."""
    return {field: _correction(field) for field in LANGUAGES}


def _side(work: Work, field: Language, url: str | None) -> dict[str, Any]:
    upload = uploads.document(field)
    document = reading.examine(work, upload, url=url)
    sha = work.services.originals.keep(upload.data)
    return {
        "field": field, "document": document, "sha": sha, "before": _kept(document),
        "runs": runs(document.blocks),
    }  # fmt: skip


def _kept(document: Document) -> list[int]:
    return [number for number, block in enumerate(document.blocks, 1) if block.kept]


def _is_page(side: dict[str, Any]) -> bool:
    return any(block.place for block in side["document"].blocks)


def _correction(field: Language) -> reading.Correction:
    if f"{field}_before" not in request.form:
        return reading.NO_CORRECTION
    before = reading.positions(request.form[f"{field}_before"], f"{field}_before")
    kept = reading.positions(",".join(request.form.getlist(f"{field}_kept")), f"{field}_kept")
    return reading.Correction(kept - before, before - kept)
