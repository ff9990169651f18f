"""Numbers and dates of a match, compared by value: how those of the query are written apart.

三百二十亿 and 320亿 are the same value in another format, 1.2亿 and 2.5亿 are two numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from tm.comparison import Comparison, ValuePair
from tm.languages import Language
from tm.restyled import Value, of_roman, scale_factor
from tm.text.numerals import Figure, values
from tm.text.numerals.phrases import phrases
from tm.text.spans import Span
from tm.text.sums import NUMERAL, plain, sum_up

Worth = tuple[object, ...]

_ROMAN = re.compile(
    r"\b(?:Chapter|Part|Section|Title|Annex|Appendix|Schedule|Book|Volume|Phase|Article)\s+"
    r"([IVX]{1,6})\b", re.IGNORECASE,
)  # fmt: skip
_DIGITS = re.compile(r"\d(?:[\d,]*\d)?")
_HAN_ONLY = re.compile("第?[〇零一二三四五六七八九十百千万亿两]+")
_ONE_SHAPE = str.maketrans("零两", "〇二")


@dataclass(frozen=True, slots=True)
class Written:
    """A value of the query and its counterpart in the match; the penalty says what sets them apart.

    "format" is the same value written another way, "number" and "date" are other values.
    """

    penalty: str
    query: Span
    match: Span


def written_apart(
    compared: Comparison, pairs: Iterable[ValuePair], language: Language
) -> Iterator[Written]:
    """Say for each pair of values written apart whether they are worth the same."""
    for pair in pairs:
        same = _plainly(pair.query.cut(compared.query), pair.match.cut(compared.match))
        if same is None:
            query = value_at(compared.query, pair.query, language)
            match = value_at(compared.match, pair.match, language)
            same = query is not None and match is not None and worth(query) == worth(match)
        other = "date" if pair.kind == "date" else "number"
        yield Written("format" if same else other, pair.query, pair.match)


def _plainly(one: str, other: str) -> bool | None:
    """Compare two values written in the same style by their digits; None where styles differ.

    >>> _plainly("2016年4月", "2018年4月"), _plainly("三百", "五百"), _plainly("3万", "三万")
    (False, False, None)
    """
    if _DIGITS.sub("#", one) == _DIGITS.sub("#", other):
        return _figures(one) == _figures(other)
    if _HAN_ONLY.fullmatch(one) and _HAN_ONLY.fullmatch(other):
        same = one.translate(_ONE_SHAPE) == other.translate(_ONE_SHAPE)
        return same if same or _is_positional(one) == _is_positional(other) else None
    return None


def _figures(text: str) -> list[int]:
    return [int(digits.replace(",", "")) for digits in _DIGITS.findall(text)]


def _is_positional(text: str) -> bool:
    return not any(ch in "十百千万亿" for ch in text)


def value_at(text: str, span: Span, language: Language) -> Value | None:
    """Return the one value that stands at `span`, or None where there is none or several."""
    found = [value for value in read(text, language) if value.span.overlaps(span)]
    return found[0] if len(found) == 1 else None


def worth(value: Value) -> Worth:
    """Return what must agree for two values to be the same, whatever they are written like."""
    if isinstance(value, Figure):
        kind = value.kind if value.kind in ("percent", "ordinal") else "number"
        return (kind, value.value, value.high)
    return (
        value.kind, value.year, value.month, value.day, value.until, value.hour, value.minute,
        value.part, value.number, value.of,
    )  # fmt: skip


@lru_cache(maxsize=512)
def read(text: str, language: Language) -> tuple[Value, ...]:
    """Return the values of a text in order, the ends of a range each by itself."""
    return tuple(end for value in values(text, language) for end in _ends(text, value, language))


def _ends(text: str, value: Value, language: Language) -> tuple[Value, ...]:
    """Return the two ends of a range as values of their own: 3至5年, from three to five years.

    Of 3–5万 both are in 万, and the first says so by its `scale` alone. What is vague (数十) stays
    one value, which is never rewritten.
    """
    if not isinstance(value, Figure) or value.high is None or value.vague:
        return (value,)
    found = list(_numbers(value.digits.cut(text), language))
    if len(found) != 2 or found[1][1] != value.high:
        return (value,)
    (first, low), (last, _) = found
    shared = value.scale if low != value.value else ""
    if low * scale_factor(shared, language) != value.value:
        return (value,)
    start, end = first.shift(value.digits.start), last.shift(value.digits.start)
    upper = replace(value, digits=end, value=value.high, high=None)
    return (
        replace(value, span=start, digits=start, high=None, scale=shared),
        replace(upper, span=Span(end.start, value.span.end)),
    )


def _numbers(text: str, language: Language) -> Iterator[tuple[Span, Decimal]]:
    """Yield the numbers written in a range, each by itself."""
    if language == "en":
        yield from ((Span(each.start, each.end), each.value) for each in phrases(text))
        return
    folded = plain(text)
    for found in NUMERAL.finditer(folded):
        yield Span(*found.span()), sum_up(folded, *found.span()).low


def numbered(text: str, language: Language) -> tuple[Value, ...]:
    """Return the values of a translation, Roman numbers of chapters among them."""
    plain = read(text, language)
    romans = [
        Figure(span, Decimal(number), "ordinal", span)
        for found in (_ROMAN.finditer(text) if language == "en" else ())
        if (number := of_roman(found[1])) is not None
        for span in (Span(*found.span(1)),)
        if not any(span.overlaps(value.span) for value in plain)
    ]
    return tuple(sorted((*plain, *romans), key=lambda value: value.span))


def rank(value: Value) -> Worth:
    """Return what a value is worth, ordinal or not."""
    found = worth(value)
    return ("number", *found[1:]) if found[0] == "ordinal" else found
