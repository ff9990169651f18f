"""An article's rows as a spreadsheet: out, edited elsewhere, compared, and in again.

Rows are named by id and version, so their order does not matter and a row somebody changed
meanwhile is not overwritten. Status, Chinese and English may be edited. A row that is missing
stays as it is: a sheet may hold a part of the article, and leaving a row out is said by its status.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import IO

from tm.articles import Article, ArticleBead, BeadStatus
from tm.errors import Invalid
from tm.review import Step
from tm.store.memories import MAX_SEGMENT
from tm.tabular import Line, read_rows, write_rows
from tm.wording import Texts, Worded
from webapp.actions.review import republished, reviews_of
from webapp.uploaded import Upload
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


TEXTS: Texts = {
    "twice": ("row {0} stands in the sheet more than once; expected once",
              "编号 {0} 的行在表格中不止一次，应只有一次"),
    "missing": ("not in the sheet and left as they are: {0};"
                " to leave a row out, write dropped as its status",
                "表格中没有、因而保持原样的行：{0}；要舍弃一行，请把它的 status 写成 dropped"),
    "new": ("expected the id of a row, got none; new rows come from splitting, in the review",
            "缺少行的编号（id）；要增加行，请在复核页面拆分"),
    "foreign": ("expected the id of a row of this article, got {0!r}",
                "编号（id）应为本篇文章中的行，得到的是“{0}”"),
    "status": (f"expected a status of {', '.join(STATUSES)}, got {{0!r}}",
               f"status 应为 {'、'.join(STATUSES)} 之一，得到的是“{{0}}”"),
    "stale": ("row {0} was changed since the sheet was written",
              "表格导出之后，编号 {0} 的行又有改动"),
    "long": ("expected at most {0} characters, got {1}", "最多 {0} 个字符，得到的有 {1} 个"),
    "no zh": ("expected Chinese text, got none; to leave a row out, write dropped",
              "中文被清空；要舍弃一行，请把 status 写成 dropped"),
    "no en": ("expected English text, got none; to leave a row out, write dropped",
              "英文被清空；要舍弃一行，请把 status 写成 dropped"),
    "one side": ("expected text on both sides of a row that is not dropped",
                 "未舍弃的行应当中英文俱全"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetFault(Worded):
    """Why a row is not taken, without the row in its text.

    `row` counts as a spreadsheet does, header and blank rows included; None where it is not
    about one row of the sheet.

    >>> SheetFault("twice", ("17",)).text("zh")
    '编号 17 的行在表格中不止一次，应只有一次'
    """

    texts = TEXTS

    row: int | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A returned sheet against what is stored; `faults` name the rows that are not taken."""

    changes: tuple[SheetChange, ...]
    faults: tuple[SheetFault, ...]

    def only(self, rows: Collection[int]) -> tuple[tuple[SheetChange, ...], tuple[int, ...]]:
        """Return the changes of these rows (ids), and those of the rows that have none now."""
        kept = tuple(change for change in self.changes if change.bead.id in rows)
        left = set(rows) - {change.bead.id for change in kept}
        return kept, tuple(sorted(left))


def sheet(work: Work, article: int) -> list[tuple[str, ...]]:
    """Return an article's rows for a spreadsheet, header first."""
    work.require("memory.export")
    return [COLUMNS, *map(_row, work.articles.get(article).beads)]


def write(work: Work, article: int, file: IO[bytes], *, name: str) -> int:
    """Write an article's rows as .xlsx, .csv or .tsv, by the name; return how many there are."""
    table = sheet(work, article)
    write_rows(file, table, name=name)
    return len(table) - 1


def compared_file(work: Work, article: int, upload: Upload) -> Compared:
    """Compare a returned file with what is stored; raise Invalid or Unreadable."""
    return compared(work, article, read_rows(upload.data, name=upload.name))


