"""An article's rows out to a spreadsheet and in again, as a colleague gives it back."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from tests.webapp.test_imports import EN, ZH, upload
from tm.articles import Facts
from tm.errors import Conflict, Invalid
from tm.tabular import read_rows, write_rows
from webapp.actions import review, sheets
from webapp.actions.imports import import_pair


@pytest.fixture
def work(services):
    with services.work() as work:
        yield work


@pytest.fixture
def article(work):
    facts = Facts(url="https://example.org/1")
    return import_pair(work, upload(ZH), upload(EN, "a.en.txt"), facts, publish="all").article


@pytest.fixture
def book(work, article):
    """The sheet as a workbook somebody has opened, and what becomes of it when it is saved."""
    out = io.BytesIO()
    write_rows(out, sheets.sheet(work, article), name="a.xlsx")
    return load_workbook(out)


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return [line.cells for line in read_rows(out.getvalue(), name="a.xlsx")]


def compared(work, article, book):
    return sheets.compared(work, article, saved(book))


def test_a_sheet_that_nobody_touched_changes_nothing(work, article, book):
    assert compared(work, article, book) == sheets.Compared((), ())


def test_edited_cells_are_shown_and_then_reach_the_memory(work, article, book):
    page = book.active
    page["G3"], page["D4"] = "On 5 March 2024 Yuanshan met in Beijing.", "dropped"
    found = compared(work, article, book)
    first, second = found.changes
    assert (first.en, first.status, first.bead.position) == (
        "On 5 March 2024 Yuanshan met in Beijing.", "reviewed", 1,
    )  # fmt: skip
    assert (second.status, second.zh, found.faults) == ("dropped", second.bead.zh, ())
    assert "On 5 March 2024 Yuanshan met in Beijing." not in english(work)
    sheets.apply(work, article, found.changes)
    assert "On 5 March 2024 Yuanshan met in Beijing." in english(work)
    assert second.bead.en not in english(work)
    review.undo(work, article)
    assert second.bead.en in english(work)


def english(work):
    return [unit.en for unit in work.memory.units()]


def test_a_text_somebody_changed_is_reviewed_by_that(work, article):
    bead = work.articles.get(article).beads[1]
    review.flag(work, article, review.Seen(bead.id, bead.version), "reads oddly")
    rows = [list(row) for row in sheets.sheet(work, article)]
    rows[2][6] = "Yuanshan met in Beijing."
    [change] = sheets.compared(work, article, rows).changes
    assert (change.bead.status, change.status) == ("doubtful", "reviewed")


def test_rows_may_stand_in_any_order(work, article, book):
    page = book.active
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    page.delete_rows(2, len(rows))
    for row in reversed(rows):
        page.append(row)
    page["G2"] = "Last of all."
    [change] = compared(work, article, book).changes
    assert (change.en, change.bead.position) == ("Last of all.", len(rows) - 1)


def test_columns_may_stand_in_any_order_and_others_beside_them(work, article):
    rows = [["note", *row[::-1]] for row in sheets.sheet(work, article)]
    rows[1][1] = "Yuanshan Meets"
    [change] = sheets.compared(work, article, rows).changes
    assert (change.en, change.bead.position) == ("Yuanshan Meets", 0)


def test_a_row_taken_out_stays_as_it_is_and_is_named(work, article, book):
    gone = book.active["A3"].value
    book.active.delete_rows(3)
    found = compared(work, article, book)
    assert found.changes == ()
    assert found.faults == (
        f"not in the sheet and left as they are: {gone};"
        " to leave a row out, write dropped as its status",
    )


def test_a_row_put_in_is_not_taken(work, article, book):
    book.active.append([None, None, "1-1", "reviewed", None, "新的一句。", "A new one."])
    found = compared(work, article, book)
    assert (found.changes, [fault[:14] for fault in found.faults]) == ((), ["row 7: expecte"])
    assert "splitting" in found.faults[0]


def test_a_row_copied_is_taken_neither_time(work, article, book):
    page = book.active
    page.append([cell.value for cell in page[3]])
    page["G3"] = "One of two."
    found = compared(work, article, book)
    assert found.changes == ()
    assert all("more than once" in fault for fault in found.faults)
    assert len(found.faults) == 2


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("D3", "done", "expected a status of"),
        ("G3", None, "expected English text, got none"),
        ("F3", "长" * 30_000, "expected at most"),
    ],
)
def test_what_a_row_cannot_become_is_said_with_its_line(work, article, book, cell, value, said):
    book.active[cell] = value
    found = compared(work, article, book)
    assert (found.changes, len(found.faults)) == ((), 1)
    assert found.faults[0].startswith(f"row 3: {said}")


def test_numbers_come_back_as_numbers(work, article):
    rows = [list(row) for row in sheets.sheet(work, article)]
    rows[1][0], rows[1][1], rows[1][6] = f"{rows[1][0]}.0", f"{rows[1][1]}.0", "Yuanshan Meets"
    assert len(sheets.compared(work, article, rows).changes) == 1


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("日期", "标题"), ("2024", "年会")],
        [("id", "version", "status", "zh", "en"), ("999", "1", "auto", "甲", "A")],
    ],
)
def test_a_file_of_something_else_is_refused_whole(work, article, rows):
    with pytest.raises(Invalid, match="sheet: expected"):
        sheets.compared(work, article, rows)


def test_the_sheet_of_another_article_is_refused(work, article):
    other = import_pair(
        work, upload(ZH.replace("年会", "例会")), upload(EN, "b.en.txt"),
        Facts(url="https://example.org/2"), publish="all",
    ).article  # fmt: skip
    with pytest.raises(Invalid, match=f"rows of article {other}"):
        sheets.compared(work, other, sheets.sheet(work, article))


def test_a_row_changed_meanwhile_is_not_overwritten(work, article, book):
    book.active["G3"] = "Mine."
    bead = work.articles.get(article).beads[1]
    review.edit(work, article, review.Seen(bead.id, bead.version), en="Theirs.")
    found = compared(work, article, book)
    assert found.changes == ()
    assert "was changed by somebody" in found.faults[0]
    stale = sheets.SheetChange(replace(bead), bead.zh, "Mine.", "reviewed")
    with pytest.raises(Conflict):
        sheets.apply(work, article, [stale])


def test_a_text_that_looks_like_a_formula_comes_back_as_it_is(work, article):
    bead = work.articles.get(article).beads[1]
    review.edit(work, article, review.Seen(bead.id, bead.version), en="=1+1 is two.")
    out = io.BytesIO()
    write_rows(out, sheets.sheet(work, article), name="a.xlsx")
    assert compared(work, article, load_workbook(out)) == sheets.Compared((), ())
