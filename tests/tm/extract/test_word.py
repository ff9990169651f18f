import io
import zipfile

import docx as python_docx
import pytest

from tm.drafts.word import open_word
from tm.errors import TooLarge, Unreadable
from tm.extract import extract
from tm.extract.word import open_for_writing
from webapp.actions.checkfile import open_sheet


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content, style=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{content if content.startswith('<') else run(content)}</w:p>"


def table(*rows):
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def blocks(document):
    return [(block.kind, block.text) for block in document.blocks if block.kept]


def test_paragraphs_headings_lists_and_cells_keep_their_order(docx):
    item = f"<w:p><w:pPr><w:numPr/></w:pPr>{run('参加培训的志愿者名单')}</w:p>"
    body = (
        p("培训报告", "T")
        + p("总体情况", "H")
        + p("培训圆满结束。")
        + item
        + table(["人数", "五十"])
    )
    assert blocks(extract(docx(body), name="a.docx")) == [
        ("title", "培训报告"),
        ("heading", "总体情况"),
        ("paragraph", "培训圆满结束。"),
        ("item", "参加培训的志愿者名单"),
        ("cell", "人数"),
        ("cell", "五十"),
    ]


def test_insertions_are_text_and_deletions_are_not(docx):
    body = p(
        run("共有")
        + f"<w:ins>{run('五十')}</w:ins><w:del><w:r><w:delText>四十</w:delText></w:r></w:del>"
        + run("人。")
    )
    found = extract(docx(body), name="a.docx")
    assert found.text == "共有五十人。"
    assert [problem.code for problem in found.problems] == ["tracked changes"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(docx):
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('会议在北京')}</w:p>"
    assert extract(docx(first + p("举行。")), name="a.docx").text == "会议在北京举行。"


def test_moved_text_stands_where_it_was_moved_to(docx):
    body = p(f"<w:moveFrom>{run('旧处')}</w:moveFrom>" + run("会议")) + p(
        f"<w:moveTo>{run('新处')}</w:moveTo>"
    )
    assert extract(docx(body), name="a.docx").text == "会议\n新处"


def test_a_footnote_follows_its_paragraph_and_a_comment_is_apart(docx):
    body = p(
        run("会议通过决议。")
        + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
    ) + p("会议结束。")
    data = docx(
        body,
        footnotes=f'<w:footnote w:id="0" w:type="separator">{p("线")}</w:footnote><w:footnote w:id="2">{p("全文见附件。")}</w:footnote>',
        comments=f'<w:comment w:id="0">{p("请核对")}</w:comment>',
    )
    found = extract(data, name="a.docx")
    assert blocks(found) == [
        ("paragraph", "会议通过决议。"),
        ("footnote", "全文见附件。"),
        ("paragraph", "会议结束。"),
    ]
    assert [(b.text, b.reason) for b in found.blocks if not b.kept] == [("请核对", "comment")]


def test_a_text_box_is_read_once(docx):
    box = f"<w:txbxContent>{p('框内文字')}</w:txbxContent>"
    body = p(
        run("正文。")
        + f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert extract(docx(body), name="a.docx").text == "正文。\n框内文字"


def test_a_soft_line_break_ends_a_block_and_a_tab_is_a_space(docx):
    body = p(
        run("第一行") + "<w:r><w:br/></w:r>" + run("第二行") + "<w:r><w:tab/></w:r>" + run("同行")
    )
    assert extract(docx(body), name="a.docx").text == "第一行\n第二行 同行"


def test_hidden_text_field_codes_and_readings_are_left_out(docx):
    body = p(
        run("正文")
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        + "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
        + f"<w:r><w:ruby><w:rt>{run('pīn')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r>"
        + run("音")
    )
    found = extract(docx(body), name="a.docx")
    assert found.text == "正文拼音"
    assert [problem.code for problem in found.problems] == ["hidden text"]


def test_content_controls_and_hyperlinks_are_looked_through(docx):
    body = f"<w:sdt><w:sdtContent>{p('控件内。')}</w:sdtContent></w:sdt>" + p(
        f"<w:hyperlink>{run('链接')}</w:hyperlink>"
    )
    assert extract(docx(body), name="a.docx").text == "控件内。\n链接"


def test_lines_of_a_table_of_contents_are_left_out(docx):
    found = extract(docx(p("年度报告", "T") + p("一、概况 1", "C") + p("概况", "O")), name="a.docx")
    assert [(b.text, b.kept, b.reason) for b in found.blocks] == [
        ("年度报告", True, None), ("一、概况 1", False, "contents"), ("概况", True, None),
    ]  # fmt: skip


def test_a_table_in_two_languages_needs_no_alignment(docx):
    rows = (
        ["序号", "中文", "English"],
        ["1", "会议开幕。", "The meeting opened."],
        ["2", "会议结束。", "It closed."],
    )
    found = extract(docx(table(*rows)), name="a.docx")
    assert [(pair.zh, pair.en, pair.place) for pair in found.pairs] == [
        ("会议开幕。", "The meeting opened.", "table 1, row 2"),
        ("会议结束。", "It closed.", "table 1, row 3"),
    ]
    assert "two columns" in [problem.code for problem in found.problems]


def test_a_table_in_one_language_is_no_pairs(docx):
    assert extract(docx(table(["项目", "金额"], ["培训", "五万元"])), name="a.docx").pairs == ()


def test_contact_lines_of_a_document_are_part_of_it(docx):
    body = (
        p("会议通知")
        + p("会议于九月六日在昆明召开，请各单位派员参加。")
        + p("联系人：王芳")
        + p("电话：010-00000000")
    )
    found = extract(docx(body), name="a.docx")
    assert (found.title, len(blocks(found))) == ("会议通知", 4)


def test_a_document_written_by_a_library_is_read():
    written = python_docx.Document()
    written.add_heading("Training Report", 0)
    written.add_heading("Overview", 1)
    written.add_paragraph("Fifty volunteers took part.")
    written.add_paragraph("Registration", style="List Bullet")
    file = io.BytesIO()
    written.save(file)
    assert blocks(extract(file.getvalue(), name="a.docx")) == [
        ("title", "Training Report"),
        ("heading", "Overview"),
        ("paragraph", "Fifty volunteers took part."),
        ("item", "Registration"),
    ]


def test_an_entity_in_the_document_is_not_expanded(docx):
    good = zipfile.ZipFile(io.BytesIO(docx(p("正文。"))))
    bomb = good.read("word/document.xml").replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "AAAA">]>', 1)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", bomb.replace("正文".encode(), b"&a;"))
    with pytest.raises(Unreadable):
        extract(file.getvalue(), name="a.docx")


