"""The declarative base, engines and what SQLite needs to be told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Engine, MetaData, TypeDecorator, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.orm import DeclarativeBase

from tm.errors import Busy, DatabaseUnusable, DuizhaoError, Invalid

# Named constraints: Alembic can only alter what has a name.
NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_TIMEOUT_MS = 15_000

_LOCKED = ("database is locked", "database table is locked")
_CONTENDED = ("40001", "40P01", "55P03")
"""PostgreSQL's states for two writers in each other's way."""

# SQLite's driver files these under the same class as a full disk.
_MISTAKES = ("no such ", "near ", "too many SQL variables", "ambiguous column", "table ")

MAPPED_BYTES = 2_147_418_112
"""How much of a SQLite file is read through the system's page cache, which all processes share,
instead of being copied into each one's own: the most SQLite allows, two gigabytes."""


class Base(DeclarativeBase):
    """Every table of the application hangs on this metadata."""

    metadata = MetaData(naming_convention=NAMING)


class Timestamp(TypeDecorator[datetime]):
    """An aware UTC datetime; SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC; a naive datetime is a programmer's mistake."""
        if value is not None and value.tzinfo is None:
            raise ValueError("expected an aware datetime")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware datetime whatever the database kept."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


def now() -> datetime:
    """Return the present moment in UTC, to the second: enough for people, stable in files."""
    return datetime.now(UTC).replace(microsecond=0)


def open_engine(url: str) -> Engine:
    """Create an engine for `url`; SQLite gets foreign keys, WAL and patience with a busy file.

    Raises Invalid for an address of no database. What later fails for a reason outside of the
    program is raised as Busy or DatabaseUnusable, by whatever statement meets it.
    """
    try:
        engine = create_engine(url)
    except (ArgumentError, ImportError):
        scheme = url.partition(":")[0]  # what follows may hold a password
        expected = "one that begins with sqlite:/// or postgresql+psycopg://"
        raise Invalid("the database's address", scheme, expected) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "handle_error", _translate)
    return engine


def _translate(context: ExceptionContext) -> DuizhaoError | None:
    """Tell what an operator can mend from what only a programmer can."""
    error = context.sqlalchemy_exception
    if not isinstance(error, OperationalError) and type(error) is not DatabaseError:
        return None
    said = str(error.orig).partition("\n")[0]
    if any(word in said for word in _LOCKED) or getattr(error.orig, "sqlstate", "") in _CONTENDED:
        return Busy("the database")
    return None if said.startswith(_MISTAKES) else DatabaseUnusable(said)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute(f"PRAGMA mmap_size={MAPPED_BYTES}")
    cursor.close()
