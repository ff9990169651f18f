"""Names of Chinese people: rendered, read rightly, in one order, one style and one spelling.

A Chinese name is held against the pinyin names of its bead. Names of foreigners written in Han
(马克龙) cannot be told from Chinese ones by their characters alone, so a name counts as absent only
where nothing of it stands in the translation and its characters are not those of foreign names.
A name the glossary knows is the glossary's: its own spelling beats every rule here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from glossary.check.finding import Evidence, Found, Message
from glossary.check.places import trimmed
from glossary.check.reading import Bead, Reading
from glossary.check.rule import OMISSION, SPELLING, STYLE, TERM_USE, WRONG_TERM, rule
from tm.text.chars import is_han
from tm.text.names import HanName, LatinName, han_names, latin_names, loose, reading_of, written
from tm.text.pinyin import Reading as Pinyin
from tm.text.pinyin import readings, surname_readings
from tm.text.spans import Span

_NEAR = 2  # edits between a wrong reading and the right one, beyond which it is another person

_CAPITALISED = re.compile(r"(?<=[A-Za-z,;:’'–—-][\s\u00a0])(?P<word>[A-Z][a-z]+)(?![A-Za-z])")
_NO_NAME = frozenset(
    "January February March April May June July August September October November December Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday Chairman Chairwoman Chair President "
    "Director "
    "Secretary General Executive Deputy Vice Prime Minister Premier Professor Doctor Mr Mrs Ms "
    "Dr Prof "
    "Member Council Board Chief Representative Manager Editor Mayor Governor Ambassador "
    "Chinese China "
    "Beijing Shanghai English British American European Party Committee Congress Association "
    "Foundation "
    "University Institute Center Centre Department Office Ministry Bureau Commission Society "
    "Network "
    "Conference Forum Meeting Law Program Programme Project Plan Day Year City Province County "
    "State "
    "National International Republic People Union United Nations World The In On At Of And For "
    "Honorary "
    "Founder Officer Senior Assistant Dean Head Leader Academy School College Company Group Bank I".split()
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


@rule(
    "M101",
    "person-absent",
    category=OMISSION,
    severity="warning",
    needs_source=True,
    languages=("en",),
)
def absent(reading: Reading) -> Iterator[Found]:
    """
    Checks. A Chinese person named in the source of whom the translation has neither name nor
    surname; once for a person and text, and not where the text names the person elsewhere. Where
    the passage has another name of unknown origin (范明政 is Pham Minh Chinh), this is only a note.

    Why. A person left out of a list of participants is noticed by that person.

    Example. 理事长黄浩明出席了会议。 — The Chairman attended the meeting.

    Instead. 理事长黄浩明出席了会议。 — HUANG Haoming, Chairman, attended the meeting.

    Fix safety. None: where the name belongs is for the translator to say.
    """
    told: set[str] = set()
    for person in reading.once(people):
        name = person.name.text
        if person.latin or person.name.foreign or name in told or _named(name, reading.text):
            continue
        told.add(name)
        best = written(readings(name)[0])
        message = Message(
            f"“{name}” ({best}) is named in the source, but not in the translation.",
            f"原文提到“{name}”，译文中没有这个人名（{best}）。",
        )
        yield Found(
            trimmed(person.bead.target, reading.text), message, (best,), _evidence(person),
            severity="note" if _has_other_name(person.bead, reading) else None,
        )  # fmt: skip


@rule(
    "M102",
    "wrong-reading",
    category=WRONG_TERM,
    severity="error",
    needs_source=True,
    languages=("en",),
)
def wrong_reading(reading: Reading) -> Iterator[Found]:
    """
    Checks. A pinyin name that stands for a Chinese name and writes none of its readings. Surnames
    have readings of their own (单 is Shan); the everyday one is only noted, as people bear both.

    Why. A misspelt name is another name.

    Example. 黄浩明 — HUANG Haomin

    Instead. 黄浩明 — HUANG Haoming

    Fix safety. Unsafe: people spell their own names as they like.
    """
    for person in reading.once(people):
        if person.latin is None:
            continue
        if person.reading is None:
            yield _misread(person, reading)
        elif person.reading.everyday:
            yield _everyday(person, reading)


@rule("M103", "name-style", category=STYLE, severity="warning", languages=("en",))
def name_style(reading: Reading) -> Iterator[Found]:
    """
    Checks. Pinyin names whose order (surname first or last) or capitals differ from those of the
    other names in the text.

    Why. Where some names stand surname first and some last, readers cannot tell which is which.

    Example. HUANG Haoming and Kaiyang LIU

    Instead. HUANG Haoming and LIU Kaiyang

    Fix safety. Unsafe: the names of people abroad may keep their own order.
    """
    names = reading.once(_style_names)
    styles = Counter((name.order, name.capitals) for name in names)
    if len(styles) < 2:
        return
    (order, capitals), most = styles.most_common(1)[0]
    example = next(name for name in names if (name.order, name.capitals) == (order, capitals))
    for name in names:
        if (name.order, name.capitals) != (order, capitals) and 2 * styles[
            name.order, name.capitals
        ] <= most:
            yield _other_style(name, example, reading)


@rule("M104", "two-spellings", category=TERM_USE, severity="warning", languages=("en",))
def two_spellings(reading: Reading) -> Iterator[Found]:
    """
    Checks. One person written two ways in one text: two spellings that stand for the same Chinese
    name, or, without a source, two full names one letter apart with the same surname.

    Why. Readers count two people.

    Example. HUANG Haoming opened the meeting. … HUANG Haomin thanked all.

    Instead. HUANG Haoming opened the meeting. … HUANG Haoming thanked all.

    Fix safety. Unsafe: the rarer spelling may be the right one.
    """
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], LatinName] = {}
    for name in reading.once(_latin):
        key = (loose(name.surname), loose(name.given))
        counts[key] += 1
        first.setdefault(key, name)
    known = reading.once(_confirmed)
    for key, name in first.items():
        others = [each for each in counts if each != key and _one_letter(key, each)]
        better = max(others, key=lambda each: (each in known, counts[each]), default=None)
        if (
            better is None
            or key in known
            or (counts[better], better in known) <= (counts[key], False)
        ):
            continue
        yield _second_spelling(name, first[better], reading)


@rule(
    "M107",
    "name-left-in-pinyin",
    category=SPELLING,
    severity="warning",
    needs_source=True,
    languages=("zh",),
)
def han_name(reading: Reading) -> Iterator[Found]:
    """
    Checks. In a Chinese translation: a pinyin name of the source that is left in Latin letters
    while the text around it is Chinese.

    Why. Chinese people have Chinese names, and readers look for those.

    Example. HUANG Haoming attended. — Huang Haoming出席了会议。

    Instead. HUANG Haoming attended. — 黄浩明出席了会议。

    Fix safety. None: the characters have to be asked for.
    """
    for name in latin_names(reading.text):
        near = reading.text[max(0, name.span.start - 1) : name.span.end + 1]
        bracketed = reading.text[max(0, name.span.start - 1) : name.span.start] in ("(", "（")
        if (
            name.span.cut(reading.text) in (reading.draft.source or "")
            and not bracketed
            and any(map(is_han, near))
        ):
            text = name.span.cut(reading.text)
            message = Message(
                f"The name “{text}” is left in pinyin in a Chinese text.",
                f"中文译文中的人名“{text}”仍为拼音。",
            )
            yield Found(name.span, message)


def people(reading: Reading) -> list[Person]:
    """Return the Chinese people of the source with what renders them, in the order of the beads."""
    if reading.lang != "en" or reading.draft.source is None:
        return []
    names = [
        name
        for name in han_names(reading.draft.source)
        if not _covered(name.span, reading.source_masked)
    ]
    latin = reading.once(_latin)
    found: list[Person] = []
    for bead in reading.beads:
        if bead.source_text.strip() and bead.target_text.strip():
            here = [name for name in names if bead.source.contains(name.span)]
            there = [name for name in latin if bead.target.contains(name.span)]
            found += _paired(here, there, bead)
    return found


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


def _has_other_name(bead: Bead, reading: Reading) -> bool:
    """Whether the bead has a capitalised word inside a sentence that nothing explains."""
    known = [name.span for name in reading.once(_latin)]
    for match in _CAPITALISED.finditer(reading.text, bead.target.start, bead.target.end):
        span = Span(*match.span("word"))
        if match["word"] not in _NO_NAME and not _covered(span, (*known, *reading.masked)):
            return True
    return False


def _named(name: str, text: str) -> bool:
    """Whether the text has the surname in any of its readings, or the name in Han."""
    from tm.text.pinyin import split_name

    parts = split_name(name)
    if parts is None or name in text:
        return True
    words = {loose(word) for word in text.replace("-", " ").split()}
    given = {loose(each.given) for each in readings(name)}
    whole = {loose(each.surname + each.given) for each in readings(name)}
    surname = {loose(each) for each in surname_readings(parts[0])}
    return bool(words & (given | whole)) or bool(words & surname)


def _latin(reading: Reading) -> list[LatinName]:
    """Return the pinyin names of the checked text that the glossary does not know."""
    names = latin_names(reading.text)
    return [
        name for name in names
        if not _covered(name.span, reading.masked) and not reading.skipped(name.span)
    ]  # fmt: skip


def _style_names(reading: Reading) -> list[LatinName]:
    """Return the names to hold style against: with a source, those its Chinese names confirm."""
    if reading.draft.source is None:
        return [name for name in reading.once(_latin) if name.capitals] or reading.once(_latin)
    return [person.latin for person in reading.once(people) if person.latin]


def _confirmed(reading: Reading) -> set[tuple[str, str]]:
    """Return the spellings that the source's names read."""
    return {
        (loose(person.latin.surname), loose(person.latin.given))
        for person in reading.once(people)
        if person.latin and person.reading
    }


