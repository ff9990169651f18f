"""The rules about numbers, dates and times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from glossary.check.figures import advice
from glossary.check.figures.comparing import Compared, Difference, compared
from glossary.check.figures.items import DATES, Item
from glossary.check.figures.pairing import Couple, is_money, same_money
from glossary.check.finding import Edit, Evidence, Fix, Found, Message, Severity
from glossary.check.places import trimmed
from glossary.check.reading import Reading
from glossary.check.rule import (
    ADDITION,
    CURRENCY,
    DATE,
    MISTRANSLATION,
    NUMBER,
    TIME,
    rule,
)
from tm.languages import Language, other
from tm.text.numerals.units import convert


@rule("N101", "number-differs", category=MISTRANSLATION, severity="warning", needs_source=True)
def differs(reading: Reading) -> Iterator[Found]:
    """
    Checks. A number, percentage or share of the source that has no counterpart of the same value in
    the translation, or another value in its place. A number below ten that is lost is only noted.

    Why. Readers act on numbers, and nobody sees a wrong one without the source.

    Example. 筹款额增长21%。 — Donations rose 12%.

    Instead. 筹款额增长21%。 — Donations rose 21%.

    Fix safety. Unsafe: the source may be wrong.
    """
    for each in reading.once(compared):
        for couple in each.couples:
            if _turned_discount(couple, reading):
                yield _turned(couple, reading)
        for difference in each.differences:
            if not difference.power and _is_number(difference.source):
                yield _different(difference, reading, error=True)
        for item in each.missing:
            if _is_number(item):
                yield _missing(item, each, reading)


@rule("N102", "number-scale", category=MISTRANSLATION, severity="error", needs_source=True)
def scale(reading: Reading) -> Iterator[Found]:
    """
    Checks. A number that is a power of ten too large or too small: the usual slip between 万, 亿
    and *million*, *billion*.

    Why. 1.2亿 is 120 million; *12 million* reads just as well and is wrong.

    Example. 筹款1.2亿元。 — It raised RMB 12 million.

    Instead. 筹款1.2亿元。 — It raised RMB 120 million.

    Fix safety. Unsafe, though nearly always right: the source may be wrong.
    """
    for each in reading.once(compared):
        for difference in each.differences:
            if difference.power:
                yield _scaled(difference, reading)


@rule("N103", "date-differs", category=DATE, severity="warning", needs_source=True)
def date(reading: Reading) -> Iterator[Found]:
    """
    Checks. A year, month, day, decade, century or quarter of the source that is missing or another
    one in the translation. Relative words (去年, *last year*) may stand for it.

    Why. A wrong date sends people to the wrong day; a lost year changes what a text reports.

    Example. 会议于8月22日举行。 — The meeting was held on August 23.

    Instead. 会议于8月22日举行。 — The meeting was held on August 22.

    Fix safety. Unsafe.
    """
    yield from _of_sorts(reading, DATES)


@rule("N104", "time-differs", category=TIME, severity="warning", needs_source=True)
def time(reading: Reading) -> Iterator[Found]:
    """
    Checks. A time of day of the source that is missing or another one in the translation. The
    twelve-hour clock is counted through: 晚上10点半 is 10:30 p.m. and 22:30.

    Why. 下午3点 turned into 3 a.m. is easily overlooked.

    Example. 下午3点开幕。 — It opened at 3 a.m.

    Instead. 下午3点开幕。 — It opened at 3 p.m.

    Fix safety. None.
    """
    yield from _of_sorts(reading, frozenset(("time",)))


@rule("N105", "unit-differs", category=CURRENCY, severity="warning", needs_source=True)
def unit(reading: Reading) -> Iterator[Found]:
    """
    Checks. The right number with another currency or unit, with its percent sign lost, or (a
    note) per cent where percentage points are meant.

    Why. 280元 is not $280, and 5公里 is not 5 miles.

    Example. 每户补助280元。 — Each household received $280.

    Instead. 每户补助280元。 — Each household received RMB 280.

    Fix safety. None: whether unit or number is wrong is for the translator to say.
    """
    for each in reading.once(compared):
        for couple in each.couples:
            if _other_unit(couple):
                found = _couple(
                    couple,
                    "Unit or currency differ: the source says {0}, the translation {1}.",
                    "单位或币种不一致：原文为{0}，译文为{1}。",
                )
                points = "point" in (couple.source.sort, couple.target.sort)
                yield replace(found, severity="note" if points else None)


@rule("N106", "number-added", category=ADDITION, severity="warning", needs_source=True)
def added(reading: Reading) -> Iterator[Found]:
    """
    Checks. A number or date of the translation that the source does not have. A number below ten,
    a conversion in brackets and the month of a year that stands in the source are only noted; the
    article's own year may always be added.

    Why. What the source does not say the translation should not either, numbers least of all.

    Example. 多名志愿者参加。 — Some 300 volunteers took part.

    Instead. 多名志愿者参加。 — Many volunteers took part.

    Fix safety. None.
    """
    for each in reading.once(compared):
        for item in each.added:
            yield _added(item, reading)
        for item in each.glosses:
            yield _added(item, reading, note=True)


@rule("N107", "ordinal-differs", category=MISTRANSLATION, severity="warning", needs_source=True)
def ordinal(reading: Reading) -> Iterator[Found]:
    """
    Checks. An ordinal, edition, congress or plan of the source that is missing or another one in
    the translation: 第三届, 十九大, 十三五.

    Why. The third meeting is not the second; a plan or congress is known by its number.

    Example. 第三届年会 — The Second Annual Meeting

    Instead. 第三届年会 — The Third Annual Meeting

    Fix safety. Unsafe.
    """
    yield from _of_sorts(reading, frozenset(("ordinal", "plan")))


@rule("N108", "approximation-lost", category=NUMBER, severity="note", needs_source=True)
def approximation(reading: Reading) -> Iterator[Found]:
    """
    Checks. 多, 余, 近, 约, 逾 of the source that the translation leaves out, or *about*, *nearly*,
    *over* that it adds, on the same number.

    Why. 近40人 are fewer than 40; an exact number claims more than the source does.

    Example. 近40人出席。 — 40 people attended.

    Instead. 近40人出席。 — Nearly 40 people attended.

    Fix safety. None: which word fits is for the translator to say.
    """
    for each in reading.once(compared):
        for couple in each.couples:
            if lost := _approximation(couple, reading):
                yield _couple(couple, *_APPROXIMATIONS[lost])


_APPROXIMATIONS = {
    "source": (
        "The source says {0}, approximately; the translation gives {1} as exact.",
        "原文{0}为概数，译文{1}成了确数。",
    ),
    "target": (
        "The source gives {0} as exact; the translation says {1}, approximately.",
        "原文{0}为确数，译文{1}成了概数。",
    ),
}
# Any of these near a number leaves it open; the reader's own judgement looks at its neighbour only.
_ROUGH: dict[Language, tuple[re.Pattern[str], re.Pattern[str]]] = {
    "zh": (
        re.compile("[约近逾超多余上将达至低高]|几乎|大概|不[到足]|估计|预[计期]|[低高]于|可能|接近|靠近|平均|少于"),
        re.compile("[多余强弱]|左右|上下|[以之][上下内]|上限|下限|不到|开外"),
    ),
    "en": (
        re.compile(
            r"(?<![a-z])(?:about|around|some|near|almost|over|more|approx|rough|close|estimat|"
            r"least|less|under|fewer|exceed|"
            r"above|below|up to|as (?:many|much)|surpass|reputed|average|well|just|most|"
            r"projected|expected|within|maximum|minimum|ceiling)|~",
            re.IGNORECASE,
        ),
        re.compile(r"or (?:so|more|less)|plus|\+|odd|at least", re.IGNORECASE),
    ),
}


def _approximation(couple: Couple, reading: Reading) -> str | None:
    """Return which side alone is approximate, None where both agree or it cannot be told."""
    source, target = couple.source, couple.target
    if (
        couple.cost > 1
        or not (source.hard and target.hard)
        or source.sort not in ("number", "percent")
    ):
        return None
    if source.approximate and not _rough(target, reading.text, reading.lang):
        return "source"
    if target.approximate and not _rough(source, reading.draft.source or "", other(reading.lang)):
        return "target"
    return None


def _rough(item: Item, text: str, lang: Language) -> bool:
    before, after = _ROUGH[lang]
    reach = 12 if lang == "zh" else 28
    start, end = item.span.start, item.span.end
    return (
        item.approximate
        or before.search(text, max(0, start - reach), start) is not None
        or after.search(text, end, end + reach // 2) is not None
    )


_OFF = re.compile(r"\s*(?:off\b|discount|reduction|cheaper)", re.IGNORECASE)


def _turned_discount(couple: Couple, reading: Reading) -> bool:
    """Whether 八折, four fifths of the price, became *80 percent off*."""
    source, target = couple.source, couple.target
    if source.sort != "discount" or target.sort != "percent" or source.value == 50:
        return False
    off = _OFF.match(reading.text, target.span.end) is not None
    return target.value == (source.value if off else 100 - source.value)


def _turned(couple: Couple, reading: Reading) -> Found:
    source, target = couple.source, couple.target
    paid, off = (format(value.normalize(), "f") for value in (source.value, 100 - source.value))
    message = Message(
        f"“{source.text}” is {paid} percent of the price, or {off} percent off; “{target.text}”"
        " says it the other way about.",
        f"“{source.text}”指按原价的{paid}%出售，即减价{off}%；译文“{target.text}”正好相反。",
    )
    return Found(target.span, message, evidence=_evidence(source), severity="error")


def _is_number(item: Item) -> bool:
    return item.sort not in DATES and item.sort not in ("time", "ordinal", "plan")


def _of_sorts(reading: Reading, sorts: frozenset[str]) -> Iterator[Found]:
    for each in reading.once(compared):
        for difference in each.differences:
            if not difference.power and difference.source.sort in sorts:
                yield _different(difference, reading, error=False)
        for item in each.missing:
            if item.sort in sorts:
                yield _missing(item, each, reading)


def _evidence(item: Item) -> tuple[Evidence, ...]:
    return (Evidence("source", item.text, item.span, format(item.value, "f")),)


def _different(difference: Difference, reading: Reading, *, error: bool) -> Found:
    source, target = difference.source, difference.target
    ours, theirs = advice.named(source, "en"), advice.named(target, "en")
    message = Message(
        f"The source says {ours}, the translation says {theirs}.",
        f"原文为{advice.named(source, 'zh')}，译文为{advice.named(target, 'zh')}。",
    )
    return _replacing(difference, reading, message, error=error)


def _scaled(difference: Difference, reading: Reading) -> Found:
    source, target, power = difference.source, difference.target, difference.power
    factor = f"{10 ** abs(power):,}"
    size, zh = ("large", "大") if power > 0 else ("small", "小")
    message = Message(
        f"{advice.named(source, 'en')} of the source became {advice.named(target, 'en')}:"
        f" {factor} times too {size}.",
        f"原文{advice.named(source, 'zh')}译成了{advice.named(target, 'zh')}，{zh}了{factor}倍。",
    )
    return _replacing(difference, reading, message, error=True)


def _replacing(difference: Difference, reading: Reading, message: Message, *, error: bool) -> Found:
    target = difference.target
    better = advice.instead(target, difference.source.value, reading.lang)
    fix = Fix("unsafe", (Edit(target.span, better),)) if better else None
    return Found(
        target.span, message, (better,) if better else (), _evidence(difference.source),
        severity="error" if error else None, fix=fix,
    )  # fmt: skip


def _missing(item: Item, each: Compared, reading: Reading) -> Found:
    message = Message(
        f"{advice.named(item, 'en')} of the source has no counterpart in the translation.",
        f"原文{advice.named(item, 'zh')}在译文中没有对应。",
    )
    better = advice.missing(item, reading.lang)
    severity: Severity | None = "note" if _is_few(item) else None
    return Found(
        trimmed(each.bead.target, reading.text),
        message,
        (better,) if better else (),
        _evidence(item),
        severity=severity,
    )


def _is_few(item: Item) -> bool:
    """Whether a number is below ten: lost or added alone it is noted only (3 acts, level 2)."""
    whole = item.value < 10 and item.value == int(item.value)
    return item.sort == "number" and whole and not is_money(item)


def _added(item: Item, reading: Reading, *, note: bool = False) -> Found:
    message = Message(
        f"{advice.named(item, 'en')} of the translation has no counterpart in the source.",
        f"译文中的{advice.named(item, 'zh')}在原文中没有对应。",
    )
    return Found(item.span, message, severity="note" if note or _is_few(item) else None)


def _couple(couple: Couple, en: str, zh: str) -> Found:
    pair = (f"“{couple.source.text}”", f"“{couple.target.text}”")
    return Found(
        couple.target.span, Message(en.format(*pair), zh.format(*pair)),
        evidence=_evidence(couple.source),
    )  # fmt: skip


def _other_unit(couple: Couple) -> bool:
    source, target = couple.source, couple.target
    if source.value != target.value or couple.cost > 2:
        return False
    if {source.sort, target.sort} in ({"number", "percent"}, {"point", "percent"}):
        return True
    if source.unit is None or target.unit is None or source.unit == target.unit:
        return False
    if is_money(source) and is_money(target):
        return not same_money(source.unit, target.unit)
    return couple.cost == 2 and convert(source.value, source.unit, target.unit) != source.value


RULES = (differs, scale, date, time, unit, added, ordinal, approximation)
