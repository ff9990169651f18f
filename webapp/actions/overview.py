"""The memory at a glance: figures, growth, what waits, and sentences to try."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import func, select

from glossary.concepts import State
from glossary.termbase import Wanted
from tm.store.schema import ArticleRow, BeadRow, EditionRow, PlaceRow, UnitRow
from webapp.work import Work

EXAMPLES = 3
READ_FOR_EXAMPLES = 400
GOOD_LENGTH = range(14, 41)  # characters of a Chinese sentence that shows something at a glance


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts of what is live; `by_year` counts the pairs of dated articles, `waiting` doubtful
    rows that nobody has decided yet."""

    units: int
    reviewed: int
    articles: int
    concepts: int
    proposed: int
    waiting: int
    by_year: Mapping[str, int]
    to_review: tuple[tuple[int, str, int], ...]
    """Articles with doubtful rows: id, title, how many; most first."""


def examples(work: Work) -> list[str]:
    """Return a few sentences of the memory to try the lookup with; none from an empty one."""
    work.require("memory.read")
    first = [unit.zh for unit in islice(work.memory.units(), READ_FOR_EXAMPLES)]
    good = [text for text in first if len(text) in GOOD_LENGTH] or first
    return good[:: max(1, len(good) // EXAMPLES)][:EXAMPLES]


def overview(work: Work) -> Overview:
    """Return the figures of the installation as they are now."""
    work.require("memory.read")
    by_status = _by_status(work)
    to_review = _to_review(work)
    return Overview(
        units=sum(by_status.values()),
        reviewed=by_status.get("reviewed", 0),
        articles=work.articles.all(limit=1)[1],
        concepts=work.termbase.browse(Wanted(state=State.APPROVED), limit=1)[1],
        proposed=work.termbase.browse(Wanted(state=State.PROPOSED), limit=1)[1],
        waiting=sum(count for _, _, count in to_review),
        by_year=_by_year(work),
        to_review=tuple(to_review[:10]),
    )


def _by_status(work: Work) -> dict[str, int]:
    counted = select(UnitRow.status, func.count()).where(UnitRow.deleted.is_(False))
    return dict(work.session.execute(counted.group_by(UnitRow.status)).all())


def _by_year(work: Work) -> dict[str, int]:
    """Count the pairs of each year, years without any included."""
    year = func.substr(EditionRow.date, 1, 4)
    counted = (
        select(year, func.count(func.distinct(PlaceRow.unit_id)))
        .join(PlaceRow, PlaceRow.edition_id == EditionRow.id)
        .where(PlaceRow.retired_by.is_(None), EditionRow.date.is_not(None))
        .group_by(year)
        .order_by(year)
    )
    found = dict(work.session.execute(counted).all())
    if not found:
        return {}
    years = range(int(min(found)), int(max(found)) + 1)
    return {str(year): found.get(str(year), 0) for year in years}


def _to_review(work: Work) -> list[tuple[int, str, int]]:
    newest = select(func.max(EditionRow.id)).group_by(EditionRow.article_id)
    doubtful = func.count()
    counted = (
        select(ArticleRow.id, EditionRow.title_zh, EditionRow.title_en, doubtful)
        .join(EditionRow, EditionRow.article_id == ArticleRow.id)
        .join(BeadRow, BeadRow.edition_id == EditionRow.id)
        .where(BeadRow.status == "doubtful", EditionRow.id.in_(newest))
        .group_by(ArticleRow.id, EditionRow.title_zh, EditionRow.title_en)
        .order_by(doubtful.desc())
    )
    rows = work.session.execute(counted)
    return [(id, zh or en or f"#{id}", count) for id, zh, en, count in rows]
