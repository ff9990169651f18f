import io

import pytest
from openpyxl import load_workbook

from tm.errors import Unreadable
from tm.extract import extract
from tm.tabular import write_rows

ROWS = [
    ["English", "中文"],
    ["The meeting opened.", "会议开幕。"],
    ["It closed.", "会议结束。"],
    ["", "孤行"],
]


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.tsv"])
def test_side_by_side_columns_are_pairs_whichever_comes_first(name):
    file = io.BytesIO()
    write_rows(file, ROWS, name=name)
    found = extract(file.getvalue(), name=name)
    assert [(pair.zh, pair.en) for pair in found.pairs] == [
        ("会议开幕。", "The meeting opened."),
        ("会议结束。", "It closed."),
    ]


def test_columns_of_a_workbook_are_as_wide_as_their_text_and_long_cells_wrap():
    file = io.BytesIO()
    write_rows(file, [["id", "zh", "en"], ["7", "会议开幕。" * 9, "It opened."], ["8"]], name="a.xlsx")
    sheet = load_workbook(file).active
    widths = [sheet.column_dimensions[column].width for column in "ABC"]
    wrapped = [bool(cell.alignment.wrap_text) for cell in sheet[2]]
    assert (widths, wrapped) == ([8, 60, 12], [False, True, False])


def test_columns_of_one_language_are_cells_only():
    found = extract("项目,金额\n培训,五万元\n".encode(), name="a.csv")
    assert found.pairs == ()
    assert [block.text for block in found.blocks] == ["项目", "金额", "培训", "五万元"]


def test_an_empty_table_is_refused():
    with pytest.raises(Unreadable, match="no cell with text"):
        extract(b",,\n,,\n", name="a.csv")


def test_a_damaged_workbook_is_refused():
    file = io.BytesIO()
    write_rows(file, ROWS, name="a.xlsx")
    data = bytearray(file.getvalue())
    at = data.index(b"xl/worksheets/sheet1.xml") + 60
    data[at : at + 40] = b"\0" * 40
    with pytest.raises(Unreadable, match="damaged"):
        extract(bytes(data), name="a.xlsx")
