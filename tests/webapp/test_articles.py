"""An article beside the memory: taken along whole, and its rows put to review."""

from __future__ import annotations

import html
import io
import re

import pytest

from tm.formats import Record, reader_for


def row(own, at=1):
    return own.get("/api/v1/articles/1").json["beads"][at]


def found(own, text):
    return own.get("/api/v1/concordance", query_string={"q": text}).json["total"]


@pytest.mark.parametrize("suffix", ["tmx", "xlsx", "docx", "tsv"])
def test_an_article_is_taken_along_whole(own, suffix):
    with own.get(f"/articles/1.{suffix}") as answer:
        data = answer.data
    records = list(reader_for(f"a.{suffix}")(io.BytesIO(data), f"a.{suffix}"))
    assert [record.zh for record in records if isinstance(record, Record)][:2] == [
        "读书会在上海举办", "3月9日，我们在上海举办了第三届读书会。",
    ]  # fmt: skip


def test_another_ending_is_refused_with_those_there_are(own):
    answer = own.get("/articles/1.pdf")
    assert answer.status_code == 422
    assert ".tmx" in answer.text


def test_a_flagged_row_waits_for_review_with_its_reason(own):
    seen = row(own)
    before = found(own, "第三届读书会")
    form = {"row": seen["id"], "version": seen["version"], "note": "“第三届”译错了", "at": 1}
    answer = own.post("/articles/1/flag", data=form)
    assert answer.headers["Location"].endswith("/articles/1#s1")
    flagged = row(own)
    assert flagged["status"] == "doubtful"
    assert found(own, "第三届读书会") == before - 1
    assert "“第三届”译错了" in own.get("/articles/1/review").text
    own.post("/api/v1/articles/1/undo", json={})
    assert (row(own)["status"], found(own, "第三届读书会")) == ("reviewed", before)


def test_a_flag_needs_a_note_and_the_row_as_it_is(own):
    seen = row(own)
    form = {"row": seen["id"], "version": seen["version"], "note": " "}
    assert own.post("/articles/1/flag", data=form).status_code == 422
    stale = {"row": {"id": seen["id"], "version": seen["version"] + 1}, "note": "错"}
    assert own.post("/api/v1/articles/1/flag", json=stale).status_code == 409
    assert row(own)["status"] == "reviewed"


def test_a_rows_chinese_is_paired_with_another_rows_english(own):
    seen = row(own)
    partner = own.get("/api/v1/articles/1").json["beads"][2]
    form = {"do": f"pinpoint {seen['id']} {seen['version']}", "with": "3"}
    own.post("/articles/1/review", data=form)
    pairs = {bead["zh"]: bead["en"] for bead in own.get("/api/v1/articles/1").json["beads"]}
    assert pairs[seen["zh"]] == partner["en"]
    assert own.post("/articles/1/review", data=form | {"with": "99"}).status_code == 422


def test_an_article_is_searched_in_either_language_and_script(own):
    for sought, rows in (("讀書會", 2), ("READING GROUP", 2), ("没有这样的词", 0)):
        page = own.get("/articles/1", query_string={"q": sought, "ui": "en"}).text
        assert page.count('<li class="bead') == rows
        assert (f"{rows} row" in page, "mark class" in page) == (True, bool(rows))
    assert own.get("/articles/1").text.count('<li class="bead') > 2


@pytest.mark.parametrize(("side", "lang", "title"),
                         [("zh", "zh-Hans", "title"), ("en", "en", "title_en")])  # fmt: skip
def test_an_article_is_read_in_one_language_alone(own, side, lang, title):
    article = own.get("/api/v1/articles/1").json
    expected = [each[side] for each in article["beads"] if each[side] and each["status"] != "dropped"]
    page = own.get(f"/articles/1?ui=en&side={side}").text
    rows = re.findall(r'<p class="seg pre" lang="([^"]+)">([^<]*)</p>', page)
    assert [text for _, text in rows] == [html.escape(text, quote=False) for text in expected]
    assert {found for found, _ in rows} == {lang}
    heading = re.search(r"<h1>(.*?)</h1>", page)[1]
    assert heading == f'<span lang="{lang}">{article[title]}</span>'
    assert re.findall(r'aria-current="true">([^<]+)</a>', page) == [
        {"zh": "Chinese only", "en": "English only"}[side]
    ]


def test_a_row_without_that_language_is_left_out(own):
    seen = row(own)
    form = {"do": f"pinpoint {seen['id']} {seen['version']}", "with": "3"}
    own.post("/articles/1/review", data=form)
    beads = own.get("/api/v1/articles/1").json["beads"]
    assert not all(each["zh"] and each["en"] for each in beads)
    for side in ("zh", "en"):
        page = own.get("/articles/1", query_string={"side": side, "show": "all"}).text
        assert page.count('<li class="bead') == sum(bool(each[side]) for each in beads)
        assert 'class="none"' not in page


def test_one_language_alone_is_searched_alone_and_kept_by_links_and_forms(own):
    asked = {"side": "en", "q": "读书会", "ui": "en"}
    assert own.get("/articles/1", query_string=asked).text.count('<li class="bead') == 0
    page = own.get("/articles/1", query_string=asked | {"side": "zh"}).text
    assert page.count('<li class="bead') == 2
    assert '<input type="hidden" name="side" value="zh">' in page
    assert 'href="/articles/1?side=en&amp;q=%E8%AF%BB%E4%B9%A6%E4%BC%9A&amp;ui=en"' in page
    form = {"row": row(own)["id"], "version": row(own)["version"], "note": "wrong", "at": 1}
    answer = own.post("/articles/1/flag?side=zh", data=form)
    assert answer.headers["Location"].endswith("/articles/1?side=zh#s1")


def test_another_side_shows_both(own):
    both = own.get("/articles/1?ui=zh")
    assert own.get("/articles/1?ui=zh&side=fr").text.count("seg pre") == both.text.count("seg pre")
    assert 'aria-current="true">中英对照</a>' in both.text
    assert "只看中文" in both.text
