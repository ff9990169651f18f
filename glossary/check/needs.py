"""What the source asks of a translation: each concept of a bead, and how often it is rendered.

For every bead the terms of the source are counted against those of the target. A concept is met by
any preferred or admitted form; what stands inside a longer term of the target still counts, and a
neighbouring bead may hold what this one lacks (translators move phrases across sentence borders).
What lies inside a longer term of the source asks for nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from glossary.check.nearhan import near_han
from glossary.check.nearmiss import near_misses
from glossary.check.reading import Bead, Reading
from glossary.concepts import Concept, Enforcement
from glossary.english import tokens
from glossary.recognise import Occurrence
from tm.text.fold import fold
from tm.text.spans import Span

STRETCHED = 4  # content words a name must have to be known with others put in
LONG_NAME = 8  # content words of a name that is known by most of them
MOST = 0.75
_OURSELVES = re.compile("(?:我|本|该)(会|部|院|局|署|中心|组织|办|委|校)")
_SMALL = frozenset(("a", "an", "and", "for", "in", "of", "on", "the", "to"))


@dataclass(frozen=True, slots=True)
class Need:
    """A concept that stands in the source of a bead: how often, and how often it is rendered."""

    concept: Concept
    bead: Bead
    occurrences: tuple[Occurrence, ...]
    rendered: int


def needs(reading: Reading) -> list[Need]:
    """Return what the beads ask of their translations; one without target asks nothing."""
    found: list[Need] = []
    beads = reading.beads
    for at, bead in enumerate(beads):
        if not bead.target_text.strip() or not bead.source_text.strip():
            continue
        found.extend(_needs(reading, bead, beads[max(0, at - 1) : at + 2]))
    return found


def _needs(reading: Reading, bead: Bead, beside: list[Bead]) -> Iterator[Need]:
    groups: dict[int, list[Occurrence]] = defaultdict(list)
    for occurrence in reading.within(reading.source_occurrences, bead.source):
        if occurrence.concept.preferred(reading.lang) and _asks(occurrence):
            groups[id(occurrence.concept)].append(occurrence)
    if not groups:
        return
    rendered = _rendered(reading, [bead])
    for concept, span in reading.once(_nearly):
        if bead.target.contains(span):
            rendered[id(concept)] += 1
    for group in groups.values():
        first = group[0]
        count = max(_count(sense.concept, rendered, [bead], reading) for sense in first.senses)
        if count < len(group) and _elsewhere(reading, first, beside) > 0:
            count = len(group)
        if not count and _referred(reading, first, bead):
            count = len(group)
        yield Need(first.concept, bead, tuple(group), count)


def _nearly(reading: Reading) -> list[tuple[Concept, Span]]:
    """Return the misspelt terms of the target: they are told of as such, not as missing."""
    if reading.lang == "zh":
        return [(near.concept, near.span) for near in reading.gathered(near_han)]
    return [(near.concept, near.span) for near in reading.gathered(near_misses)]


def _referred(reading: Reading, occurrence: Occurrence, bead: Bead) -> bool:
    """Whether the target speaks of a body or law by its last word: the Council, this Law, 我会.

    In English the name must stand before; a Chinese house speaks of itself so from the start.
    """
    concept = occurrence.concept
    if reading.lang == "zh":
        ends = {form.text[-1] for form in concept.of("zh") if form.status.passes}
        found = _OURSELVES.findall(bead.target_text)
        return concept.kind == "organisation" and not ends.isdisjoint(found)
    if not any(
        each.term_of(concept) is not None and each.span.end <= bead.target.start
        for each in reading.occurrences
    ):
        return False
    words = {
        word
        for form in concept.of("en")
        for word in form.text.split(" of ")[0].split(" for ")[0].split()[-1:]
        if word[:1].isupper() and not word.isupper()
    }
    return any(
        re.search(rf"\b(?:[Tt]he|[Tt]his|[Ii]ts|[Oo]ur) {re.escape(word)}\b", bead.target_text)
        for word in words
    )


def _asks(occurrence: Occurrence) -> bool:
    return (
        occurrence.concept.enforcement is not Enforcement.OFF and occurrence.term.condition is None
    )


def _elsewhere(reading: Reading, occurrence: Occurrence, near: list[Bead]) -> int:
    """How often the neighbouring beads render the concept beyond what their own sources ask."""
    concept = occurrence.concept
    targets = _count(concept, _rendered(reading, near), near, reading)
    sources = sum(
        each.term_of(concept) is not None
        for bead in near
        for each in reading.within(reading.source_occurrences, bead.source)
    )
    return targets - sources + 1


def _rendered(reading: Reading, beads: Iterable[Bead]) -> Counter[int]:
    """Count the target's occurrences by concept; every sense an occurrence may have counts."""
    counts: Counter[int] = Counter()
    for bead in beads:
        for occurrence in reading.within(reading.occurrences, bead.target):
            counts.update({id(sense.concept) for sense in occurrence.senses})
    return counts


