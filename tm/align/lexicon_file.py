"""The lexicon as a file: written whole, opened through a memory map, never pickled.

    magic "DUIZHLEX" · version · length of head         8 + 4 + 4 bytes, little-endian
    head    JSON: facts, and for each table its name, type, count and offset from the file's start
    tables  back to back, each at a multiple of 64; word lists are UTF-8, one word a line
    tail    CRC-32 of everything before it              4 bytes

The only part of the aligner that touches the disk. A new file takes the old one's place in one
step, so a reader sees either.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from tm.align.lexicon import Lexicon
from tm.errors import DuizhaoError

MAGIC, VERSION = b"DUIZHLEX", 1
_START = struct.Struct("<8sII")
_ALIGNED = 64
# Half precision keeps three digits of a probability, more than training knows of it.
_NUMBERS = {
    "starts": "<i8", "en_ids": "<i4", "en_given_zh": "<f2", "zh_given_en": "<f2",
    "zh_share": "<f4", "en_share": "<f4",
}  # fmt: skip
_WORDS = ("zh_words", "en_words")


class LexiconUnusable(DuizhaoError):
    """A lexicon file is of another version or damaged."""

    def __init__(self, path: object, expected: str, got: str) -> None:
        super().__init__(f"{path}: expected {expected}, got {got}; run `duizhao lexicon train`")
        self.path, self.expected, self.got = path, expected, got


def write(lexicon: Lexicon, path: Path) -> None:
    """Put `lexicon` at `path`, atomically."""
    tables = {name: "\n".join(getattr(lexicon, name)).encode() for name in _WORDS}
    for name, kind in _NUMBERS.items():
        tables[name] = np.ascontiguousarray(getattr(lexicon, name), kind).tobytes()
    data = _packed(tables, lexicon.facts)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with fresh.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def read(path: Path) -> Lexicon:
    """Open the lexicon at `path`; raise LexiconUnusable where it is not one or is damaged."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size < _START.size + 4:
            raise LexiconUnusable(path, "a lexicon", f"{size} bytes")
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    head = _head(path, data)
    tables: dict[str, Any] = {}
    for name, place in head["tables"].items():
        raw = memoryview(data)[place["at"] : place["at"] + place["bytes"]]
        if name in _WORDS:
            tables[name] = str(raw, "utf-8").split("\n") if place["bytes"] else []
        else:
            tables[name] = np.frombuffer(raw, _NUMBERS[name])
    return replace(Lexicon(**tables), facts=head["facts"])


def _packed(tables: Mapping[str, bytes], facts: Mapping[str, object]) -> bytes:
    # The head is padded to a fixed place so that offsets in it do not depend on its own length.
    room = _padded(_START.size + 4096 + len(json.dumps(dict(facts))))
    places, at = {}, room
    for name, raw in tables.items():
        places[name] = {"at": at, "bytes": len(raw)}
        at += _padded(len(raw))
    head = json.dumps({"facts": dict(facts), "tables": places}, ensure_ascii=True).encode()
    head = head.ljust(room - _START.size)
    body = b"".join(raw.ljust(_padded(len(raw)), b"\0") for raw in tables.values())
    whole = _START.pack(MAGIC, VERSION, len(head)) + head + body
    return whole + struct.pack("<I", zlib.crc32(whole))


def _head(path: Path, data: mmap.mmap) -> dict[str, Any]:
    magic, version, length = _START.unpack_from(data)
    if magic != MAGIC:
        raise LexiconUnusable(path, "a lexicon", f"a file beginning with {magic!r}")
    if version != VERSION:
        raise LexiconUnusable(path, f"version {VERSION}", f"version {version}")
    with memoryview(data) as whole:
        stored = struct.unpack("<I", whole[-4:])[0]
        found = zlib.crc32(whole[:-4])
    if stored != found:
        raise LexiconUnusable(path, f"checksum {stored:08x}", f"{found:08x}")
    head: dict[str, Any] = json.loads(data[_START.size : _START.size + length])
    return head


def _padded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
