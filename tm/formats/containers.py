"""Files within files: .gz and .zip, unpacked within limits."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from tempfile import TemporaryFile
from typing import IO
from zipfile import BadZipFile, ZipFile

from tm.errors import TooLarge, Unreadable

MAX_UNPACKED = 4_000_000_000
"""Bytes that one file may unpack to."""
_CHUNK = 1 << 20


@contextmanager
def opened(file: IO[bytes], name: str, *, limit: int = MAX_UNPACKED) -> Iterator[list[Member]]:
    """Give the files that `file` holds, or itself: pairs of a name and an open binary file.

    Raises Unreadable for a damaged container and TooLarge beyond `limit` unpacked bytes.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix == ".gz":
        with _gunzipped(file, name, limit) as inner:
            yield [(name[: -len(suffix)], inner)]
    elif suffix == ".zip":
        with _archive(file, name) as archive:
            yield list(_members(archive, name, limit))
    else:
        yield [(name, file)]


Member = tuple[str, IO[bytes]]


@contextmanager
def _gunzipped(file: IO[bytes], name: str, limit: int) -> Iterator[IO[bytes]]:
    """Unpack to a temporary file: its size is then known, and it can be read twice."""
    with TemporaryFile() as inner:
        size = 0
        try:
            with gzip.open(file) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise TooLarge(f"{name} (unpacked bytes)", size, limit)
                    inner.write(chunk)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise Unreadable(name, None, "a gzip file", str(error)) from None
        inner.seek(0)
        yield inner


@contextmanager
def _archive(file: IO[bytes], name: str) -> Iterator[ZipFile]:
    try:
        archive = ZipFile(file)
    except BadZipFile as error:
        raise Unreadable(name, None, "a .zip archive", str(error)) from None
    with archive:
        yield archive


def _members(archive: ZipFile, name: str, limit: int) -> Iterator[Member]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    size = sum(info.file_size for info in infos)
    if size > limit:
        raise TooLarge(f"{name} (unpacked bytes)", size, limit)
    for info in infos:
        if not info.filename.startswith("__MACOSX"):
            yield info.filename, archive.open(info)
