"""How a time of day or a period is written in the style of another that stands in a translation.

3 p.m. → 9 a.m., 下午3时 → 上午9时30分, the 1990s → the 1980s, 21世纪 → 20世纪, the first quarter →
the third quarter, 十三五 → 十四五. Noon, a quarter to three and 上世纪 are words that another is
not written like: those stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from tm.languages import Language
from tm.text.dates import DateValue
from tm.text.numerals import render
from tm.text.numerals.render import ORDINALS, ordinal
from tm.text.sums import sum_up

Write = Callable[[str, DateValue, DateValue], str | None]

_CLOCK_EN = re.compile(
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?(?P<half>\s?(?P<letter>[ap])\.?m\b\.?)?", re.IGNORECASE
)
_HAN = "零一二两三四五六七八九十"
_CLOCK_ZH = re.compile(
    rf"(?P<time>凌晨|早上|早晨|上午|下午|晚上|傍晚|中午)?(?P<hour>\d{{1,2}}|[{_HAN}]{{1,3}})"
    rf"(?:(?P<mark>[:：])\d\d|(?P<unit>点钟|点|时)(?:(?:\d{{1,2}}|[{_HAN}]{{1,3}})分|半)?)"
)
_PARTS_OF_DAY = {
    "凌晨": range(6), "早上": range(5, 10), "早晨": range(5, 10), "上午": range(6, 12),
    "中午": range(11, 14), "下午": range(13, 18), "傍晚": range(17, 20), "晚上": range(18, 24),
}  # fmt: skip
_USUAL = ("凌晨", "上午", "中午", "下午", "晚上")
"""The parts of the day a time is put in where the old one does not hold it."""
_DECADE_EN = re.compile(r"(?P<century>\d\d)?(?P<decade>\d0)(?P<end>['’]?s)")
_DECADE_ZH = re.compile(
    r"(?:(?P<century>\d{1,2}|[一二十]{1,3}[一二三四五六七八九]?)世纪)?"
    r"(?P<decade>\d0|[一二三四五六七八九]十)年代"
)
_NTH = re.compile(
    rf"\d+(?:st|nd|rd|th)|(?<![a-z])(?:{'|'.join(reversed(ORDINALS))})(?![a-z])", re.IGNORECASE
)
_NUMBER = re.compile(rf"\d+|[{_HAN}]+")
_PLAN = re.compile("十?[一二三四五六七八九]?五")


def period(like: str, old: DateValue, new: DateValue, language: Language) -> str | None:
    """Return `new` as `old` is written, which is `like`; None where it cannot be."""
    write = _WRITERS.get((old.kind, language))
    if write is None or old.kind != new.kind or old.part != new.part or old.twelve != new.twelve:
        return None
    return write(like, old, new)


# ---- times of day --------------------------------------------------------------------------------


def _english_clock(like: str, old: DateValue, new: DateValue) -> str | None:
    """Write a time in figures, by twelve hours where a.m. or p.m. stands.

    >>> from tm.text.spans import Span
    >>> three = DateValue(Span(0, 1), "time", hour=15, minute=0)
    >>> nine = DateValue(Span(0, 1), "time", hour=9, minute=30)
    >>> [_english_clock(like, three, nine) for like in ("3 p.m.", "15:00", "3:00 PM", "noon")]
    ['9:30 a.m.', '9:30', '9:30 AM', None]
    """
    found = _CLOCK_EN.fullmatch(like)
    hour, minute = new.hour, new.minute
    if found is None or hour is None or minute is None or not (found["minute"] or found["half"]):
        return None
    half = found["half"] or ""
    if half:
        half = half.replace(found["letter"], _cased("a" if hour < 12 else "p", found["letter"]))
        hour = hour % 12 or 12
    minutes = f":{minute:02}" if minute or found["minute"] else ""
    width = 2 if len(found["hour"]) == 2 and found["hour"].startswith("0") else 1
    return f"{hour:0{width}}{minutes}{half}"


def _cased(letter: str, like: str) -> str:
    return letter.upper() if like.isupper() else letter


def _chinese_clock(like: str, old: DateValue, new: DateValue) -> str | None:
    """Write a time with the part of the day it falls in, in figures or characters.

    >>> from tm.text.spans import Span
    >>> three = DateValue(Span(0, 1), "time", hour=15, minute=0)
    >>> nine = DateValue(Span(0, 1), "time", hour=9, minute=30)
    >>> [_chinese_clock(like, three, nine) for like in ("下午3时", "15:00", "下午三点", "15时")]
    ['上午9时30分', '9:30', '上午九点半', '9时30分']
    """
    found = _CLOCK_ZH.fullmatch(like)
    if found is None or new.hour is None or new.minute is None:
        return None
    hour, time = new.hour, found["time"] or ""
    if time:
        time = _part_of_day(time, hour)
        hour = hour - 12 if hour > 12 else hour
    if found["mark"]:
        return f"{time}{hour}{found['mark']}{new.minute:02}"
    figures = found["hour"].isdigit()
    minutes = ""
    if new.minute:
        minutes = "半" if new.minute == 30 and not figures else _count(new.minute, figures) + "分"
    unit = found["unit"].removesuffix("钟") if minutes else found["unit"]
    return f"{time}{_hour(hour, figures)}{unit}{minutes}"


def _part_of_day(old: str, hour: int) -> str:
    if hour in _PARTS_OF_DAY[old]:
        return old
    return next(name for name in _USUAL if hour % 24 in _PARTS_OF_DAY[name])


def _count(number: int, figures: bool) -> str:
    return str(number) if figures else render(Decimal(number), "zh", "三")


def _hour(hour: int, figures: bool) -> str:
    return "两" if hour == 2 and not figures else _count(hour, figures)


# ---- periods -------------------------------------------------------------------------------------


def _english_decade(like: str, old: DateValue, new: DateValue) -> str | None:
    """Write a decade in figures: the 1990s → 1980s."""
    found = _DECADE_EN.search(like)
    if found is None or old.year is None or new.year is None:
        return None
    if bool(found["century"]) != (new.year >= 100) or (old.year >= 100) != (new.year >= 100):
        return None
    year = str(new.year) if found["century"] else f"{new.year:02}"
    return like[: found.start()] + year + found["end"] + like[found.end() :]


def _chinese_decade(like: str, old: DateValue, new: DateValue) -> str | None:
    """Write a decade, with its century where that stands: 20世纪90年代 → 20世纪80年代.

    >>> from tm.text.spans import Span
    >>> nineties, tens = (DateValue(Span(0, 1), "decade", year=year) for year in (1990, 2010))
    >>> [_chinese_decade(like, nineties, tens) for like in ("20世纪90年代", "上世纪90年代")]
    ['21世纪10年代', None]
    """
    found = _DECADE_ZH.match(like)
    if found is None or old.year is None or new.year is None:
        return None
    if bool(found["century"]) != (new.year >= 100) or (old.year >= 100) != (new.year >= 100):
        return None
    decade, century = new.year % 100, new.year // 100 + 1
    figures = found["decade"].isdigit()
    if decade == 0 or (not figures and decade < 20):
        return None
    head = f"{_count(century, found['century'].isdigit())}世纪" if found["century"] else ""
    return f"{head}{decade if figures else _count(decade, figures=False)}年代{like[found.end() :]}"


def _english_nth(like: str, old: DateValue, new: DateValue) -> str | None:
    """Write a century, quarter, plan or plenum by its ordinal, in figures or words.

    >>> from tm.text.spans import Span
    >>> first, third = (DateValue(Span(0, 1), "quarter", number=number) for number in (1, 3))
    >>> [_english_nth(like, first, third) for like in ("first quarter", "1st quarter", "Q1")]
    ['third quarter', '3rd quarter', None]
    """
    found = _NTH.search(like)
    if found is None or new.number is None:
        return None
    text = ordinal(new.number, found.group())
    return text and like[: found.start()] + text + like[found.end() :]


def _chinese_nth(like: str, old: DateValue, new: DateValue) -> str | None:
    """Write a century, quarter or plenum by its number: 21世纪 → 20世纪, 一季度 → 三季度."""
    found = _NUMBER.search(like)
    if found is None or old.number is None or new.number is None:
        return None
    if sum_up(found.group(), 0, len(found.group())).low != old.number:
        return None
    text = _count(new.number, figures=found.group().isdigit())
    return like[: found.start()] + text + like[found.end() :]


def _chinese_plan(like: str, old: DateValue, new: DateValue) -> str | None:
    """Write a five-year plan by its short name: 十三五 → 十四五."""
    if not _PLAN.fullmatch(like) or new.number is None or not 9 < new.number < 16:
        return None
    return _count(new.number, figures=False) + "五"


_WRITERS: dict[tuple[str, Language], Write] = {
    ("time", "en"): _english_clock, ("time", "zh"): _chinese_clock,
    ("decade", "en"): _english_decade, ("decade", "zh"): _chinese_decade,
    ("century", "en"): _english_nth, ("century", "zh"): _chinese_nth,
    ("quarter", "en"): _english_nth, ("quarter", "zh"): _chinese_nth,
    ("plenum", "en"): _english_nth, ("plenum", "zh"): _chinese_nth,
    ("plan", "en"): _english_nth, ("plan", "zh"): _chinese_plan,
}  # fmt: skip
