"""Numbers in running text, read by value in Chinese and English.

Start at `figures`, or at `values` for numbers and dates in one list. `chinese` and `english` hold
the two readers, `units` what is counted in, `render` the way back from a value to words. Words and
identifiers that hold a numeral but mean none are in `tm.text.masks`, dates in `tm.text.dates`.
"""

from __future__ import annotations

from collections.abc import Sequence

from tm.languages import Language
from tm.text.dates import DateValue, dates
from tm.text.numerals import chinese, english
from tm.text.numerals.figure import Figure, Kind
from tm.text.numerals.render import render
from tm.text.spans import Span

__all__ = ["Figure", "Kind", "figures", "render", "values"]


def figures(text: str, lang: Language, masked: Sequence[Span] = ()) -> list[Figure]:
    """Read every number of a text, in order, dates and times left out.

    Nothing inside a masked span is read. Spans are code points of `text` as given and never
    overlap. Time is linear in the text.

    >>> [(f.span.cut("筹款1.2亿元，增长三成"), str(f.value), f.unit) for f in
    ...  figures("筹款1.2亿元，增长三成", "zh")]
    [('1.2亿元', '120000000', 'CNY'), ('三成', '30', '%')]
    >>> [(str(f.value), f.kind) for f in figures("RMB 120 million, up 30 percent", "en")]
    [('120000000', 'currency'), ('30', 'percent')]
    """
    return _figures(text, lang, [*masked, *(date.span for date in dates(text, lang, masked))])


def values(text: str, lang: Language, masked: Sequence[Span] = ()) -> list[Figure | DateValue]:
    """Read numbers, dates and times together, in order; no two of them overlap.

    >>> [v.span.cut("4月28日到了3万人") for v in values("4月28日到了3万人", "zh")]
    ['4月28日', '3万人']
    >>> [v.span.cut("30,000 people on April 28") for v in values("30,000 people on April 28", "en")]
    ['30,000', 'April 28']
    """
    found = dates(text, lang, masked)
    numbers = _figures(text, lang, [*masked, *(date.span for date in found)])
    return sorted([*found, *numbers], key=lambda value: value.span)


def _figures(text: str, lang: Language, masked: Sequence[Span]) -> list[Figure]:
    return chinese.read(text, masked) if lang == "zh" else english.read(text, masked)
