"""An article's rows out to a spreadsheet and in again, as a colleague gives it back."""

import io
import os
import re
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from tests.webapp.filled import filled
from tests.webapp.test_imports import EN, ZH, upload
from tm.articles import Facts
from tm.errors import Conflict, Invalid
from tm.tabular import Line, read_rows, write_rows
from webapp.actions import review, sheets
from webapp.actions.imports import import_pair
from webapp.api import shapes
from webapp.app import create_app
from webapp.uploaded import Upload


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
    return list(read_rows(out.getvalue(), name="a.xlsx"))


def lines(rows):
    return [Line(number, row) for number, row in enumerate(rows, 1)]


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


def said(found):
    return [fault.text("en") for fault in found.faults]


@pytest.mark.parametrize("code", sheets.TEXTS)
def test_every_fault_is_said_in_both_languages_with_the_same_values(code):
    english, chinese = sheets.TEXTS[code]
    values = [set(re.findall(r"\{(\d)", text)) for text in (english, chinese)]
    assert values[0] == values[1]
    fault = sheets.SheetFault(code, ("17", "18"))
    assert all(value in fault.text("zh") for value in ("17", "18")[: len(values[0])])
    assert re.search("[\u4e00-\u9fff]", fault.text("zh"))


def english(work):
    return [unit.en for unit in work.memory.units()]


def test_a_text_somebody_changed_is_reviewed_by_that(work, article):
    bead = work.articles.get(article).beads[1]
    review.flag(work, article, review.Seen(bead.id, bead.version), "reads oddly")
    rows = [list(row) for row in sheets.sheet(work, article)]
    rows[2][6] = "Yuanshan met in Beijing."
    [change] = sheets.compared(work, article, lines(rows)).changes
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
    [change] = sheets.compared(work, article, lines(rows)).changes
    assert (change.en, change.bead.position) == ("Yuanshan Meets", 0)


def test_a_row_taken_out_stays_as_it_is_and_is_named(work, article, book):
    gone = book.active["A3"].value
    book.active.delete_rows(3)
    found = compared(work, article, book)
    assert found.changes == ()
    assert said(found) == [
        f"not in the sheet and left as they are: {gone};"
        " to leave a row out, write dropped as its status",
    ]


def test_a_row_put_in_is_not_taken(work, article, book):
    book.active.append([None, None, "1-1", "reviewed", None, "新的一句。", "A new one."])
    found = compared(work, article, book)
    assert (found.changes, [fault.row for fault in found.faults]) == ((), [7])
    assert "splitting" in said(found)[0]


def test_a_row_copied_is_taken_neither_time(work, article, book):
    page = book.active
    page.append([cell.value for cell in page[3]])
    page["G3"] = "One of two."
    found = compared(work, article, book)
    assert found.changes == ()
    assert all("more than once" in fault for fault in said(found))
    assert len(found.faults) == 2


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        ("D3", "done", "expected a status of"),
        ("G3", None, "expected English text, got none"),
        ("F3", "长" * 30_000, "expected at most"),
    ],
)
def test_what_a_row_cannot_become_is_said_with_its_line(work, article, book, cell, value, told):
    book.active[cell] = value
    found = compared(work, article, book)
    assert (found.changes, len(found.faults)) == ((), 1)
    assert found.faults[0].row == 3
    assert said(found)[0].startswith(told)


def test_numbers_come_back_as_numbers(work, article):
    rows = [list(row) for row in sheets.sheet(work, article)]
    rows[1][0], rows[1][1], rows[1][6] = f"{rows[1][0]}.0", f"{rows[1][1]}.0", "Yuanshan Meets"
    assert len(sheets.compared(work, article, lines(rows)).changes) == 1


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
        sheets.compared(work, article, lines(rows))


def test_the_sheet_of_another_article_is_refused(work, article):
    other = import_pair(
        work, upload(ZH.replace("年会", "例会")), upload(EN, "b.en.txt"),
        Facts(url="https://example.org/2"), publish="all",
    ).article  # fmt: skip
    with pytest.raises(Invalid, match=f"rows of article {other}"):
        sheets.compared(work, other, lines(sheets.sheet(work, article)))


def test_faults_name_rows_as_the_spreadsheet_shows_them(work, article, book):
    book.active.insert_rows(3)
    book.active["D5"] = "done"
    assert [(fault.row, fault.code) for fault in compared(work, article, book).faults] == [
        (5, "status")
    ]


def test_blank_rows_of_a_csv_are_counted_and_say_nothing(work, article):
    out = io.BytesIO()
    write_rows(out, sheets.sheet(work, article), name="a.csv")
    head, first, *rest = out.getvalue().decode().splitlines()
    text = "\n".join([head, "", ",,,,,,", first, *(row.replace(",reviewed,", ",done,") for row in rest)])
    found = sheets.compared_file(work, article, Upload(text.encode(), "a.csv"))
    assert found.changes == ()
    assert {fault.code for fault in found.faults} == {"status"}
    assert min(fault.row for fault in found.faults) == 5


