"""A backup is whole or refused."""

import json
from dataclasses import replace
from zipfile import ZipFile

import pytest

from tm.errors import Invalid, Unreadable
from webapp.actions.backups import backup, restore


@pytest.fixture
def saved(services, tmp_path):
    path = tmp_path / "all.zip"
    backup(services, path)
    return path


def rewritten(path, **changes):
    with ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members["manifest.json"]) | changes
    with ZipFile(path, "w") as archive:
        archive.writestr("duizhao.db", members["duizhao.db"])
        archive.writestr("manifest.json", json.dumps(manifest))
    return path


def test_a_backup_opens_in_another_home(saved, settings, tmp_path):
    home = tmp_path / "other"
    moved = replace(settings, home=home, database_url=f"sqlite:///{home}/duizhao.db")
    manifest, kept = restore(moved, saved)
    assert (kept, (home / "duizhao.db").stat().st_size) == (None, manifest.bytes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [({"sha256": "0"}, "checksum"), ({"schema": "9999"}, "schema up to")],
)
def test_a_backup_that_is_not_what_it_says_touches_nothing(saved, settings, changes, expected):
    before = (settings.home / "duizhao.db").read_bytes()
    with pytest.raises(Unreadable, match=expected):
        restore(settings, rewritten(saved, **changes))
    assert (settings.home / "duizhao.db").read_bytes() == before


def test_a_server_database_is_left_to_its_own_tools(settings, saved):
    server = replace(settings, database_url="postgresql+psycopg://x/y")
    with pytest.raises(Invalid, match="pg_dump"):
        restore(server, saved)
