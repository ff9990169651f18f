import codecs

import pytest

from tm.errors import TooLarge, Unreadable
from tm.extract import extract

PAGE_ZH = """设为首页 | 加入收藏|English

项目动态

联系我们

地址：北京市某某区某某街
12号大厦东楼601
首页 > 项目动态 > 2019


志愿者培训班在昆明举办

9月6日，第三期志愿者培训班在昆明举办。来自六个县的五十名志愿者参加了培训。

王芳作专题发言——乡村图书馆的经验

培训为期三天。学员们表示收获很大。

上一篇：关于举办培训班的通知
版权所有 某某协会 京ICP备00000000号
"""
PAGE_EN = """Home | About Us | 中文

News

Tel: 010-00000000
Home >> News >> 2019

Volunteer Training Held in Kunming

On September 6, the third training course for volunteers was held in Kunming. Fifty people came.

The course lasted three days. Participants said they had learned a great deal.

Previous: Notice on the training course
Copyright © 2019 Some Association. All rights reserved.
"""


def kept(document):
    return [block.text for block in document.blocks if block.kept]


def dropped(document):
    return [(block.text[:8], block.reason) for block in document.blocks if not block.kept]


def test_the_chinese_page_is_told_from_the_article():
    page = extract(PAGE_ZH.encode(), name="a.txt")
    assert kept(page) == [
        "志愿者培训班在昆明举办",
        "9月6日，第三期志愿者培训班在昆明举办。来自六个县的五十名志愿者参加了培训。",
        "王芳作专题发言——乡村图书馆的经验",
        "培训为期三天。学员们表示收获很大。",
    ]
    assert dropped(page) == [
        ("设为首页 | 加", "menu"),
        ("项目动态", "label"),
        ("联系我们", "label"),
        ("地址：北京市某某", "contact"),
        ("首页 > 项目动", "breadcrumb"),
        ("上一篇：关于举办", "neighbours"),
        ("版权所有 某某协", "copyright"),
    ]


def test_the_english_page_is_told_from_the_article():
    page = extract(PAGE_EN.encode(), name="a.txt")
    assert kept(page)[0] == "Volunteer Training Held in Kunming"
    assert len(kept(page)) == 3
    reasons = ["menu", "label", "contact", "breadcrumb", "neighbours", "copyright"]
    assert [reason for _, reason in dropped(page)] == reasons


def test_title_date_and_counts_are_found():
    zh, en = extract(PAGE_ZH.encode(), name="a.txt"), extract(PAGE_EN.encode(), name="b.txt")
    assert (zh.title, zh.date, zh.language, zh.script) == (
        "志愿者培训班在昆明举办", "2019-09-06", "zh", "hans",
    )  # fmt: skip
    assert (en.title, en.date, en.language, en.script) == (
        "Volunteer Training Held in Kunming", "2019-09-06", "en", None,
    )  # fmt: skip
    assert (zh.han, zh.words, en.han) == (74, 0, 0)


def test_a_title_may_call_out():
    page = extract(
        "培训班成功举办！\n\n五十名志愿者参加了培训。大家收获很大。".encode(), name="a.txt"
    )
    assert page.title == "培训班成功举办！"


def test_a_short_title_of_a_text_without_navigation_stays():
    text = "伦理与农业\n富裕国家的投资者应该购买贫穷国家的农地吗？\n这是一份报告提出的问题。它由一家研究机构发表。"
    page = extract(text.encode(), name="a.txt")
    assert (page.title, len(kept(page))) == ("伦理与农业", 3)


def test_a_day_without_any_year_gives_no_date():
    page = extract("培训班开班\n\n9月6日，培训班在昆明开班。".encode(), name="a.txt")
    assert page.date is None


def test_the_date_of_the_byline_comes_first():
    text = "培训班开班\n发布时间：2019-09-09 来源：本站\n\n2019年9月6日，培训班在昆明开班。"
    assert extract(text.encode(), name="a.txt").date == "2019-09-09"


@pytest.mark.parametrize("line", ["分享经验、共同进步是本次会议的主题。", "关闭煤矿是当地的一项决定。",
                                  "地址：会议室在二楼。", "Share prices fell in May."])  # fmt: skip
