"""Finding every occurrence of a phrase, and how it was rendered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from glossary.inflect import forms, verb_forms
from tm.concordance import Question, Sources, hits, units_with
from tm.errors import Invalid
from tm.index import Searcher
from tm.languages import Language, other
from tm.phrases import Forms, read
from tm.renderings import SAMPLE, renderings, spans_of
from tm.store.facets import Facets, facets
from tm.store.texts import Filter, Texts
from tm.text.detect import language_of
from tm.text.edges import HOLLOW
from tm.units import Hit, Rendering
from webapp.actions import index
from webapp.work import Work

NO_FILTER = Filter()
MOST_FACETED = 20_000
LONGEST_PHRASE = 24  # tokens of a phrase whose parts are sought


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, the exact number of all, and how the phrase was rendered in them.

    `facets` counts where the newest `MOST_FACETED` hits come from, where that was asked for.
    """

    query: str
    language: Language
    total: int
    hits: tuple[Hit, ...]
    renderings: tuple[Rendering, ...]
    facets: Facets | None = None


def concordance(
    work: Work, phrase: str, *, language: Language | None = None, other_phrase: str | None = None,
    limit: int = 50, page: int = 1, inflected: bool = False, filter: Filter = NO_FILTER,
    rendered: bool = True, faceted: bool = False,
) -> Found:  # fmt: skip
    """Return the units that hold `phrase`, and `other_phrase` in the other language; newest first.

    `inflected` finds the other forms of English words as well; pages count from 1. Without
    `rendered` the renderings are not looked for; `faceted` counts where the hits come from.
    """
    work.require("memory.read")
    language = language or _language(phrase)
    seeker, texts = index.searcher(work), Texts(work.session)
    sources = Sources(seeker, work.memory.fetch, texts.of, texts.holding)
    question = _question(phrase, other_phrase, language, _forms if inflected else None)
    if filter:
        question = replace(question, keep=lambda ids: texts.kept(ids, filter))
    ids = units_with(question, sources)
    start = (max(page, 1) - 1) * limit
    shown = list(hits(ids[start : start + limit], question, work.memory.fetch))
    said = _renderings(work, ids, question, language, seeker) if rendered else []
    judged = tuple(_judged(work, said, phrase, language))
    counts = facets(work.session, ids[:MOST_FACETED]) if faceted else None
    hit = tuple(_marked(shown, said, language))
    return Found(phrase, language, len(ids), hit, judged, counts)


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
    work: Work, ids: Sequence[int], question: Question, language: Language, seeker: Searcher
) -> list[Rendering]:
    """Return the renderings of the phrase; none of several phrases, of particles or articles."""
    asked = question.asked[language]
    if len(asked.wanted) != 1 or not ids or HOLLOW.issuperset(asked.wanted[0].plain or [0]):
        return []
    units = list(work.memory.fetch(ids[:SAMPLE]).values())
    return renderings(units, len(ids), language, searcher=seeker, edges=work.services.edges)


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
