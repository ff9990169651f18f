"""Pairs in columns: TSV, CSV and XLSX.

The first row is a header when it names two columns that we know; without one, the first two
columns are taken and each row's languages are seen from its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import IO

from tm.formats.records import Problem, Record
from tm.tabular import Line, read_rows, write_rows
from tm.text.detect import han_share, language_of
from tm.units import TranslationUnit

_NAMES = {
    "zh": {"zh", "zh-cn", "zh_cn", "zh-hans", "zh-tw", "zh-hant", "chinese", "中文", "汉语"},
    "en": {"en", "en-us", "en-gb", "en_us", "english", "英文", "英语"},
    "note": {"note", "notes", "comment", "备注", "注释"},
    "key": {"id", "key", "tuid", "编号"},
}
HEADER = ("zh", "en", "status", "date", "title", "article")


def read(file: IO[bytes], name: str) -> Iterator[Record | Problem]:
    """Yield the pairs of a table, in order of its rows."""
    rows = read_rows(file.read(), name=name)
    columns: dict[str, int] | None = None
    for row in rows:
        if columns is None:
            columns = _columns(row.cells)
            if columns.pop("header", 0):
                continue
        yield _record(row, columns)


def write_tsv(units: Iterable[TranslationUnit], file: IO[bytes]) -> int:
    """Write units as TSV with a header; return how many."""
    return _write(units, file, "units.tsv")


def write_csv(units: Iterable[TranslationUnit], file: IO[bytes]) -> int:
    """Write units as CSV with a header; return how many."""
    return _write(units, file, "units.csv")


def write_xlsx(units: Iterable[TranslationUnit], file: IO[bytes]) -> int:
    """Write units as a workbook with a header; return how many."""
    return _write(units, file, "units.xlsx")


def _write(units: Iterable[TranslationUnit], file: IO[bytes], name: str) -> int:
    count = 0

    def rows() -> Iterator[tuple[str, ...]]:
        nonlocal count
        yield HEADER
        for unit in units:
            count += 1
            yield _row(unit)

    write_rows(file, rows(), name=name)
    return count


def _row(unit: TranslationUnit) -> tuple[str, ...]:
    place = unit.origin
    if place is None:
        return (unit.zh, unit.en, unit.status, "", "", "")
    article = "" if place.article is None else str(place.article)
    return (unit.zh, unit.en, unit.status, place.date or "", place.title or "", article)


def _columns(cells: tuple[str, ...]) -> dict[str, int]:
    """Map our names to columns; "header" is set when the row is one."""
    names = [cell.strip().lower() for cell in cells]
    found = {
        ours: at for ours, theirs in _NAMES.items() for at, name in enumerate(names)
        if name in theirs
    }  # fmt: skip
    if {"zh", "en"} <= found.keys():
        return found | {"header": 1}
    return {"left": 0, "right": 1}


def _record(row: Line, columns: Mapping[str, int]) -> Record | Problem:
    place = f"line {row.number}"

    def cell(name: str) -> str:
        at = columns.get(name)
        return row.cells[at] if at is not None and at < len(row.cells) else ""

    if "zh" in columns:
        zh, en = cell("zh"), cell("en")
    else:
        left, right = cell("left"), cell("right")
        # Of two texts full of Latin names, the Chinese one is that with more Han.
        swapped = (han_share(left) or 0) < (han_share(right) or 0)
        zh, en = (right, left) if swapped else (left, right)
    fault = _fault(zh, en)
    if fault is not None:
        return Problem(place, fault[0], message_zh=fault[1])
    return Record(zh, en, row.number, key=cell("key") or None, note=cell("note") or None)


def _fault(zh: str, en: str) -> tuple[str, str] | None:
    """Say in English and Chinese why a row is no pair, or None."""
    if not zh.strip() or not en.strip():
        return "expected a Chinese and an English text, got an empty cell", "中文或英文是空的"
    if "\ufffd" in zh + en:
        expected = "expected readable text, got replacement characters (a lost encoding)"
        return expected, "文字无法读取，可能是编码有误"
    if han_share(zh) == 0 or language_of(en) == "zh":
        expected = "expected Chinese and English, got the same language twice"
        return expected, "应为中英文各一，两边却是同一种语言"
    return None