def compared(work: Work, article: int, lines: Iterable[Line]) -> Compared:
    """Compare a returned sheet with what is stored; raise Invalid for a sheet of something else."""
    work.require("memory.read")
    beads = {str(bead.id): bead for bead in work.articles.get(article).beads}
    given = dict(_by_name(line for line in lines if any(map(str.strip, line.cells))))
    if given and not any(cells["id"] in beads for cells in given.values()):
        raise Invalid("sheet", f"none of its {len(given)} rows", f"rows of article {article}")
    times = Counter(cells["id"] for cells in given.values())
    twice = {id for id, count in times.items() if count > 1}
    changes, faults = [], []
    for number, cells in given.items():
        found = _twice(cells) if cells["id"] in twice & beads.keys() else _change(cells, beads)
        if isinstance(found, SheetFault):
            faults.append(replace(found, row=number))
        elif found is not None:
            changes.append(found)
    return Compared(tuple(changes), (*faults, *_missing(times.keys(), beads)))


def apply(work: Work, article: int, changes: Sequence[SheetChange]) -> Article:
    """Carry the changes of a sheet out, as one step."""
    work.require("batch.import")
    if changes:
        ordered = sorted(changes, key=lambda change: change.bead.position)
        before = tuple(change.bead for change in ordered)
        after = tuple(
            replace(change.bead, zh=change.zh, en=change.en, status=change.status)
            for change in ordered
        )
        reviews_of(work, article).make(Step("sheet", before, after), actor=work.actor.name)
    return republished(work, article)


def _row(bead: ArticleBead) -> tuple[str, ...]:
    confidence = f"{bead.confidence:.2f}"
    return (
        str(bead.id), str(bead.version), bead.type, bead.status, confidence, bead.zh, bead.en
    )  # fmt: skip


def _by_name(lines: Iterator[Line]) -> Iterator[tuple[int, Cells]]:
    """Yield the rows under their header by number, whatever the order of the columns."""
    first = next(lines, Line(1, ()))
    header = [cell.strip().lower() for cell in first.cells]
    if not set(_NEEDED) <= set(header):
        got = ", ".join(header[:8]) or "nothing"
        raise Invalid("sheet", got, f"a first row with the columns {', '.join(_NEEDED)}")
    for line in lines:
        cells = dict.fromkeys(header, "") | dict(
            zip(header, map(str.strip, line.cells), strict=False)
        )
        # A spreadsheet may have made numbers of them.
        whole = {name: cells[name].removesuffix(".0") for name in ("id", "version")}
        yield line.number, cells | whole


def _twice(cells: Cells) -> SheetFault:
    return SheetFault("twice", (cells["id"],))


def _missing(given: Collection[str], beads: Mapping[str, ArticleBead]) -> list[SheetFault]:
    absent = beads.keys() - given
    if not absent:
        return []
    named = ", ".join(sorted(absent, key=int)[:10]) + (", …" if len(absent) > 10 else "")
    return [SheetFault("missing", (named,))]


def _change(cells: Cells, beads: Mapping[str, ArticleBead]) -> SheetChange | SheetFault | None:
    if not cells["id"]:
        return SheetFault("new")
    if cells["id"] not in beads:
        return SheetFault("foreign", (cells["id"],))
    bead, status = beads[cells["id"]], cells["status"].lower()
    if status not in STATUSES:
        return SheetFault("status", (status,))
    change = SheetChange(bead, cells["zh"], cells["en"], STATUSES[status])
    if (change.zh, change.en, change.status) == (bead.zh, bead.en, bead.status):
        return None
    if cells["version"] != str(bead.version):
        return SheetFault("stale", (str(bead.id),))
    return _fault(change) or _judged(change)


def _fault(change: SheetChange) -> SheetFault | None:
    longest = max(len(change.zh), len(change.en))
    if longest > MAX_SEGMENT:
        return SheetFault("long", (f"{MAX_SEGMENT:,}", f"{longest:,}"))
    if change.bead.zh and not change.zh:
        return SheetFault("no zh")
    if change.bead.en and not change.en:
        return SheetFault("no en")
    if not (change.zh and change.en) and change.status != "dropped":
        return SheetFault("one side")
    return None


def _judged(change: SheetChange) -> SheetChange:
    """Who changes a text and leaves the status alone stands behind the text."""
    edited = (change.zh, change.en) != (change.bead.zh, change.bead.en)
    if edited and change.status == change.bead.status in ("auto", "doubtful"):
        return replace(change, status="reviewed")
    return change
