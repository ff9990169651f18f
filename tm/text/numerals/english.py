"""Reader of English numbers: 120 million, US$1.2bn, thirty percent, two-thirds, tens of thousands.

`phrases` sums up the words that make one number; what stands around them (about, US$, %, times,
yuan, hectares) says what it counts, as in the Chinese reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tm.text.masks import any_of, blank
from tm.text.numerals import units
from tm.text.numerals.figure import Figure, Kind
from tm.text.numerals.joining import joined
from tm.text.numerals.phrases import Phrase, factor, phrases
from tm.text.spans import Span

_BEFORE = re.compile(
    r"(?:(?<![a-z])(?P<about>about|around|some|nearly|almost|over|more than|approximately|"
    r"roughly|close to|"
    r"an estimated|estimated|at least|less than|under|fewer than|exceed(?:s|ed|ing)?|above|"
    r"below|up to|"
    r"upwards? of|as (?:many|much) as|nearing|approaching|surpass(?:es|ed|ing)?|other than|"
    r"circa|~)\s+"
    rf"(?:the |an? )?)?(?P<sign>{any_of(units.SIGNS)})?\s?\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?P<plus>\+|-odd|-plus)?(?:(?P<point>[\s-]percentage[\s-]points?)|(?P<percent>\s?%|‰|"
    r"[\s-]?per ?cent(?![a-z])|\s?pct)"
    r"|(?P<times>[\s-]?(?:times|fold)(?![a-z])|[x×](?![a-z\d]))"
    rf"|[\s-]?(?:{units.english_units()})(?![a-z²³\d]))?(?P<more> or (?:so|more)| plus)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?<![a-z])between\s+\Z", re.IGNORECASE)
_JOIN = re.compile(r"\s?[-–—~～‑]\s?|\s(?:up )?to\s|\sthrough\s", re.IGNORECASE)
_SPAN_OF_TIME = re.compile(
    r"(?<![a-z])(?:(?P<half>half[- ](?:an? )?)|(?P<quarter>quarter[- ](?:of an? "
    r")?))?(?:(?P<decade>decade)|(?P<century>century))(?![a-z])",
    re.IGNORECASE,
)
_CODES = (*units.CURRENCIES_EN, *units.UNITS_EN)
_WIDTH = str.maketrans("０１２３４５６７８９％＄￥，．", "0123456789%$¥,.")


def read(text: str, masked: Sequence[Span] = ()) -> list[Figure]:
    """Read the numbers of an English text, in order."""
    folded = blank(text.translate(_WIDTH), "en", masked)
    figures = [_figure(folded, phrase) for phrase in phrases(folded)]
    figures = joined(folded, figures, _range_join, factor)
    periods = list(
        _periods(folded, {figure.span.end for figure in figures if figure.kind != "fraction"})
    )
    kept = [
        figure
        for figure in figures
        if not any(map(figure.span.overlaps, (p.span for p in periods)))
    ]
    return sorted([*kept, *periods], key=lambda figure: figure.span)


def _periods(text: str, ends: set[int]) -> Iterator[Figure]:
    """Read a decade and a half-century as years, where no number counts them."""
    for match in _SPAN_OF_TIME.finditer(text):
        if match.end() in ends:
            continue
        years = Decimal(10 if match["decade"] else 100)
        years *= Decimal("0.5") if match["half"] else Decimal("0.25") if match["quarter"] else 1
        span = Span(*match.span())
        yield Figure(span, years, "measure", span, unit="year", hard=False)


def _range_join(text: str, low: Figure, high: Figure) -> bool:
    between = text[low.span.end : high.span.start]
    if between == " and ":
        return _BETWEEN.search(text, max(0, low.span.start - 12), low.span.start) is not None
    if between == " or ":
        return high.value == low.value + 1
    return _JOIN.fullmatch(between) is not None


def _figure(text: str, phrase: Phrase) -> Figure:
    """Say what the phrase counts by what stands around it."""
    before = _BEFORE.search(text, max(0, phrase.start - 24), phrase.start)
    after = _AFTER.match(text, phrase.end)
    assert after is not None  # every part of the expression is optional
    about, sign = before.group("about", "sign") if before else (None, None)
    kind, unit = _reading(phrase, after, sign)
    value = phrase.value / 10 if after["percent"] == "‰" else phrase.value
    small = (
        phrase.words
        and kind in ("number", "measure", "multiple")
        and 2 < value < 11
        and value == int(value)
    )
    return Figure(
        span=Span(before.start("sign") if before and sign else phrase.start, after.end()),
        digits=Span(phrase.start, phrase.end),
        value=Decimal(int(value)) if value == int(value) else value,
        kind=kind,
        unit=unit,
        high=phrase.high,
        approximate=bool(about or after["plus"] or after["more"] or phrase.vague),
        vague=phrase.vague,
        hard=phrase.hard or (kind == "percent" and not phrase.vague),
        scale=phrase.scale,
        small=small,
    )


def _reading(phrase: Phrase, after: re.Match[str], sign: str | None) -> tuple[Kind, str | None]:
    if after["point"]:
        return "percent", "point"
    if after["percent"]:
        return "percent", "%"
    if phrase.kind != "number":
        return phrase.kind, None
    if after["times"]:
        return "multiple", None
    unit = next((code for code in _CODES if after[code]), None)
    if sign:
        return "currency", units.SIGNS[sign.upper()] or unit
    if unit is None:
        return "number", None
    return "currency" if units.is_currency(unit) else "measure", unit