def test_rows_that_are_no_neighbours_change_in_one_step(work, article, book):
    before = work.articles.get(article).beads
    book.active["D2"], book.active["D4"] = "dropped", "dropped"
    sheets.apply(work, article, compared(work, article, book).changes)
    after = work.articles.get(article).beads
    assert [bead.status for bead in after[:3]] == ["dropped", before[1].status, "dropped"]
    assert after[1] == before[1]
    review.undo(work, article)
    texts = [(bead.id, bead.zh, bead.en, bead.status) for bead in work.articles.get(article).beads]
    assert texts == [(bead.id, bead.zh, bead.en, bead.status) for bead in before]
    assert [step.undone for step in review.history(work, article)][-1]


def test_a_row_changed_meanwhile_is_not_overwritten(work, article, book):
    book.active["G3"] = "Mine."
    bead = work.articles.get(article).beads[1]
    review.edit(work, article, review.Seen(bead.id, bead.version), en="Theirs.")
    found = compared(work, article, book)
    assert found.changes == ()
    assert "was changed since" in said(found)[0]
    stale = sheets.SheetChange(replace(bead), bead.zh, "Mine.", "reviewed")
    with pytest.raises(Conflict):
        sheets.apply(work, article, [stale])


def test_a_text_that_looks_like_a_formula_comes_back_as_it_is(work, article):
    bead = work.articles.get(article).beads[1]
    review.edit(work, article, review.Seen(bead.id, bead.version), en="=1+1 is two.")
    out = io.BytesIO()
    write_rows(out, sheets.sheet(work, article), name="a.xlsx")
    assert compared(work, article, load_workbook(out)) == sheets.Compared((), ())


# ---- the page and the API ------------------------------------------------------------------------

NEW = "On March 9, we held the fourth reading group in Shanghai."


@pytest.fixture
def site(tmp_path):
    """An installation with one article, number 1, and a browser whose forms need no token."""
    services = filled(tmp_path / "site")
    app = create_app(services, testing=True)
    app.config["WTF_CSRF_ENABLED"] = False
    yield Site(services, app.test_client())
    services.close()


class Site:
    """What somebody does with a sheet: take it along, edit it, bring it back."""

    def __init__(self, services, browser):
        self.services, self.browser = services, browser

    def book(self, address="/articles/1/sheet.xlsx"):
        answer = self.browser.get(address)
        assert answer.mimetype.endswith("spreadsheetml.sheet")
        assert "attachment" in answer.headers["Content-Disposition"]
        return load_workbook(io.BytesIO(answer.data))

    def look(self, data, name="back.xlsx", ui="en"):
        form = {"sheet": (io.BytesIO(data), name)}
        return self.browser.post(f"/articles/1/sheet?ui={ui}", data=form)

    def send(self, data, **form):
        form = {"file": (io.BytesIO(data), "back.xlsx"), **form}
        return self.browser.post("/api/v1/articles/1/sheet", data=form)

    def apply(self, preview):
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', preview.text))
        return self.browser.post("/articles/1/sheet?ui=en", data={**hidden, "apply": "1"})

    def beads(self):
        with self.services.work() as work:
            return work.articles.get(1).beads

    def edit(self, position, en):
        bead = self.beads()[position]
        with self.services.work() as work:
            review.edit(work, 1, review.Seen(bead.id, bead.version), en=en)
            work.commit()


