"""Selects by id that are asked thousands of times a second: compiled to text once a dialect.

SQLAlchemy would otherwise spend more time on each than the database does. The ids are whole numbers
of ours and are written into the statement, which runs in the session's own transaction; every type
is converted as the model says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import Dialect, Float, Select
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.types import TypeEngine

Convert = Callable[[Any], Any]


class Prepared:
    """One select, narrowed to some ids when it is asked."""

    def __init__(
        self, statement: Select[*tuple[Any, ...]], column: InstrumentedAttribute[int]
    ) -> None:
        self._statement = statement
        self._column = column
        self._made: dict[str, tuple[str, tuple[tuple[int, Convert], ...]]] = {}

    def __call__(self, session: Session, ids: Collection[int]) -> Sequence[Sequence[Any]]:
        """Return the rows of these ids, in the database's order."""
        connection = session.connection()
        sql, converts = self._for(connection.dialect)
        wanted = ",".join(str(int(id)) for id in ids)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(sql.replace("(-1)", f"({wanted})"))
            rows = cursor.fetchall()
        finally:
            cursor.close()
        return [_converted(row, converts) for row in rows] if converts else rows

    def _for(self, dialect: Dialect) -> tuple[str, tuple[tuple[int, Convert], ...]]:
        if dialect.name not in self._made:
            narrowed = self._statement.where(self._column.in_([-1]))
            compiled = narrowed.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
            columns = enumerate(self._statement.selected_columns)
            found = ((i, _processor(column.type, dialect)) for i, column in columns)
            converts = tuple((i, convert) for i, convert in found if convert is not None)
            self._made[dialect.name] = str(compiled), converts
        return self._made[dialect.name]


def _processor(type: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    if isinstance(type, Float):
        return None  # every driver gives floats; some cannot tell without the column's own type
    found: Convert | None = type.dialect_impl(dialect).result_processor(dialect, None)
    return found


def _converted(row: Sequence[Any], converts: Sequence[tuple[int, Convert]]) -> Sequence[Any]:
    values = list(row)
    for i, convert in converts:
        values[i] = convert(values[i])
    return values
