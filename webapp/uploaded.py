"""Documents as people brought them, and the place in the home where they are kept."""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass
from pathlib import Path

from tm.errors import NotFound

_DAY = 86_400.0
_CHECKSUM = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Upload:
    """One document as it came: the bytes and the name of the file."""

    data: bytes
    name: str


class Originals:
    """Files in `folder`, each under the SHA-256 of its content; the same file is kept once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, data: bytes) -> str:
        """Keep a file; return its checksum."""
        self.folder.mkdir(parents=True, exist_ok=True)
        checksum = hashlib.sha256(data).hexdigest()
        path = self.folder / checksum
        if not path.exists():
            draft = path.with_suffix(".part")
            draft.write_bytes(data)
            draft.replace(path)
        return checksum

    def read(self, checksum: str) -> bytes:
        """Return a kept file; raise NotFound."""
        path = self.folder / checksum
        if not _CHECKSUM.fullmatch(checksum) or not path.is_file():
            raise NotFound("uploaded file", checksum)
        return path.read_bytes()


class Previewed(Originals):
    """Files that are shown before they are taken in: kept a day at most, then swept away."""

    def keep(self, data: bytes) -> str:
        """Keep a file until it is taken in or a day is over; return its checksum."""
        self._sweep(older_than=_DAY)
        return super().keep(data)

    def forget(self, data: bytes) -> None:
        """Remove a file, if it is there."""
        (self.folder / hashlib.sha256(data).hexdigest()).unlink(missing_ok=True)

    def _sweep(self, *, older_than: float) -> None:
        oldest = time.time() - older_than
        for path in self.folder.glob("*"):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
