"""Names of Chinese people: rendered, read rightly, in one order, one style and one spelling.

A Chinese name is held against the pinyin names of its bead. Names of foreigners written in Han
(马克龙) cannot be told from Chinese ones by their characters alone, so a name counts as absent only
where nothing of it stands in the translation and its characters are not those of foreign names.
A name the glossary knows is the glossary's: its own spelling beats every rule here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz.distance import OSA

from glossary.check.finding import Evidence, Found, Message
from glossary.check.people import (
    Person,
    confirmed,
    has_other_name,
    is_named,
    people,
    pinyin_names,
)
from glossary.check.places import trimmed
from glossary.check.reading import Reading
from glossary.check.rule import OMISSION, SPELLING, STYLE, TERM_USE, WRONG_TERM, rule
from tm.text.chars import is_han
from tm.text.names import LatinName, latin_names, loose, written
from tm.text.pinyin import readings

# Surnames nobody bears in their everyday reading.
_ONE_READING = frozenset("曾仇解查单朴冼尉")


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
        if person.latin or person.name.foreign or name in told or is_named(name, reading):
            continue
        told.add(name)
        best = written(readings(name)[0])
        message = Message(
            f"“{name}” ({best}) is named in the source, but not in the translation.",
            f"原文提到“{name}”，译文中没有这个人名（{best}）。",
        )
        yield Found(
            trimmed(person.bead.target, reading.text), message, (best,), _evidence(person),
            severity="note" if has_other_name(person.bead, reading) else None,
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
    have readings of their own (单 is Shan); the everyday one is a warning, and only a note where
    people bear both (乐 is Yue or Le).

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


@rule("M104", "two-spellings", category=TERM_USE, severity="warning", languages=("en",),
      gives_way_to=("M102",))  # fmt: skip
def two_spellings(reading: Reading) -> Iterator[Found]:
    """
    Checks. One person written two ways in one text: two spellings that stand for the same Chinese
    name, with a hyphen and without, or, without a source, two full names one letter apart with the
    same surname.

    Why. Readers count two people.

    Example. HUANG Haoming opened the meeting. … HUANG Haomin thanked all.

    Instead. HUANG Haoming opened the meeting. … HUANG Haoming thanked all.

    Fix safety. Unsafe: the rarer spelling may be the right one.
    """
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], LatinName] = {}
    for name in reading.once(pinyin_names):
        key = (loose(name.surname), loose(name.given))
        counts[key] += 1
        first.setdefault(key, name)
    known = reading.once(confirmed)
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
    yield from _hyphened(reading)


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


def _style_names(reading: Reading) -> list[LatinName]:
    """Return the names to hold style against: with a source, those its Chinese names confirm."""
    if reading.draft.source is None:
        return [name for name in reading.once(pinyin_names) if name.capitals] or reading.once(
            pinyin_names
        )
    return [person.latin for person in reading.once(people) if person.latin]


def _hyphened(reading: Reading) -> Iterator[Found]:
    """Tell the rarer way, or else the later, of Hao-ming and Haoming for one person."""
    ways: defaultdict[tuple[str, str], defaultdict[bool, list[LatinName]]]
    ways = defaultdict(lambda: defaultdict(list))
    for name in reading.once(pinyin_names):
        hyphened = "-" in name.span.cut(reading.text)
        ways[loose(name.surname), loose(name.given)][hyphened].append(name)
    for spellings in ways.values():
        if len(spellings) > 1:
            better, other = sorted(spellings.values(), key=lambda each: (-len(each), each[0].span))
            yield replace(_second_spelling(other[0], better[0], reading), severity="note")


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
    both = person.name.text[0] not in _ONE_READING
    return Found(person.latin.span, message, (best,), _evidence(person),
                 severity="note" if both else "warning")  # fmt: skip


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


def _evidence(person: Person) -> tuple[Evidence, ...]:
    return (Evidence("source", person.name.text, person.name.span),)


RULES = (absent, wrong_reading, name_style, two_spellings, han_name)
