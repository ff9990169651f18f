"""Word documents for people: the memory as a table of two columns with where each pair is from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from tm.markup import legal
from tm.units import TranslationUnit

HEADER = ("中文", "English", "出处 Origin")


def write(units: Iterable[TranslationUnit], file: IO[bytes]) -> int:
    """Write units as a .docx table with a header row; return how many.

    The whole document is built in memory: for people to read, not for millions of units.
    """
    from docx import Document
    from docx.oxml.ns import qn

    document = Document()
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "SimSun")
    table = document.add_table(rows=0, cols=len(HEADER))
    table.style = "Table Grid"
    _fill(table, HEADER)
    count = 0
    for unit in units:
        _fill(table, (unit.zh, unit.en, _origin(unit)))
        count += 1
    document.save(file)
    return count


def _fill(table: Any, texts: tuple[str, ...]) -> None:
    for cell, text in zip(table.add_row().cells, texts, strict=True):
        cell.text = legal(text)[0]


def _origin(unit: TranslationUnit) -> str:
    place = unit.origin
    if place is None:
        return unit.status
    return " · ".join(filter(None, (place.title or place.name, place.date, unit.status)))
