"""Numbers of a bead that have no counterpart on its other side.

For people, not for the search: what is said to differ should differ. So a vague number (十多个,
*a dozen*) agrees with what it may stand for, and a century or decade with its years.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tm.languages import Language
from tm.text.dates import DateValue
from tm.text.numerals import Figure, values

# How far a number that is said to be approximate reaches: 近百 and "some ninety", 十多 and 19.
_BELOW, _ABOVE = Decimal("0.8"), Decimal(2)
_PERIODS = {"decade": 10, "century": 100}


@dataclass(frozen=True, slots=True)
class _Number:
    written: str
    low: Decimal
    high: Decimal

    def meets(self, other: _Number) -> bool:
        return self.low <= other.high and other.low <= self.high


def apart(zh: str, en: str) -> tuple[list[str], list[str]]:
    """Return the numbers of each side that nothing on the other may stand for, as written.

    >>> apart("21世纪初，十多国的3000人", "in the early 2000s, 300 people from a dozen countries")
    (['3000'], ['300'])
    """
    ours, theirs = list(_numbers(zh, "zh")), list(_numbers(en, "en"))
    return _alone(ours, theirs), _alone(theirs, ours)


def _alone(these: list[_Number], those: list[_Number]) -> list[str]:
    alone = (one.written for one in these if not any(one.meets(other) for other in those))
    return list(dict.fromkeys(alone))


def _numbers(text: str, lang: Language) -> Iterator[_Number]:
    for value in values(text, lang):
        yield from _of_figure(value) if isinstance(value, Figure) else _of_date(value)


def _of_figure(figure: Figure) -> Iterator[_Number]:
    low, high = figure.value, figure.high or figure.value
    if figure.approximate or figure.vague:
        low, high = low * _BELOW, max(high, low * _ABOVE)
    yield _Number(_plain(figure.value), low, high)


def _of_date(date: DateValue) -> Iterator[_Number]:
    span = _PERIODS.get(date.kind)
    if span is not None:
        first = date.year if date.year is not None else ((date.number or 1) - 1) * 100
        first += 1900 if first < 100 and date.kind == "decade" else 0  # 80年代
        yield _Number(str(date.number or date.year), Decimal(first), Decimal(first + span - 1))
        return
    for part in (date.year, date.month, date.day, date.until, date.hour, date.number):
        if part:
            yield _Number(str(part), Decimal(part), Decimal(part))


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
