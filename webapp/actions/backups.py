"""The whole installation in one file, and back.

A backup is a .zip of the SQLite database, taken while others go on writing, and a manifest with
its checksum and schema. Databases on a server have tools of their own.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from filelock import FileLock

from tm.changes import Change
from tm.database import now
from tm.errors import Invalid, Unreadable
from webapp.services import HEAD, Services
from webapp.settings import Settings
from webapp.work import Work

DATABASE, MANIFEST = "duizhao.db", "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    created: str
    schema: str
    sha256: str
    bytes: int


def backup(services: Services, path: Path) -> Manifest:
    """Write a backup to `path`, which is replaced only when it is whole."""
    database = _database(services.settings)
    with TemporaryDirectory(dir=services.settings.home) as folder:
        copy = Path(folder) / DATABASE
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        manifest = Manifest(now().isoformat(), HEAD, _sha256(copy), copy.stat().st_size)
        draft = path.with_name(f".{path.name}.part")
        with ZipFile(draft, "w", ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(asdict(manifest)))
            archive.write(copy, DATABASE)
        draft.replace(path)
    return manifest


def taken(work: Work, path: Path) -> Manifest:
    """Write a backup for somebody who may look after the system, and note that it was taken."""
    work.require("system.manage")
    manifest = backup(work.services, path)
    work.record(Change("add", "backup", manifest.created, after={"bytes": manifest.bytes}))
    return manifest


def restore(settings: Settings, path: Path) -> tuple[Manifest, Path | None]:
    """Put a backup in the place of the database; return where the old one was moved to.

    The backup is unpacked and verified before anything is touched. Raises Unreadable for a file
    that is no whole backup.
    """
    database = _database(settings)
    settings.home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=settings.home) as folder:
        manifest, copy = _verified(path, Path(folder))
        with FileLock(settings.home / "upgrade.lock"):
            kept = _moved_aside(database)
            copy.replace(database)
            # The index counts the revisions of the database that is gone.
            shutil.rmtree(settings.index, ignore_errors=True)
    return manifest, kept


def _verified(path: Path, folder: Path) -> tuple[Manifest, Path]:
    expected = "a backup written by `duizhao backup`"
    try:
        with ZipFile(path) as archive:
            manifest = Manifest(**json.loads(archive.read(MANIFEST)))
            copy = Path(archive.extract(DATABASE, folder))
    except (BadZipFile, KeyError, TypeError, ValueError) as error:
        raise Unreadable(path.name, None, expected, str(error)) from None
    if _sha256(copy) != manifest.sha256:
        raise Unreadable(path.name, None, "a database of the recorded checksum", "a damaged one")
    with closing(sqlite3.connect(copy)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise Unreadable(path.name, None, "a sound SQLite database", verdict)
    if manifest.schema > HEAD:
        newer = f"schema {manifest.schema}, written by a newer version"
        raise Unreadable(path.name, None, f"a schema up to {HEAD}", newer)
    return manifest, copy


def _moved_aside(database: Path) -> Path | None:
    if not database.exists():
        return None
    kept = database.with_name(f"{database.name}.before-{now():%Y%m%dT%H%M%S}")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.replace(kept)
    for suffix in ("-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    return kept


def _database(settings: Settings) -> Path:
    if not settings.on_sqlite:
        expected = "a SQLite database; use the server's own tools (pg_dump, pg_restore)"
        raise Invalid("DUIZHAO_DATABASE_URL", settings.database_url.split(":")[0], expected)
    return Path(settings.database_url.removeprefix("sqlite:///"))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
