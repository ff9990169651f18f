"""Finding every occurrence of a phrase, and how it was rendered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from glossary.inflect import forms, verb_forms
from tm.concordance import Question, Sources, as_typed, first_places, hits, units_with
from tm.errors import Invalid
from tm.index import Searcher
from tm.languages import LANGUAGES, SIDE, Language, other
from tm.phrases import Forms, Phrase, read
from tm.renderings import SAMPLE, renderings, spans_of
from tm.store.facets import Facets, facets
from tm.store.texts import Filter, Texts
from tm.text.detect import language_of
from tm.text.edges import HOLLOW
from tm.text.spans import Span
from tm.text.tokens import tokens
from tm.units import Hit, Rendering
from webapp.actions import index
from webapp.work import Work

NO_FILTER = Filter()
MOST_FACETED = 100_000
MOST_SORTED = 50_000
MOST_VARIANTS = 6
LONGEST_PHRASE = 24  # tokens of a phrase whose parts are sought

Order = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, the exact number of all, and how the phrase was rendered in them.

    `upto` is the newest unit that could be among them: what the next page is asked with.
    `variants` are other ways of writing what was asked that were found among the newest hits, with
    their counts. `facets` counts where the newest `MOST_FACETED` hits come from, where that was
    asked for; its years leave a condition on dates aside.
    """

    query: str
    language: Language
    total: int
    upto: int
    hits: tuple[Hit, ...]
    renderings: tuple[Rendering, ...]
    facets: Facets | None = None
    variants: tuple[tuple[str, int], ...] = ()


def concordance(
    work: Work, phrase: str, *, language: Language | None = None, other_phrase: str | None = None,
    limit: int = 50, page: int = 1, inflected: bool = False, exact: bool = False,
    order: Order | None = None, filter: Filter = NO_FILTER, rendered: bool = True,
    faceted: bool = False, upto: int | None = None,
) -> Found:  # fmt: skip
    """Return the units that hold `phrase`, and `other_phrase` in the other language; newest first.

    `inflected` finds the other forms of English words as well, `exact` only what is written just
    so; `order` sorts the newest `MOST_SORTED` by what stands before or after the phrase. Pages
    count from 1; units newer than `upto` are left out, so that pages hold together while others
    are added. Without `rendered` neither renderings nor variants are looked for; `faceted`
    counts where the hits come from.
    """
    work.require("memory.read")
    language = language or _language(phrase)
    sources, texts = index.sources(work), Texts(work.session)
    question = _question(phrase, other_phrase, language, _forms if inflected else None)
    every = units_with(question, sources)
    if exact:
        every = _as_typed(every, question, sources)
    newest = max(every, default=0) if upto is None else upto
    every = [id for id in every if id <= newest]
    ids = _kept(every, texts, filter)
    counts = _facets(work, every, ids, texts, filter) if faceted else None
    if order is not None:
        ids = _ordered(ids, question, language, order, sources)
    start = (max(page, 1) - 1) * limit
    shown = list(hits(ids[start : start + limit], question, work.memory.fetch))
    read_from = sorted(ids, reverse=True)[:SAMPLE] if rendered else []
    sample = list(work.memory.sides(read_from).values())
    said = _renderings(work, sample, len(ids), question, language, sources.searcher)
    judged = tuple(_judged(work, said, phrase, language))
    hit = tuple(_marked(shown, said, language))
    written = _variants(sample, question, language)
    return Found(phrase, language, len(ids), newest, hit, judged, counts, written)


def _as_typed(ids: Sequence[int], question: Question, sources: Sources) -> list[int]:
    """Leave the units in which every phrase stands as it was typed; wildcards stay free."""
    kept = set(ids)
    for language in LANGUAGES:
        typed = [each for each in question.asked[language].wanted if "*" not in each.text]
        for phrase in typed:
            kept = set(as_typed(kept, phrase, language, sources))
    return [id for id in ids if id in kept]


def _kept(ids: Sequence[int], texts: Texts, filter: Filter) -> list[int]:
    if not filter:
        return list(ids)
    kept = texts.kept(ids, filter)
    return [id for id in ids if id in kept]


def _facets(
    work: Work, every: Sequence[int], ids: Sequence[int], texts: Texts, filter: Filter
) -> Facets:
    """Count where the hits come from; the years as they would be without a condition on dates."""
    counts = facets(work.session, ids[:MOST_FACETED], filter)
    if not filter.dated:
        return counts
    undated = replace(filter, since=None, until=None)
    whole = _kept(every, texts, undated)[:MOST_FACETED]
    return replace(counts, years=facets(work.session, whole, undated).years)


def _ordered(
    ids: Sequence[int], question: Question, language: Language, order: Order, sources: Sources
) -> list[int]:
    """Sort the newest units by what stands beside the phrase; the others follow as they were."""
    placed = first_places(ids[:MOST_SORTED], language, question, sources)
    keyed = sorted((_beside(text, span, language, order), -id) for id, text, span in placed)
    return [*(-id for _, id in keyed), *ids[MOST_SORTED:]]


