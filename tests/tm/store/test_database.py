"""What an engine says when the fault lies outside of the program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

import tm.database
from tm.database import open_engine
from tm.errors import Busy, DatabaseUnusable, Invalid


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An engine over an empty file."""
    opened = open_engine(f"sqlite:///{tmp_path}/a.db")
    yield opened
    opened.dispose()


@pytest.mark.parametrize("address", ["nonsense", "mysql://li:secret@host/db", "postgresql+none://x/y", ""])
def test_an_address_of_no_database_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(Invalid, match="postgresql") as refused:
        open_engine(address)
    assert "secret" not in str(refused.value)


def test_a_file_that_is_no_database_is_unusable(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"something else entirely" * 100)
    with pytest.raises(DatabaseUnusable, match="not a database"):
        open_engine(f"sqlite:///{tmp_path}/a.db").connect()


def test_a_server_that_does_not_answer_is_unusable() -> None:
    with pytest.raises(DatabaseUnusable, match="check that its server runs"):
        open_engine("postgresql+psycopg://nobody@127.0.0.1:1/none").connect()


def test_a_locked_file_is_busy(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tm.database, "BUSY_TIMEOUT_MS", 1)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE a (b)"))
    other = sqlite3.connect(tmp_path / "a.db")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Busy), engine.begin() as connection:
        connection.execute(text("INSERT INTO a VALUES (1)"))
    other.close()


def test_a_full_disk_is_unusable(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE a (b)"))
    with engine.connect() as connection:
        connection.execute(text("PRAGMA max_page_count=3"))
        with pytest.raises(DatabaseUnusable, match="full"):
            connection.execute(text("INSERT INTO a VALUES (zeroblob(100000))"))


@pytest.mark.parametrize("mistake", ["SELECT 1 FROM nothing", "SELEC 1", "SELECT none FROM sqlite_master"])
def test_a_mistake_of_ours_stays_what_it_is(engine: Engine, mistake: str) -> None:
    with pytest.raises(DBAPIError), engine.connect() as connection:
        connection.execute(text(mistake))
