"""Memories of any size for the benchmarks: filled without the checks of an import, and kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from bench.matching_data import Pair, pairs
from tm.store.memories import digest
from tm.store.schema import BatchRow, ClockRow, UnitRow
from webapp.services import Services, open_services
from webapp.settings import Settings

LOT = 100_000
CACHE_KB = 2_000_000
"""What SQLite may hold in memory while it is filled: digests come in no order."""

# Faster, and safe enough: a memory whose filling was cut short is made anew.
_HASTY = (f"PRAGMA cache_size=-{CACHE_KB}", "PRAGMA synchronous=OFF")
_UNITS = (
    "INSERT OR IGNORE INTO unit"
    " (digest, zh, en, zh_tag, en_tag, status, revision, deleted, created)"
    " VALUES (?, ?, ?, 'zh', 'en', 'reviewed', 1, 0, '2026-01-01 00:00:00')"
)
_PLACES = (
    "INSERT INTO place (unit_id, batch_id, status, line)"
    " SELECT id, 1, 'reviewed', id FROM unit ORDER BY id"
)


@contextmanager
def memory(data: Path, size: int, kept: Path | None = None) -> Iterator[Services]:
    """Open a memory of `size` pairs: in a temporary folder, or in one under `kept`."""
    if kept is not None:
        yield from _opened(kept / str(size), data, size)
        return
    with TemporaryDirectory() as folder:
        yield from _opened(Path(folder), data, size)


def _opened(home: Path, data: Path, size: int) -> Iterator[Services]:
    home.mkdir(parents=True, exist_ok=True)
    services = _services(home)
    if not _is_filled(services):
        services.close()
        for path in home.glob("bench.db*"):
            path.unlink()
        services = _services(home)
        fill(services, pairs(data, size))
    yield services
    services.close()


def _services(home: Path) -> Services:
    return open_services(Settings(home=home, database_url=f"sqlite:///{home}/bench.db"))


def _is_filled(services: Services) -> bool:
    with services.engine.connect() as connection:
        return connection.scalar(select(ClockRow.value)) is not None


def fill(services: Services, source: Iterable[Pair], step: int = 1) -> list[Pair]:
    """Store the pairs as one batch, in lots; return one in `step`. The clock is set last."""
    rows = iter(source)
    with services.engine.connect() as connection:
        for pragma in _HASTY:
            connection.exec_driver_sql(pragma)
        while lot := [(digest(zh, en), zh, en) for zh, en in islice(rows, LOT)]:
            connection.exec_driver_sql(_UNITS, lot)
            connection.commit()
        connection.execute(insert(BatchRow).values(id=1, kind="file", name="bench", actor="bench"))
        connection.exec_driver_sql(_PLACES)
        connection.execute(insert(ClockRow).values(id=1, value=1))
        connection.commit()
        kept = sample(connection, step)
    services.engine.dispose()  # with the connection that was told to be hasty
    return kept


def sample(connection: Connection, step: int) -> list[Pair]:
    """Return the pairs of every `step`-th unit."""
    wanted = select(UnitRow.zh, UnitRow.en).where(UnitRow.id % step == 0).order_by(UnitRow.id)
    return [(zh, en) for zh, en in connection.execute(wanted)]
