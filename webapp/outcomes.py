"""How often people applied and how often they ignored what a rule found: counts, never a text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import String, case, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from tm.database import Base

Outcome = Literal["applied", "ignored"]
COUNTED = timedelta(days=365)


class OutcomeRow(Base):
    """The findings of one rule that had one outcome on one day (ISO date)."""

    __tablename__ = "finding_outcome"

    code: Mapped[str] = mapped_column(String(10), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(10), primary_key=True)
    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    count: Mapped[int]


def add(session: Session, code: str, outcome: Outcome, more: int, day: date) -> None:
    """Raise the count of a day by `more`; taken back (below 0) it stops at none."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    added = insert(OutcomeRow).values(
        code=code, outcome=outcome, day=day.isoformat(), count=max(more, 0)
    )
    now = OutcomeRow.count + more
    session.execute(
        added.on_conflict_do_update(
            index_elements=["code", "outcome", "day"], set_={"count": case((now > 0, now), else_=0)}
        )
    )


def counted(session: Session, today: date) -> Mapping[tuple[str, str], int]:
    """Return the findings of the year that ends today, by code and outcome."""
    first = (today - COUNTED).isoformat()
    rows = session.execute(
        select(OutcomeRow.code, OutcomeRow.outcome, func.sum(OutcomeRow.count))
        .where(OutcomeRow.day > first)
        .group_by(OutcomeRow.code, OutcomeRow.outcome)
    )
    return {(code, outcome): int(total) for code, outcome, total in rows}
