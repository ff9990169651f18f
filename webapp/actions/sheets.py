"""An article's rows as a spreadsheet: out, edited elsewhere, compared, and in again.

Rows are named by id and version, so their order does not matter and a row somebody changed
meanwhile is not overwritten. Status, Chinese and English may be edited. A row that is missing
stays as it is: a sheet may hold a part of the article, and leaving a row out is said by its status.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tm.articles import Article, ArticleBead, BeadStatus
from tm.errors import Invalid
from tm.review import Step
from tm.store.memories import MAX_SEGMENT
from webapp.actions.review import republished, reviews_of
from webapp.work import Work

COLUMNS = ("id", "version", "type", "status", "confidence", "zh", "en")
_NEEDED = ("id", "version", "status", "zh", "en")
STATUSES: dict[str, BeadStatus] = {
    "auto": "auto", "doubtful": "doubtful", "reviewed": "reviewed", "dropped": "dropped",
}  # fmt: skip

Cells = Mapping[str, str]
"""A row of a sheet by column name."""


@dataclass(frozen=True, slots=True)
class SheetChange:
    """A row of a returned sheet that differs from what is stored, and what it is to become."""

    bead: ArticleBead
    zh: str
    en: str
    status: BeadStatus


@dataclass(frozen=True, slots=True)
class Compared:
    """A returned sheet against what is stored; `faults` name rows that are not taken, in words."""

    changes: tuple[SheetChange, ...]
    faults: tuple[str, ...]


def sheet(work: Work, article: int) -> list[tuple[str, ...]]:
    """Return an article's rows for a spreadsheet, header first."""
    work.require("memory.read")
    return [COLUMNS, *map(_row, work.articles.get(article).beads)]


def compared(work: Work, article: int, rows: Iterable[Sequence[str]]) -> Compared:
    """Compare a returned sheet with what is stored; raise Invalid for a sheet of something else."""
    work.require("memory.read")
    beads = {str(bead.id): bead for bead in work.articles.get(article).beads}
    given = list(_by_name(rows))
    if given and not any(cells["id"] in beads for cells in given):
        raise Invalid("sheet", f"none of its {len(given)} rows", f"rows of article {article}")
    twice = {id for id, times in Counter(cells["id"] for cells in given).items() if times > 1}
    changes, faults = [], []
    for number, cells in enumerate(given, 2):
        found = _twice(cells) if cells["id"] in twice & beads.keys() else _change(cells, beads)
        if isinstance(found, str):
            faults.append(f"row {number}: {found}")
        elif found is not None:
            changes.append(found)
    return Compared(tuple(changes), (*faults, *_missing(given, beads)))


def apply(work: Work, article: int, changes: Sequence[SheetChange]) -> Article:
    """Carry the changes of a sheet out, one step a row."""
    work.require("batch.import")
    reviews = reviews_of(work, article)
    for change in changes:
        after = replace(change.bead, zh=change.zh, en=change.en, status=change.status)
        reviews.make(Step("sheet", (change.bead,), (after,)), actor=work.actor.name)
    return republished(work, article)


def _row(bead: ArticleBead) -> tuple[str, ...]:
    confidence = f"{bead.confidence:.2f}"
    return (
        str(bead.id), str(bead.version), bead.type, bead.status, confidence, bead.zh, bead.en
    )  # fmt: skip


def _by_name(rows: Iterable[Sequence[str]]) -> Iterator[Cells]:
    """Yield the rows under their header, whatever the order of its columns."""
    lines = iter(rows)
    header = [cell.strip().lower() for cell in next(lines, ())]
    if not set(_NEEDED) <= set(header):
        got = ", ".join(header[:8]) or "nothing"
        raise Invalid("sheet", got, f"a first row with the columns {', '.join(_NEEDED)}")
    for line in lines:
        cells = dict.fromkeys(header, "") | dict(zip(header, map(str.strip, line), strict=False))
        # A spreadsheet may have made numbers of them.
        yield cells | {name: cells[name].removesuffix(".0") for name in ("id", "version")}


def _twice(cells: Cells) -> str:
    return f"row {cells['id']} stands in the sheet more than once; expected once"


def _missing(given: Sequence[Cells], beads: Mapping[str, ArticleBead]) -> list[str]:
    absent = beads.keys() - {cells["id"] for cells in given}
    if not absent:
        return []
    named = ", ".join(sorted(absent, key=int)[:10]) + (", …" if len(absent) > 10 else "")
    return [
        f"not in the sheet and left as they are: {named};"
        " to leave a row out, write dropped as its status"
    ]


def _change(cells: Cells, beads: Mapping[str, ArticleBead]) -> SheetChange | str | None:
    if not cells["id"]:
        return "expected the id of a row, got none; new rows come from splitting, in the review"
    if cells["id"] not in beads:
        return f"expected the id of a row of this article, got {cells['id']!r}"
    bead, status = beads[cells["id"]], cells["status"].lower()
    if status not in STATUSES:
        return f"expected a status of {', '.join(STATUSES)}, got {status!r}"
    change = SheetChange(bead, cells["zh"], cells["en"], STATUSES[status])
    if (change.zh, change.en, change.status) == (bead.zh, bead.en, bead.status):
        return None
    if cells["version"] != str(bead.version):
        return f"row {bead.id} was changed by somebody since the sheet was written"
    return _fault(change) or _judged(change)


def _fault(change: SheetChange) -> str | None:
    longest = max(len(change.zh), len(change.en))
    if longest > MAX_SEGMENT:
        return f"expected at most {MAX_SEGMENT:,} characters, got {longest:,}"
    for side, before, after in (
        ("Chinese", change.bead.zh, change.zh), ("English", change.bead.en, change.en),
    ):  # fmt: skip
        if before and not after:
            return f"expected {side} text, got none; to leave a row out, write dropped"
    if not (change.zh and change.en) and change.status != "dropped":
        return "expected text on both sides of a row that is not dropped"
    return None


def _judged(change: SheetChange) -> SheetChange:
    """Who changes a text and leaves the status alone stands behind the text."""
    edited = (change.zh, change.en) != (change.bead.zh, change.bead.en)
    if edited and change.status == change.bead.status in ("auto", "doubtful"):
        return replace(change, status="reviewed")
    return change
