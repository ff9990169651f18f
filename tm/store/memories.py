"""The memory as a store: units in, units out, places that come and go with their batches."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import Select, and_, delete, func, insert, select, update
from sqlalchemy.orm import Session

from tm.database import now
from tm.errors import Invalid, NotFound
from tm.store.rows import CLOCK, PLACES, SIDES, UNITS, place_of, shown_first, unit_of
from tm.store.schema import (
    ArticleRow,
    BatchRow,
    ClockRow,
    CollectionRow,
    PlaceRow,
    UnitRow,
)
from tm.units import Place, TranslationUnit, UnitStatus

LOT = 500
"""Rows handled by one statement: below every database's limit of bound parameters."""

MAX_SEGMENT = 20_000
"""Longest text of a unit, in characters."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A pair on its way into the memory, with the place it comes from.

    `key` is the unit's id in its file, if the file has ids; the same key from a file of the same
    name replaces what that file brought before.
    """

    zh: str
    en: str
    status: UnitStatus = "reviewed"
    zh_tag: str = "zh"
    en_tag: str = "en"
    article: int | None = None
    edition: int | None = None
    bead: int | None = None
    position: int | None = None
    line: int | None = None
    key: str | None = None
    confidence: float | None = None
    previous: tuple[str, str] | None = None
    next: tuple[str, str] | None = None
    created: datetime | None = None
    created_by: str | None = None
    changed: datetime | None = None
    changed_by: str | None = None
    note: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """What became of the pairs of one `add`."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class IndexRow:
    """What an index needs to know of a unit; `deleted` units only take their older self away."""

    id: int
    revision: int
    zh: str
    en: str
    deleted: bool = False


def digest(zh: str, en: str) -> bytes:
    """Return the identity of a pair: 16 bytes over both texts exactly as they are."""
    return hashlib.blake2b(f"{zh}\0{en}".encode(), digest_size=16).digest()


def lots(items: Iterable[Item], size: int = LOT) -> Iterator[list[Item]]:
    """Yield `items` in lists of at most `size`."""
    iterator = iter(items)
    while lot := list(islice(iterator, size)):
        yield lot


class Memory:
    """Units and their places in one database session; never commits."""

    def __init__(self, session: Session) -> None:
        self.session = session

    # ---- reading ---------------------------------------------------------------------------

    def revision(self) -> int:
        """Return the number of the latest write; 0 for a memory never written to."""
        found = CLOCK(self.session, (1,))
        return int(found[0][0]) if found else 0

    def count(self) -> int:
        """Return how many units are live."""
        live = select(func.count()).select_from(UnitRow).where(UnitRow.deleted.is_(False))
        return self.session.scalar(live) or 0

    def fetch(self, ids: Collection[int]) -> dict[int, TranslationUnit]:
        """Return the live units among `ids`, each with its live places."""
        if not ids:
            return {}
        found: dict[int, TranslationUnit] = {}
        for lot in lots(sorted(set(ids))):
            places = self._places(lot)
            for row in UNITS(self.session, lot):
                found[row[0]] = unit_of(row, places[row[0]])
        return found

    def sides(self, ids: Collection[int]) -> dict[int, tuple[str, str]]:
        """Return the Chinese and the English text of the live units among `ids`."""
        rows = (row for lot in lots(sorted(set(ids))) for row in SIDES(self.session, lot))
        return {id: (zh, en) for id, zh, en in rows}

    def get(self, id: int) -> TranslationUnit:
        """Return one live unit; raise NotFound."""
        try:
            return self.fetch([id])[id]
        except KeyError:
            raise NotFound("unit", id) from None

    def ids(self) -> list[int]:
        """Return the ids of all live units, ascending."""
        wanted = select(UnitRow.id).where(UnitRow.deleted.is_(False)).order_by(UnitRow.id)
        return list(self.session.scalars(wanted))

    def units(
        self, *, reviewed_only: bool = False, collection: str | None = None
    ) -> Iterator[TranslationUnit]:
        """Yield the live units by id, in constant memory."""
        wanted = select(UnitRow.id).where(UnitRow.deleted.is_(False))
        if reviewed_only:
            wanted = wanted.where(UnitRow.status == "reviewed")
        if collection is not None:
            wanted = wanted.where(UnitRow.id.in_(_in_collection(collection)))
        last = 0
        while ids := self.session.scalars(
            wanted.where(UnitRow.id > last).order_by(UnitRow.id).limit(LOT)
        ).all():
            found = self.fetch(ids)
            yield from (found[id] for id in ids)
            last = ids[-1]

    def index_rows(self, *, newer_than: int = -1, after: int = 0) -> Iterator[IndexRow]:
        """Yield what an index must know, by id; with `newer_than`, deletions as well.

        `after` leaves out the units up to that id.
        """
        wanted = select(UnitRow.id, UnitRow.revision, UnitRow.zh, UnitRow.en, UnitRow.deleted)
        if newer_than >= 0:
            rows = self.session.execute(wanted.where(UnitRow.revision > newer_than))
            yield from (IndexRow(*row) for row in rows)
            return
        last = after
        wanted = wanted.where(UnitRow.deleted.is_(False)).order_by(UnitRow.id).limit(20_000)
        while rows_read := self.session.execute(wanted.where(UnitRow.id > last)).all():
            yield from (IndexRow(*row) for row in rows_read)
            last = rows_read[-1].id

    def _places(self, ids: Sequence[int]) -> defaultdict[int, list[Place]]:
        places: defaultdict[int, list[Place]] = defaultdict(list)
        for row in PLACES(self.session, ids):
            places[row[0]].append(place_of(row))
        for found in places.values():
            if len(found) > 1:
                found.sort(key=shown_first)
        return places

    # ---- writing ---------------------------------------------------------------------------

    def next_revision(self) -> int:
        """Count one write. Holds the clock's row until the transaction ends."""
        tick = update(ClockRow).where(ClockRow.id == 1).values(value=ClockRow.value + 1)
        value = self.session.scalar(tick.returning(ClockRow.value))
        if value is None:
            self.session.execute(insert(ClockRow).values(id=1, value=1))
            value = 1
        return value

    def add(self, pairs: Iterable[Incoming], *, batch: int, actor: str) -> Tally:
        """Give every pair a place of `batch`, creating the units that are not there yet.

        A pair that the same file brought before (same name, or same content) is unchanged; the
        same key with another text retires the older place and counts as updated.
        """
        tally = Tally()
        revision = self.next_revision()
        earlier = self._earlier_batches(batch)
        for lot in lots(pairs):
            self._add_lot(lot, batch, actor, revision, earlier, tally)
        return tally

    def remove_places(self, batch: int) -> int:
        """Take back the places of `batch` and give back those it retired; return how many."""
        mine = self._ids(select(PlaceRow.unit_id).where(PlaceRow.batch_id == batch))
        replaced = self._ids(select(PlaceRow.unit_id).where(PlaceRow.retired_by == batch))
        removed = self.session.execute(delete(PlaceRow).where(PlaceRow.batch_id == batch))
        self.session.execute(
            update(PlaceRow).where(PlaceRow.retired_by == batch).values(retired_by=None)
        )
        self.settle(mine | replaced)
        return int(getattr(removed, "rowcount", 0))

    def drop_places(self, places: Sequence[int]) -> None:
        """Remove single places, when review takes their beads back."""
        for lot in lots(places):
            mine = PlaceRow.id.in_(lot)
            touched = self._ids(select(PlaceRow.unit_id).where(mine))
            self.session.execute(delete(PlaceRow).where(mine))
            self.settle(touched)

    def retire(self, *, article: int, edition: int, batch: int) -> None:
        """Let `batch` retire the places of an article's editions other than `edition`."""
        live = and_(
            PlaceRow.article_id == article,
            PlaceRow.edition_id != edition,
            PlaceRow.retired_by.is_(None),
        )
        touched = self._ids(select(PlaceRow.unit_id).where(live))
        self.session.execute(update(PlaceRow).where(live).values(retired_by=batch))
        self.settle(touched)

    def settle(self, ids: Collection[int]) -> None:
        """Derive status and life of the units from their live places; gives them a new revision."""
        if not ids:
            return
        revision = self.next_revision()
        for lot in lots(sorted(ids)):
            live = dict(
                self.session.execute(
                    select(PlaceRow.unit_id, func.max(PlaceRow.status))  # 'auto' < 'reviewed'
                    .where(PlaceRow.unit_id.in_(lot), PlaceRow.retired_by.is_(None))
                    .group_by(PlaceRow.unit_id)
                ).all()
            )
            for status in ("auto", "reviewed"):
                keep = [id for id in lot if live.get(id) == status]
                self._set(keep, deleted=False, status=status, revision=revision)
            self._set([id for id in lot if id not in live], deleted=True, revision=revision)

    def _set(self, ids: Sequence[int], **values: object) -> None:
        if ids:
            self.session.execute(update(UnitRow).where(UnitRow.id.in_(ids)).values(**values))

    def _ids(self, statement: Select[int]) -> set[int]:
        return set(self.session.scalars(statement))

    def _earlier_batches(self, batch: int) -> set[int]:
        """Return the live batches of the same file: same content, or same kind and name."""
        this = self.session.get_one(BatchRow, batch)
        same_name = and_(BatchRow.kind == this.kind, BatchRow.name == this.name)
        same = same_name if this.sha256 is None else (BatchRow.sha256 == this.sha256) | same_name
        if this.kind != "file":
            return set()
        return self._ids(
            select(BatchRow.id).where(same, BatchRow.id != batch, BatchRow.undone.is_(None))
        )

    def _add_lot(
        self,
        lot: list[Incoming],
        batch: int,
        actor: str,
        revision: int,
        earlier: set[int],
        tally: Tally,
    ) -> None:
        by_digest = {digest(pair.zh, pair.en): pair for pair in lot}
        known = {
            row.digest: row
            for row in self.session.execute(
                select(UnitRow.digest, UnitRow.id, UnitRow.status, UnitRow.deleted).where(
                    UnitRow.digest.in_(list(by_digest))
                )
            )
        }
        ids = {key: row.id for key, row in known.items()}
        ids |= self._insert_units(by_digest, known.keys(), actor, revision)
        there = self._ids(
            select(PlaceRow.unit_id).where(
                PlaceRow.unit_id.in_([row.id for row in known.values()]),
                PlaceRow.batch_id.in_(earlier | {batch}),
                PlaceRow.retired_by.is_(None),
            )
        )
        replaced = self._retire_keys(lot, ids, batch, earlier)
        fresh = [pair for pair in lot if ids[digest(pair.zh, pair.en)] not in there]
        fresh = fresh if lot[0].article is not None else _one_each(fresh)
        self._insert_places(fresh, ids, batch)
        born = set(ids.values()) - {row.id for row in known.values() if not row.deleted}
        self.settle({row.id for row in known.values() if row.id not in there} | replaced)
        updated = min(len(replaced), len(born))
        tally.created += len(born) - updated
        tally.updated += updated
        tally.unchanged += len(lot) - len(born)

    def _insert_units(
        self, pairs: Mapping[bytes, Incoming], known: Collection[bytes], actor: str, revision: int
    ) -> dict[bytes, int]:
        new = [
            _unit_values(key, pair, actor, revision)
            for key, pair in pairs.items()
            if key not in known
        ]
        if not new:
            return {}
        rows = self.session.execute(
            insert(UnitRow).returning(UnitRow.digest, UnitRow.id), new
        )
        return dict(rows.all())

    def _insert_places(self, pairs: list[Incoming], ids: dict[bytes, int], batch: int) -> None:
        if pairs:
            self.session.execute(
                insert(PlaceRow),
                [_place_values(pair, ids[digest(pair.zh, pair.en)], batch) for pair in pairs],
            )

    def _retire_keys(
        self, lot: list[Incoming], ids: dict[bytes, int], batch: int, earlier: set[int]
    ) -> set[int]:
        """Retire what an earlier import of the same file held under a key whose text changed."""
        keyed = {pair.key: ids[digest(pair.zh, pair.en)] for pair in lot if pair.key}
        if not keyed or not earlier:
            return set()
        old = self.session.execute(
            select(PlaceRow.id, PlaceRow.unit_id, PlaceRow.key).where(
                PlaceRow.batch_id.in_(earlier),
                PlaceRow.key.in_(list(keyed)),
                PlaceRow.retired_by.is_(None),
            )
        ).all()
        stale = [row for row in old if keyed[row.key] != row.unit_id]
        if stale:
            self.session.execute(
                update(PlaceRow)
                .where(PlaceRow.id.in_([row.id for row in stale]))
                .values(retired_by=batch)
            )
        return {row.unit_id for row in stale}


