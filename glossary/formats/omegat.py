"""OmegaT's glossary: one line each, source TAB target TAB comment; it knows no status.

Written from Chinese to English with one line for every rendering that passes, the preferred first,
what is forbidden named in its comment; read in either direction, the language of a column told by
its characters. A line that begins with # is a comment, so a term that does cannot be written; a
comment says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO

from glossary.concepts import Concept, Status, Term
from glossary.formats import Entry, Problem
from glossary.formats.told import in_chinese
from tm.errors import Invalid
from tm.tabular import read_rows, write_rows
from tm.text.chars import han_count

COMMENT = "#"
FIRST_LINE = "# Duizhao -*- coding: utf-8 -*-"
_ONE_COLUMN = (
    "expected source, a tab, target; got one column",
    "应为原文、制表符、译文，实为一列。",
)
_NO_ENGLISH = ("expected one English column, got two Chinese", "应有一列英文，实为两列中文。")


def read(data: bytes, name: str) -> Iterator[Entry | Problem]:
    """Yield the entries of an OmegaT glossary; lines of one Chinese term are one concept."""
    concepts: dict[str, tuple[int, list[str], list[str]]] = {}
    for line in read_rows(data, name=f"{name}.tsv"):
        cells = [cell.strip() for cell in line.cells]
        if cells[0].startswith(COMMENT):
            continue
        if len(cells) < 2 or not cells[0] or not cells[1]:
            yield Problem(f"line {line.number}", *_ONE_COLUMN)
            continue
        # G20 stands in Chinese too: without Han on either side the order is ours.
        swapped = han_count(cells[1]) and not han_count(cells[0])
        zh, en = (cells[1], cells[0]) if swapped else (cells[0], cells[1])
        if han_count(en):
            yield Problem(f"line {line.number}", *_NO_ENGLISH)
            continue
        _, renderings, notes = concepts.setdefault(zh, (line.number, [], []))
        renderings.append(en)
        notes.extend(note for note in cells[2:3] if note and note not in notes)
    for zh, (number, renderings, notes) in concepts.items():
        try:
            yield _entry(zh, renderings, "; ".join(notes), f"line {number}")
        except Invalid as error:
            yield Problem(f"line {number}", str(error), in_chinese(error))


def _entry(zh: str, renderings: list[str], note: str, place: str) -> Entry:
    first, *others = dict.fromkeys(renderings)
    terms = [Term(zh, "zh"), Term(first, "en")]
    terms += [Term(text, "en", Status.ADMITTED) for text in others]
    return Entry(place, Concept(tuple(terms), note=note), frozenset({"note"} if note else ()))


def write(concepts: Iterable[Concept], file: IO[bytes]) -> None:
    """Write every pair that passes; the note stands beside the preferred one."""
    rows = (_written(row) for concept in concepts for row in _rows(concept))
    write_rows(file, chain([(FIRST_LINE,)], rows), name="glossary.tsv")


def _written(row: tuple[str, str, str]) -> tuple[str, ...]:
    if not row[0].startswith(COMMENT):
        return row
    return (f"{COMMENT} not written, because it begins with {COMMENT}: {row[0]}",)


def _rows(concept: Concept) -> Iterator[tuple[str, str, str]]:
    renderings = concept.suggestions("en")
    for zh in concept.suggestions("zh"):
        for place, en in enumerate(renderings):
            yield zh, en, _comment(concept) if place == 0 else ""


def _comment(concept: Concept) -> str:
    forbidden = [f"not: {term.text}" for term in concept.of("en", Status.FORBIDDEN)]
    return "; ".join(filter(None, [concept.note, *forbidden]))
