"""Every sentence a phrase stands in, in both languages, with the count exact.

A phrase of plain tokens is answered by the index alone. One that may lie inside a value (2016, 十
亿), or has a wildcard or inflected forms, is narrowed down by the index and settled on the text.
A phrase no index can narrow down (`*ing`) is left to a scan of the texts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tm.index import Searcher
from tm.languages import LANGUAGES, Language
from tm.phrases import Asked, Phrase
from tm.text.spans import Span
from tm.units import Hit, TranslationUnit

Fetch = Callable[[Collection[int]], Mapping[int, TranslationUnit]]
Texts = Callable[[Collection[int], Language], Iterable[tuple[int, str]]]
"""Returns ids with their texts in one language."""
Scan = Callable[[str, Language], Iterable[int]]
"""Returns the ids of units whose text in a language holds a stretch, case aside."""
Keep = Callable[[Collection[int]], Collection[int]]

_NOTHING = Asked((), ())


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a concordance gets what the index does not hold."""

    searcher: Searcher
    fetch: Fetch
    texts: Texts
    scan: Scan


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
    for language in LANGUAGES:
        for phrase in _rarest_first(question.asked[language].wanted):
            ids = set(holding(phrase, language, sources, within=found))
            found = ids if found is None else found & ids
    for language in LANGUAGES:
        for phrase in question.asked[language].unwanted:
            found = (found or set()) - set(holding(phrase, language, sources, within=found))
    kept = found or set()
    if question.keep is not None:
        kept = set(question.keep(kept))
    return sorted(kept, reverse=True)


def _rarest_first(phrases: Iterable[Phrase]) -> list[Phrase]:
    """Put phrases the index settles alone first: they narrow down what must be read."""
    return sorted(phrases, key=lambda phrase: (phrase.plain is None, -len(phrase.text)))


def holding(
    phrase: Phrase, language: Language, sources: Sources, within: set[int] | None = None
) -> Iterable[int]:
    """Return the ids of units that hold `phrase`; of those in `within`, where that is given."""
    if phrase.plain is not None:
        return sources.searcher.phrase(phrase.plain, language)
    groups = phrase.lexemes
    if len(groups) == 1 and phrase.forms is None and "*" not in phrase.text:
        return sources.searcher.holding(groups, language)
    ids = _candidates(phrase, groups, language, sources)
    wanted = [id for id in ids if within is None or id in within]
    return (id for id, text in sources.texts(wanted, language) if phrase.spans(text))


def _candidates(
    phrase: Phrase, groups: Sequence[Sequence[int]], language: Language, sources: Sources
) -> Iterable[int]:
    whole = [group for group in groups if not _is_torn(phrase, group)]
    if whole:
        return sources.searcher.holding(whole, language)
    return sources.scan(phrase.literal, language)


def _is_torn(phrase: Phrase, group: Sequence[int]) -> bool:
    """Say whether a wildcard makes the lexeme a mere beginning or end of a word."""
    from tm.text.symbols import WORD_BIT
    from tm.text.tokens import tokenise

    if "*" not in phrase.text or group[0] < WORD_BIT:
        return False
    pieces = phrase.text.split("*")
    torn: set[int] = set()
    for i, piece in enumerate(pieces):
        found = tokenise(piece)
        codes = found.codes + found.surfaces
        if codes and i and piece[:1].isalnum():
            torn.add(found.codes[0])
            torn.update(found.surfaces)
        if codes and i + 1 < len(pieces) and piece[-1:].isalnum():
            torn.add(found.codes[-1])
            torn.update(found.surfaces)
    return group[0] in torn


def hits(ids: Sequence[int], question: Question, fetch: Fetch) -> Iterator[Hit]:
    """Yield the units of one page with the spans of what was asked on either side."""
    units = fetch(ids)
    for id in ids:
        unit = units.get(id)
        if unit is not None:
            yield Hit(unit, _spans(unit.zh, question.zh), _spans(unit.en, question.en))


def _spans(text: str, asked: Asked) -> tuple[Span, ...]:
    return tuple(sorted({span for phrase in asked.wanted for span in phrase.spans(text)}))
