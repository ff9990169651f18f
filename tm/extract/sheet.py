"""Spreadsheets and tables (.xlsx, .csv, .tsv) with a Chinese and an English column."""

from __future__ import annotations

from tm.errors import Unreadable
from tm.extract.bilingual import pairs_in_columns
from tm.extract.documents import Block, Document, Facts, document
from tm.extract.remarks import Problem
from tm.tabular import read_rows


def read_sheet(data: bytes, *, name: str) -> Document:
    """Read a table as cells and, where two columns are translations, as pairs."""
    rows = [line.cells for line in read_rows(data, name=name)]
    blocks = [Block(cell.strip(), "cell") for row in rows for cell in row if cell.strip()]
    if not blocks:
        raise Unreadable(name, None, "a table with text", "no cell with text")
    pairs = pairs_in_columns(rows, place="sheet")
    problems = [Problem("two columns", (str(len(pairs)),))] if pairs else []
    return document(name, data, blocks, Facts("sheet", pairs=pairs, problems=problems))