def bytes_of(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def edited(site):
    """The article's workbook with one text changed and one row dropped."""
    book = site.book()
    book.active["G3"], book.active["D4"] = NEW, "dropped"
    return book


def shown(preview):
    """Return the numbers of the rows of a preview."""
    return re.findall(r'<li class="bead"><a class="n" [^>]*>(\d+)</a>', preview.text)


def test_the_preview_shows_exactly_the_changes_and_changes_nothing(site, edited):
    before = site.beads()
    preview = site.look(bytes_of(edited))
    assert preview.status_code == 200
    assert shown(preview) == ["2", "3"]
    assert '[taken out:]</span>third</del>' in preview.text
    assert '[put in:]</span>fourth</ins>' in preview.text
    assert re.search(r'reviewed</span> → <span class="tag quiet">dropped', preview.text)
    assert site.beads() == before


def test_what_was_previewed_is_applied_and_can_be_undone(site, edited):
    before = [(bead.en, bead.status) for bead in site.beads()]
    answer = site.apply(site.look(bytes_of(edited)))
    assert (answer.status_code, answer.location) == (302, "/articles/1/review?show=all")
    assert "2 rows changed." in site.browser.get(answer.location + "&ui=en").text
    now = site.beads()
    assert (now[1].en, now[2].status) == (NEW, "dropped")
    site.browser.post("/articles/1/review", data={"do": "undo"})
    assert [(bead.en, bead.status) for bead in site.beads()] == before
    site.browser.post("/articles/1/review", data={"do": "redo"})
    assert (site.beads()[1].en, site.beads()[2].status) == (NEW, "dropped")


def test_a_sheet_is_kept_until_it_is_taken_in_or_a_day_is_over(site, edited):
    folder = site.services.settings.home / "previews"
    site.apply(site.look(bytes_of(edited)))
    assert list(folder.iterdir()) == []
    site.look(bytes_of(edited))
    [kept] = folder.iterdir()
    os.utime(kept, (0, 0))
    site.services.previewed.keep(b"another")
    assert [path.read_bytes() for path in folder.iterdir()] == [b"another"]
    originals = site.services.settings.home / "uploads"
    assert bytes_of(edited) not in [path.read_bytes() for path in originals.glob("*")]


def test_a_row_changed_since_the_preview_is_left_and_named(site, edited):
    preview = site.look(bytes_of(edited))
    site.edit(1, "Theirs.")
    stale = site.beads()[1].id
    page = site.browser.get(site.apply(preview).location + "&ui=en").text
    assert "1 row changed." in page
    assert f"left as they are: rows with the ids {stale}" in page
    assert [site.beads()[1].en, site.beads()[2].status] == ["Theirs.", "dropped"]


def test_only_what_was_previewed_is_applied(site, edited):
    """A row that was stale in the preview is not taken because somebody undid their step."""
    site.edit(1, "Theirs.")
    preview = site.look(bytes_of(edited))
    assert shown(preview) == ["3"]
    with site.services.work() as work:
        review.undo(work, 1)
        work.commit()
    before = site.beads()[1].en
    site.apply(preview)
    assert [site.beads()[1].en, site.beads()[2].status] == [before, "dropped"]


def test_the_reasons_of_a_chinese_page_are_chinese(site, edited):
    edited.active["D3"] = "done"
    edited.active.delete_rows(5)
    page = site.look(bytes_of(edited), ui="zh").text
    assert "<strong>表格第 3 行</strong>：status 应为 auto" in page
    assert "表格中没有、因而保持原样的行" in page
    assert "expected" not in page


def test_csv_comes_back_too(site):
    rows = [",".join(map(str, row)) for row in [
        ("id", "version", "status", "zh", "en"),
        (site.beads()[0].id, site.beads()[0].version, "doubtful", site.beads()[0].zh,
         site.beads()[0].en),
    ]]  # fmt: skip
    preview = site.look("\n".join(rows).encode(), "back.csv")
    assert shown(preview) == ["1"]


@pytest.mark.parametrize(
    ("data", "name"),
    [("日期,标题\n2024,年会\n".encode(), "a.csv"),
     ("id,version,status,zh,en\n99999,1,auto,甲,A\n".encode(), "a.csv")],
)  # fmt: skip
def test_a_foreign_file_is_refused_in_clear_words(site, data, name):
    refused = site.look(data, name)
    assert refused.status_code == 422
    assert "This is not a sheet of this article" in refused.text
    assert "这不是本篇文章的表格" in site.look(data, name, ui="zh").text


def test_a_damaged_workbook_and_no_file_are_refused(site):
    assert site.look(b"PK no workbook").status_code == 422
    assert site.browser.post("/articles/1/sheet", data={}).status_code == 422


@pytest.mark.parametrize("rows", ["", "x", "1,,2", "9" * 40])
def test_applying_needs_the_rows_that_were_shown(site, edited, rows):
    before = site.beads()
    form = {"sheet": (io.BytesIO(bytes_of(edited)), "back.xlsx"), "apply": "1", "rows": rows}
    assert site.browser.post("/articles/1/sheet", data=form).status_code == 422
    assert site.beads() == before


def test_a_program_sees_the_changes_first_and_then_makes_them(site, edited):
    edited.active["D2"] = "done"
    before = site.beads()
    told = site.send(bytes_of(edited), dry_run="true")
    shapes.SheetAnswer.model_validate(told.json)
    assert site.beads() == before
    text, status = told.json["changes"]
    assert (text["id"], text["en"]) == (before[1].id, {"before": before[1].en, "after": NEW})
    assert status == {"id": before[2].id, "position": 2,
                      "status": {"before": "reviewed", "after": "dropped"}}  # fmt: skip
    [refused] = told.json["not_taken"]
    assert (refused["row"], refused["code"]) == (2, "status")
    assert refused["message_zh"].startswith("status 应为")
    assert site.send(bytes_of(edited)).json == told.json
    assert [site.beads()[1].en, site.beads()[2].status] == [NEW, "dropped"]


def test_a_program_takes_the_rows_along_and_hears_of_stale_ones(site):
    book = site.book("/api/v1/articles/1/sheet")
    book.active["G3"] = NEW
    site.edit(1, "Theirs.")
    answer = site.send(bytes_of(book)).json
    assert answer["changes"] == []
    assert [fault["code"] for fault in answer["not_taken"]] == ["stale"]
    assert site.beads()[1].en == "Theirs."
    assert site.browser.get("/api/v1/articles/99999/sheet").status_code == 404
