"""Looking sentences up in the memory."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from glossary.recognise import Occurrence
from tm.errors import Invalid
from tm.fragments import fragments
from tm.index import Searcher
from tm.index import signature as index_signature
from tm.languages import Language, other
from tm.match import Neighbours, Wish, matches, signature
from tm.text.detect import language_of
from tm.text.sentences import sentences
from tm.text.spans import Span
from tm.units import Fragment, Match
from webapp.actions import index
from webapp.actions.terms import recognise
from webapp.work import Work

GOOD = 75
"""From this score on a match makes the parts of the sentence superfluous."""

NAMED = {"person", "organisation", "organization", "place", "name", "body", "company", "agency"}
"""Kinds of concept whose change deserves a warning."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the memory says to one sentence."""

    query: str
    source: Language
    signature: str
    took_ms: float
    matches: tuple[Match, ...]
    fragments: tuple[Fragment, ...]
    terms: tuple[Occurrence, ...]

    @property
    def target(self) -> Language:
        """The language translated into."""
        return other(self.source)


def lookup(
    work: Work, text: str, *, source: Language | None = None, minimum: int = 60, limit: int = 5,
    neighbours: Neighbours | None = None, bare: bool = False,
) -> Answer:  # fmt: skip
    """Return the matches of `text` from `minimum` percent up, best first.

    The language is told from the text where `source` is not given; raise Invalid for a text that
    has none. A `bare` answer has matches alone: no terms, no parts, no warnings of names.
    """
    work.require("memory.read")
    started = time.perf_counter()
    source = source or _language(text)
    terms = recognise(work, text, lang=source).occurrences if not bare else ()
    wish = Wish(minimum, limit, neighbours, names=None if bare else partial(_names, work))
    seeker = index.searcher(work)
    found = matches(text, source, searcher=seeker, fetch=work.memory.fetch, wish=wish)
    parts = [] if bare else _fragments(work, text, source, seeker, found)
    took = (time.perf_counter() - started) * 1000
    made = signature(index_signature())
    return Answer(text, source, made, took, tuple(found), tuple(parts), terms)


def lookup_all(
    work: Work, text: str, *, source: Language | None = None, minimum: int = 60, limit: int = 5
) -> list[Answer]:
    """Look up every sentence of `text`; each knows its neighbours where there are several."""
    source = source or _language(text)
    cut = [span.cut(text).strip() for span in sentences(text, source)]
    every = [sentence for sentence in cut if sentence]
    if len(every) <= 1:
        return [lookup(work, text.strip(), source=source, minimum=minimum, limit=limit)]
    return [
        lookup(
            work, sentence, source=source, minimum=minimum, limit=limit,
            neighbours=neighbours_of(every, i),
        )
        for i, sentence in enumerate(every)
    ]  # fmt: skip


def neighbours_of(texts: Sequence[str], position: int) -> Neighbours:
    """Return the sentences before and after one of several."""
    before = texts[position - 1] if position else None
    after = texts[position + 1] if position + 1 < len(texts) else None
    return Neighbours(before, after)


def _fragments(
    work: Work, text: str, source: Language, seeker: Searcher, found: Sequence[Match]
) -> list[Fragment]:
    """Return parts found elsewhere, where no whole match is good."""
    if found and found[0].score >= GOOD:
        return []
    return fragments(
        text, source, searcher=seeker, fetch=work.memory.fetch, particles=work.services.particles
    )


def _language(text: str) -> Language:
    found = language_of(text)
    if found is None:
        raise Invalid("text", text, "some Chinese or English text, or its language")
    return found


def _names(work: Work, text: str, language: Language) -> list[Span]:
    """Return the names of people, places and organisations the glossary knows in `text`."""
    found = recognise(work, text, lang=language).occurrences
    return [each.span for each in found if each.concept.kind.strip().lower() in NAMED]