def test_a_package_that_unfolds_too_far_is_refused(docx, monkeypatch):
    monkeypatch.setattr("tm.extract.word._UNPACKED", 100)
    with pytest.raises(TooLarge, match="unpacked"):
        extract(docx(p("正文。")), name="a.docx")


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_a_damaged_package_is_refused(docx, name):
    data = docx(p("正文。"))
    with pytest.raises(Unreadable):
        extract(data[: len(data) // 2], name=name)


def test_an_archive_that_is_no_document_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("a.txt", "text")
    with pytest.raises(Unreadable, match=r"word/document\.xml"):
        extract(file.getvalue(), name="a.docx")


def test_an_entry_that_lies_about_its_size_is_refused(docx):
    data = bytearray(docx(p("正文。")))
    at = data.index(b"PK\x01\x02")
    data[at + 20 : at + 28] = b"\xff\xff\xff\x0f" * 2
    with pytest.raises(Unreadable):
        extract(bytes(data), name="a.docx")


def test_a_damaged_part_is_refused(docx):
    data = bytearray(docx(p("正文。" * 50)))
    at = data.index(b"<w:body>")
    data[at : at + 8] = b"\0" * 8
    with pytest.raises(Unreadable):
        extract(bytes(data), name="a.docx")


def hurt(docx, kind: str) -> bytes:
    """Return a package that python-docx would stumble over."""
    good = docx(p("正文。"))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        if kind == "no body":
            package.writestr("word/document.xml", "<x/>")
        elif kind == "unfinished":
            main = zipfile.ZipFile(io.BytesIO(good)).read("word/document.xml")
            package.writestr("word/document.xml", main[:-20])
        elif kind == "no types":
            package.writestr(
                "word/document.xml", zipfile.ZipFile(io.BytesIO(good)).read("word/document.xml")
            )
        elif kind == "another archive":
            package.writestr("a.txt", "text")
    return {"empty": b"", "text": b"text", "cut off": good[:100]}.get(kind, made.getvalue())


@pytest.mark.parametrize(
    "kind", ["empty", "text", "cut off", "another archive", "no body", "unfinished", "no types"]
)
def test_a_damaged_package_is_refused_where_it_would_be_changed_too(docx, kind):
    """Checking and pretranslation write the document anew and open it by another way."""
    data = hurt(docx, kind)
    with pytest.raises(Unreadable):
        open_for_writing(data, name="a.docx")
    with pytest.raises(Unreadable):
        open_word(data, "a.docx")
    with pytest.raises(Unreadable):
        open_sheet(data, "a.docx").part.text  # noqa: B018


def test_a_package_that_unfolds_too_far_is_not_opened_for_writing(docx, monkeypatch):
    monkeypatch.setattr("tm.extract.word._UNPACKED", 100)
    with pytest.raises(TooLarge, match="unpacked"):
        open_for_writing(docx(p("正文。")), name="a.docx")
