"""Queries too long for an address, kept for a week under a name nobody can guess.

They may be confidential: each is a file only the server's own user can read, is shown only to who
asked it, and never leaves the home.
"""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tm.errors import NotFound

KEPT_SECONDS = 7 * 24 * 3600
_NAME = re.compile(r"[\w-]{22}\Z")


class SavedQueries:
    """Long queries in a folder, one file each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, owner: str, parameters: Mapping[str, str]) -> str:
        """Keep a query and return its name; what has had its week is removed on the way."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._forget_old()
        name = secrets.token_urlsafe(16)
        path = self._folder / name
        path.touch(mode=0o600)
        path.write_text(json.dumps({"owner": owner, "asked": dict(parameters)}), encoding="utf-8")
        return name

    def recall(self, owner: str, name: str) -> dict[str, str]:
        """Return a query; NotFound where it is over, or somebody else's."""
        path = self._folder / name
        if not _NAME.match(name) or not path.is_file() or _is_old(path):
            raise NotFound("query", name)
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if kept["owner"] != owner:
            raise NotFound("query", name)
        return dict(kept["asked"])

    def _forget_old(self) -> None:
        for path in self._folder.iterdir():
            if _is_old(path):
                path.unlink(missing_ok=True)


def _is_old(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > KEPT_SECONDS
