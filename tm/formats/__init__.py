"""Translation units in and out of files; a file never becomes our model.

A reader takes an open binary file and yields records and problems as it goes; a writer takes
units and writes them as they come. Both are found by the extension of the file's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import PurePath
from typing import IO, cast

from tm.errors import Invalid
from tm.formats.records import Problem, Record
from tm.units import TranslationUnit

Reader = Callable[[IO[bytes], str], Iterator[Record | Problem]]
Writer = Callable[[Iterable[TranslationUnit], IO[bytes]], int]

READERS = {
    ".tmx": "tmx:read", ".xlf": "xliff:read", ".xliff": "xliff:read", ".tsv": "table:read",
    ".csv": "table:read", ".xlsx": "table:read", ".docx": "documents:read",
    ".txt": "documents:read_text", ".jsonl": "lines:read",
}  # fmt: skip
WRITERS = {
    ".tmx": "tmx:write", ".tsv": "table:write_tsv", ".csv": "table:write_csv",
    ".xlsx": "table:write_xlsx", ".jsonl": "lines:write", ".docx": "word:write",
}  # fmt: skip


def reader_for(name: str) -> Reader:
    """Return the reader for a file of this name; raise Invalid."""
    return cast(Reader, _load(READERS, name))


def writer_for(name: str) -> Writer:
    """Return the writer for a file of this name; raise Invalid."""
    return cast(Writer, _load(WRITERS, name))


def _load(table: dict[str, str], name: str) -> object:
    suffix = PurePath(name).suffix.lower()
    if suffix not in table:
        raise Invalid("file", name, f"a name ending in {', '.join(table)}")
    module, _, function = table[suffix].partition(":")
    return getattr(import_module(f"tm.formats.{module}"), function)


__all__ = ["Problem", "Reader", "Record", "Writer", "reader_for", "writer_for"]
