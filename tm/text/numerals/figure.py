"""The value type of a number read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tm.text.spans import Span

Kind = Literal[
    "number", "percent", "ordinal", "fraction", "multiple", "currency", "measure", "discount"
]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands in a text, with what it is worth.

    Attributes:
        span: the number with its sign, scale, unit or currency.
        digits: the part of `span` that writes the number and its scale, without unit or currency.
        value: exact; 30 for 30 %, 0.8 of the price is a discount of value 80, 翻一番 is 2.
        kind: what the number counts; "measure" has a physical unit, "currency" a money unit.
        unit: a code of `tm.text.numerals.units` ("CNY", "km2", "year"), "%" or "point" for
            percentages, else None.
        high: the upper end of a range (3–5万) or of a vague number (数十 is 10 to 100).
        approximate: whether the text says 约, 多, 近, *about*, *over* and the like.
        vague: whether the text gives an order of magnitude only (数百, *dozens of*).
        hard: whether a translation must have a counterpart; soft ones (一, *one*, *first*) may
            serve as one.
        scale: the scale word as written ("万", "million", "bn"), or "".
        small: a counted number below ten in words (三个, *four*): it has a counterpart as a rule.
    """

    span: Span
    value: Decimal
    kind: Kind
    digits: Span
    unit: str | None = None
    high: Decimal | None = None
    approximate: bool = False
    vague: bool = False
    hard: bool = True
    scale: str = ""
    small: bool = False
