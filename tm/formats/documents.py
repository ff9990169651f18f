"""Documents that bring both languages along: two columns of a Word table, paragraphs in turn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from tm.errors import Unreadable
from tm.extract import extract
from tm.formats import table
from tm.formats.records import Problem, Record


def read(file: IO[bytes], name: str) -> Iterator[Record | Problem]:
    """Yield the pairs of a bilingual document; raise Unreadable for one of a single language."""
    document = extract(file.read(), name=name)
    if not document.pairs:
        expected = "Chinese and English side by side or in turn"
        got = "a text of one language; import it with its other half by `duizhao import pair`"
        raise Unreadable(name, None, expected, got)
    for number, pair in enumerate(document.pairs, 1):
        yield Record(pair.zh, pair.en, number)
    for problem in document.problems:
        place = problem.place or name
        yield Problem(place, problem.message, warning=True, message_zh=problem.text("zh"))


def read_text(file: IO[bytes], name: str) -> Iterator[Record | Problem]:
    """Yield the pairs of a text file: columns where it has tabs, else paragraphs in turn."""
    tabs = b"\t" in file.read()
    file.seek(0)
    yield from (table.read if tabs else read)(file, name)
