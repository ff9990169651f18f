"""Selects that are asked thousands of times a second: compiled to text once a dialect.

SQLAlchemy would otherwise spend more time on each than the database does. Ids are handed over as
parameters, their number rounded up to a power of two, so that the driver keeps the few statements
there are prepared: parsing one takes longer than answering it. Everything runs in the session's own
transaction, and every type is converted as the model says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Float, Select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.types import TypeEngine

from tm.database import Timestamp

Convert = Callable[[Any], Any]
Converts = tuple[tuple[int, Convert], ...]

_MARKS = {"qmark": "?", "format": "%s", "pyformat": "%s"}
"""How each style of driver writes a parameter by position."""

_MOMENTS = 4_096
"""Moments remembered as they were converted."""


class Prepared:
    """One select; where it has a column of ids, narrowed to some when it is asked."""

    def __init__(
        self, statement: Select[*tuple[Any, ...]], column: InstrumentedAttribute[int] | None = None
    ) -> None:
        self._statement = statement
        self._column = column
        self._made: dict[tuple[str, int], tuple[str, Converts]] = {}

    def __call__(self, session: Session, ids: Collection[int] = ()) -> Sequence[Sequence[Any]]:
        """Return the rows of these ids, in the database's order."""
        if self._column is not None and not ids:
            return []
        session.flush()
        connection = session.connection()
        wanted = _padded(ids)
        sql, converts = self._for(connection.dialect, len(wanted))
        cursor = connection.connection.cursor()
        try:
            cursor.execute(sql, wanted)
            rows = cursor.fetchall()
        finally:
            cursor.close()
        return [_converted(row, converts) for row in rows] if converts else rows

    def _for(self, dialect: Dialect, count: int) -> tuple[str, Converts]:
        key = (dialect.name, count)
        if key not in self._made:
            narrowed = self._statement
            if self._column is not None:
                narrowed = narrowed.where(self._column.in_([-1]))
            compiled = narrowed.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
            marks = ",".join([_MARKS[dialect.paramstyle]] * count)
            columns = enumerate(self._statement.selected_columns)
            found = ((i, _processor(column.type, dialect)) for i, column in columns)
            converts = tuple((i, convert) for i, convert in found if convert is not None)
            self._made[key] = str(compiled).replace("(-1)", f"({marks})"), converts
        return self._made[key]


def _padded(ids: Collection[int]) -> list[int]:
    """Return the ids, the last one repeated until their number is a power of two.

    >>> _padded([7, 8, 9])
    [7, 8, 9, 9]
    """
    wanted = list(ids)
    room = 1 << (len(wanted) - 1).bit_length() if wanted else 0
    return wanted + wanted[-1:] * (room - len(wanted))


def _processor(type: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    if isinstance(type, Float):
        return None  # every driver gives floats; some cannot tell without the column's own type
    found: Convert | None = type.dialect_impl(dialect).result_processor(dialect, None)
    if found is not None and isinstance(type, Timestamp):
        return lru_cache(_MOMENTS)(found)  # a file's pairs came in one moment
    return found


def _converted(row: Sequence[Any], converts: Sequence[tuple[int, Convert]]) -> Sequence[Any]:
    values = list(row)
    for i, convert in converts:
        values[i] = convert(values[i])
    return values
