"""What we bundle is what we think it is, and nothing is loaded from elsewhere."""

from __future__ import annotations

import hashlib
import re

import pytest

from webapp.assets import FOLDER
from webapp.interface import CATALOGUES

VENDOR = FOLDER / "vendor"
OURS = [path for path in FOLDER.rglob("*") if path.suffix in {".css", ".js", ".svg"}
        and VENDOR not in path.parents]  # fmt: skip
TEMPLATES = sorted((CATALOGUES.parent / "templates").rglob("*.html"))
FROM_ELSEWHERE = re.compile(
    r"""(?:src|href|url\(|import|@import|fetch\()\s*=?\s*["'(]?\s*(?:https?:)?//"""
)


def test_every_bundled_file_is_locked_and_unchanged():
    locked = {}
    for line in (VENDOR / "vendor.lock").read_text().splitlines():
        digest, name = line.split(maxsplit=1)
        locked[name] = digest
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "vendor.lock"
    }
    assert found == locked


def test_every_bundled_library_brings_its_licence():
    assert all((folder / "LICENSE").exists() for folder in VENDOR.iterdir() if folder.is_dir())


@pytest.mark.parametrize("path", [*OURS, *TEMPLATES], ids=lambda path: path.name)
def test_nothing_loads_from_another_host(path):
    assert FROM_ELSEWHERE.findall(path.read_text(encoding="utf-8")) == []


def test_our_scripts_and_styles_stay_small():
    import gzip

    sizes = {
        kind: sum(len(gzip.compress(path.read_bytes())) for path in OURS if path.suffix == kind)
        for kind in (".css", ".js")
    }
    assert sizes[".css"] <= 10_000
    assert sizes[".js"] <= 12_000
