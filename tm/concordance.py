"""Every sentence a phrase stands in, in both languages, with the count exact.

A phrase of plain tokens is answered by the index alone, as is a single word or character. One
that may lie inside a value (2016, 十亿), has forms, gaps or signs is narrowed down by the index and
settled on the text. Words that a wildcard leaves open are looked up in the words of the memory.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import compress, islice

from tm.index import Searcher
from tm.index.lexemes import Sought
from tm.languages import LANGUAGES, Language
from tm.phrases import Asked, Phrase
from tm.text.spans import Span
from tm.units import Hit, TranslationUnit

Fetch = Callable[[Collection[int]], Mapping[int, TranslationUnit]]
Texts = Callable[[Collection[int], Language], Iterable[tuple[int, str]]]
"""Returns ids with their texts in one language."""
Words = Callable[[Language, str], Iterable[int]]
"""Returns the codes of the words of a language that match a pattern as a whole."""
Keep = Callable[[Collection[int]], Collection[int]]

_NOTHING = Asked((), ())
LOT = 500
"""Texts read at a time: what is known of them stays near the processor."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a concordance gets what the index does not hold."""

    searcher: Searcher
    fetch: Fetch
    texts: Texts
    words: Words


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of each side; `keep` leaves the units that some filter lets through."""

    zh: Asked = _NOTHING
    en: Asked = _NOTHING
    keep: Keep | None = None
    asked: Mapping[Language, Asked] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "asked", {"zh": self.zh, "en": self.en})


def units_with(question: Question, sources: Sources) -> list[int]:
    """Return the ids of all units that answer the question, newest first."""
    found: set[int] | None = None
    for phrase, language in _rarest_first(question):
        ids = set(holding(phrase, language, sources, within=found))
        found = ids if found is None else found & ids
    for language in LANGUAGES:
        for phrase in question.asked[language].unwanted:
            found = (found or set()) - set(holding(phrase, language, sources, within=found))
    kept = found or set()
    if question.keep is not None:
        kept = set(question.keep(kept))
    return sorted(kept, reverse=True)


def _rarest_first(question: Question) -> list[tuple[Phrase, Language]]:
    """Put phrases the index settles alone first: they narrow down what must be read."""
    wanted = [(each, lang) for lang in LANGUAGES for each in question.asked[lang].wanted]
    return sorted(wanted, key=lambda each: (not each[0].rows, -len(each[0].text)))


def holding(
    phrase: Phrase, language: Language, sources: Sources, within: set[int] | None = None
) -> Iterable[int]:
    """Return the ids of units that hold `phrase`; of those in `within`, where that is given."""
    seeker = sources.searcher
    if phrase.rows:
        return {id for row in phrase.rows for id in seeker.phrase(row, language)}
    groups = [sorted(each) for each in phrase.codes(partial(sources.words, language))]
    if not all(groups):
        return ()
    ids = seeker.holding(groups, language)
    if len(groups) == 1 and phrase.adjoining:
        return ids
    wanted = [id for id in ids if within is None or id in within]
    return _settled(phrase, phrase.sought(groups), sources.texts(wanted, language), seeker)


def _settled(
    phrase: Phrase, sought: Sought, texts: Iterable[tuple[int, str]], seeker: Searcher
) -> Iterator[int]:
    """Yield the ids of the texts that hold the phrase."""
    remaining = iter(texts)
    while lot := list(islice(remaining, LOT)):
        standing = seeker.standing([text for _, text in lot], sought)
        for id, text in compress(lot, standing):
            if not phrase.marked or phrase.spans(text):
                yield id


def hits(ids: Sequence[int], question: Question, fetch: Fetch) -> Iterator[Hit]:
    """Yield the units of one page with the spans of what was asked on either side."""
    units = fetch(ids)
    for id in ids:
        unit = units.get(id)
        if unit is not None:
            yield Hit(unit, _spans(unit.zh, question.zh), _spans(unit.en, question.en))


def as_typed(
    ids: Collection[int], phrase: Phrase, language: Language, sources: Sources
) -> Iterator[int]:
    """Yield the units in which a phrase stands letter for letter."""
    known = partial(sources.words, language)
    sought = phrase.sought([sorted(each) for each in phrase.codes(known)])
    written = ((id, text) for id, text in sources.texts(ids, language) if phrase.text in text)
    while lot := list(islice(written, LOT)):
        if phrase.marked:
            yield from (id for id, text in lot if phrase.stands_as_typed(text))
            continue
        spans = sources.searcher.spans([text for _, text in lot], sought)
        typed = {at for at, start, end in spans if phrase.is_typed(lot[at][1], start, end)}
        yield from (lot[at][0] for at in typed)


def first_places(
    ids: Collection[int], language: Language, question: Question, sources: Sources
) -> Iterator[tuple[int, str, Span]]:
    """Yield ids and texts with the first place of what was asked; the text's beginning for none."""
    known = partial(sources.words, language)
    phrases = [
        (phrase, phrase.sought([sorted(each) for each in phrase.codes(known)]))
        for phrase in question.asked[language].wanted
    ]
    remaining = iter(sources.texts(ids, language))
    while lot := list(islice(remaining, LOT)):
        texts = [text for _, text in lot]
        every = [_firsts(phrase, sought, texts, sources.searcher) for phrase, sought in phrases]
        for (id, text), *spans in zip(lot, *every, strict=True):
            there = [span for span in spans if span[0] >= 0]
            yield id, text, Span(*min(there, default=(0, 0)))


def _firsts(
    phrase: Phrase, sought: Sought, texts: Sequence[str], seeker: Searcher
) -> list[tuple[int, int]]:
    """Return where a phrase first begins and ends in each text; −1 twice where it does not."""
    if not phrase.marked:
        return seeker.first_spans(texts, sought)
    every = [phrase.spans(text) for text in texts]
    return [(spans[0].start, spans[0].end) if spans else (-1, -1) for spans in every]


def _spans(text: str, asked: Asked) -> tuple[Span, ...]:
    return tuple(sorted({span for phrase in asked.wanted for span in phrase.spans(text)}))
