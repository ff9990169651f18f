"""Glossary files: readers yield entries and problems, writers take concepts.

A file never becomes our model: a reader says what the file states and what it leaves open, and
`glossary.importing` decides what that means for the concepts we have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Literal

from glossary.concepts import Concept
from tm.errors import Invalid

if TYPE_CHECKING:
    from glossary.formats.columns import ByHand

Dialect = Literal["dca", "dct", "v2"]
"""How TBX is written: version 3 by attributes or by elements, or version 2 (`martif`)."""


STATUSES = "statuses"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a file: the concept it describes and the fields it states.

    What is not in `given` has a default value that must not overrule what is known; `STATUSES`
    among them says that the file knows the standing of its terms.
    """

    place: str
    concept: Concept
    given: frozenset[str]


@dataclass(frozen=True, slots=True)
class Problem:
    """What was wrong at a place of a file; the rest of the file is read.

    `zh` says it in Chinese, "" where nobody has put it so.
    """

    place: str
    message: str
    zh: str = ""


Reader = Callable[[bytes, str], Iterator[Entry | Problem]]
Writer = Callable[[Iterable[Concept], IO[bytes]], None]

_TABLES = (".csv", ".tsv", ".xlsx")
_TBX = (".tbx", ".xml")
_OMEGAT = (".txt", ".utf8", ".tab")
_EXPECTED = "a glossary file: .csv, .tsv, .xlsx, .tbx or OmegaT's .txt"


def is_table(name: str) -> bool:
    """Say whether a file of this name is a table, whose columns a person may assign."""
    return PurePath(name).suffix.lower() in _TABLES


def reader_for(name: str, by_hand: ByHand | None = None) -> Reader:
    """Return what reads a glossary file of this name: it takes the bytes and the name.

    `by_hand` is what a person says of the columns of a table. Raises Invalid for an extension we
    do not read, and for columns of what is no table.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in _TABLES:
        from glossary.formats.sheet import read as read_sheet

        return partial(read_sheet, by_hand=by_hand) if by_hand else read_sheet
    if by_hand and by_hand.columns:
        raise Invalid("map", name, "a table (.csv, .tsv, .xlsx): only its columns can be assigned")
    if suffix in _TBX:
        from glossary.formats.tbx import read as read_tbx

        return read_tbx
    if suffix in _OMEGAT:
        from glossary.formats.omegat import read as read_omegat

        return read_omegat
    raise Invalid("file", name, _EXPECTED)


def writer_for(name: str, dialect: Dialect = "dca") -> Writer:
    """Return what writes a glossary file of this name; `dialect` matters for TBX alone.

    Raises Invalid for an extension we do not write.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in _TABLES:
        from glossary.formats.sheet import write as write_sheet

        return partial(write_sheet, name=name)
    if suffix in _TBX:
        from glossary.formats.tbx_write import write as write_tbx

        return partial(write_tbx, dialect=dialect)
    if suffix in _OMEGAT:
        from glossary.formats.omegat import write as write_omegat

        return write_omegat
    raise Invalid("file", name, _EXPECTED)
