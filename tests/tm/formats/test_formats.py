"""Units in and out of files."""

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.errors import Invalid, Unreadable
from tm.formats import Problem, Record, reader_for, writer_for
from tm.units import Place, TranslationUnit

WHEN = datetime(2024, 3, 5, 8, 30, tzinfo=UTC)
UNIT = TranslationUnit(
    7, "志愿者来自八个省份。", "The volunteers came from eight provinces.", "reviewed", 3,
    places=(
        Place(1, "reviewed", article=2, title="培训班", title_en="Course", date="2024-03-05",
              url="https://example.org/1", collection="news", position=4,
              previous=("上一句。", "Before."), next=None),
    ),
    created=WHEN, created_by="li", changed=WHEN, changed_by="wang", note="好", key="u7",
    properties={"x-client": "a & b"},
)  # fmt: skip
OUR_FORMATS = (".tmx", ".tsv", ".csv", ".xlsx", ".jsonl", ".docx")


def read(data, name):
    content = data if isinstance(data, bytes) else data.encode()
    found = list(reader_for(name)(io.BytesIO(content), name))
    assert all(item.message_zh for item in found if isinstance(item, Problem))
    return found


def written(units, suffix):
    file = io.BytesIO()
    count = writer_for("memory" + suffix)(units, file)
    return count, file.getvalue()


@pytest.mark.parametrize("suffix", OUR_FORMATS)
def test_what_was_written_reads_back(suffix):
    other = TranslationUnit(8, "=1+1 “引文”", 'He said: "<b>so</b>" & left.', "auto", 4)
    count, data = written([UNIT, other], suffix)
    records = [item for item in read(data, "memory" + suffix) if isinstance(item, Record)]
    assert (count, [(r.zh, r.en) for r in records]) == (
        2, [(UNIT.zh, UNIT.en), (other.zh, other.en)],
    )  # fmt: skip


# Lone surrogates are no text; XML and tables have characters they cannot carry.
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffd\ufeff"))


@given(zh=TEXT, en=TEXT)
@pytest.mark.parametrize("suffix", [".tmx", ".jsonl"])
def test_every_text_survives_the_full_formats(suffix, zh, en):
    unit = TranslationUnit(1, f"中{zh}文", f"a{en}b", "reviewed", 1)
    [record] = read(written([unit], suffix)[1], "memory" + suffix)
    assert (record.zh, record.en) == (unit.zh.replace("\ufffe", "").replace("\uffff", ""),
                                      unit.en.replace("\ufffe", "").replace("\uffff", "")) or (
        suffix == ".jsonl" and (record.zh, record.en) == (unit.zh, unit.en)
    )  # fmt: skip


def test_tmx_keeps_dates_people_notes_neighbours_and_foreign_properties():
    [record] = read(written([UNIT], ".tmx")[1], "m.tmx")
    assert record == Record(
        UNIT.zh, UNIT.en, record.line, "zh-CN", "en", key="u7", previous=("上一句。", "Before."),
        created=WHEN, created_by="li", changed=WHEN, changed_by="wang", note="好",
        properties={"x-client": "a & b"},
    )  # fmt: skip


TMX = """<?xml version="1.0"?>
<tmx version="1.4"><header srclang="en" datatype="xml"/><body>{}</body></tmx>"""


def test_languages_are_found_by_tag_never_by_order():
    unit = """<tu><tuv xml:lang="EN_us"><seg>Hello.</seg></tuv>
        <tuv xml:lang="zh_Hant"><seg>你好。</seg></tuv></tu>"""
    [record] = read(TMX.format(unit), "m.tmx")
    assert (record.zh, record.en, record.zh_tag) == ("你好。", "Hello.", "zh_Hant")