def test_sentences_that_begin_like_navigation_stay(line):
    text = f"会议通知\n\n会议于五月在北京召开，各界代表参加。\n\n{line}\n\n会议圆满结束，感谢各位代表。"
    assert line in kept(extract(text.encode(), name="a.txt"))


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"),
     ("utf-16-le", "utf-16-le"), ("gb18030", "gb18030")],
)  # fmt: skip
def test_simplified_text_is_read_in_any_encoding(encoding, named):
    page = extract(PAGE_ZH.encode(encoding), name="a.txt")
    assert (page.title, page.encoding) == ("志愿者培训班在昆明举办", named)


def test_traditional_text_in_big5_is_read_and_said_to_be_traditional():
    text = "志工訓練班在臺北舉辦\n\n五十名志工參加了為期三天的訓練，學員們表示收穫很大。"
    page = extract(text.encode("big5"), name="a.txt")
    assert (page.encoding, page.script, page.title) == ("big5", "hant", "志工訓練班在臺北舉辦")


def test_hard_wrapped_chinese_lines_are_joined_with_nothing():
    text = (
        "　　第三期志愿者培训班在昆明举办，来自六个县的五十名\n志愿者参加了为期三天的培训。培训内容包括社区工作、\n"
        "项目管理和财务制度，学员们认真学习，积极讨论，表示\n收获很大。\n　　主办方表示，明年将继续举办培训班，并邀请更多基层\n"
        "组织的同事参加，共同提高服务能力。\n"
    )
    assert kept(extract(text.encode(), name="a.txt")) == [
        "第三期志愿者培训班在昆明举办，来自六个县的五十名志愿者参加了为期三天的培训。培训内容包括社区工作、项目管理"
        "和财务制度，学员们认真学习，积极讨论，表示收获很大。",
        "主办方表示，明年将继续举办培训班，并邀请更多基层组织的同事参加，共同提高服务能力。",
    ]


def test_hard_wrapped_english_lines_are_joined_with_a_space():
    text = (
        "The third training course for volunteers was held in Kunming. Fifty people\n"
        "from six counties took part. They learned about community work, the manage-\n"
        "ment of projects and accounting, and discussed what they had learned.\n"
        "\n"
        "The organisers said that the course would be held again next year, and that\n"
        "more colleagues from local organisations would be invited to join in.\n"
    )
    first, second = kept(extract(text.encode(), name="a.txt"))
    assert "people from six counties" in first
    assert "the management of projects" in first
    assert second.endswith("invited to join in.")


def test_paragraphs_of_one_line_are_not_joined():
    lines = [
        "会议在北京举行。",
        "来自各地的五十名代表出席了会议，听取了工作报告。",
        "会议选举了新一届理事会。",
    ]
    assert kept(extract("\n".join(lines).encode(), name="a.txt")) == lines


@pytest.mark.parametrize(("mark", "text", "whole"), [
    ("一、", "总体要求", "一、总体要求"), ("（二）", "主要任务。", "（二）主要任务。"),
    ("1.", "Purpose of the fund", "1. Purpose of the fund"), ("③", "报名时间", "③报名时间"),
])  # fmt: skip
def test_a_list_number_alone_on_its_line_goes_to_the_next(
    mark: str, text: str, whole: str
) -> None:
    found = extract(f"{mark}\n\n{text}\n\n没有编号的一段。\n".encode(), name="a.txt")
    assert [block.text for block in found.blocks] == [whole, "没有编号的一段。"]


def test_a_list_number_without_text_is_not_lost() -> None:
    found = extract("会议在北京举行。\n\n二、\n".encode(), name="a.txt")
    assert [block.text for block in found.blocks] == ["会议在北京举行。", "二、"]


def test_markdown_marks_go_and_headings_stay():
    text = "# 年度报告\n\n本年度**支出**增长，详见[附件](https://example.org/a)。\n\n## 展望\n\n明年继续。\n"
    page = extract(text.encode(), name="a.md")
    assert kept(page) == ["年度报告", "本年度支出增长，详见附件。", "展望", "明年继续。"]
    assert page.title == "年度报告"


