"""The rules about what numbers say of each other and of their things: order, direction, part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from glossary.check.figures.comparing import Compared, compared
from glossary.check.figures.items import DATES, Item
from glossary.check.figures.pairing import Couple
from glossary.check.finding import Evidence, Found, Message
from glossary.check.reading import Reading
from glossary.check.rule import DATE, MISTRANSLATION, rule
from tm.languages import Language, other
from tm.text.spans import Span

_REACH = 24  # characters before a number in which from and to, 由 and 到 belong to it
_CLAUSE = re.compile(r"[。；！？;!?:：]|[，,](?!\d)|\.(?=\s|\Z)")
_FROM: dict[Language, re.Pattern[str]] = {
    "zh": re.compile("[由从自]"), "en": re.compile(r"\bfrom\b", re.IGNORECASE),
}  # fmt: skip
_TO: dict[Language, re.Pattern[str]] = {
    "zh": re.compile("[到至为成]"), "en": re.compile(r"\bto\b", re.IGNORECASE),
}  # fmt: skip
# What makes of two numbers a share, a rate or a comparison, whose order each language chooses.
_NO_LIST = {
    "zh": re.compile("[中里的之比每占超于以是有其或。；：！？]"),
    "en": re.compile(
        r"[.;:!?()—]|\b(?:of|or|per|from|to|than|for|in|at|with|were|was|which|by|had|after|every|"
        r"each|on)\b"
    ),
}  # fmt: skip
_LIST_JOIN = {"zh": re.compile("[、，和与及]"), "en": re.compile(r",|\band\b")}
_MOST_BETWEEN = {"zh": 18, "en": 50}

_UP: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        "增[长加多大至到幅]|上[升涨调浮]|提[高升]|攀升|扩大|[猛激新]增|翻[一两]?番|涨[至到了幅]"
    ),
    "en": re.compile(
        r"\b(?:increas\w*|r[io]se[ns]?|rising|gr[eo]w(?:n|s|th|ing)?|up|climb\w*|gain\w*|expan\w*|"
        r"higher|surg\w*|jump\w*|soar\w*|improv\w*|rais\w*|added|more|doubl\w*|advanc(?:e|es|ing)|"
        r"accelerat\w*|hike\w*|boost\w*|widen\w*|strengthen\w*|add(?:s|ing)?|bigger|upward\w*)\b",
        re.IGNORECASE,
    ),
}  # fmt: skip
_DOWN: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        "下[降跌滑调挫浮]|减[少低至到幅小]|降[低至到幅]|缩[减小水]|萎缩|回落|锐减|跌[至到了幅]|暴跌"
    ),
    "en": re.compile(
        r"\b(?:decreas\w*|f[ae]ll(?:en|s|ing)?|declin\w*|drop(?:s|ped|ping)?|down|reduc\w*|shr[iau]nk\w*|"
        r"lower\w*|cut(?:s|ting)?|slump\w*|plung\w*|plummet\w*|less|fewer|los[est]\w*|contract(?:ed|ing|ion)|"
        r"dip(?:s|ped)?|slid\w*|"
        r"weaken\w*|narrow\w*|tumbl\w*|downward\w*|smaller|shed\w*|depreciat\w*|eas(?:e|ed|ing))\b",
        re.IGNORECASE,
    ),
}  # fmt: skip
# What turns a direction round, or leaves open whose it is.
_TURNED: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        "[不未没无非]|放缓|减速|收窄|减缓|亏损|赤字|逆差|负增|避免|防止|遏制|节[约省]|扭转"
    ),
    "en": re.compile(
        r"\b(?:not?|never|slow\w*|deficit\w*|loss\w*|deteriorat\w*|worse\w*|negative|avoid\w*|"
        r"prevent\w*|sav(?:e|ed|ing|ings)|revers\w*|without|fail\w*|halv\w*)\b|n['’]t\b",
        re.IGNORECASE,
    ),
}  # fmt: skip
# Of anything, not of a change.
_LOOSE = {"more", "less", "fewer", "lower", "higher", "added", "adding"}
_PARTS: dict[Language, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "zh": (
        ("early", re.compile("上旬|月初")), ("mid", re.compile("中旬|月中")),
        ("late", re.compile("下旬|月底|月末")),
    ),
    "en": (
        ("early", re.compile(r"\b(?:early|beginning|start)\b", re.IGNORECASE)),
        ("mid", re.compile(r"\b(?:mid|middle)\b", re.IGNORECASE)),
        ("late", re.compile(r"\b(?:late|end)\b", re.IGNORECASE)),
    ),
}  # fmt: skip
_PART_NAMES = {"early": "上旬", "mid": "中旬", "late": "下旬"}


@rule("N109", "numbers-exchanged", category=MISTRANSLATION, severity="warning", needs_source=True)
def exchanged(reading: Reading) -> Iterator[Found]:
    """
    Checks. Two numbers of an enumeration, or of a change from one to the other, that stand in each
    other's place.

    Why. Every number has its counterpart, so that nothing else tells.

    Example. 由90天缩短到30天 — cut from 30 days to 90

    Instead. 由90天缩短到30天 — cut from 90 days to 30

    Fix safety. None: the things may have changed places with their numbers.
    """
    for each in reading.once(compared):
        for one, two in pairwise(_plain(each)):
            if _turned_round(one, two, reading) or _listed_otherwise(one, two, each, reading):
                yield _exchanged(one, two)
        for one, two in _read_as_range(each, reading):
            yield _exchanged(one, two)


@rule("N110", "direction-reversed", category=MISTRANSLATION, severity="warning", needs_source=True)
def direction(reading: Reading) -> Iterator[Found]:
    """
    Checks. A growth of the source that is a decline in the translation, or the other way about,
    beside the same number, where the passage speaks of no other change.

    Why. 增长12% and *fell 12 percent* agree in every figure and say the opposite.

    Example. 捐款增长了12%。 — Donations fell 12 percent.

    Instead. 捐款增长了12%。 — Donations rose 12 percent.

    Fix safety. None.
    """
    for each in reading.once(compared):
        told: set[Span] = set()
        for couple in filter(_measured, each.couples):
            source, target = _ways(couple, each, reading)
            if source is None or target is None or source.up == target.up:
                continue
            if {source.word.lower(), target.word.lower()} & _LOOSE or target.span in told:
                continue
            told.add(target.span)
            yield _reversed(couple, source, target)


@rule("N111", "part-of-month", category=DATE, severity="warning", needs_source=True)
def part_of_month(reading: Reading) -> Iterator[Found]:
    """
    Checks. 上旬, 中旬 or 下旬 of a month that is another third of it in the translation.

    Why. The month agrees, and ten days are lost all the same.

    Example. 会议将于4月中旬举行。 — The meeting will be held in late April.

    Instead. 会议将于4月中旬举行。 — The meeting will be held in mid-April.

    Fix safety. None.
    """
    there = other(reading.lang)
    for each in reading.once(compared):
        for couple in each.couples:
            if couple.source.sort != couple.target.sort or couple.source.sort != "month":
                continue
            source = _part(couple.source, reading.draft.source or "", there)
            target = _part(couple.target, reading.text, reading.lang)
            if source and target and source != target:
                yield Found(
                    couple.target.span,
                    Message(
                        f"“{couple.source.text}” of the source is the {source} part of the month,"
                        f" “{couple.target.text}” the {target} part.",
                        f"原文“{couple.source.text}”指{_PART_NAMES[source]}，"
                        f"译文“{couple.target.text}”指{_PART_NAMES[target]}。",
                    ),
                    evidence=(Evidence("source", couple.source.text, couple.source.span),),
                )


def _plain(each: Compared) -> list[Couple]:
    """Return the couples that are one number written twice, in the order of the source.

    What stands several times on a side, or shares its place with another, tells no order.
    """
    found = [c for c in each.couples if _exact(c) and c.source.sort not in (*DATES, "time")]
    values = [couple.source.value for couple in found]
    sources = [couple.source.span for couple in found]
    targets = [couple.target.span for couple in found]
    single = [
        couple for couple in found
        if values.count(couple.source.value) == 1
        and sources.count(couple.source.span) == targets.count(couple.target.span) == 1
    ]  # fmt: skip
    return sorted(single, key=lambda couple: couple.source.span)


def _exact(couple: Couple) -> bool:
    return couple.cost <= 1 and not couple.source.vague and couple.source.sort != "ordinal"


def _measured(couple: Couple) -> bool:
    source = couple.source
    return _exact(couple) and source.hard and source.sort not in (*DATES, "time")


def _turned_round(one: Couple, two: Couple, reading: Reading) -> bool:
    """Whether 由 A 到 B became *from B to A*."""
    there = other(reading.lang)
    source = _ends(one.source, two.source, reading.draft.source or "", there)
    target = _ends(one.target, two.target, reading.text, reading.lang)
    return source is not None and target is not None and source != target


def _read_as_range(each: Compared, reading: Reading) -> Iterator[tuple[Couple, Couple]]:
    """Yield 由500元降为200元 that became *from 200 to 500 yuan*, which reads as one range."""
    there = other(reading.lang)
    for one, two in pairwise(sorted(each.couples, key=lambda couple: couple.source.span)):
        if one.target.span != two.target.span or one.source.value <= two.source.value:
            continue
        before = reading.text[max(0, one.target.span.start - 6) : one.target.span.start]
        if _FROM[reading.lang].search(before) and _ends(
            one.source, two.source, reading.draft.source or "", there
        ):
            yield one, two


def _ends(one: Item, two: Item, text: str, lang: Language) -> bool | None:
    """Return whether `one` is where a change begins and `two` where it ends; None if untold."""
    first, second = (_preposition(item, text, lang) for item in (one, two))
    if {first, second} != {"from", "to"}:
        return None
    return first == "from"


def _preposition(item: Item, text: str, lang: Language) -> str | None:
    before = text[max(0, item.span.start - _REACH) : item.span.start]
    before = _CLAUSE.split(before)[-1]
    last = {
        name: max((found.end() for found in pattern[lang].finditer(before)), default=-1)
        for name, pattern in (("from", _FROM), ("to", _TO))
    }
    if last["from"] == last["to"]:
        return None
    return max(last, key=lambda name: last[name])


def _listed_otherwise(one: Couple, two: Couple, each: Compared, reading: Reading) -> bool:
    """Whether an enumeration has its numbers the other way about, and nothing else between."""
    items = (one.source, two.source, one.target, two.target)
    counted = all((item.hard or item.small) and not item.approximate for item in items)
    alike = len({item.sort for item in items}) == len({item.unit for item in items}) == 1
    if one.target.span < two.target.span or not counted or not alike:
        return False
    there = other(reading.lang)
    sources = [couple.source for couple in each.couples] + [*each.missing]
    targets = [couple.target for couple in each.couples] + [*each.added]
    return _enumerates(
        one.source, two.source, reading.draft.source or "", there, sources
    ) and _enumerates(two.target, one.target, reading.text, reading.lang, targets)


def _enumerates(
    one: Item, two: Item, text: str, lang: Language, beside: Sequence[Item]
) -> bool:
    between = text[one.span.end : two.span.start]
    others = any(one.span < item.span < two.span for item in beside)
    return (
        not others
        and 1 < len(between) <= _MOST_BETWEEN[lang]
        and _LIST_JOIN[lang].search(between) is not None
        and _NO_LIST[lang].search(between) is None
    )


def _exchanged(one: Couple, two: Couple) -> Found:
    first, last = sorted((one.target.span, two.target.span))
    ours = f"“{one.source.text}”", f"“{two.source.text}”"
    theirs = f"“{one.target.text}”", f"“{two.target.text}”"
    return Found(
        Span(first.start, last.end),
        Message(
            f"{ours[0]} and {ours[1]} of the source have changed places:"
            f" {theirs[1]} stands where {theirs[0]} should.",
            f"原文{ours[0]}与{ours[1]}在译文中互换了位置。",
        ),
        evidence=(Evidence("source", one.source.text, one.source.span),
                  Evidence("source", two.source.text, two.source.span)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Way:
    """The one direction a stretch speaks of, and the word that says so."""

    up: bool
    word: str
    span: Span


def _ways(couple: Couple, each: Compared, reading: Reading) -> tuple[_Way | None, _Way | None]:
    """Return the directions of a number on both sides: of the passages, else of the clauses."""
    there, bead = other(reading.lang), each.bead
    source, target = reading.draft.source or "", reading.text
    whole = _way(source, bead.source, there), _way(target, bead.target, reading.lang)
    if None not in whole:
        return whole
    ours = _clause(couple.source.span, bead.source, source)
    theirs = _clause(couple.target.span, bead.target, target)
    return _way(source, ours, there), _way(target, theirs, reading.lang)


def _clause(span: Span, within: Span, text: str) -> Span:
    """Return the clause round a span, of what lies within another."""
    before = [found.end() for found in _CLAUSE.finditer(text, within.start, span.start)]
    after = _CLAUSE.search(text, span.end, within.end)
    start = before[-1] if before else within.start
    return Span(start, after.start() if after else within.end)


def _way(text: str, within: Span, lang: Language) -> _Way | None:
    """Return the direction a stretch speaks of; None where it has none, both, or turns it."""
    cut = within.cut(text)
    up, down = _UP[lang].search(cut), _DOWN[lang].search(cut)
    found = up or down
    if found is None or (up and down) or _TURNED[lang].search(cut):
        return None
    return _Way(up is not None, found[0], Span(*found.span()).shift(within.start))


def _reversed(couple: Couple, source: _Way, target: _Way) -> Found:
    return Found(
        target.span,
        Message(
            f"The source says “{source.word}” of “{couple.source.text}”, the translation"
            f" “{target.word}”: the direction is reversed.",
            f"原文“{couple.source.text}”为“{source.word}”，译文为“{target.word}”，增减方向相反。",
        ),
        evidence=(Evidence("source", couple.source.text, couple.source.span),),
    )


def _part(item: Item, text: str, lang: Language) -> str | None:
    """Return the third of its month a date names: in its words, or just beside them."""
    if lang == "zh":
        near = text[item.span.start : item.span.end + 2]
    else:
        near = text[max(0, item.span.start - 14) : item.span.end]
    found = [name for name, pattern in _PARTS[lang] if pattern.search(near)]
    return found[0] if len(found) == 1 else None


RULES = (exchanged, direction, part_of_month)
