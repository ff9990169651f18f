"""Reader of English dates and times: April 28, 2016, 28 April, mid-1980s, 10:30 p.m., Q1."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tm.text.dates.value import DateValue, Part, Unit
from tm.text.masks import blank, blank_out
from tm.text.spans import Span

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_SHORT = {"Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Aug": 8, "Sept": 9, "Sep": 9,
          "Oct": 10, "Nov": 11, "Dec": 12}  # fmt: skip
_MONTH_NUMBER = {**{name: number for number, name in enumerate(_MONTHS, 1)}, **_SHORT}


def _named(pattern: str, branch: str) -> str:
    """Return the pattern with its group names marked by the branch they stand in."""
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{branch}>", pattern)


# May and March are months only next to a number or after a word that asks for a date.
_ASKS = (
    r"(?:in|of|last|this|next|since|by|until|till|early|mid|late|from|between|to|and|every|"
    r"each|before|after|during|through)"
)
_ASKED = re.compile(rf"(?<![A-Za-z]){_ASKS}\s\Z", re.IGNORECASE)
_DOUBTFUL = {"May", "March", "Mar", "Sep", "Dec", "Jan"}
_M = rf"(?P<month>{'|'.join(_MONTHS)}|(?:{'|'.join(_SHORT)})\b\.?)"
_D = (
    r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?:\s?[-–—]\s?(?P<until>[12]\d|3[01]|"
    r"[1-9])(?:st|nd|rd|th)?)?(?![\d%]|[.,]\d|\s(?:million|billion|percent|per cent))"
)
_Y = r"(?:(?:,\s?|\s(?:of\s)?|\.\s)(?P<year>(?:1\d|20)\d\d)(?!\d|,\d|\s(?:people|yuan|dollars)))?"
_PART = r"(?:(?P<part>[Ee]arly|[Mm]id(?:dle)?|[Ll]ate|[Ee]nd|[Bb]eginning)(?:\s(?:of|in)\s|[-\s]))?"
_FULL = re.compile(
    rf"(?<![A-Za-z]){_PART}(?:{_M}\s(?:the\s)?{_D}{_Y}"
    rf"|(?<![\d,.$])(?:the\s)?{_named(_D, 'b')}\s(?:of\s)?{_named(_M, 'b')}{_named(_Y, 'b')}"
    rf"|{_named(_M, 'c')}{_named(_Y, 'c')})(?![A-Za-z])"
)
_NUMERIC = re.compile(
    r"(?<![\d./-])(?:(?P<year>(?:1[89]|20)\d\d)(?P<sep>[-/.])(?P<month>1[0-2]|"
    r"0?[1-9])(?P=sep)(?P<day>[12]\d|3[01]|0?[1-9])"
    r"|(?P<a>[12]\d|3[01]|0?[1-9])(?P<sep2>[-/.])(?P<b>[12]\d|3[01]|"
    r"0?[1-9])(?P=sep2)(?P<last>(?:1[89]|20)\d\d))(?![\d/-]|\.\d)"
)
_EVENT = re.compile(r"(?<![\d/])9/11(?![\d/])")
_YEARS = re.compile(
    r"(?<![\d.,$€£¥/-])(?P<first>(?:1[1-9]|20)\d\d)(?:\s?[-–—/]\s?|(?: and | to | through | or "
    r")(?=\d{4}))(?P<second>(?:1[1-9]|20)\d\d|\d\d)(?![\d%,]|\.\d|-\d)"
)
_YEAR = re.compile(
    r"(?<![\d.,$€£¥/])(?:(?P<year>(?:1[5-9]|20)\d\d)|(?<=[Ii]n )(?P<old>1[0-4]\d\d))(?:AD|"
    r"CE)?(?![\d%]|[,.]\d|[A-Za-rt-z]|\s?(?:%|percent|per cent|people|yuan|dollars|euros|"
    r"meters|metres|kilometers|kilometres|km|miles|tons|tonnes|hectares|acres|million|billion|"
    r"words|times|students|members|"
    r"days|hours|households|families|villages|copies|units|participants|workers|troops|soldiers|"
    r"companies|megawatts|MW)\b)"
)
_CLOCK = re.compile(
    r"(?<![\d.:])(?P<hour>2[0-4]|1\d|0?\d)(?:[:：](?P<minute>[0-5]\d)(?::[0-5]\d)?(?!\d)\s?(?P<h"
    r"alf>[ap]\.?m\b\.?|noon)?"
    r"|(?:\.(?P<minute2>[0-5]\d))?\s?(?P<half2>[ap]\.m\.|[ap]m\b)|(?P<oclock>\s?o['’]clock))|"
    r"(?<![a-z])(?P<name>noon|midnight)\b",
    re.IGNORECASE,
)
_DECADE = re.compile(
    r"(?<![\d.,$])(?P<part>(?:early|mid|late|middle)[- ](?:to[- ]late[- ])?)?(?P<century>1\d|"
    r"20)?(?:['’‘])?(?P<decade>\d0)['’]?s(?![A-Za-z])"
    r"|(?<![A-Za-z])(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|"
    r"nineties)(?![a-z])",
    re.IGNORECASE,
)
_ONES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth " \
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth " \
    "twentieth"  # fmt: skip
_ORDINAL = {word: number for number, word in enumerate(_ONES.split(), 1)}
_ORDINAL |= {f"twenty-{word}": 20 + number for word, number in _ORDINAL.items() if number < 10}
_NTH = (
    r"(?:(?P<nth>\d{1,2})(?:st|nd|rd|th)|"
    rf"(?P<words>{'|'.join(sorted(_ORDINAL, key=len, reverse=True))}))"
)
_CENTURY = re.compile(rf"(?<![\w]){_NTH}(?:[- ]century|[- ]centuries)(?![a-z])", re.IGNORECASE)
_COHORT = re.compile(r"(?<![a-z])post-?[’']?(?:19|20)?(?P<year>\d0)s?(?![\d])", re.IGNORECASE)
_QUARTER = re.compile(
    rf"(?<![\w]){_NTH}[- ](?:fiscal[- ]|financial[- ])?quarters?(?![a-z])|"
    r"(?<![\w])(?:Q(?P<q>[1-4])|(?P<q2>[1-4])Q)(?![\w])",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"(?<![a-z])(?P<which>first|second|latter|1st|2nd)[- ]half(?![a-z])|(?<!\w)(?:H(?P<h>[12])|"
    r"(?P<h2>[12])H)(?!\w)",
    re.IGNORECASE,
)
_PLAN = re.compile(rf"(?<![\w]){_NTH}[- ](?:five|5)[- ]year", re.IGNORECASE)
_PLENUM = re.compile(rf"(?<![\w]){_NTH} (?:plenary|plenum)", re.IGNORECASE)
_RELATIVE = re.compile(
    r"(?<![a-z])(?:(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|tonight|yesterday|"
    r"tomorrow|(?:the )?(?:next|following|same|previous) day|that day)"
    r"|(?P<month>(?:last|this|next|the same|that|the previous|the following) month)"
    r"|(?P<year>(?:last|this|next|the same|that|the previous|the following|the past|the current|"
    r"a year|one year) (?:calendar )?year['’]?s?|year[- ]earlier|a year (?:ago|earlier|later))"
    r"|(?P<century>(?:last|this|the (?:last|past|present|current|previous|new)) century))(?![a-z])",
    re.IGNORECASE,
)
_PARTS: dict[str, Part] = {"e": "early", "b": "early", "m": "middle", "l": "late"}
_TENS = dict(zip("twenties thirties forties fifties sixties seventies eighties nineties".split(),
                 range(20, 100, 10), strict=True))  # fmt: skip


def read(text: str, masked: Sequence[Span] = ()) -> list[DateValue]:
    """Read the dates and times of an English text, in order."""
    left = blank(text, "en", masked)
    found: list[DateValue] = []
    for pattern, maker in _READERS:
        fresh = [value for match in pattern.finditer(left) for value in maker(match)]
        left = blank_out(left, (value.span for value in fresh))
        found += fresh
    return sorted(found, key=lambda value: value.span)


def _part(word: str | None) -> Part | None:
    if not word:
        return None
    return "late" if word.lower() == "end" else _PARTS.get(word[0].lower())


def _int(word: str | None) -> int | None:
    return int(word) if word else None


def _full(match: re.Match[str]) -> Iterator[DateValue]:
    name, day, until, year = (
        next(
            (
                match[group]
                for group in (f"{field}", f"{field}_b", f"{field}_c")
                if group in _GROUPS and match[group]
            ),
            None,
        )
        for field in ("month", "day", "until", "year")
    )
    assert name is not None  # every branch has a month
    doubtful = name.rstrip(".") in _DOUBTFUL and not (day or year or match["part"])
    if doubtful and not _ASKED.search(match.string, max(0, match.start() - 10), match.start()):
        return
    yield DateValue(
        Span(*match.span()),
        year=_int(year),
        month=_MONTH_NUMBER[name.rstrip(".")],
        day=_int(day),
        until=_int(until),
        part=_part(match["part"]),
        hard=bool(day or year),
    )


def _numeric(match: re.Match[str]) -> Iterator[DateValue]:
    span = Span(*match.span())
    if match["year"]:
        yield DateValue(
            span, year=int(match["year"]), month=int(match["month"]), day=int(match["day"])
        )
        return
    first, second = int(match["a"]), int(match["b"])
    month, day = (second, first) if first > 12 else (first, second)
    swapped = first <= 12 and second <= 12
    yield DateValue(span, year=int(match["last"]), month=month, day=day, swapped=swapped)


def _event(match: re.Match[str]) -> Iterator[DateValue]:
    yield DateValue(Span(*match.span()), year=2001, month=9, day=11, hard=False)


def _years(match: re.Match[str]) -> Iterator[DateValue]:
    first, second = int(match["first"]), int(match["second"])
    if second < 100:
        second += first // 100 * 100
    if second <= first:
        return
    yield DateValue(Span(*match.span("first")), year=first)
    yield DateValue(Span(*match.span("second")), year=second)


def _year(match: re.Match[str]) -> Iterator[DateValue]:
    yield DateValue(Span(*match.span()), year=int(match["year"] or match["old"]))


def _clock(match: re.Match[str]) -> Iterator[DateValue]:
    span = Span(*match.span())
    if match["name"]:
        hour = 12 if match["name"].lower() == "noon" else 0
        yield DateValue(span, "time", hour=hour, minute=0, hard=False)
        return
    hour, minute = int(match["hour"]), _int(match["minute"] or match["minute2"]) or 0
    half = (match["half"] or match["half2"] or "").lower()[:1]
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    yield DateValue(span, "time", hour=hour, minute=minute, twelve=not half and hour <= 12)


def _decade(match: re.Match[str]) -> Iterator[DateValue]:
    year = _TENS[match["word"].lower()] if match["word"] else int(match["decade"])
    year += int(match["century"] or 0) * 100
    yield DateValue(
        Span(*match.span()), "decade", year=year, part=_part(match["part"]), hard=not match["word"]
    )


def _nth(match: re.Match[str]) -> int:
    return int(match["nth"] or _ORDINAL[match["words"].lower()])


def _century(match: re.Match[str]) -> Iterator[DateValue]:
    yield DateValue(Span(*match.span()), "century", number=_nth(match))


def _cohort(match: re.Match[str]) -> Iterator[DateValue]:
    yield DateValue(Span(*match.span()), "cohort", year=int(match["year"]))


def _quarter(match: re.Match[str]) -> Iterator[DateValue]:
    number = match["q"] or match["q2"] or _nth(match)
    if int(number) < 5:
        yield DateValue(Span(*match.span()), "quarter", number=int(number))


def _half(match: re.Match[str]) -> Iterator[DateValue]:
    number = _int(match["h"] or match["h2"]) or (1 if match["which"][0] in "1fF" else 2)
    yield DateValue(Span(*match.span()), "half", number=number, hard=False)


def _plan(match: re.Match[str]) -> Iterator[DateValue]:
    yield DateValue(Span(*match.span()), "plan", number=_nth(match))


def _plenum(match: re.Match[str]) -> Iterator[DateValue]:
    yield DateValue(Span(*match.span()), "plenum", number=_nth(match))


def _relative(match: re.Match[str]) -> Iterator[DateValue]:
    of: Unit | None = next((unit for unit in _UNITS if match[unit]), None)
    yield DateValue(Span(*match.span()), "relative", of=of, hard=False)


_UNITS: tuple[Unit, ...] = ("day", "month", "year", "century")
_GROUPS = _FULL.groupindex
# In order: what an earlier reader has taken a later one no longer sees.
_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[DateValue]]], ...] = (
    (_EVENT, _event),
    (_NUMERIC, _numeric),
    (_FULL, _full),
    (_PLAN, _plan),
    (_PLENUM, _plenum),
    (_CENTURY, _century),
    (_QUARTER, _quarter),
    (_HALF, _half),
    (_COHORT, _cohort),
    (_DECADE, _decade),
    (_YEARS, _years),
    (_YEAR, _year),
    (_CLOCK, _clock),
    (_RELATIVE, _relative),
)
