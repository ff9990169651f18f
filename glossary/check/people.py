"""The Chinese people of a source and what the translation makes of each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from glossary.check.reading import Bead, Cover, Reading, within
from tm.text.chars import is_han
from tm.text.names import HanName, LatinName, han_names, latin_names, loose, reading_of
from tm.text.pinyin import Reading as Pinyin
from tm.text.pinyin import readings, split_name, surname_readings
from tm.text.spans import Span

_NEAR = 2  # edits between a wrong reading and the right one, beyond which it is another person
# Letters a name must have to be looked for among all characters of the source, by the edits.
_LETTERS = {1: 6, 2: 8}

_CAPITALISED = re.compile(r"(?<=[A-Za-z,;:’'–—-][\s\u00a0])(?P<word>[A-Z][a-z]+)(?![A-Za-z])")
_HOUSE_STYLE = re.compile(r"\b(?P<surname>[A-Z]{2,9}) (?P<given>[A-Z][a-z]{1,12})\b")
_NO_NAME = frozenset(
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Chairman Chairwoman Chair "
    "President Director Secretary General Executive Deputy Vice Prime Minister Premier "
    "Professor Doctor Mr Mrs Ms Dr Prof Member Council Board Chief Representative Manager "
    "Editor Mayor Governor Ambassador Chinese China Beijing Shanghai English British "
    "American European Party Committee Congress Association Foundation University Institute "
    "Center Centre Department Office Ministry Bureau Commission Society Network Conference "
    "Forum Meeting Law Program Programme Project Plan Day Year City Province County State "
    "National International Republic People Union United Nations World The In On At Of And "
    "For Honorary Founder Officer Senior Assistant Dean Head Leader Academy School College "
    "Company Group Bank I".split()
)


@dataclass(frozen=True, slots=True)
class Person:
    """A Chinese name of the source and what the translation makes of it.

    `latin` is the name that renders it; `reading` the pinyin that name writes, None where no
    reading of the characters fits.
    """

    name: HanName
    bead: Bead
    latin: LatinName | None
    reading: Pinyin | None


def people(reading: Reading) -> list[Person]:
    """Return the Chinese people of the source with what renders them, in the order of the beads."""
    if reading.lang != "en" or reading.draft.source is None:
        return []
    terms = Cover(reading.source_masked)
    names = [name for name in han_names(reading.draft.source) if not terms.touches(name.span)]
    latin, misshapen = reading.once(pinyin_names), list(_misshapen(reading))
    found: list[Person] = []
    for bead in reading.beads:
        if bead.source_text.strip() and bead.target_text.strip():
            here = [n for n in within(names, bead.source) if bead.source.contains(n.span)]
            there = [n for n in within(latin, bead.target) if bead.target.contains(n.span)]
            there += [name for name in misshapen if bead.target.contains(name.span)]
            paired = list(_paired(here, there, bead))
            taken = {id(person.latin) for person in paired}
            free = (name for name in there if id(name) not in taken)
            found += [*paired, *_sought(free, bead, terms)]
    return found


def _misshapen(reading: Reading) -> Iterator[LatinName]:
    """Yield what is written like a name, HAUNG Haoming, but is no pinyin: a slip made it so."""
    terms = Cover(reading.masked)
    read = Cover(name.span for name in reading.once(pinyin_names))
    for match in _HOUSE_STYLE.finditer(reading.text):
        span = Span(*match.span())
        plain = match["given"] in _NO_NAME or terms.touches(span) or read.touches(span)
        if not plain and not reading.skipped(span):
            surname, given = match["surname"].lower(), match["given"].lower()
            yield LatinName(span, surname, given, "surname first", capitals=True)


def _sought(free: Iterable[LatinName], bead: Bead, terms: Cover) -> Iterator[Person]:
    """Look for names in CAPS that nothing explains yet among all characters of the source.

    In a list of participants nothing but the English name says that 单雪莲 is a person.
    """
    names = [latin for latin in free if latin.capitals]
    candidates = list(_candidates(bead, terms)) if names else []
    for latin in names:
        letters = len(loose(latin.surname + latin.given))
        for name in candidates:
            if reading := reading_of(name.text, latin):
                yield Person(name, bead, latin, reading)
                break
        else:
            near = min(candidates, key=lambda each: _distance(each.text, latin), default=None)
            edits = _distance(near.text, latin) if near else 0
            if near and letters >= _LETTERS.get(edits, letters + 1) and _half(near.text, latin):
                yield Person(near, bead, latin, None)


def _half(name: str, latin: LatinName) -> bool:
    """Whether the surname or the given name reads as the Han name does."""
    return any(
        loose(each.surname) == loose(latin.surname) or loose(each.given) == loose(latin.given)
        for each in readings(name)
    )


def _candidates(bead: Bead, terms: Cover) -> Iterator[HanName]:
    """Yield what may be a name in the source: two to four characters after a surname."""
    for at in range(len(bead.source_text) - 1):
        for size in (4, 3, 2):
            text = bead.source_text[at : at + size]
            span = Span(at, at + size).shift(bead.source.start)
            parts = split_name(text) if all(map(is_han, text)) and len(text) == size else None
            if parts is not None and len(parts[1]) <= 2 and not terms.touches(span):
                yield HanName(span, text)


def _paired(names: list[HanName], latin: list[LatinName], bead: Bead) -> Iterator[Person]:
    """Give every Han name its Latin one: first those that read it, then what lies nearest."""
    free = list(latin)
    fitting: dict[int, tuple[LatinName, Pinyin]] = {}
    for index, name in enumerate(names):
        for each in free:
            if reading := reading_of(name.text, each):
                fitting[index] = (each, reading)
                break
    taken = {id(each) for each, _ in fitting.values()}
    free = [each for each in free if id(each) not in taken]
    for index, name in enumerate(names):
        if index in fitting:
            yield Person(name, bead, *fitting[index])
            continue
        near = min(free, key=lambda each: _distance(name.text, each), default=None)
        if near is not None and _distance(name.text, near) <= _NEAR:
            free.remove(near)
            yield Person(name, bead, near, None)
        else:
            yield Person(name, bead, None, None)


def _distance(name: str, latin: LatinName) -> int:
    """Return the edits from a Latin name to the nearest reading of a Han name."""
    there = loose(latin.surname) + loose(latin.given)
    here = (loose(each.surname) + loose(each.given) for each in readings(name))
    return min((OSA.distance(each, there, score_cutoff=_NEAR) for each in here), default=_NEAR + 1)


def has_other_name(bead: Bead, reading: Reading) -> bool:
    """Whether the bead has a capitalised word inside a sentence that nothing explains."""
    names = (name.span for name in reading.once(pinyin_names))
    known = Cover((*names, *reading.masked))
    for match in _CAPITALISED.finditer(reading.text, bead.target.start, bead.target.end):
        span = Span(*match.span("word"))
        if match["word"] not in _NO_NAME and not known.touches(span):
            return True
    return False


def is_named(name: str, reading: Reading) -> bool:
    """Whether the text has the surname in any of its readings, or the name in Han."""
    parts = split_name(name)
    if parts is None or name in reading.text:
        return True
    words = reading.once(_loose_words)
    given = {loose(each.given) for each in readings(name)}
    whole = {loose(each.surname + each.given) for each in readings(name)}
    surname = {loose(each) for each in surname_readings(parts[0])}
    return bool(words & (given | whole)) or bool(words & surname)


def _loose_words(reading: Reading) -> set[str]:
    return {loose(word) for word in reading.text.replace("-", " ").split()}


def pinyin_names(reading: Reading) -> list[LatinName]:
    """Return the pinyin names of the checked text that the glossary does not know."""
    terms = Cover(reading.masked)
    # FANG Yuan is a name though yuan is a term.
    wide = Cover(span for span in reading.masked if " " in span.cut(reading.text))
    return [
        name
        for name in latin_names(reading.text)
        if not (wide if name.capitals else terms).touches(name.span)
        and not reading.skipped(name.span)
    ]


def confirmed(reading: Reading) -> set[tuple[str, str]]:
    """Return the spellings that the source's names read."""
    return {
        (loose(person.latin.surname), loose(person.latin.given))
        for person in reading.once(people)
        if person.latin and person.reading
    }
