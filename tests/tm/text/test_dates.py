"""Dates, times and periods are read by value in both languages, and nothing is guessed."""

from __future__ import annotations

from dataclasses import fields

import pytest

from tm.text.dates import DateValue, dates

FIELDS = [
    field.name
    for field in fields(DateValue)
    if field.name not in ("span", "hard", "twelve", "swapped")
]


def said(value: DateValue) -> str:
    """Return the fields that say something: 'date year=2016 month=4'."""
    told = [
        f"{name}={getattr(value, name)}" for name in FIELDS[1:] if getattr(value, name) is not None
    ]
    return " ".join([value.kind, *told])


# One pair a row: both sides say the same.
SAME = [
    ("2016年4月28日", "April 28, 2016", ["date year=2016 month=4 day=28"]),
    ("二〇一六年四月二十八日", "28 April 2016", ["date year=2016 month=4 day=28"]),
    ("2016-04-28", "2016-04-28", ["date year=2016 month=4 day=28"]),
    ("4月28日", "the 28th of April", ["date month=4 day=28"]),
    ("2016年4月", "April 2016", ["date year=2016 month=4"]),
    ("2008年", "2008", ["date year=2008"]),
    ("4月下旬", "late April", ["date month=4 part=late"]),
    ("4月中旬", "mid-April", ["date month=4 part=middle"]),
    ("1993~2014年", "1993–2014", ["date year=1993", "date year=2014"]),
    ("第三季度", "the third quarter", ["quarter number=3"]),
    ("一季度", "Q1", ["quarter number=1"]),
    ("下半年", "second half", ["half number=2"]),
    ("22时30分", "22:30", ["time hour=22 minute=30"]),
    ("晚上10点半", "10:30 p.m.", ["time hour=22 minute=30"]),
    ("下午三点一刻", "3:15pm", ["time hour=15 minute=15"]),
    ("凌晨2点", "2 a.m.", ["time hour=2 minute=0"]),
    ("20世纪80年代", "the 1980s", ["decade year=1980"]),
    ("八十年代", "the ’80s", ["decade year=80"]),
    ("20世纪90年代末", "the late 1990s", ["decade year=1990 part=late"]),
    ("21世纪", "the twenty-first century", ["century number=21"]),
    ("90后", "the post-90s", ["cohort year=90"]),
    ("十三五", "the 13th Five-Year", ["plan number=13"]),
    ("第十三个五年", "the Thirteenth Five-Year", ["plan number=13"]),
    ("三中全会", "the third plenary", ["plenum number=3"]),
    ("去年", "last year", ["relative of=year"]),
    ("昨日", "yesterday", ["relative of=day"]),
]
NO_DATE = [
    ("十大品牌", "zh"), ("三点建议", "zh"), ("三个月", "zh"), ("20年来", "zh"), ("2000多年", "zh"), ("10日内", "zh"),
    ("2000 people", "en"), ("$2000", "en"), ("2,016", "en"), ("he may march on", "en"), ("May I ask", "en"),
]  # fmt: skip


@pytest.mark.parametrize(("zh", "en", "expected"), SAME)
def test_both_languages_read_the_same(zh: str, en: str, expected: list[str]) -> None:
    assert [said(value) for value in dates(zh, "zh")] == expected
    assert [said(value) for value in dates(en, "en")] == expected


@pytest.mark.parametrize(("text", "lang"), NO_DATE)
def test_what_is_no_date_is_left_alone(text: str, lang: str) -> None:
    assert dates(text, lang) == []  # type: ignore[arg-type]


def test_congresses_are_numbered() -> None:
    assert [said(value) for value in dates("党的十九大", "zh")] == ["congress number=19"]


def test_an_ambiguous_date_keeps_both_readings() -> None:
    assert [value.swapped for text in ("4/5/2016", "14/5/2016") for value in dates(text, "en")] == [
        True,
        False,
    ]


def test_a_bare_hour_stays_on_the_twelve_hour_clock() -> None:
    assert [value.twelve for value in dates("3时开始，下午3时结束", "zh")] == [True, False]


def test_a_range_of_days_ends_with_until_or_a_day_of_its_own() -> None:
    assert [said(value) for value in dates("August 22–23", "en")] == [
        "date month=8 day=22 until=23"
    ]
    assert [said(value) for value in dates("8月22日至23日", "zh")] == [
        "date month=8 day=22",
        "date day=23",
    ]


def test_month_names_alone_are_soft() -> None:
    assert [value.hard for value in dates("in April; on April 5", "en")] == [False, True]


def test_a_date_begins_at_its_first_character_not_at_the_line_end_before() -> None:
    text = "会议召开。\n10月15日，\n上午9时开始，\n9时30分"
    assert [value.span.cut(text) for value in dates(text, "zh")] == [
        "10月15日",
        "上午9时",
        "9时30分",
    ]
