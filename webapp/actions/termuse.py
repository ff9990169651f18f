"""Which terms the articles use, year by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nlargest

from glossary.concepts import Concept
from tm.concordance import Sources, holding
from tm.languages import LANGUAGES
from tm.phrases import Phrase
from tm.store.facets import facets
from webapp.actions import index
from webapp.work import Work

MOST = 10  # terms shown
MOST_READ = 20_000  # newest sentences of one term whose years are counted


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term with the sentences it stands in: all, and those of dated articles by year."""

    concept: int
    zh: str
    en: str
    total: int
    years: Mapping[str, int]


def most_used(work: Work) -> list[TermUse]:
    """Return the approved entries whose Chinese stands in most sentences, the commonest first.

    It is kept until glossary or memory change.
    """
    work.require("memory.read")
    revisions = work.termbase.revision(), work.memory.revision()
    return work.services.remembered("term use", revisions, lambda: _counted(work))


def _counted(work: Work) -> list[TermUse]:
    sources = index.sources(work)
    counted = ((len(_sentences(each, sources)), -each.id, each) for each in work.termbase.all())
    commonest = nlargest(MOST, (each for each in counted if each[0]), key=lambda each: each[:2])
    return [_by_year(work, concept, sources) for _, _, concept in commonest]


def _sentences(concept: Concept, sources: Sources) -> set[int]:
    """Return the units that hold the Chinese a concept goes by, as a concordance finds them."""
    term = concept.preferred("zh")
    return set(holding(Phrase(term), "zh", sources)) if term else set()


def _by_year(work: Work, concept: Concept, sources: Sources) -> TermUse:
    ids = sorted(_sentences(concept, sources), reverse=True)
    years = facets(work.session, ids[:MOST_READ]).years
    zh, en = (concept.preferred(lang) or "" for lang in LANGUAGES)
    return TermUse(concept.id, zh, en, len(ids), years)
