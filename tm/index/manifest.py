"""The one small file that says which parts are live; replaced as a whole, never edited."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tm.errors import IndexUnusable
from tm.index import layout, reader, writer

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class PartFile:
    """A file of a part: its name in the folder, its size in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class PartEntry:
    """The two files of one lot of units.

    `last` is the highest unit id in it; `added` says that the lot was added to a finished index
    rather than built with it; `revision` is the memory's when it was made.
    """

    zh: PartFile
    en: PartFile
    units: int
    last: int
    revision: int
    added: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts, oldest first, and the revision of the memory they stand for."""

    signature: str
    revision: int
    parts: tuple[PartEntry, ...]

    @property
    def units(self) -> int:
        """How many units the parts hold, superseded ones included."""
        return sum(part.units for part in self.parts)

    @property
    def built(self) -> tuple[PartEntry, ...]:
        """The parts of the last whole build."""
        return tuple(part for part in self.parts if not part.added)

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(part.zh.size + part.en.size for part in self.parts)

    @property
    def files(self) -> set[str]:
        """The names of all files of all parts."""
        return {file.name for part in self.parts for file in (part.zh, part.en)}


def save(path: Path, manifest: Manifest) -> None:
    """Replace the manifest; the change is whole and on disk when this returns."""
    facts = json.dumps(asdict(manifest), ensure_ascii=False, sort_keys=True)
    document = json.dumps({"check": zlib.crc32(facts.encode()), "manifest": facts})
    writer.replace(path, [document.encode()])


def load(path: Path, signature: str) -> Manifest | None:
    """Read the manifest; None where there is none; raise IndexUnusable for a damaged one."""
    try:
        document = path.read_bytes()
    except FileNotFoundError:
        return None
    facts = _checked(path, document)
    if facts["signature"] != signature:
        raise IndexUnusable(path, f"signature {signature}", str(facts["signature"]))
    return Manifest(facts["signature"], facts["revision"], tuple(map(_entry, facts["parts"])))


def _checked(path: Path, document: bytes) -> dict[str, Any]:
    try:
        outer = json.loads(document)
        facts = outer["manifest"]
        if zlib.crc32(facts.encode()) != outer["check"]:
            raise IndexUnusable(path, "a manifest that keeps its checksum", "a damaged one")
        found: dict[str, Any] = json.loads(facts)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise IndexUnusable(
            path, "a manifest", f"{len(document)} bytes of something else"
        ) from None
    return found


def _entry(facts: dict[str, Any]) -> PartEntry:
    return PartEntry(
        PartFile(**facts["zh"]), PartFile(**facts["en"]), facts["units"], facts["last"],
        facts["revision"], facts["added"],
    )  # fmt: skip


def check_files(folder: Path, manifest: Manifest) -> None:
    """Compare checksums of all parts; raise IndexUnusable for the first that fails."""
    for part in manifest.parts:
        for file in (part.zh, part.en):
            layout.verify(reader.map_file(folder / file.name), folder / file.name)
