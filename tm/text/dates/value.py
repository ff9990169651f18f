"""The value type of a date or time read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tm.text.spans import Span

DateKind = Literal[
    "date", "time", "quarter", "half", "decade", "century", "cohort", "plan", "congress", "plenum",
    "relative",
]  # fmt: skip
Part = Literal["early", "middle", "late"]
Unit = Literal["day", "month", "year", "century"]


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date, a time or a period as it stands in a text; what the text leaves open is None.

    Attributes:
        span: where it stands.
        kind: which of the fields below carry the meaning.
        year: of a decade or cohort its first year; below 100 where the century is left open.
        month, day: from 1. Where `swapped` is true (4/5/2016) they may be the other way round.
        until: the last day of a range in one month (*August 22–23*).
        hour, minute: on the 24-hour clock, except where `twelve` is true: the text says neither
            a.m. nor p.m.
        part: of the month, year, decade or century (上旬, 年底, *mid-April*).
        number: of the quarter (1–4), half (1, 2), century, five-year plan, congress or plenum.
        of: for "relative": the unit that is counted (去年, *yesterday*, 本世纪).
        hard: whether a translation must have a counterpart.
    """

    span: Span
    kind: DateKind = "date"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    until: int | None = None
    hour: int | None = None
    minute: int | None = None
    part: Part | None = None
    number: int | None = None
    of: Unit | None = None
    swapped: bool = False
    twelve: bool = False
    hard: bool = True
