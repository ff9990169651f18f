"""Taking the memory away as a file."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from tm.formats import writer_for
from webapp.work import Work


def export(
    work: Work, file: IO[bytes], *, name: str, reviewed_only: bool = False,
    collection: str | None = None, unreviewed_only: bool = False,
) -> int:  # fmt: skip
    """Write the live units to `file` in the format of `name`; return how many."""
    work.require("memory.export")
    write = writer_for(name)
    units = work.memory.units(reviewed_only=reviewed_only, collection=collection)
    if unreviewed_only:
        units = (unit for unit in units if unit.status != "reviewed")
    return write(units, file)


def export_to(
    work: Work, path: Path, *, reviewed_only: bool = False, collection: str | None = None
) -> int:
    """Write the live units to `path`; an older file is replaced only when all is written."""
    draft = path.with_name(f".{path.name}.part")
    writer_for(path.name)  # an unknown extension is refused before anything is created
    try:
        with draft.open("wb") as file:
            count = export(
                work, file, name=path.name, reviewed_only=reviewed_only, collection=collection
            )
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return count