def _one_letter(one: tuple[str, str], two: tuple[str, str]) -> bool:
    if one[0] == two[0]:
        return (
            OSA.distance(one[1], two[1], score_cutoff=1) == 1 and min(len(one[1]), len(two[1])) > 5
        )
    return (
        one[1] == two[1] and len(one[1]) > 4 and OSA.distance(one[0], two[0], score_cutoff=1) == 1
    )


def _misread(person: Person, reading: Reading) -> Found:
    assert person.latin is not None
    best = _like(person.latin, person.name.text, reading)
    text = person.latin.span.cut(reading.text)
    message = Message(
        f"“{person.name.text}” is read {best}; “{text}” is no reading of it.",
        f"“{person.name.text}”应拼作{best}，“{text}”与读音不符。",
    )
    return Found(person.latin.span, message, (best,), _evidence(person), applicability="unsafe")


def _everyday(person: Person, reading: Reading) -> Found:
    assert person.latin is not None
    best = _like(person.latin, person.name.text, reading)
    text = person.latin.span.cut(reading.text)
    message = Message(
        f"The surname of “{person.name.text}” is usually read as in {best}; “{text}” has the "
        "everyday reading.",
        f"“{person.name.text}”的姓氏通常读作{best}，“{text}”用的是一般读音，请核实。",
    )
    return Found(person.latin.span, message, (best,), _evidence(person), severity="note")