def test_inline_codes_are_left_out_and_marked_text_is_kept():
    unit = """<tu><tuv lang="zh"><seg><bpt i="1">&lt;b></bpt>你<hi>好</hi><ept i="1">&lt;/b></ept>。
        </seg></tuv><tuv lang="en"><seg>Hel<ph>{1}</ph>lo.</seg></tuv></tu>"""
    [record] = read(TMX.format(unit), "m.tmx")
    assert (record.zh.strip(), record.en) == ("你好。", "Hello.")


def test_units_of_other_languages_are_skipped_and_say_which():
    unit = """<tu tuid="9"><tuv xml:lang="de"><seg>Hallo.</seg></tuv>
        <tuv xml:lang="zh"><seg>你好。</seg></tuv></tu>"""
    [problem] = read(TMX.format(unit), "m.tmx")
    assert (problem.skipped, problem.place.endswith("unit 9")) == (True, True)
    assert "de, zh" in problem.message


def test_one_bad_unit_does_not_stop_the_next():
    units = """<tu><tuv xml:lang="zh"><seg/></tuv><tuv xml:lang="en"><seg>Hi.</seg></tuv></tu>
        <tu><tuv xml:lang="zh"><seg>好。</seg></tuv><tuv xml:lang="en"><seg>OK.</seg></tuv></tu>"""
    kinds = [type(item) for item in read(TMX.format(units), "m.tmx")]
    assert kinds == [Problem, Record]


def test_several_variants_of_a_language_are_several_pairs():
    unit = """<tu><tuv xml:lang="zh"><seg>好。</seg></tuv><tuv xml:lang="en"><seg>OK.</seg></tuv>
        <tuv xml:lang="en-GB"><seg>Fine.</seg></tuv></tu>"""
    warning, *records = read(TMX.format(unit), "m.tmx")
    assert [record.en for record in records] == ["OK.", "Fine."]
    assert warning.warning
    assert "several" in warning.message


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("<seg>好的。</seg>", "OK.", "directly in the tuv"),
        ("<seg>好<g id='1'>的</g>。</seg>", "<seg>OK.</seg>", "got g; kept its text"),
        ("<seg>OK then.</seg>", "<seg>好的。</seg>", "exchanged"),
    ],
)
def test_what_is_unusual_in_a_unit_is_told_and_the_unit_taken(zh, en, expected):
    unit = f'<tu><tuv xml:lang="ZH_cn">{zh}</tuv><tuv lang="en-GB">{en}</tuv></tu>'
    warning, record = read(TMX.format(unit), "m.tmx")
    assert warning.warning
    assert expected in warning.message
    assert {record.zh, record.en} in ({"好的。", "OK."}, {"好的。", "OK then."})


def test_a_header_without_srclang_is_told():
    unit = '<tu><tuv xml:lang="zh"><seg>好</seg></tuv><tuv xml:lang="en"><seg>OK</seg></tuv></tu>'
    warning, record = read(TMX.replace(' srclang="en"', "").format(unit), "m.tmx")
    assert "srclang" in warning.message
    assert record.en == "OK"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<tmx><body>", "well-formed XML"), ("<html/>", "a TMX document"),
        ("not xml", "well-formed XML"), ("", "well-formed XML"),
    ],
)  # fmt: skip
def test_what_is_no_tmx_says_so(content, expected):
    with pytest.raises(Unreadable) as error:
        read(content, "m.tmx")
    assert error.value.expected == expected


def test_entities_are_not_expanded():
    bomb = """<!DOCTYPE tmx [<!ENTITY a "boom"><!ENTITY f SYSTEM "file:///etc/passwd">]>
    <tmx><body><tu><tuv xml:lang="zh"><seg>好&f;&a;</seg></tuv>
    <tuv xml:lang="en"><seg>OK&a;</seg></tuv></tu></body></tmx>"""
    [record] = read(bomb, "m.tmx")
    assert (record.zh, record.en) == ("好", "OK")


def test_a_table_without_a_header_takes_the_first_two_columns_in_either_order():
    records = read("你好。\tHello.\nGood.\t好。\n", "m.tsv")
    assert [(r.zh, r.en, r.line) for r in records] == [
        ("你好。", "Hello.", 1), ("好。", "Good.", 2),
    ]  # fmt: skip


