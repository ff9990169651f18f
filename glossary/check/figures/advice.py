"""What a finding about a value says, and what could stand there instead."""

from __future__ import annotations

import re
from decimal import Decimal

from glossary.check.figures.items import Item
from tm.languages import Language
from tm.text.numerals import render

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_PLAIN = re.compile(r"[\d.,]+")
_RANGE = re.compile(r"\d\s?(?:[-–—~～至到]|to|and)\s?\d")


def named(item: Item, lang: Language) -> str:
    """Name a value: as it stands, with what it is worth where that does not show.

    >>> from glossary.check.figures.items import items
    >>> named(items("1.2亿元", "zh")[0], "en"), named(items("12,000 people", "en")[0], "zh")
    ('“1.2亿元” (120 million)', '“12,000”')
    """
    quoted = f"“{item.text}”"
    if item.sort not in ("number", "percent", "multiple") or _PLAIN.fullmatch(item.text):
        return quoted
    worth = render(item.value, lang) + ("%" if item.sort == "percent" else "")
    if worth in item.text:
        return quoted
    return f"{quoted} ({worth})" if lang == "en" else f"{quoted}（{worth}）"


def instead(wrong: Item, right: Decimal, lang: Language) -> str | None:
    """Return the text at `wrong` with the right value in it, None where that is not certain.

    >>> from glossary.check.figures.items import items
    >>> instead(items("RMB 12 million", "en")[0], Decimal(120_000_000), "en")
    'RMB 120 million'
    """
    if _RANGE.search(wrong.text) or wrong.sort in ("fraction", "time", "multiple", "discount"):
        return None
    if wrong.digits != wrong.span or wrong.sort in ("number", "percent", "point"):
        start = wrong.digits.start - wrong.span.start
        stop = wrong.digits.end - wrong.span.start
        digits = wrong.text[start:stop]
        if wrong.sort == "ordinal" and lang == "en":
            return None
        return wrong.text[:start] + render(right, lang, digits) + wrong.text[stop:]
    return _date(wrong, int(right), lang)


def _date(wrong: Item, right: int, lang: Language) -> str | None:
    """Put another year, month or day into a date."""
    old = str(int(wrong.value))
    if wrong.sort == "month" and lang == "en":
        name = _MONTHS[int(wrong.value) - 1] if 1 <= wrong.value <= 12 else ""
        fits = name in wrong.text and 1 <= right <= 12
        return wrong.text.replace(name, _MONTHS[right - 1]) if fits else None
    places = list(re.finditer(rf"(?<!\d){old}(?!\d)", wrong.text))
    if len(places) != 1:
        return None
    start, end = places[0].span()
    return wrong.text[:start] + str(right) + wrong.text[end:]


def missing(item: Item, lang: Language) -> str | None:
    """Return what could be written for a value that is missing."""
    if item.sort in ("number", "percent") and item.high is None:
        return render(item.value, lang) + ("%" if item.sort == "percent" else "")
    return str(int(item.value)) if item.sort == "year" else None
