"""Ranges and fractions: two numbers that are one, in either language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from tm.text.numerals.figure import Figure
from tm.text.numerals.units import is_currency
from tm.text.spans import Span

Joins = Callable[[str, Figure, Figure], bool]
Factor = Callable[[str], Decimal]


def joined(text: str, figures: Iterable[Figure], joins: Joins, factor: Factor) -> list[Figure]:
    """Join the ends of ranges (3–5万, 10% to 15%) and the parts of 3/4.

    `joins` says whether what stands between two figures makes a range, `factor` what a scale as
    written multiplies by.
    """
    done: list[Figure] = []
    for figure in figures:
        last = done[-1] if done else None
        both = None
        if last and text[last.span.end : figure.span.start] == "/":
            both = _fraction(last, figure)
        elif last and figure.span.start - last.span.end <= 10 and joins(text, last, figure):
            both = _range(last, figure, factor)
        if both:
            done[-1] = both
        else:
            done.append(figure)
    return done


def _fraction(over: Figure, under: Figure) -> Figure | None:
    if not 0 < over.value < under.value <= 100 or over.kind != "number":
        return None
    span = Span(over.span.start, under.span.end)
    value = over.value / under.value
    return replace(under, span=span, digits=span, value=value, kind="fraction", hard=True)


def _range(low: Figure, high: Figure, factor: Factor) -> Figure | None:
    """Return the range of two figures; scale and unit of the second serve both."""
    if low.high is not None or high.high is not None or "ordinal" in (low.kind, high.kind):
        return None
    if "multiple" in (low.kind, high.kind) and low.kind != high.kind and low.kind != "number":
        return None  # "doubled to 240 million"
    kind, unit = high.kind, high.unit
    if low.unit and low.unit != high.unit:
        if high.unit or not is_currency(low.unit):
            return None
        kind, unit = low.kind, low.unit
    value = low.value
    if high.scale and not low.scale and value < high.value / factor(high.scale):
        value *= factor(high.scale)
    if value >= high.value:
        return None
    return replace(
        high,
        span=Span(low.span.start, high.span.end),
        digits=Span(low.digits.start, high.digits.end),
        value=value,
        high=high.value,
        kind=kind,
        unit=unit,
        hard=low.hard or high.hard,
        approximate=low.approximate or high.approximate,
        small=low.small and high.small,
    )
