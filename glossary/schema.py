"""The tables of the glossary: concepts, their terms, and every event in their lives."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from glossary.concepts import MAX_TERM
from tm.database import Base, Timestamp, now

MAX_KEY = 2 * MAX_TERM
"""A folded text or a reading may be longer than the term."""


class ConceptRow(Base):
    """One meaning. `letter` and `sorting` place it in lists by its preferred Chinese term."""

    __tablename__ = "concept"
    __table_args__ = (Index("ix_concept_state_sorting", "state", "sorting"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(20))
    enforcement: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(60))
    domain: Mapped[str] = mapped_column(String(200), index=True)
    definition: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    reference: Mapped[str] = mapped_column(Text)
    first_mention: Mapped[list[str]] = mapped_column(JSON)
    inflect: Mapped[bool]
    case: Mapped[str] = mapped_column("case_rule", String(20))
    do_not_translate: Mapped[bool]
    detect: Mapped[str] = mapped_column(String(10))
    amends: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=1)
    letter: Mapped[str] = mapped_column(String(1))
    sorting: Mapped[str] = mapped_column(String(MAX_KEY))
    created: Mapped[datetime] = mapped_column(Timestamp, default=now)
    changed: Mapped[datetime] = mapped_column(Timestamp, default=now)

    terms: Mapped[list[TermRow]] = relationship(
        order_by="TermRow.position", cascade="all, delete-orphan", passive_deletes=True
    )


class TermRow(Base):
    """One term; `key` is its folded text, `sound` its pinyin without tones or spaces."""

    __tablename__ = "term"

    id: Mapped[int] = mapped_column(primary_key=True)
    concept_id: Mapped[int] = mapped_column(
        ForeignKey("concept.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    lang: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(String(MAX_TERM))
    status: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    condition: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    note: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    lookup_only: Mapped[bool]
    tag: Mapped[str] = mapped_column(String(35))
    key: Mapped[str] = mapped_column(String(MAX_KEY), index=True)
    sound: Mapped[str] = mapped_column(Text)
    initials: Mapped[str] = mapped_column(String(MAX_TERM), index=True)


class ConceptEventRow(Base):
    """One event in a concept's life; rows are added, never altered."""

    __tablename__ = "concept_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    concept_id: Mapped[int] = mapped_column(index=True)
    verb: Mapped[str] = mapped_column(String(20))
    actor: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Timestamp, default=now)
    reason: Mapped[str] = mapped_column(Text)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
