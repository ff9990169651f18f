"""Reading the texts of units for searches: by id, by a stretch they hold, by origin."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from tm.languages import Language
from tm.prepared import Prepared
from tm.store.memories import lots
from tm.store.schema import ArticleRow, CollectionRow, EditionRow, PlaceRow, UnitRow
from tm.units import TranslationUnit, UnitStatus

Ids = npt.NDArray[np.int64]
_NOBODY: Ids = np.empty(0, np.int64)

_TEXTS: dict[Language, Prepared] = {
    "zh": Prepared(select(UnitRow.id, UnitRow.zh), UnitRow.id),
    "en": Prepared(select(UnitRow.id, UnitRow.en), UnitRow.id),
}
MOST_KNOWN = 16
"""Filters whose units are remembered: some eight bytes a unit."""
MOST_CHANGED = 20_000
"""Changed units that are looked at one by one, before all are looked at again."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which units a search may show; all that is given must hold, in one place of the unit.

    `since` and `until` are dates (YYYY, YYYY-MM or YYYY-MM-DD) of the article, both included.
    """

    collection: str | None = None
    article: int | None = None
    since: str | None = None
    until: str | None = None
    status: UnitStatus | None = None
    without: tuple[int, ...] = ()
    """Articles whose places do not count."""

    def __bool__(self) -> bool:
        return any((
            self.collection, self.article, self.since, self.until, self.status, self.without,
        ))  # fmt: skip

    @property
    def dated(self) -> bool:
        """Whether the date of the article matters."""
        return self.since is not None or self.until is not None


class Texts:
    """The texts of live units in one database session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def of(self, ids: Collection[int], language: Language) -> Iterator[tuple[int, str]]:
        """Yield ids with their texts in one language."""
        for lot in lots(sorted(ids)):
            yield from ((id, text) for id, text in _TEXTS[language](self.session, lot))

    def siblings(self, unit: TranslationUnit) -> set[int]:
        """Return the ids of all units that stand in an article this one stands in."""
        articles = {place.article for place in unit.places if place.article is not None}
        if not articles:
            return set()
        wanted = select(PlaceRow.unit_id).where(PlaceRow.article_id.in_(articles))
        return set(self.session.scalars(wanted))

    def kept(self, ids: Collection[int], filter: Filter) -> set[int]:
        """Return those of `ids` that have a place which passes the filter."""
        found: set[int] = set()
        for lot in lots(sorted(ids)):
            found.update(self.session.scalars(_filtered(filter).where(PlaceRow.unit_id.in_(lot))))
        return found

    def changed(self, since: int) -> list[int]:
        """Return the ids of units written after a revision, deleted ones included."""
        return list(self.session.scalars(select(UnitRow.id).where(UnitRow.revision > since)))

    def collection(self, name: str | None) -> int | None:
        """Return the number of a collection; None where there is none of that name."""
        return self.session.scalar(select(CollectionRow.id).where(CollectionRow.name == name))

    def passing(self, filter: Filter) -> list[int]:
        """Return the ids of all live units that have a place which passes the filter."""
        return list(self.session.scalars(_filtered(filter).distinct()))


class Passing:
    """Which units pass which filter, brought up to date by what was written since.

    Safe to share between threads; every write that changes whether a unit passes gives it a new
    revision.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[Filter, int | None], tuple[int, Ids]] = {}

    def ids(self, texts: Texts, filter: Filter, revision: int) -> Ids:
        """Return the ids of the units that pass, in no order, as `texts` sees them.

        `revision` is the memory's.
        """
        key = (filter, texts.collection(filter.collection))  # by number: names are exchanged
        before, known = self._known.pop(key, (-1, _NOBODY))
        if before != revision:
            known = _renewed(known, texts, filter, before, revision)
        while len(self._known) >= MOST_KNOWN:
            self._known.pop(next(iter(self._known)), None)
        self._known[key] = revision, known
        return known


def _renewed(known: Ids, texts: Texts, filter: Filter, before: int, revision: int) -> Ids:
    changed = texts.changed(before) if 0 <= before < revision else []
    if not 0 < len(changed) <= MOST_CHANGED:
        return np.array(texts.passing(filter), np.int64)
    now = np.array(sorted(texts.kept(changed, filter)), np.int64)
    return np.concatenate([known[~np.isin(known, changed)], now])


def conditions(filter: Filter) -> Iterator[ColumnElement[bool]]:
    """Yield what must hold of a place, its edition, article and collection to pass a filter."""
    if filter.collection:
        yield CollectionRow.name == filter.collection
    if filter.article:
        yield PlaceRow.article_id == filter.article
    if filter.since:
        yield EditionRow.date >= filter.since
    if filter.until:
        yield EditionRow.date <= filter.until + "\uffff"
    if filter.status:
        yield PlaceRow.status == filter.status
    if filter.without:
        yield func.coalesce(PlaceRow.article_id, 0).not_in(filter.without)


def _filtered(filter: Filter) -> Select[int]:
    wanted = select(PlaceRow.unit_id).where(PlaceRow.retired_by.is_(None), *conditions(filter))
    if filter.dated:
        wanted = wanted.join(EditionRow, EditionRow.id == PlaceRow.edition_id)
    if filter.collection:
        wanted = wanted.join(ArticleRow, ArticleRow.id == PlaceRow.article_id)
        wanted = wanted.join(CollectionRow, CollectionRow.id == ArticleRow.collection_id)
    return wanted
