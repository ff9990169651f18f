"""One thing said one way: over the beads of an article, or over any set of pairs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

from glossary.check.drifting import Drift, drifts
from glossary.check.finding import Evidence, Found, Message
from glossary.check.places import trimmed
from glossary.check.reading import Bead, Reading
from glossary.check.rule import STYLE, TERM_USE, rule
from glossary.concepts import Concept, Enforcement, TermKind
from glossary.inflect import key
from glossary.recognise import Occurrence
from tm.languages import LANGUAGES, Language, other
from tm.pairs import SegmentPair
from tm.text.fold import fold
from tm.text.spans import Span

SHORTEST = 6  # characters of a Chinese segment, half of an English one, below which it says little
_CHANGING = re.compile(r"\d+(?:[.,:]\d+)*|[\W_]+")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_STYLES = {
    "date": (
        (re.compile(rf"\b(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?\b(?! \d{{1,2}}\b)"), "April 28"),
        (re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTHS})\b"), "28 April"),
    ),
    "quotes": ((re.compile(r'"'), '"…"'), (re.compile(r"[“”]"), "“…”")),
    "percent": (
        (re.compile(r"(?<=\d)%"), "5%"),
        (re.compile(r"(?<=\d) per ?cent\b"), "5 percent"),
    ),
}
_KINDS = {
    "date": ("dates", "日期"),
    "quotes": ("quotation marks", "引号"),
    "percent": ("percentages", "百分数"),
}


@rule("C101", "same-source", category=TERM_USE, severity="note", needs_source=True)
def same_source(reading: Reading) -> Iterator[Found]:
    """
    Checks. One source sentence that is translated in two ways in the text; case, figures and marks
    do not count.

    Why. Readers take two wordings for two things.

    Example. 感谢大家。 — Thank you all. … 感谢大家。 — My thanks to everyone.

    Instead. Thank you all. … Thank you all.

    Fix safety. None: the context may ask for both.
    """
    yield from _differing(reading.beads, sources=True)


@rule("C102", "same-target", category=TERM_USE, severity="note", needs_source=True)
def same_target(reading: Reading) -> Iterator[Found]:
    """
    Checks. Two different source sentences with one translation.

    Why. Often a sentence was copied and then forgotten.

    Example. 会议在北京举行。 — It was held in Beijing. … 会议在上海举行。 — It was held in Beijing.

    Instead. It was held in Beijing. … It was held in Shanghai.

    Fix safety. None.
    """
    yield from _differing(reading.beads, sources=False)


@rule("C105", "memory-differs", category=TERM_USE, severity="note", needs_source=True,
      gives_way_to=("C101",))  # fmt: skip
def memory_differs(reading: Reading) -> Iterator[Found]:
    """
    Checks. A sentence the memory knows word for word, and translates otherwise; case and marks do
    not count, and of several renderings any will do.

    Why. What was published once is what readers know, and what others cite.

    Example. 感谢各位志愿者。 — Our thanks go to everyone. (memory: Thank you, volunteers.)

    Instead. Thank you, volunteers.

    Fix safety. Unsafe: the earlier rendering may be the worse one.
    """
    for bead in reading.beads:
        known = reading.draft.remembered.get(bead.source_text, ())
        essence = _essence(bead.target_text)
        if not known or not essence or not _says_much(_essence(bead.source_text)):
            continue
        if essence not in map(_essence, known):
            yield Found(
                trimmed(bead.target, reading.text),
                Message(
                    f"The memory translates this sentence as “{known[0]}”.",
                    f"翻译记忆中此句译作“{known[0]}”。",
                ),
                tuple(known), evidence=(Evidence("source", bead.source_text, bead.source),),
                applicability="unsafe",
            )  # fmt: skip


@rule("C103", "term-drift", category=TERM_USE, severity="note", needs_source=True)
def drift(reading: Reading) -> Iterator[Found]:
    """
    Checks. One term of the source that is rendered by two different full forms in the article,
    though the glossary allows both. Short forms and abbreviations may follow the full form. Names
    of bodies and projects are held together without an entry too, in an English text.

    Why. *Social organization* here and *NGO* there look like two kinds.

    Example. 社会组织 … 社会组织 — social organizations … civil society organizations

    Instead. social organizations … social organizations

    Fix safety. Unsafe: the first form used is proposed.
    """
    for concept, occurrences in _uses(reading).items():
        full = _full_forms(concept, reading.lang)
        first: dict[str, Occurrence] = {}
        for occurrence in occurrences:
            if _shape(occurrence.term.text) in full:
                first.setdefault(_shape(occurrence.term.text), occurrence)
        if len(first) < 2:
            continue
        main, *others = first.values()
        for occurrence in others:
            if _shortened(main.term.text, occurrence.term.text):
                continue
            message = Message(
                f"“{main.text}” is “{occurrence.text}” here; one should do for both.",
                f"同一术语前文译作“{main.text}”，此处译作“{occurrence.text}”，建议统一。",
            )
            yield Found(
                occurrence.span, message, (main.term.text,), concept=concept.id or None,
                evidence=(Evidence("elsewhere", main.text, main.span),), applicability="unsafe",
            )  # fmt: skip
    if reading.lang == "en":
        yield from map(_drifted, drifts(reading), repeat(reading.text))


def _drifted(found: Drift, text: str) -> Found:
    first, second = found.first.cut(text), found.second.cut(text)
    message = Message(
        f"“{found.han}” was rendered “{first}” before; here it seems to be “{second}”.",
        f"“{found.han}”前文译作“{first}”，此处似译作“{second}”，建议统一。",
    )
    return Found(found.second, message, (first,), (Evidence("elsewhere", first, found.first),),
                 applicability="unsafe")  # fmt: skip


@rule("C104", "mixed-style", category=STYLE, severity="note", languages=("en",))
def mixed_style(reading: Reading) -> Iterator[Found]:
    """
    Checks. Dates written both ways (April 28, 28 April), straight and curly quotation marks, % and
    percent in one text; told once, at the first place of the rarer kind.

    Why. An article keeps to one style.

    Example. On April 28 … on 3 May

    Instead. On April 28 … on May 3

    Fix safety. None.
    """
    for kind, styles in _STYLES.items():
        places = [
            [Span(*m.span()) for m in pattern.finditer(reading.text)] for pattern, _ in styles
        ]
        shown = [[span for span in spans if not reading.skipped(span)] for spans in places]
        if not all(shown):
            continue
        rare, main = sorted((0, 1), key=lambda style: len(shown[style]))
        message = Message(
            f"The text writes {_KINDS[kind][0]} in two ways; elsewhere as {styles[main][1]}.",
            f"全文{_KINDS[kind][1]}写法不统一，其他地方写作{styles[main][1]}。",
        )
        example = shown[main][0]
        proof = Evidence("elsewhere", example.cut(reading.text), example)
        yield Found(shown[rare][0], message, evidence=(proof,))


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """A pair that says otherwise than an earlier pair: both sides of both, by their numbers."""

    first: int
    second: int
    same: Language


def inconsistencies(pairs: Iterable[SegmentPair]) -> Iterator[Inconsistency]:
    """Yield pairs that share one side and differ in the other, in order; memory is linear in them.

    What differs only in case, figures, marks and width is the same.
    """
    known: dict[tuple[Language, str], tuple[int, str]] = {}
    for number, pair in enumerate(pairs):
        sides: dict[Language, str] = {"zh": _essence(pair.zh), "en": _essence(pair.en)}
        for lang in LANGUAGES:
            text, rendering = sides[lang], sides[other(lang)]
            if not _says_much(text) or not rendering:
                continue
            first, theirs = known.setdefault((lang, text), (number, rendering))
            if theirs != rendering:
                yield Inconsistency(first, number, lang)


def _differing(beads: Sequence[Bead], *, sources: bool) -> Iterator[Found]:
    known: dict[str, Bead] = {}
    for bead in beads:
        same, rendering = bead.source_text, bead.target_text
        if not sources:
            same, rendering = rendering, same
        essence = _essence(same)
        if not _says_much(essence) or not _essence(rendering):
            continue
        first = known.setdefault(essence, bead)
        theirs = first.target_text if sources else first.source_text
        if _essence(theirs) != _essence(rendering):
            yield _told(bead, first, sources=sources)


def _told(bead: Bead, first: Bead, *, sources: bool) -> Found:
    if sources:
        message = Message(
            f"The same sentence was translated “{first.target_text.strip()}” before.",
            f"同一句原文前面译作“{first.target_text.strip()}”。",
        )
        proof = Evidence("elsewhere", first.target_text, first.target)
    else:
        message = Message(
            f"The same translation stands for another sentence: “{first.source_text.strip()}”.",
            f"同一译文前面对应另一句原文：“{first.source_text.strip()}”。",
        )
        proof = Evidence("source", first.source_text, first.source)
    suggestions = (first.target_text.strip(),) if sources else ()
    return Found(bead.target, message, suggestions, evidence=(proof,))


@lru_cache(maxsize=20_000)
def _essence(text: str) -> str:
    return _CHANGING.sub(" ", fold(text).text).strip()


def _says_much(essence: str) -> bool:
    return len(essence) >= (SHORTEST if not essence.isascii() else 2 * SHORTEST)


def _uses(reading: Reading) -> dict[Concept, list[Occurrence]]:
    """Return the renderings of every concept that the source asks for, in text order."""
    uses: dict[int, list[Occurrence]] = defaultdict(list)
    concepts: dict[int, Concept] = {}
    for bead in reading.beads:
        asked = [each.concept for each in reading.within(reading.source_occurrences, bead.source)]
        for occurrence in reading.within(reading.occurrences, bead.target):
            concept = next((each for each in asked if occurrence.term_of(each) is not None), None)
            if concept is not None and concept.enforcement is not Enforcement.OFF:
                uses[id(concept)].append(occurrence)
                concepts[id(concept)] = concept
    return {concepts[number]: occurrences for number, occurrences in uses.items()}


def _full_forms(concept: Concept, lang: Language) -> set[str]:
    """Return the forms that may not alternate: neither short, nor abbreviated, nor inflected."""
    later = set(map(_shape, concept.first_mention[1:]))
    kinds = (TermKind.SHORT, TermKind.ABBREVIATION)
    return {
        _shape(term.text)
        for term in concept.of(lang)
        if term.status.passes
        and term.kind not in kinds
        and _shape(term.text) not in later
        and " " in term.text
    }


def _shortened(one: str, other: str) -> bool:
    """Whether one form is the other with words left out: *Chinese partner (organization)*."""
    ours, theirs = set(_shape(one).split()), set(_shape(other).split())
    return ours <= theirs or theirs <= ours


def _shape(text: str) -> str:
    """Return what two spellings of one form share: case, hyphens, country."""
    words = fold(text).text.replace("-", " ").split()
    return " ".join(key(word) for word in words if word != "the")
