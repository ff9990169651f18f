"""Where units come from, counted: years, collections, articles and states of a list of hits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tm.prepared import Prepared
from tm.store.memories import lots
from tm.store.schema import ArticleRow, CollectionRow, EditionRow, PlaceRow
from tm.store.texts import Filter, conditions

MOST_ARTICLES = 12


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of units by where their places are; a unit counts once for each value it has.

    `years` are without gaps from the first to the last; `articles` are (id, title, count), the
    fullest first.
    """

    years: Mapping[str, int]
    collections: Mapping[str, int]
    statuses: Mapping[str, int]
    articles: tuple[tuple[int, str, int], ...]


_WANTED = (
    select(
        PlaceRow.unit_id, func.substr(EditionRow.date, 1, 4), CollectionRow.name,
        PlaceRow.status, PlaceRow.article_id,
    )
    .outerjoin(EditionRow, EditionRow.id == PlaceRow.edition_id)
    .outerjoin(ArticleRow, ArticleRow.id == PlaceRow.article_id)
    .outerjoin(CollectionRow, CollectionRow.id == ArticleRow.collection_id)
    .where(PlaceRow.retired_by.is_(None))
)  # fmt: skip
_PLACES = Prepared(_WANTED, PlaceRow.unit_id)


def facets(session: Session, ids: Iterable[int], filter: Filter | None = None) -> Facets:
    """Count the live places of units by year, collection, state and article.

    With a filter only the places that pass it count: a sentence that was printed again in 2020
    does not stand under 2020 where 2016 was asked for.
    """
    rows = [row for lot in lots(ids) for row in _places(session, lot, filter)]
    years, collections, statuses, articles = (_counted(rows, at) for at in (1, 2, 3, 4))
    return Facets(
        _without_gaps(years), dict(collections.most_common()), dict(statuses.most_common()),
        _titled(session, articles.most_common(MOST_ARTICLES)),
    )  # fmt: skip


def _places(session: Session, lot: Sequence[int], filter: Filter | None) -> Sequence[Sequence[Any]]:
    if not filter:
        return _PLACES(session, lot)
    narrowed = _WANTED.where(PlaceRow.unit_id.in_(lot), *conditions(filter))
    return session.execute(narrowed).all()


def _counted(rows: Sequence[Sequence[Any]], at: int) -> Counter[Any]:
    """Count the units that have each value of a column."""
    pairs = dict.fromkeys((row[0], row[at]) for row in rows if row[at] is not None)
    return Counter(value for _, value in pairs)


def _without_gaps(years: Mapping[str, int]) -> dict[str, int]:
    if not years:
        return {}
    span = range(int(min(years)), int(max(years)) + 1)
    return {str(year): years.get(str(year), 0) for year in span}


def _titled(
    session: Session, articles: Sequence[tuple[int, int]]
) -> tuple[tuple[int, str, int], ...]:
    ids = [id for id, _ in articles]
    newest = select(func.max(EditionRow.id)).group_by(EditionRow.article_id)
    rows = session.execute(
        select(EditionRow.article_id, EditionRow.title_zh, EditionRow.title_en)
        .where(EditionRow.article_id.in_(ids), EditionRow.id.in_(newest))
    )  # fmt: skip
    titles = {id: zh or en or "" for id, zh, en in rows}
    return tuple((id, titles.get(id) or f"#{id}", count) for id, count in articles)
