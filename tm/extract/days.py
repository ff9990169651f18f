"""When an article appeared, as far as its own text says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tm.extract.documents import Block
from tm.extract.navigation import breadcrumb_year
from tm.languages import Language
from tm.text.dates import dates

_DAY = re.compile(r"\d|[日号號]")
"""What every day is written with; reading dates takes a hundred times as long as this."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def date_of(blocks: Sequence[Block], title: str | None, language: Language) -> str | None:
    """Return the ISO date of the byline or, failing that, of the first paragraphs.

    A day without a year takes the year of the breadcrumb or the title, and none where neither
    names exactly one: no year is guessed.
    """
    bylines = [block.text for block in blocks if block.reason == "byline"]
    openings = [block.text[:400] for block in blocks if block.kept][:4]
    year = breadcrumb_year(blocks) or _year_of(title or "")
    for text in bylines + openings:
        found = first_date(text, language, year=year)
        if found:
            return found
    return None


def first_date(text: str, language: Language, *, year: int | None = None) -> str | None:
    """Return the first full date of `text` in ISO form; `year` completes one without.

    >>> first_date("8月22日，会议在北京举行。", "zh", year=2017)
    '2017-08-22'
    >>> first_date("On August 22, the meeting opened.", "en") is None
    True
    """
    if not _DAY.search(text):
        return None
    for value in dates(text, language):
        complete = _iso(value.year or year, value.month, value.day)
        if complete:
            return complete
    return None


def _iso(year: int | None, month: int | None, day: int | None) -> str | None:
    if not (year and month and day):
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _year_of(title: str) -> int | None:
    years = set(_YEAR.findall(title))
    return int(years.pop()) if len(years) == 1 else None
