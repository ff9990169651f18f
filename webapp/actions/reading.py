"""Reading a document before it is aligned: what is text, and what people said about it.

A web page is held against what was corrected on its site before and against the articles the
memory has from there: text that stands on three pages of a site belongs to the site.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from tm.changes import Change
from tm.errors import Invalid
from tm.extract import Document, SiteRules, corrected, extract, learn, revised
from tm.extract.webpage import host_of
from tm.languages import Language
from tm.text.sentences import sentences
from webapp.installation import fact, note
from webapp.uploaded import Upload
from webapp.work import Work

SITES = "site rules"
PAGES = 3
"""On so many pages of a site, this one included, text counts as the site's own."""

_NUMBERS = re.compile(r"\s*(\d{1,6})(?:\s*-\s*(\d{1,6}))?\s*")


@dataclass(frozen=True, slots=True)
class Correction:
    """Blocks of one document, by position, to keep and to leave out against its reading."""

    keep: frozenset[int] = frozenset()
    drop: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.keep or self.drop)


NO_CORRECTION = Correction()
Corrections = Mapping[Language, Correction]


def positions(written: str, field: str) -> frozenset[int]:
    """Read block numbers as people see them, from 1: `3,5-7`; raise Invalid.

    >>> sorted(positions("3, 5-7", "drop"))
    [2, 4, 5, 6]
    """
    found: set[int] = set()
    for part in written.split(",") if written.strip() else ():
        match = _NUMBERS.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last:
            raise Invalid(field, written, "block numbers such as 3,5-7")
        found.update(range(first - 1, last))
    return frozenset(found)


def examine(work: Work, upload: Upload, *, url: str | None = None) -> Document:
    """Read a document as an import would, storing nothing; `url` where the page names none."""
    work.require("memory.read")
    document = extract(upload.data, name=upload.name)
    host = host_of(document.url or url)
    if not host or document.format != "html":
        return document
    document = site_rules(work, host).applied(document)
    return _without_repeated(work, document, host, url)


def read_corrected(
    work: Work, upload: Upload, correction: Correction, *, url: str | None = None
) -> Document:
    """Read a document with a correction, and remember it for the site the page is of."""
    document = examine(work, upload, url=url)
    if not correction:
        return document
    changed = corrected(document, keep=correction.keep, drop=correction.drop)
    if host := host_of(document.url or url):
        _remember(work, host, document, correction)
    return changed


def site_rules(work: Work, host: str) -> SiteRules:
    """Return what was corrected on the pages of a site."""
    stored = _sites(work).get(host)
    return SiteRules(host) if stored is None else SiteRules.from_json(host, stored)


def _sites(work: Work) -> dict[str, dict[str, list[str]]]:
    sites: dict[str, dict[str, list[str]]] = json.loads(fact(work.session, SITES) or "{}")
    return sites


def _remember(work: Work, host: str, document: Document, correction: Correction) -> None:
    """Add a correction to the rules of its site; only pages have blocks with a place."""
    placed = {number for number, block in enumerate(document.blocks) if block.place}
    keep, drop = correction.keep & placed, correction.drop & placed
    before = site_rules(work, host)
    after = learn(before, document, keep=keep, drop=drop)
    if after != before:
        note(work.session, SITES, json.dumps(_sites(work) | {host: after.to_json()}))
        work.record(Change("change", "site", host, before.to_json(), after.to_json()))


def _without_repeated(work: Work, document: Document, host: str, url: str | None) -> Document:
    """Leave out paragraphs that other articles of the site hold, all their sentences."""
    lang = document.language
    if lang is None:
        return document
    cut = {
        number: [span.cut(block.text).strip() for span in sentences(block.text, lang)]
        for number, block in enumerate(document.blocks)
        if block.kept and block.place and block.kind != "title"
    }
    texts = {text for each in cut.values() for text in each}
    address = document.url or url or ""
    counts = work.articles.pages_with(texts, lang, host=host, apart_from=address)
    often = {
        number for number, each in cut.items()
        if each and all(counts.get(text, 0) >= PAGES - 1 for text in each)
    }  # fmt: skip
    if not often or len(often) == len(cut):
        return document
    return revised(document, (
        block.dropped("repeated") if number in often else block
        for number, block in enumerate(document.blocks)
    ))  # fmt: skip
