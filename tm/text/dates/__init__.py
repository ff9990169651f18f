"""Dates, times and periods in running text, in Chinese and English.

Start at `dates`. Nothing is guessed: 去年 stays "last year", 4/5/2016 keeps both readings, and
a bare 10点 without 上午 or 下午 stays on the twelve-hour clock.
"""

from __future__ import annotations

from collections.abc import Sequence

from tm.languages import Language
from tm.text.dates import chinese, english
from tm.text.dates.value import DateValue
from tm.text.spans import Span

__all__ = ["DateValue", "dates"]


def dates(text: str, lang: Language, masked: Sequence[Span] = ()) -> list[DateValue]:
    """Read every date, time and period, in order; nothing inside a masked span is read.

    The two ends of a range are two values: of 8月22日至23日 the second has a day only.

    >>> [(d.year, d.month, d.day) for d in dates("2016年4月28日", "zh")]
    [(2016, 4, 28)]
    >>> [(d.year, d.month, d.day) for d in dates("on 28 April 2016", "en")]
    [(2016, 4, 28)]
    >>> [(d.hour, d.minute) for d in dates("晚上10点半", "zh") + dates("10:30 p.m.", "en")]
    [(22, 30), (22, 30)]
    """
    return chinese.read(text, masked) if lang == "zh" else english.read(text, masked)
