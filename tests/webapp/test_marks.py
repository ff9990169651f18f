"""Marks: what differs, what was found, and how browsers count."""

from __future__ import annotations

import re

import pytest

from webapp.app import create_app
from webapp.pages import marks

PLAIN = re.compile(r"<[^>]+>")


@pytest.fixture(autouse=True)
def request_context(app):
    with app.test_request_context("/?ui=en"):
        app.preprocess_request()
        yield


def test_the_application_factory_makes_independent_applications(filled_services, app):
    assert create_app(filled_services, testing=True) is not app


def test_marks_join_where_they_overlap_and_escape_what_they_hold():
    assert marks.marked("a<b>c", [[0, 2], [1, 3]], "hit") == '<mark class="hit">a&lt;b</mark>&gt;c'


def match(source, diff, raw_score=80):
    return {"source": source, "raw_score": raw_score, "diff": diff}


def test_a_difference_is_marked_for_the_eye_and_told_for_the_ear():
    diff = [
        {"op": "equal", "query": [0, 2], "match": [0, 2]},
        {"op": "replace", "query": [2, 4], "match": [2, 4]},
    ]
    shown = marks.differences(match("我们北京", diff), "我们上海")
    assert str(shown) == (
        '我们<del class="stored"><span class="sr">[only stored:]</span>北京</del>'
        '<ins class="yours"><span class="sr">[only yours:]</span>上海</ins>'
    )


def test_one_equal_character_between_changes_is_no_island():
    diff = [
        {"op": "delete", "query": [0, 0], "match": [0, 1]},
        {"op": "equal", "query": [0, 1], "match": [1, 2]},
        {"op": "delete", "query": [1, 1], "match": [2, 3]},
        {"op": "equal", "query": [1, 3], "match": [3, 5]},
    ]
    shown = str(marks.differences(match("肯尼亚泊尔", diff), "尼泊尔"))
    assert shown.count("<del") == 1
    assert "肯尼亚</del>" in shown


def test_a_sentence_that_differs_too_much_is_left_unmarked():
    diff = [{"op": "replace", "query": [0, 2], "match": [0, 2]}]
    assert str(marks.differences(match("你好", diff, raw_score=40), "再见")) == "你好"


@pytest.mark.parametrize(
    ("text", "offset", "units"), [("你好", 1, 1), ("𠀀好", 1, 2), ("a😀b", 2, 3)]
)
def test_browsers_count_in_utf16(text, offset, units):
    assert marks.utf16(text, offset) == units


def test_a_finding_that_overlaps_an_earlier_one_is_not_drawn_twice():
    findings = [{"code": "T101", "span": [0, 4]}, {"code": "S101", "span": [2, 6]}]
    shown = str(marks.findings_marked("一二三四五六", findings))
    assert PLAIN.sub("", shown) == "一二三四五六"
    assert shown.count("<a ") == 1


@pytest.mark.parametrize(
    ("text", "tag"), [("社会组织", "zh-Hans"), ("社會組織", "zh-Hant"), ("law", "en"), ("", "en")]
)
def test_a_text_is_tagged_by_language_and_script(text, tag):
    assert marks.tag(text) == tag


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_an_address_that_is_none_of_the_web_leads_nowhere(url):
    assert marks.web_address(url) == "#"


@pytest.mark.parametrize(("text", "shown"), [(", ", ",␣"), (",", ","), (" ", "␣"), ("", ""), (" a b ", "␣a b␣")])
def test_spaces_at_the_ends_of_a_choice_are_visible(text, shown):
    assert marks.with_spaces(text) == shown
