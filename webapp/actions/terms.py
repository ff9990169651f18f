"""What people do with terms: find, read, propose, decide; and terms in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from glossary.concepts import Concept, State
from glossary.recognise import Occurrence, Sense, holds
from glossary.search import Hit
from glossary.termbase import EVERYTHING, Event, Wanted
from glossary.use import Blast, Use
from glossary.use import blast as measure_blast
from glossary.use import use as count_use
from tm.changes import Change
from tm.errors import Conflict, Invalid
from tm.languages import Language
from tm.pairs import SegmentPair
from tm.text.detect import language_of
from tm.units import Hit as ConcordanceHit
from webapp.work import Work

MAX_TEXT = 200_000
MAX_PAGE = 200
MAX_TERMS = 12  # Chinese terms of a concept that are looked up in the memory
MAX_PAIRS = 500  # pairs looked at for each of them


@dataclass(frozen=True, slots=True)
class Recognised:
    """The terms of a text in order, and the language it was read in."""

    lang: Language
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Concepts that answer a query, best first; the hits say by which term and how."""

    hits: tuple[Hit, ...]
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """The revisions of a proposal and of what it amends that somebody saw; 0: whatever it is."""

    revision: int = 0
    base: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, and what the list can be narrowed by."""

    concepts: tuple[Concept, ...]
    total: int
    letters: tuple[str, ...]
    domains: tuple[str, ...]


def recognise(work: Work, text: str, *, lang: Language | None = None) -> Recognised:
    """Return the terms in `text`; its language is told from it where not given.

    A form that is blamed only in a context is left out where its context is absent.
    """
    lang = lang or language_of(text)
    if lang is None:
        raise Invalid("text", text, "some Chinese or English text, or its language")
    return Recognised(lang, reader(work)(text, lang))


def reader(work: Work) -> Callable[[str, Language], tuple[Occurrence, ...]]:
    """Return what finds the terms of several texts: the glossary as it is now, each text once."""
    work.require("memory.read")
    recogniser = work.services.recogniser(work.session)

    @cache
    def read(text: str, lang: Language) -> tuple[Occurrence, ...]:
        fitting = (_in_context(occurrence, text) for occurrence in recogniser(text, lang))
        return tuple(each for each in fitting if each is not None)

    return read


def find(work: Work, query: str, *, limit: int = 20, everywhere: bool = False) -> Found:
    """Find concepts by Chinese in either script, pinyin, initials or English."""
    work.require("memory.read")
    hits = work.termbase.find(query, limit=min(limit, MAX_PAGE), everywhere=everywhere)
    return Found(tuple(hits), tuple(work.termbase.some([hit.concept for hit in hits])))


def browse(work: Work, wanted: Wanted = EVERYTHING, *, limit: int = 50, page: int = 1) -> Page:
    """List one page of concepts by pinyin; pages count from 1."""
    work.require("memory.read")
    limit = max(1, min(limit, MAX_PAGE))
    concepts, total = work.termbase.browse(wanted, limit=limit, offset=(max(page, 1) - 1) * limit)
    letters, domains = work.termbase.letters(), work.termbase.domains()
    return Page(tuple(concepts), total, tuple(letters), tuple(domains))


def concept(work: Work, id: int) -> Concept:
    """Return one concept; raise NotFound."""
    work.require("memory.read")
    return work.termbase.get(id)


def history(work: Work, id: int) -> list[Event]:
    """Return what happened to a concept, newest first."""
    work.require("memory.read")
    return work.termbase.history(id)


def add(work: Work, concept: Concept, *, reason: str = "") -> Change:
    """Store a new concept: approved if the actor may decide, else as a proposal."""
    concept = replace(concept, state=_state(work), id=0, revision=0)
    return _recorded(work, work.termbase.add(concept, actor=work.actor.name, reason=reason))


def change(work: Work, concept: Concept, *, reason: str = "") -> Change:
    """Change a concept: at once if the actor may decide, else as a proposal that amends it."""
    if work.actor.may("term.decide"):
        changed = work.termbase.change(concept, actor=work.actor.name, reason=reason)
        return _recorded(work, changed)
    work.require("term.propose")
    stored = work.termbase.get(concept.id)
    if stored.state is State.PROPOSED and _proposed_by(work, concept.id):
        kept = replace(concept, state=State.PROPOSED, amends=stored.amends)
        changed = work.termbase.change(kept, actor=work.actor.name, reason=reason)
        return _recorded(work, changed)
    amended = replace(concept, state=State.PROPOSED, amends=concept.id, id=0, revision=0)
    return _recorded(work, work.termbase.add(amended, actor=work.actor.name, reason=reason))


def approve(work: Work, id: int, *, reason: str = "", seen: Seen | None = None) -> Change:
    """Make a proposal the rule; Conflict where it, or what it amends, is not as it was seen.

    Who edits a proposal while somebody looks at it must have it looked at again.
    """
    work.require("term.decide")
    proposal = work.termbase.get(id)
    if seen is not None:
        _as_seen(proposal, seen.revision)
        if proposal.amends:
            _as_seen(work.termbase.get(proposal.amends), seen.base)
    return _recorded(work, work.termbase.approve(id, actor=work.actor.name, reason=reason))


def remove(work: Work, id: int, *, reason: str = "") -> Change:
    """Take a concept out of use; whoever proposed it may take the proposal back."""
    own = work.termbase.get(id).state is State.PROPOSED and _proposed_by(work, id)
    work.require("term.propose" if own else "term.decide")
    return _recorded(work, work.termbase.remove(id, actor=work.actor.name, reason=reason))


def revive(work: Work, id: int, *, reason: str = "") -> Change:
    """Bring a removed concept back."""
    work.require("term.decide")
    return _recorded(work, work.termbase.revive(id, actor=work.actor.name, reason=reason))


def merge(work: Work, kept: int, gone: int, *, reason: str = "") -> Change:
    """Make one concept of two: the terms of `gone` go to `kept`."""
    work.require("term.decide")
    return _recorded(work, work.termbase.merge(kept, gone, actor=work.actor.name, reason=reason))


def alike(work: Work, concept: Concept, *, lang: Language | None = None) -> list[Concept]:
    """Return stored concepts that share a term, in `lang` if given: is it there already?"""
    work.require("memory.read")
    terms = tuple(term for term in concept.terms if lang in (None, term.lang))
    return work.termbase.sharing(replace(concept, terms=terms)) if terms else []


def use(work: Work, id: int) -> Use:
    """Count how the newest pairs of the memory use a concept."""
    concept = work.termbase.get(id)
    return count_use(concept, map(_pair, _hits_with(work, [concept])))


def use_by_year(work: Work, id: int) -> dict[str, Use]:
    """Count how the newest dated pairs use a concept, by the year of their article."""
    concept = work.termbase.get(id)
    years: dict[str, list[SegmentPair]] = {}
    for hit in _hits_with(work, [concept]):
        date = next((place.date for place in hit.unit.places if place.date), None)
        if date is not None:
            years.setdefault(date[:4], []).append(_pair(hit))
    if not years:
        return {}
    span = range(int(min(years)), int(max(years)) + 1)
    return {str(year): count_use(concept, years.get(str(year), ())) for year in span}


def blast(work: Work, concept: Concept) -> Blast:
    """Tell what storing `concept` as it is would mean for the newest pairs that name it."""
    before = work.termbase.get(concept.id) if concept.id else None
    named = [concept] if before is None else [before, concept]
    return measure_blast(before, concept, map(_pair, _hits_with(work, named)))


def _hits_with(work: Work, concepts: Sequence[Concept]) -> Iterator[ConcordanceHit]:
    """Yield the units of the memory that hold a Chinese term of a concept, each once."""
    from webapp.actions.concordance import concordance  # brings the index, which terms can spare

    texts = {term.text for concept in concepts for term in concept.of("zh")}
    seen: set[int] = set()
    for text in sorted(texts)[:MAX_TERMS]:
        found = concordance(work, f'"{text}"', language="zh", limit=MAX_PAIRS, rendered=False)
        for hit in found.hits:
            if hit.unit.id not in seen:
                seen.add(hit.unit.id)
                yield hit


def _pair(hit: ConcordanceHit) -> SegmentPair:
    return SegmentPair(hit.unit.zh, hit.unit.en)


def translations(senses: Sequence[Sense], lang: Language) -> list[tuple[str, str]]:
    """Return what may be written in `lang` for a term, with its status, best first, each once."""
    found: dict[str, str] = {}
    for sense in senses:
        for text in sense.concept.suggestions(lang):
            status = next(t.status for t in sense.concept.of(lang) if t.text == text)
            found.setdefault(text, status.value)
    return list(found.items())


def _in_context(occurrence: Occurrence, text: str) -> Occurrence | None:
    """Return the occurrence with only the senses whose condition holds beside `text`."""
    if all(sense.term.condition is None for sense in occurrence.senses):
        return occurrence
    senses = [sense for sense in occurrence.senses if holds(sense.term.condition, text)]
    if not senses:
        return None
    first, *others = senses
    return replace(
        occurrence, concept=first.concept, term=first.term, inflected=first.inflected,
        exact=occurrence.text == first.term.text, others=tuple(others),
    )  # fmt: skip


def _as_seen(concept: Concept, revision: int) -> None:
    if revision not in (0, concept.revision):
        raise Conflict("concept", concept.id, "it was edited since you looked; look at it again")


def _state(work: Work) -> State:
    if work.actor.may("term.decide"):
        return State.APPROVED
    work.require("term.propose")
    return State.PROPOSED


def _proposed_by(work: Work, id: int) -> bool:
    """Whether the actor is who added this concept."""
    events = work.termbase.history(id)
    return bool(events) and events[-1].actor == work.actor.name


def _recorded(work: Work, change: Change) -> Change:
    if change.after or change.verb != "change":
        work.record(change)
    return change