def _beside(text: str, span: Span, language: Language, order: Order) -> Sequence[str]:
    """Return the words after the first occurrence, or those before it from the last to the first.

    Of Chinese the characters are the words.
    """
    stretch = (text[span.end :] if order == "after" else text[: span.start]).casefold()
    words: Sequence[str] = stretch.strip() if language == "zh" else stretch.split()
    return words if order == "after" else words[::-1]


def _variants(
    sample: Sequence[tuple[str, str]], question: Question, language: Language
) -> tuple[tuple[str, int], ...]:
    """Return what was found though it is written otherwise, commonest first."""
    phrases = [each for each in question.asked[language].wanted if "*" not in each.text]
    texts = [sides[SIDE[language]] for sides in sample]
    written = Counter(
        span.cut(text) for phrase in phrases for text in texts for span in phrase.spans(text)
    )
    for phrase in phrases:
        written.pop(phrase.text, None)
    return tuple(written.most_common(MOST_VARIANTS))


def nearest(
    work: Work, phrase: str, *, language: Language | None = None, most: int = 3
) -> list[tuple[str, int]]:
    """Return the longest parts of a phrase found nowhere that are found, with their counts."""
    work.require("memory.read")
    language = language or _language(phrase)
    seeker = index.searcher(work)
    tokens = seeker.tokens(phrase)
    codes = tokens.codes[:LONGEST_PHRASE]
    shortest = 2 if language == "zh" else 1
    for size in range(len(codes) - 1, shortest - 1, -1):
        found: dict[str, int] = {}
        for start in range(len(codes) - size + 1):
            count = seeker.count(codes[start : start + size], language)
            if count and not HOLLOW.issuperset(codes[start : start + size]):
                part = phrase[tokens.starts[start] : tokens.ends[start + size - 1]]
                found.setdefault(part, count)
        if found:
            return sorted(found.items(), key=lambda item: -item[1])[:most]
    return []


def _language(phrase: str) -> Language:
    return language_of(phrase) or ("zh" if _has_no_letters(phrase) else "en")


def _question(
    phrase: str, other_phrase: str | None, language: Language, forms: Forms | None
) -> Question:
    asked = read(phrase, language, forms)
    opposite = read(other_phrase or "", other(language), forms)
    if not asked.wanted and not opposite.wanted:
        raise Invalid("phrase", phrase, "something to look for, not only marks or exclusions")
    zh, en = (asked, opposite) if language == "zh" else (opposite, asked)
    return Question(zh, en)


def _forms(word: str) -> Iterator[str]:
    yield word
    yield from forms(word, "noun")
    yield from verb_forms(word)


def _has_no_letters(phrase: str) -> bool:
    return not any(ch.isalpha() and ch.isascii() for ch in phrase)


def _renderings(
    work: Work, sample: Sequence[tuple[str, str]], total: int, question: Question,
    language: Language, seeker: Searcher,
) -> list[Rendering]:  # fmt: skip
    """Return the renderings of the phrase; none of several phrases, of particles or articles."""
    asked = question.asked[language]
    if len(asked.wanted) != 1 or not sample or _is_hollow(asked.wanted[0]):
        return []
    figures = any(token.value is not None for token in tokens(asked.wanted[0].text))
    across = [sides[SIDE[other(language)]] for sides in sample]
    return renderings(
        across, total, language, searcher=seeker, edges=work.services.edges, figures=figures
    )


def _is_hollow(phrase: Phrase) -> bool:
    return bool(phrase.rows) and HOLLOW.issuperset(phrase.rows[0])


def _marked(shown: Sequence[Hit], said: Sequence[Rendering], language: Language) -> Iterator[Hit]:
    """Mark the rendering in the other language, where nothing was asked for there."""
    for hit in shown:
        text = hit.unit.text(other(language))
        if language == "zh":
            yield replace(hit, en_spans=hit.en_spans or spans_of(text, "en", said))
        else:
            yield replace(hit, zh_spans=hit.zh_spans or spans_of(text, "zh", said))


def _judged(
    work: Work, said: Sequence[Rendering], phrase: str, language: Language
) -> Iterator[Rendering]:
    """Give each rendering the status it has in the glossary, as a term for the phrase if it can."""
    recognise = work.services.recogniser(work.session)
    concepts = {each.concept.id for each in recognise(phrase, language)}
    for rendering in said:
        senses = [
            sense
            for occurrence in recognise(rendering.text, other(language))
            if occurrence.text.casefold() == rendering.text.casefold()
            for sense in occurrence.senses
        ]
        senses.sort(key=lambda sense: sense.concept.id not in concepts)
        yield replace(rendering, status=senses[0].term.status.value if senses else None)
