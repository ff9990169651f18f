"""Rows of text in and out of CSV, TSV and XLSX files."""

from __future__ import annotations

import csv
import io
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from pathlib import PurePath
from typing import IO
from unicodedata import east_asian_width
from zipfile import BadZipFile

from tm.decoding import decode
from tm.errors import Unreadable

# What reading a broken archive raises, beside its own error.
_DAMAGE = (
    KeyError, OSError, ValueError, TypeError, AttributeError, NotImplementedError, RuntimeError,
    EOFError, SyntaxError, struct.error, zlib.error,
)  # fmt: skip
# Spreadsheets run cells that begin with these as formulas.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MEASURED = 100
"""Rows at the top by which the columns of a workbook are made wide enough."""
_NARROWEST, _WIDEST = 8, 60
"""Widths of a column in Latin letters."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table; `number` counts as a spreadsheet does, header and blank rows included."""

    number: int
    cells: tuple[str, ...]


def read_rows(data: bytes, *, name: str) -> Iterator[Line]:
    """Yield the rows of a .csv, .tsv, .txt or .xlsx file; raise Unreadable."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".xlsx":
        yield from _xlsx(data, name)
        return
    text = decode(data, name=name).text
    if suffix == ".csv":
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline="")), 1):
            yield Line(number, tuple(cells))
        return
    # No quoting in TSV: a quotation mark is text.
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line:
            yield Line(number, tuple(line.split("\t")))


def write_rows(file: IO[bytes], rows: Iterable[Sequence[str]], *, name: str) -> None:
    """Write rows as .csv, .tsv or .xlsx by the extension of `name`.

    In TSV, tabs and line breaks within a cell become spaces; in XLSX every cell is text, so that
    nothing runs as a formula.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix == ".xlsx":
        _write_xlsx(file, rows)
        return
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    if suffix == ".csv":
        csv.writer(text, lineterminator="\n").writerows(rows)
    else:
        for row in rows:
            text.write("\t".join(" ".join(cell.split()) for cell in row) + "\n")
    text.detach()


def _xlsx(data: bytes, name: str) -> Iterator[Line]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    rows: Iterable[Sequence[object]] = ()
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        if book.active is not None:
            rows = book.active.iter_rows(values_only=True)
        for number, cells in enumerate(rows, 1):
            row = tuple("" if cell is None else str(cell) for cell in cells)
            if any(row):
                yield Line(number, row)
    except (BadZipFile, InvalidFileException, *_DAMAGE) as error:
        got = f"a damaged one ({error})"
        raise Unreadable(name, None, "an Excel workbook (.xlsx)", got) from None


def _write_xlsx(file: IO[bytes], rows: Iterable[Sequence[str]]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    rows = iter(rows)
    first = list(islice(rows, _MEASURED))
    for column, cells in enumerate(zip_longest(*first, fillvalue=""), 1):
        sheet.column_dimensions[get_column_letter(column)].width = _width(cells)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for row in chain(first, rows):
        written = [WriteOnlyCell(sheet, value=value) for value in row]
        for cell, value in zip(written, row, strict=True):
            if value.startswith(_FORMULA):
                cell.data_type, cell.quotePrefix = "s", True
            if len(value) > _WIDEST // 2:
                cell.alignment = wrapped
        sheet.append(written)
    book.save(file)


def _width(cells: Iterable[str]) -> int:
    """Return how wide a column must be for its cells, in Latin letters; long cells are wrapped."""
    longest = max(
        sum(2 if east_asian_width(char) in "WF" else 1 for char in cell) for cell in cells
    )
    return min(_WIDEST, max(_NARROWEST, longest + 2))
