import pytest

from tm.errors import TooLarge, Unreadable
from tm.extract import extract

TEXT = [
    ["某某协会年度报告", "第三期志愿者培训班在昆明举办，来自六个县的五十名志", "愿者参加了为期三天的培训，学员们认真学习，积极讨论", "，表示收获很大。主办方表示，明年将继续举办培训班，"],
    ["某某协会年度报告", "并邀请更多基层组织的同事参加，共同提高服务能力。", "培训内容包括社区工作、项目管理和财务制度等三个方面", "，由协会的三位老师讲授，每位老师都有十年以上的经验。"],
    ["某某协会年度报告", "会议最后选举了新一届理事会。", "全体代表一致通过了工作报告。"],
]  # fmt: skip


def numbered(pages):
    return [[*page, f"- {number} -"] for number, page in enumerate(pages, 1)]


def kept(document):
    return [block.text for block in document.blocks if block.kept]


def test_lines_are_joined_over_pages_and_running_heads_go(pdf):
    found = extract(pdf(numbered(TEXT)), name="a.pdf")
    assert "五十名志愿者参加了" in found.text
    assert "继续举办培训班，并邀请更多" in found.text
    assert "年度报告" not in found.text
    reasons = [block.reason for block in found.blocks if not block.kept]
    assert reasons.count("running head") == 3
    assert reasons.count("page number") == 3


def test_a_title_does_not_run_into_the_text_below_it(pdf):
    page = [
        "Yuanshan Holds Its Annual Meeting",
        "On March 5, 2024, Yuanshan held its annual meeting in",
        "Beijing, and twenty organisations from eight provinces",
        "took part. The chairman said that it would go on to",
        "support the capacity building of its members and fund",
        "fifteen village libraries in the next three years.",
    ]
    title, text = kept(extract(pdf([page]), name="a.pdf"))
    assert (title, text[:24]) == (page[0], "On March 5, 2024, Yuansh")


def test_a_pdf_is_said_to_be_of_low_quality(pdf):
    assert [p.code for p in extract(pdf(TEXT), name="a.pdf").problems] == ["low quality"]


def test_english_lines_are_joined_and_hyphens_undone(pdf):
    lines = [
        "Volunteers from six counties took part in the train-",
        "ing course, which was held in Kunming for three days",
        "and ended with a discussion of what had been learned.",
    ]
    assert extract(pdf([lines]), name="a.pdf").text == (
        "Volunteers from six counties took part in the training course, which was held in Kunming "
        "for three days and ended with a discussion of what had been learned."
    )


def test_radicals_become_ideographs_and_spaces_between_them_go(pdf):
    found = extract(
        pdf(
            [
                [
                    "会议在⽇本举⾏，⼈⼈参加了会议的开幕仪式。",
                    "会 议 在 昆 明 结 束 ， 各 界 代 表 参 加 。",
                ]
            ]
        ),
        name="a.pdf",
    )
    assert "日本举行，人人参加" in found.text
    assert "会议在昆明结束，各界代表参加。" in found.text


def test_a_scan_is_refused_with_the_reason(pdf):
    with pytest.raises(Unreadable, match=r"pictures \(a scan\)"):
        extract(pdf([[], []]), name="a.pdf")


@pytest.mark.parametrize("damage", [slice(0, 60), slice(0, 400), slice(60, None)])
def test_a_damaged_file_is_refused(pdf, damage):
    with pytest.raises(Unreadable):
        extract(pdf(TEXT)[damage], name="a.pdf")


def test_a_file_with_a_wrong_table_of_objects_is_repaired(pdf):
    broken = pdf(TEXT).replace(b"startxref\n", b"startxref\n9")
    assert extract(broken, name="a.pdf").text == extract(pdf(TEXT), name="a.pdf").text


def test_rubbish_after_the_first_bytes_is_refused():
    with pytest.raises(Unreadable):
        extract(b"%PDF-1.7\n" + bytes(range(256)) * 20, name="a.pdf")


def test_too_many_pages_are_refused(pdf, monkeypatch):
    monkeypatch.setattr("tm.extract.pdf._PAGES", 2)
    with pytest.raises(TooLarge, match="pages"):
        extract(pdf(TEXT), name="a.pdf")
