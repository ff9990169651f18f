"""Looking sentences up in the memory."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from glossary.recognise import Occurrence
from tm.containing import containing
from tm.errors import Invalid
from tm.fragments import fragments
from tm.index import Searcher
from tm.index import signature as index_signature
from tm.languages import Language, other
from tm.match import Neighbours, Wish, matches, signature
from tm.store.collections import Collections
from tm.store.texts import Filter, Texts
from tm.text.chars import han_count
from tm.text.detect import language_of
from tm.text.sentences import sentences
from tm.text.spans import Span
from tm.units import Containing, Fragment, Match
from webapp.actions import index
from webapp.actions.concordance import Found, concordance
from webapp.actions.terms import reader
from webapp.work import Work

Read = Callable[[str, Language], tuple[Occurrence, ...]]

GOOD = 70
"""From this score on, the usual floor of translators' tools, a match makes the parts of the
sentence superfluous: nearly all of them stand in it."""

NAMED = {"person", "organisation", "organization", "place", "name", "body", "company", "agency"}
"""Kinds of concept whose change deserves a warning."""


SHORT = {"zh": 6, "en": 3}
"""Up to so many characters or words a query is a phrase: terms and concordance answer it best."""
PREVIEW = 3  # sentences shown for a phrase
WIDE = 60  # the score from which what a filter hides is counted
MOST_HIDDEN = 50
MOST_RENDERINGS = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """How to look up: which matches, and which of them the person wants to see."""

    minimum: int = 60
    limit: int = 5
    reviewed_only: bool = False
    collection: str | None = None

    @property
    def units(self) -> Filter:
        """Which units are wanted at all."""
        return _wanted(self.reviewed_only, self.collection)


@dataclass(frozen=True, slots=True)
class InUse:
    """One translation of exactly the query, with how often it stands in which year ("" unknown)."""

    target: str
    count: int
    years: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the memory says to one sentence."""

    query: str
    source: Language
    signature: str
    took_ms: float
    matches: tuple[Match, ...]
    fragments: tuple[Fragment, ...]
    containing: tuple[Containing, ...]
    terms: tuple[Occurrence, ...]

    @property
    def target(self) -> Language:
        """The language translated into."""
        return other(self.source)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as a page shows it: what is hidden, what else is in use, the phrase elsewhere.

    `hidden` counts matches that the person's own filters keep back; `in_use` is empty unless the
    very query has several translations; `preview` is there for short queries.
    """

    answer: Answer
    hidden: int = 0
    in_use: tuple[InUse, ...] = ()
    preview: Found | None = None
    waiting: bool = False
    """Whether there may be more elsewhere, which was not looked for."""


class Standing:
    """The memory and the glossary as they stand, looked at once for several questions.

    Raises Denied for whoever may not read the memory.
    """

    def __init__(self, work: Work) -> None:
        work.require("memory.read")
        self._work = work
        self._narrowed: dict[Filter, Searcher] = {}

    @cached_property
    def searcher(self) -> Searcher:
        """What searches the memory."""
        return index.searcher(self._work)

    def among(self, wanted: Filter) -> Searcher:
        """Return what searches the units alone that pass a filter."""
        if not wanted:
            return self.searcher
        if wanted not in self._narrowed:
            self._narrowed[wanted] = index.narrowed(self._work, wanted)
        return self._narrowed[wanted]

    @cached_property
    def penalties(self) -> Mapping[str, int]:
        """The points that matches of a collection lose."""
        return Collections(self._work.session).penalties()

    @cached_property
    def read(self) -> Read:
        """What finds the terms of a text."""
        return reader(self._work)


def lookup(
    work: Work, text: str, *, source: Language | None = None, minimum: int = 60, limit: int = 5,
    neighbours: Neighbours | None = None, bare: bool = False, reviewed_only: bool = False,
    collection: str | None = None, parts: bool = True, standing: Standing | None = None,
) -> Answer:  # fmt: skip
    """Return the matches of `text` from `minimum` percent up, best first.

    The language is told from the text where `source` is not given; raise Invalid for a text that
    has none. Units other than the `reviewed_only` and those of the `collection` count nowhere.

    A `bare` answer has matches alone: no terms, no parts, no names of the glossary; without
    `parts` only what is found elsewhere is missing, which takes longest. Of several questions each
    is given the same `standing`.
    """
    started = time.perf_counter()
    standing = standing or Standing(work)
    source = source or _language(text)
    read = None if bare else standing.read
    terms = read(text, source) if read is not None else ()
    names = partial(_names, read) if read is not None else None
    wish = Wish(minimum, limit, neighbours, standing.penalties, names=names)
    seeker = standing.among(_wanted(reviewed_only, collection))
    found = matches(text, source, searcher=seeker, memory=work.memory, wish=wish)
    wanted = parts and not bare
    cut, wider = _elsewhere(work, text, source, seeker, found) if wanted else ([], [])
    took = (time.perf_counter() - started) * 1000
    made = signature(index_signature())
    return Answer(text, source, made, took, tuple(found), tuple(cut), tuple(wider), terms)


def page(
    work: Work, text: str, asked: Asked, *, source: Language | None = None,
    neighbours: Neighbours | None = None, parts: bool = True,
) -> Page:  # fmt: skip
    """Look one sentence up, with what a page shows beside its matches."""
    answer = lookup(
        work, text, source=source, minimum=asked.minimum, limit=asked.limit,
        neighbours=neighbours, reviewed_only=asked.reviewed_only,
        collection=asked.collection, parts=parts,
    )  # fmt: skip
    source = answer.source
    alone = neighbours is None and is_short(text, source)
    return Page(
        answer,
        hidden=_hidden(work, text, source, asked),
        in_use=_in_use(work, answer),
        preview=_preview(work, text, source, asked.units) if alone and parts else None,
        waiting=not parts and (alone or not _good(answer.matches)),
    )


def pages(
    work: Work, text: str, asked: Asked, *, source: Language | None = None, parts: bool = True
) -> list[Page]:
    """Look up every sentence of `text`; each knows its neighbours where there are several."""
    source = source or _language(text)
    cut = [span.cut(text).strip() for span in sentences(text, source)]
    every = [sentence for sentence in cut if sentence]
    if len(every) <= 1:
        return [page(work, text.strip(), asked, source=source, parts=parts)]
    return [
        page(
            work, sentence, asked, source=source, neighbours=neighbours_of(every, i), parts=parts
        )
        for i, sentence in enumerate(every)
    ]


def is_short(text: str, language: Language) -> bool:
    """Tell whether `text` is a phrase rather than a sentence."""
    size = han_count(text) if language == "zh" else len(text.split())
    return size <= SHORT[language]


def _hidden(work: Work, text: str, source: Language, asked: Asked) -> int:
    """Count the matches that would be shown without the person's filters."""
    if asked.minimum <= WIDE and not asked.units:
        return 0
    wide = lookup(work, text, source=source, minimum=WIDE, limit=MOST_HIDDEN, bare=True).matches
    kept = Texts(work.session).kept([match.unit.id for match in wide], asked.units)
    return sum(match.score < asked.minimum or match.unit.id not in kept for match in wide)


