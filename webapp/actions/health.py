"""The glossary's health: what it says against itself, and whether the memory uses it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossary.concepts import Concept, State
from glossary.lint import LintFinding
from glossary.mine import Candidate, Options
from glossary.mine import mine as run_mine
from tm.concordance import Sources, holding
from tm.languages import Language
from tm.pairs import SegmentPair
from tm.phrases import Phrase
from tm.text.symbols import ORDINAL
from webapp.actions import index
from webapp.actions.glossary import lint
from webapp.work import Work

NEWEST = 2_000
"""Pairs mined for a page: some two seconds. The command line reads the whole memory."""


@dataclass(frozen=True, slots=True)
class InUse:
    """A form that is not to be used, with the number of sentences it stands in."""

    concept: Concept
    text: str
    lang: str
    count: int


@dataclass(frozen=True, slots=True)
class Health:
    """What a terminologist would look at next.

    `used` and `unused` are approved concepts by whether a sentence of the memory holds one of
    their Chinese terms; `proposed` waits for a decision.
    """

    findings: tuple[LintFinding, ...]
    used: int
    unused: tuple[Concept, ...]
    forbidden: tuple[InUse, ...]
    proposed: tuple[Concept, ...]


def health(work: Work) -> Health:
    """Return what is wrong with the glossary or waits, and what the memory says to it.

    It is kept until glossary or memory change.
    """
    work.require("memory.read")
    revisions = work.termbase.revision(), work.memory.revision()
    return work.services.remembered("health", revisions, lambda: _examined(work))


def _examined(work: Work) -> Health:
    every = work.termbase.all()
    sources = index.sources(work)
    unused = tuple(each for each in every if not _is_used(each, sources))
    forbidden = sorted(_forbidden(every, sources), key=lambda use: -use.count)
    proposed = tuple(work.termbase.all(State.PROPOSED))
    return Health(
        tuple(lint(work)), len(every) - len(unused), unused, tuple(forbidden), proposed
    )


def candidates(work: Work, *, limit: int = 50) -> list[Candidate]:
    """Look for terms in the newest pairs of the memory that the glossary does not have yet."""
    work.require("memory.read")
    units = work.memory.fetch(work.memory.ids()[-NEWEST:]).values()
    pairs = [SegmentPair(unit.zh, unit.en) for unit in units]
    known = work.services.recogniser(work.session)
    return run_mine(pairs, work.services.words, known, Options(limit=limit))


def _is_used(concept: Concept, sources: Sources) -> bool:
    terms = concept.of("zh")
    return not terms or any(_count(term.text, "zh", sources) for term in terms)


def _forbidden(concepts: Sequence[Concept], sources: Sources) -> Iterator[InUse]:
    """Yield the forms in use that are forbidden whatever stands beside them."""
    for concept in concepts:
        for term in concept.terms:
            if term.forbidden and term.condition is None:
                count = _count(term.text, term.lang, sources)
                if count:
                    yield InUse(concept, term.text, term.lang, count)


def _count(text: str, lang: str, sources: Sources) -> int:
    """Count the sentences a term stands in; 十二五 is read letter by letter, not as any number."""
    language: Language = "zh" if lang == "zh" else "en"
    codes = sources.searcher.tokens(text).codes
    if any(code <= ORDINAL for code in codes):
        return len(set(holding(Phrase(text), language, sources)))
    return sources.searcher.count(codes, language)