def _like(latin: LatinName, name: str, reading: Reading) -> str:
    """Write the likeliest reading of a Han name in the order and capitals of a Latin one.

    Of several readings the one nearest to what stands there is taken.
    """
    there = loose(latin.surname) + loose(latin.given)
    best = min(
        (each for each in readings(name) if not each.everyday),
        key=lambda each: OSA.distance(loose(each.surname + each.given), there),
    )
    surname = best.surname.upper() if latin.capitals else best.surname.capitalize()
    parts = [surname, best.given.capitalize()]
    return " ".join(parts if latin.order == "surname first" else reversed(parts))


def _other_style(name: LatinName, example: LatinName, reading: Reading) -> Found:
    surname = name.surname.upper() if example.capitals else name.surname.capitalize()
    parts = [surname, name.given.capitalize()]
    better = " ".join(parts if example.order == "surname first" else reversed(parts))
    text, model = name.span.cut(reading.text), example.span.cut(reading.text)
    message = Message(
        f"“{text}” is not written like the other names, such as “{model}”.",
        f"“{text}”的姓名顺序或大小写与其他人名（如“{model}”）不一致。",
    )
    place = Evidence("elsewhere", model, example.span)
    return Found(name.span, message, (better,), (place,), applicability="unsafe")


def _second_spelling(name: LatinName, better: LatinName, reading: Reading) -> Found:
    text, right = name.span.cut(reading.text), better.span.cut(reading.text)
    message = Message(
        f"“{text}” seems to be the same person as “{right}”.",
        f"“{text}”与“{right}”似为同一人，拼写不一致。",
    )
    place = Evidence("elsewhere", right, better.span)
    return Found(name.span, message, (right,), (place,), applicability="unsafe")


def _covered(span: Span, masked: Iterable[Span]) -> bool:
    return any(span.overlaps(each) for each in masked)


def _evidence(person: Person) -> tuple[Evidence, ...]:
    return (Evidence("source", person.name.text, person.name.span),)


RULES = (absent, wrong_reading, name_style, two_spellings, han_name)
