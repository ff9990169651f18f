"""What one installation remembers of itself: small facts under a name."""

from __future__ import annotations

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from tm.database import Base


class FactRow(Base):
    """One fact, such as which curated glossary was loaded."""

    __tablename__ = "installation"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


def fact(session: Session, name: str) -> str | None:
    """Return a fact, or None where it was never noted."""
    row = session.get(FactRow, name)
    return None if row is None else row.value


def note(session: Session, name: str, value: str) -> None:
    """Note a fact, replacing what was there."""
    session.merge(FactRow(name=name, value=value))
    session.flush()
