"""The single values of a text that a translation must answer: numbers, and dates in their parts.

A date is taken apart into year, month and day, because translators move the parts; a range gives
its two ends. Soft items never ask for a partner but may serve as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from tm.languages import Language
from tm.text.dates import DateValue
from tm.text.numerals import Figure, values
from tm.text.spans import Span

Sort = Literal[
    "number", "percent", "point", "ordinal", "fraction", "multiple", "discount",
    "year", "month", "day", "time", "decade", "century", "quarter", "half", "plan", "cohort",
    "relative",
]  # fmt: skip
DATES = frozenset(
    ("year", "month", "day", "decade", "century", "quarter", "half", "cohort", "relative")
)


@dataclass(frozen=True, slots=True)
class Item:
    """One value: `value` is exact, minutes since midnight for a time; `high` only if `vague`.

    `span` and `digits` are places in the whole text; `text` is what stands at `span`.
    """

    value: Decimal
    sort: Sort
    span: Span
    digits: Span
    text: str
    hard: bool = True
    unit: str | None = None
    high: Decimal | None = None
    approximate: bool = False
    small: bool = False
    twelve: bool = False
    step: Decimal | None = None  # what the last digit is worth, where a scale word follows (1.93万)
    other: Decimal | None = None  # the other reading of an ambiguous date

    def moved(self, by: int) -> Item:
        """Return the same value in a text that begins `by` code points earlier."""
        return replace(self, span=self.span.shift(by), digits=self.digits.shift(by))

    @property
    def vague(self) -> bool:
        """Whether only an order of magnitude is given."""
        return self.high is not None


def items(text: str, lang: Language, masked: Iterable[Span] = ()) -> list[Item]:
    """Return the values of a text in order.

    What stands inside a masked span (a term of the house) is soft: it may answer a number of the
    other side, where only one side's term was recognised.
    """
    masked = tuple(masked)
    found = [item for value in values(text, lang, masked) for item in _of(value, text)]
    for span in masked:
        inside = values(span.cut(text), lang)
        found += [
            _soft(item, span.start) for value in inside for item in _of(value, span.cut(text))
        ]
    return sorted(found, key=lambda item: (item.span, item.value))


def _soft(item: Item, by: int) -> Item:
    return Item(
        item.value, item.sort, item.span.shift(by), item.digits.shift(by), item.text, hard=False,
        unit=item.unit, high=item.high, twelve=item.twelve, other=item.other,
    )  # fmt: skip


def _of(value: Figure | DateValue, text: str) -> Iterator[Item]:
    if isinstance(value, Figure):
        yield from _number(value, text)
    else:
        yield from _date(value, text)


def _number(figure: Figure, text: str) -> Iterator[Item]:
    sort: Sort = "number" if figure.kind in ("currency", "measure") else figure.kind  # type: ignore[assignment]
    if figure.unit == "point":
        sort = "point"
    ends = [figure.value]
    step = _step(figure, text)
    if figure.high is not None and not figure.vague:
        ends.append(figure.high)
    for end in ends:
        yield Item(
            end, sort, figure.span, figure.digits, figure.span.cut(text), hard=figure.hard,
            unit=figure.unit if figure.kind in ("currency", "measure") else None,
            high=figure.high if figure.vague else None,
            approximate=figure.approximate, small=figure.small, step=step,
        )  # fmt: skip


def _step(figure: Figure, text: str) -> Decimal | None:
    digits = re.search(r"\d+(?:\.(\d+))?", figure.digits.cut(text).replace(",", ""))
    if not figure.scale or digits is None or figure.high is not None:
        return None
    shown = Decimal(digits[0])
    return None if not shown else figure.value / shown * Decimal(1).scaleb(-len(digits[1] or ""))


def _date(date: DateValue, text: str) -> Iterator[Item]:
    for sort, value, other in _parts(date):
        yield Item(
            Decimal(value), sort, date.span, date.span, date.span.cut(text), hard=date.hard,
            twelve=date.twelve, other=None if other is None else Decimal(other),
            unit=date.of if date.kind == "relative" else None,
        )  # fmt: skip


def _parts(date: DateValue) -> Iterator[tuple[Sort, int, int | None]]:
    if date.kind == "time":
        yield "time", (date.hour or 0) * 60 + (date.minute or 0), None
    elif date.kind == "relative":
        yield "relative", 0, None
    elif date.kind in ("decade", "cohort"):
        yield date.kind, date.year or 0, None
    elif date.kind == "date":
        month, day = date.month, date.day
        if date.year is not None:
            yield "year", date.year, None
        if month is not None:
            yield "month", month, day if date.swapped else None
        if day is not None:
            yield "day", day, month if date.swapped else None
        if date.until is not None:
            yield "day", date.until, None
    elif date.number is not None:
        sort: Sort = date.kind if date.kind in ("century", "quarter", "half") else "plan"
        yield sort, date.number, None
