"""A table whose first column is to be translated into the second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from tm.drafts.slots import Draft, Filling, Slot
from tm.errors import Unreadable
from tm.languages import Language
from tm.tabular import read_rows, write_rows
from tm.text.detect import language_of


class Sheet:
    """Rows of text; a third column, if there is room for it, receives the score."""

    def __init__(self, rows: list[list[str]], source: Language, name: str) -> None:
        self.source: Language = source
        self._rows, self._name = rows, name
        self.slots: Sequence[Slot] = [
            Slot(row[0], done=len(row) > 1 and bool(row[1].strip())) for row in rows
        ]

    def fill(self, position: int, filling: Filling) -> None:
        """Write the translation and its score beside the source."""
        if filling.text is None:
            return
        row = self._rows[position]
        row += [""] * (3 - len(row))
        row[1] = filling.text
        row[2] = row[2] or str(filling.score)

    def write(self, file: IO[bytes]) -> None:
        """Write the table."""
        write_rows(file, self._rows, name=self._name)


def open_sheet(data: bytes, name: str) -> Draft:
    """Read a table; raise Unreadable for one without text."""
    rows = [list(line.cells) or [""] for line in read_rows(data, name=name)]
    language = language_of("\n".join(row[0] for row in rows))
    if language is None:
        raise Unreadable(name, None, "Chinese or English text in the first column", "none")
    return Sheet(rows, language, name)
