"""The tables of the memory.

A *unit* is a pair of texts, kept once. A *place* says where it stands and which batch brought it;
a unit lives as long as one of its places does. Nothing is overwritten by a later import: the new
batch *retires* the places it replaces, so undoing it gives them back.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from tm.database import Base, Timestamp, now

# SQLite hands out the number of a deleted row again unless told otherwise; links and the history
# of review live longer than rows.
_NEVER_REUSED = {"sqlite_autoincrement": True}


class ClockRow(Base):
    """The one row that counts the writes of the memory; its lock puts writers in order."""

    __tablename__ = "clock"

    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(default=0)


class CollectionRow(Base):
    """A named part of the memory, with the points its matches lose."""

    __tablename__ = "collection"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    penalty: Mapped[int] = mapped_column(default=0)


class BatchRow(Base):
    """What one import brought."""

    __tablename__ = "batch"
    __table_args__ = _NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(500))
    sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    actor: Mapped[str] = mapped_column(String(200))
    created: Mapped[datetime] = mapped_column(Timestamp, default=now)
    undone: Mapped[datetime | None] = mapped_column(Timestamp)
    undone_by: Mapped[str | None] = mapped_column(String(200))
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    problems: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)


class ArticleRow(Base):
    """One document in both languages; its text is that of its newest edition."""

    __tablename__ = "article"
    __table_args__ = _NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    collection_id: Mapped[int | None] = mapped_column(ForeignKey("collection.id"), index=True)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    created: Mapped[datetime] = mapped_column(Timestamp, default=now)


class EditionRow(Base):
    """The article as one batch brought it."""

    __tablename__ = "edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"), index=True)
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    title_zh: Mapped[str | None] = mapped_column(String(500))
    title_en: Mapped[str | None] = mapped_column(String(500))
    date: Mapped[str | None] = mapped_column(String(10))
    url: Mapped[str | None] = mapped_column(String(2000))
    zh_tag: Mapped[str] = mapped_column(String(35), default="zh")
    en_tag: Mapped[str] = mapped_column(String(35), default="en")
    zh_name: Mapped[str | None] = mapped_column(String(500))
    en_name: Mapped[str | None] = mapped_column(String(500))
    fit: Mapped[float | None]
    published: Mapped[bool] = mapped_column(default=False)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class SegmentRow(Base):
    """One segment of an edition on one side, as it was cut."""

    __tablename__ = "segment"

    edition_id: Mapped[int] = mapped_column(
        ForeignKey("edition.id", ondelete="CASCADE"), primary_key=True
    )
    lang: Mapped[str] = mapped_column(String(2), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    paragraph: Mapped[int]
    text: Mapped[str] = mapped_column(Text)


class BeadRow(Base):
    """Segments aligned as one, and what review has made of them.

    The parts are the segments as they were cut; `zh` and `en` are the texts as they stand now.
    `version` rises with every decision: two reviewers cannot overwrite each other.
    """

    __tablename__ = "bead"
    __table_args__ = (
        Index("ix_bead_edition_position", "edition_id", "position"),
        CheckConstraint("status IN ('auto', 'doubtful', 'reviewed', 'dropped')", name="status"),
        _NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id", ondelete="CASCADE"))
    position: Mapped[int]
    zh_parts: Mapped[list[str]] = mapped_column(JSON)
    en_parts: Mapped[list[str]] = mapped_column(JSON)
    zh: Mapped[str] = mapped_column(Text)
    en: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float]
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    status: Mapped[str] = mapped_column(String(10))
    version: Mapped[int] = mapped_column(default=1)


class DecisionRow(Base):
    """One step of review: the run of beads it took away and the run it put in their place.

    Undone decisions stay until another one is made: they can be redone, after a restart too.
    """

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(
        ForeignKey("edition.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(20))
    actor: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Timestamp, default=now)
    before: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    after: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    undone: Mapped[bool] = mapped_column(default=False)


class UnitRow(Base):
    """A pair of texts that translate each other; `deleted` keeps the id for its return."""

    __tablename__ = "unit"
    __table_args__ = (CheckConstraint("status IN ('auto', 'reviewed')", name="status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    zh: Mapped[str] = mapped_column(Text)
    en: Mapped[str] = mapped_column(Text)
    zh_tag: Mapped[str] = mapped_column(String(35), default="zh")
    en_tag: Mapped[str] = mapped_column(String(35), default="en")
    status: Mapped[str] = mapped_column(String(10))
    revision: Mapped[int] = mapped_column(index=True)
    deleted: Mapped[bool] = mapped_column(default=False)
    created: Mapped[datetime] = mapped_column(Timestamp, default=now)
    created_by: Mapped[str | None] = mapped_column(String(200))
    changed: Mapped[datetime | None] = mapped_column(Timestamp)
    changed_by: Mapped[str | None] = mapped_column(String(200))
    key: Mapped[str | None] = mapped_column(String(500))
    note: Mapped[str | None] = mapped_column(Text)
    properties: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))


class PlaceRow(Base):
    """Where a unit stands and which batch brought it there; live while nothing retired it."""

    __tablename__ = "place"
    __table_args__ = (
        Index("ix_place_batch_key", "batch_id", "key"),
        # Partial: almost every place has none, and no planner may take that for a good way in.
        Index(
            "ix_place_retired_by", "retired_by", sqlite_where=text("retired_by IS NOT NULL"),
            postgresql_where=text("retired_by IS NOT NULL"),
        ),
        CheckConstraint("status IN ('auto', 'reviewed')", name="status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id"))
    retired_by: Mapped[int | None] = mapped_column(ForeignKey("batch.id"))
    status: Mapped[str] = mapped_column(String(10))
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"))
    bead_id: Mapped[int | None] = mapped_column(ForeignKey("bead.id", ondelete="SET NULL"))
    position: Mapped[int | None]
    line: Mapped[int | None]
    key: Mapped[str | None] = mapped_column(String(500))
    confidence: Mapped[float | None]
    previous_zh: Mapped[str | None] = mapped_column(Text)
    previous_en: Mapped[str | None] = mapped_column(Text)
    next_zh: Mapped[str | None] = mapped_column(Text)
    next_en: Mapped[str | None] = mapped_column(Text)
