"""The bytes of a part; nothing else in the program knows them.

    offset 0   8 bytes   magic "DUIZHAO\\n"
           8   4         version of this layout
          12   4         length of the header that follows
          16   4         CRC-32 of the header
          20   4         CRC-32 of everything after the header, this file's end excepted
          24   ...       header: JSON with the signature and, for each section,
                         name, dtype, length in items, offset from the start of the file
         ...   sections, each at a multiple of 64: flat little-endian arrays
    end − 16   8 bytes   length of the file
    end −  8   8 bytes   magic again, reversed

Opening reads the first block and the last sixteen bytes, whatever the size: a file cut short, of
another version or of another signature is refused at once. `verify` reads everything.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tm.errors import IndexUnusable

VERSION = 4
MAGIC = b"DUIZHAO\n"
_HEAD = struct.Struct("<8sIIII")
_TAIL = struct.Struct("<Q8s")
_ALIGN = 64
_CHUNK = 1 << 24

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the header of a part says: its signature and where each section lies."""

    signature: str
    sections: Mapping[str, tuple[str, int, int]]
    body: int
    checksum: int


def encode(signature: str, sections: Mapping[str, Array]) -> Iterator[bytes | memoryview]:
    """Yield the bytes of a part in order."""
    header, body = _header(signature, sections)
    pieces = list(_body(header, body, sections))
    checksum = 0
    for piece in pieces:
        checksum = zlib.crc32(piece, checksum)
    yield _HEAD.pack(MAGIC, VERSION, len(header), zlib.crc32(header), checksum)
    yield header
    yield from pieces
    size = _HEAD.size + len(header) + sum(len(piece) for piece in pieces) + _TAIL.size
    yield _TAIL.pack(size, MAGIC[::-1])


def _header(signature: str, sections: Mapping[str, Array]) -> tuple[bytes, int]:
    """Return the header and where the sections begin; offsets in it count from there."""
    table, at = {}, 0
    for name, array in sections.items():
        table[name] = (array.dtype.str, array.size, at)
        at = _aligned(at + array.nbytes)
    header = json.dumps({"signature": signature, "sections": table}).encode()
    return header, _aligned(_HEAD.size + len(header))


def _body(header: bytes, body: int, sections: Mapping[str, Array]) -> Iterator[bytes | memoryview]:
    yield b"\0" * (body - _HEAD.size - len(header))
    for array in sections.values():
        yield np.ascontiguousarray(array).data.cast("B") if array.size else b""
        yield b"\0" * (_aligned(array.nbytes) - array.nbytes)


def _aligned(size: int) -> int:
    return -(-size // _ALIGN) * _ALIGN


def open_frame(data: memoryview, path: object, signature: str | None = None) -> Frame:
    """Read the header of a part; raise IndexUnusable for what is not a whole part of ours."""
    if len(data) < _HEAD.size + _TAIL.size:
        raise IndexUnusable(path, "a part of an index", f"{len(data)} bytes")
    magic, version, length, header_crc, checksum = _HEAD.unpack_from(data)
    if magic != MAGIC:
        raise IndexUnusable(path, "a part of an index", "something else")
    if version != VERSION:
        raise IndexUnusable(path, f"layout {VERSION}", f"layout {version}")
    size, end = _TAIL.unpack_from(data, len(data) - _TAIL.size)
    if size != len(data) or end != MAGIC[::-1]:
        raise IndexUnusable(path, "a complete file", f"{len(data)} bytes that end too early")
    header = bytes(data[_HEAD.size : _HEAD.size + length])
    if zlib.crc32(header) != header_crc:
        raise IndexUnusable(path, "an intact header", "a damaged one")
    facts = json.loads(header)
    if signature is not None and facts["signature"] != signature:
        raise IndexUnusable(path, f"signature {signature}", facts["signature"])
    return Frame(facts["signature"], facts["sections"], _aligned(_HEAD.size + length), checksum)


def section(data: memoryview, frame: Frame, name: str) -> Array:
    """Return one section as a read-only array over the buffer."""
    dtype, count, offset = frame.sections[name]
    return np.frombuffer(data, np.dtype(dtype), count, frame.body + offset)


def verify(data: memoryview, path: object) -> None:
    """Read the whole part; raise IndexUnusable where its checksum does not hold."""
    frame = open_frame(data, path)
    *_, length, _header_crc, _body_crc = _HEAD.unpack_from(data)
    checksum, end = 0, len(data) - _TAIL.size
    for start in range(_HEAD.size + length, end, _CHUNK):
        checksum = zlib.crc32(data[start : min(start + _CHUNK, end)], checksum)
    if checksum != frame.checksum:
        raise IndexUnusable(path, f"checksum {frame.checksum:08x}", f"{checksum:08x}")