def _count(
    concept: Concept, rendered: Counter[int], beads: Iterable[Bead], reading: Reading
) -> int:
    """How often `concept` is rendered: as a term of its own, else inside a longer one."""
    if rendered[id(concept)]:
        return rendered[id(concept)]
    forms = [fold(term.text).text for term in concept.of(reading.lang)]
    if concept.enforcement is Enforcement.PREFERRED and reading.lang == "en":
        words = [word for bead in beads for word in tokens(fold(bead.target_text).text).keys]
        if any(_stems_stand(form, words) for form in forms):
            return 1
    elif concept.enforcement is Enforcement.PREFERRED:
        text = "".join(bead.target_text for bead in beads)
        if any(2 * sum(ch in text for ch in form) >= len(form) for form in forms):
            return 1
    elif reading.lang == "en":
        texts = [_words(fold(bead.target_text).text) for bead in beads]
        # A forbidden form is told of where it stands as it is; with words put in it is no name.
        passing = [fold(term.text).text for term in concept.of("en") if term.status.passes]
        if any(
            _stretched(_words(form), text) or _mostly(_words(form), text)
            for form in passing
            for text in texts
        ):
            return 1
    return max((_stands(forms, fold(bead.target_text).text) for bead in beads), default=0)


def _words(folded: str) -> list[str]:
    """Return the words of a folded text, *non-governmental* as one."""
    return tokens(folded.replace("non-", "non")).keys


def _stems_stand(form: str, words: list[str]) -> bool:
    """Whether every word of an ordinary term stands there in some shape and order."""
    stems = [_stem(word) for word in tokens(form).keys if len(word) > 3]
    return bool(stems) and all(any(word.startswith(stem) for word in words) for stem in stems)


def _stretched(form: list[str], text: list[str]) -> bool:
    """Whether a long name stands there with a word or two put in, its articles apart.

    *Standing Committee of the Fourteenth National People's Congress* is the name of the committee.
    """
    wanted = [word for word in form if word not in _SMALL]
    if len(wanted) < STRETCHED:
        return False
    for start, word in enumerate(text):
        if word == wanted[0]:
            window = iter(text[start : start + len(form) + 4])
            if all(each in window for each in wanted):
                return True
    return False


def _mostly(form: list[str], text: list[str]) -> bool:
    """Whether most words of a very long name stand there: laws have several English names.

    *… within the Territory of China* is the law that others call *… in the Mainland of China*.
    """
    wanted = {_stem(word) for word in form if word not in _SMALL}
    if len(wanted) < LONG_NAME:
        return False
    there = {_stem(word) for word in text}
    return len(wanted & there) >= MOST * len(wanted)


def _stem(word: str) -> str:
    """Cut off what endings change: *funded*, *funding* and *fund* are one."""
    return word[: max(4, len(word) - 3)]


def _stands(forms: list[str], text: str) -> int:
    counts = (
        sum(_whole(text, at, len(form)) for at in _places(form, text)) for form in forms if form
    )
    return max(counts, default=0)


def _places(form: str, text: str) -> Iterator[int]:
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + 1)


def _whole(text: str, at: int, length: int) -> bool:
    """Whether the stretch does not begin or end inside an English word; RMB280 holds RMB."""
    before, after = text[at - 1 : at] if at else "", text[at + length : at + length + 1]
    return not (_latin(before) and _latin(text[at])) and not (
        _latin(after) and after != "s" and _latin(text[at + length - 1])
        and not (after.isdigit() and text[at + length - 1].isalpha())
    )


def _latin(ch: str) -> bool:
    return ch.isascii() and ch.isalnum()