def test_a_table_with_a_header_finds_its_columns():
    [record] = read("编号,英文,中文,备注\n12,Hello.,你好。,问候\n", "m.csv")
    assert (record.zh, record.en, record.key, record.note) == ("你好。", "Hello.", "12", "问候")


@pytest.mark.parametrize(
    "line", ["调用 ADO BeginTrans 方法\tthe ADO BeginTrans method", "the ADO method\tADO API 方法"]
)
def test_a_chinese_text_may_be_mostly_latin_names(line):
    [record] = read(line, "a.tsv")
    assert "方法" in record.zh
    assert "method" in record.en


@pytest.mark.parametrize(
    ("row", "why"),
    [("你好。", "empty cell"), ("你好。\t再见。", "same language"), ("Hi.\tBye.", "same language")],
)
def test_a_row_that_is_no_pair_is_a_problem_with_its_line(row, why):
    [_, problem] = read(f"好。\tOK.\n{row}\n", "m.tsv")
    assert (problem.place, why in problem.message) == ("line 2", True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_tables_are_read_in_the_encodings_staff_have(encoding):
    [record] = read("社會服務機構。\tA social service body.".encode(encoding), "m.tsv")
    assert record.zh == "社會服務機構。"


def test_a_binary_is_no_table():
    with pytest.raises(Unreadable, match="binary"):
        read(b"\x89PNG\r\n\0\0\0\rIHDR", "m.tsv")


def test_an_unknown_extension_names_the_known_ones():
    with pytest.raises(Invalid, match=r"\.tmx"):
        reader_for("memory.sdltm")


def word_table(*rows):
    from docx import Document

    document = Document()
    table = document.add_table(rows=0, cols=2)
    for row in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = row
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_word_table_of_two_columns_is_pairs():
    data = word_table(("会议开幕。", "The meeting opened."), ("会议闭幕。", "The meeting closed."))
    pairs = [(r.zh, r.en) for r in read(data, "m.docx") if isinstance(r, Record)]
    assert pairs == [("会议开幕。", "The meeting opened."), ("会议闭幕。", "The meeting closed.")]


def test_a_document_of_one_language_says_what_to_do():
    with pytest.raises(Unreadable, match="import pair"):
        read(word_table(("会议开幕。", "会议闭幕。"), ("一句话。", "两句话。")), "m.docx")


def test_paragraphs_in_turn_are_pairs():
    text = "会议开幕。\n\nThe meeting opened.\n\n会议闭幕。\n\nThe meeting closed.\n"
    pairs = [(r.zh, r.en) for r in read(text, "m.txt") if isinstance(r, Record)]
    assert pairs == [("会议开幕。", "The meeting opened."), ("会议闭幕。", "The meeting closed.")]


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000, "null", '"text"', "{", '{"zh": "好"}', '{"zh": 5, "en": "good"}',
        r'{"zh": "中\ud800国", "en": "China"}', r'{"zh": "中\u0000国", "en": "China"}',
        r'{"zh": "中国", "en": "China", "note": "\udfff"}',
        r'{"zh": "中国", "en": "China", "properties": {"\u0000": "x"}}',
        '{"zh": "中国", "en": "China", "key": 7}', '{"zh": "中国", "en": "China", "zh_tag": ["zh"]}',
        '{"zh": "中国", "en": "China", "properties": [1]}',
        '{"zh": "中国", "en": "China", "properties": {"a": {"b": "c"}}}',
    ],
)  # fmt: skip
def test_a_line_no_memory_can_hold_is_a_problem_and_the_next_one_is_read(line):
    faulty, good = read(line + '\n{"zh": "你好", "en": "Hello"}\n', "a.jsonl")
    assert isinstance(faulty, Problem)
    assert faulty.place == "line 1"
    assert isinstance(good, Record)
    assert good.line == 2
