"""Units and places as the database gives them, thousands of times a second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from tm.prepared import Prepared
from tm.store.schema import (
    ArticleRow,
    BatchRow,
    ClockRow,
    CollectionRow,
    EditionRow,
    PlaceRow,
    UnitRow,
)
from tm.units import Place, TranslationUnit

CLOCK = Prepared(select(ClockRow.value), ClockRow.id)

UNITS = Prepared(
    select(
        UnitRow.id, UnitRow.zh, UnitRow.en, UnitRow.status, UnitRow.revision,
        UnitRow.zh_tag, UnitRow.en_tag, UnitRow.created, UnitRow.created_by,
        UnitRow.changed, UnitRow.changed_by, UnitRow.key, UnitRow.note, UnitRow.properties,
    ).where(UnitRow.deleted.is_(False)),
    UnitRow.id,
)  # fmt: skip

SIDES = Prepared(
    select(UnitRow.id, UnitRow.zh, UnitRow.en).where(UnitRow.deleted.is_(False)), UnitRow.id
)

PLACES = Prepared(
    select(
        PlaceRow.unit_id, PlaceRow.batch_id, PlaceRow.status, PlaceRow.article_id,
        EditionRow.title_zh, EditionRow.title_en, EditionRow.date, EditionRow.url,
        CollectionRow.name.label("collection"), PlaceRow.position,
        PlaceRow.previous_zh, PlaceRow.previous_en, PlaceRow.next_zh, PlaceRow.next_en,
        BatchRow.name, PlaceRow.line, PlaceRow.confidence, ArticleRow.withdrawn,
    )
    .join(BatchRow, BatchRow.id == PlaceRow.batch_id)
    .outerjoin(EditionRow, EditionRow.id == PlaceRow.edition_id)
    .outerjoin(ArticleRow, ArticleRow.id == PlaceRow.article_id)
    .outerjoin(CollectionRow, CollectionRow.id == ArticleRow.collection_id)
    .where(PlaceRow.retired_by.is_(None)),
    PlaceRow.unit_id,
)  # fmt: skip


def unit_of(row: Sequence[Any], places: list[Place]) -> TranslationUnit:
    """Make a unit of a row of `UNITS`."""
    (
        id, zh, en, status, revision, zh_tag, en_tag, created, created_by, changed, changed_by,
        key, note, properties,
    ) = row  # fmt: skip
    return TranslationUnit(
        id, zh, en, status, revision, tuple(places), zh_tag, en_tag, created, created_by,
        changed, changed_by, key, note, properties or {},
    )  # fmt: skip


def place_of(row: Sequence[Any]) -> Place:
    """Make a place of a row of `PLACES`."""
    (
        _, batch, status, article, title, title_en, date, url, collection, position,
        before_zh, before_en, after_zh, after_en, name, line, confidence, withdrawn,
    ) = row  # fmt: skip
    return Place(
        batch, status, article, title, title_en, date, url, collection, position,
        _both(before_zh, before_en), _both(after_zh, after_en), name, line, confidence,
        bool(withdrawn),
    )  # fmt: skip


def _both(zh: str | None, en: str | None) -> tuple[str, str] | None:
    return None if zh is None and en is None else (zh or "", en or "")


def shown_first(place: Place) -> tuple[bool, str, int]:
    """Order places: reviewed before automatic, then the newest date, then the oldest batch."""
    newest = "".join(chr(0x10FFFF - ord(ch)) for ch in place.date or "")
    return (place.status != "reviewed", newest or chr(0x10FFFF), place.batch)