def _in_collection(name: str) -> Select[int]:
    return (
        select(PlaceRow.unit_id)
        .join(ArticleRow, ArticleRow.id == PlaceRow.article_id)
        .join(CollectionRow, CollectionRow.id == ArticleRow.collection_id)
        .where(CollectionRow.name == name, PlaceRow.retired_by.is_(None))
    )


def _one_each(pairs: list[Incoming]) -> list[Incoming]:
    """Drop repeats within a lot: a file holds a pair once, however often it lists it."""
    return list({(pair.zh, pair.en): pair for pair in pairs}.values())


def _unit_values(key: bytes, pair: Incoming, actor: str, revision: int) -> dict[str, object]:
    for side, text in (("zh", pair.zh), ("en", pair.en)):
        if not text.strip() or len(text) > MAX_SEGMENT:
            raise Invalid(side, text, f"a text of 1 to {MAX_SEGMENT:,} characters")
    return {
        "digest": key, "zh": pair.zh, "en": pair.en, "zh_tag": pair.zh_tag, "en_tag": pair.en_tag,
        "status": pair.status, "revision": revision, "deleted": False,
        "created": pair.created or now(), "created_by": pair.created_by or actor,
        "changed": pair.changed, "changed_by": pair.changed_by, "key": pair.key,
        "note": pair.note, "properties": dict(pair.properties) or None,
    }  # fmt: skip


def _place_values(pair: Incoming, unit: int, batch: int) -> dict[str, object]:
    previous, following = pair.previous or (None, None), pair.next or (None, None)
    return {
        "unit_id": unit, "batch_id": batch, "status": pair.status, "article_id": pair.article,
        "edition_id": pair.edition, "bead_id": pair.bead, "position": pair.position,
        "line": pair.line, "key": pair.key, "confidence": pair.confidence,
        "previous_zh": previous[0], "previous_en": previous[1],
        "next_zh": following[0], "next_en": following[1],
    }  # fmt: skip


__all__ = ["Incoming", "IndexRow", "Memory", "Tally", "digest", "lots"]