def test_paragraphs_in_turn_are_pairs():
    text = "会议今天开幕。\nThe meeting opened today.\n代表们到会。\nDelegates came.\n会议结束。\nIt closed.\n"
    page = extract(text.encode(), name="a.txt")
    assert [(pair.zh, pair.en) for pair in page.pairs] == [
        ("会议今天开幕。", "The meeting opened today."),
        ("代表们到会。", "Delegates came."),
        ("会议结束。", "It closed."),
    ]
    assert [problem.code for problem in page.problems] == ["pairs in turn"]


def test_one_language_after_the_other_is_said_and_not_paired():
    text = "会议今天开幕。\n代表们到会。\n会议结束。\nThe meeting opened.\nDelegates came.\nIt closed.\n"
    page = extract(text.encode(), name="a.txt")
    assert page.pairs == ()
    assert [problem.code for problem in page.problems] == ["both languages"]


def test_decomposed_letters_are_composed_and_controls_go():
    page = extract("Mu\u0308ller\x07 spoke at the opening of the meeting.".encode(), name="a.txt")
    assert page.text == "Müller spoke at the opening of the meeting."


def test_a_very_long_line_without_marks_is_read_and_reported():
    page = extract(("慈善" * 15_000).encode(), name="a.txt")
    assert page.han == 30_000
    assert [problem.code for problem in page.problems] == ["long line"]


@pytest.mark.parametrize(
    "data",
    [b"", b" \n\t", codecs.BOM_UTF8, b"...\n---\n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 40,
     b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", b"{\\rtf1 text}"],
)  # fmt: skip
def test_what_is_no_document_is_refused_with_the_reason(data):
    with pytest.raises(Unreadable, match=r"^a\.txt: expected .*, got "):
        extract(data, name="a.txt")


def test_a_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr("tm.extract.LIMIT", 10)
    with pytest.raises(TooLarge, match="the limit is 10"):
        extract(b"x" * 11, name="a.txt")


def test_what_follows_the_links_to_other_articles_is_the_pages_end():
    text = (
        "年会在北京举行\n\n2024年3月5日，年会在北京举行，来自八个省份的代表参加了会议。\n\n"
        "远山促进会\n\n相关新闻\n· 促进会召开会员代表大会\n· 关于缴纳会费的通知\n\n扫一扫，关注我们\n"
    )
    document = extract(text.encode(), name="a.txt")
    kept = [block.text for block in document.blocks if block.kept]
    assert kept[-1] == "远山促进会"
    reasons = {block.reason for block in document.blocks if not block.kept}
    assert reasons == {"neighbours", "share"}


def test_a_heading_above_wrapped_lines_stays_apart_from_them():
    text = """
A hall for the village and its children
The new hall was opened on Sunday by the oldest woman of the
village, who had given the land for it. It holds two hundred
people and has a kitchen, a stage and a small library, which
will be open on three afternoons a week for the time being.
"""
    first, second = kept(extract(text.encode(), name="a.txt"))
    assert (first, second[:12]) == ("A hall for the village and its children", "The new hall")


def test_short_paragraphs_cut_at_one_width_are_joined():
    paragraphs = [
        "　　第三期志愿者培训班在昆明举办，来自六个县的五十名志愿者参加了培训。",
        "　　培训内容包括社区工作、项目管理和财务制度，学员认真学习，积极讨论。",
        "　　主办方表示，明年将继续举办这样的培训班，并邀请更多基层组织的同事参加。",
        "　　培训结束时，每位学员都领到了证书。",
        "　　来自怒江的学员说，他最大的收获是认识了许多同行，今后可以常常来往。",
    ]
    wrapped = "\n".join(f"{text[:28]}\n{text[28:]}" for text in paragraphs)
    assert kept(extract(wrapped.encode(), name="a.txt")) == [text.strip() for text in paragraphs]


def test_a_list_of_lines_of_one_length_is_not_joined():
    lines = [f"2016年{month}月3日　第{month}次理事会会议" for month in range(1, 7)]
    assert kept(extract("\n".join(lines).encode(), name="a.txt")) == lines