def _wanted(reviewed_only: bool, collection: str | None) -> Filter:
    return Filter(collection=collection, status="reviewed" if reviewed_only else None)


def _in_use(work: Work, answer: Answer) -> tuple[InUse, ...]:
    """Return the translations of exactly this sentence, commonest first; none where one is."""
    exact = [match for match in answer.matches if match.kind != "fuzzy"]
    if len(exact) < 2:
        return ()
    if len(exact) == len(answer.matches):  # the limit may have cut some off
        again = lookup(
            work, answer.query, source=answer.source, minimum=WIDE,
            limit=MOST_RENDERINGS, bare=True,
        )  # fmt: skip
        exact = [match for match in again.matches if match.kind != "fuzzy"]
    found: dict[str, Counter[str]] = {}
    for match in exact:
        years = found.setdefault(match.target, Counter())
        years.update((place.date or "")[:4] for place in match.unit.places)
    every = [InUse(text, n.total(), dict(sorted(n.items()))) for text, n in found.items()]
    return tuple(sorted(every, key=lambda each: -each.count)) if len(every) > 1 else ()


def _preview(work: Work, text: str, source: Language, wanted: Filter) -> Found | None:
    """Return the first sentences that hold a phrase; None for what concordance reads otherwise."""
    if any(sign in text for sign in '*"'):
        return None
    try:
        return replace(
            concordance(work, f'"{text}"', language=source, limit=PREVIEW, filter=wanted),
            query=text,
        )
    except Invalid:
        return None


def neighbours_of(texts: Sequence[str], position: int) -> Neighbours:
    """Return the sentences before and after one of several."""
    before = texts[position - 1] if position else None
    after = texts[position + 1] if position + 1 < len(texts) else None
    return Neighbours(before, after)


def _elsewhere(
    work: Work, text: str, source: Language, seeker: Searcher, found: Sequence[Match]
) -> tuple[list[Fragment], list[Containing]]:
    """Return parts found elsewhere and longer sentences, where no whole match is good."""
    if _good(found):
        return [], []
    memory = work.memory
    parts = fragments(text, source, searcher=seeker, memory=memory, edges=work.services.edges)
    known = {match.unit.id for match in found}
    return parts, containing(text, source, searcher=seeker, memory=memory, without=known)


def _good(found: Sequence[Match]) -> bool:
    return bool(found) and found[0].score >= GOOD


def _language(text: str) -> Language:
    found = language_of(text)
    if found is None:
        raise Invalid("text", text, "some Chinese or English text, or its language")
    return found


def _names(read: Read, text: str, language: Language) -> list[Span]:
    """Return the names of people, places and organisations the glossary knows in `text`."""
    found = read(text, language)
    return [each.span for each in found if each.concept.kind.strip().lower() in NAMED]
