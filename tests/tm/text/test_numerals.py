"""Numbers are read by value, with their place, and nothing that only looks like one is read."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.text.dates import DateValue
from tm.text.numerals import figures, render, values
from tm.text.spans import Span

CHINESE = """
1亿2000万元=120000000 3万5千人=35000 一万五千亿元=1500000000000 2.5万亿美元=2500000000000 １２万=120000
一百二十个=120 两千零五人=2005 廿八个=28 三百余万人=3000000 30多万人=300000 叁佰万元=3000000 一百五十=150
百分之三十=30 千分之三=0.3 百分之百=100 六成=60 三成五=35 八折=80 七五折=75 3个百分点=3 两倍=2 翻一番=2 翻两番=4
翻了三番=8 第三届=3 第19次=19 280元=280 US$12亿=1200000000 2.8亿元人民币=280000000 一年半=1.5 两个半小时=2.5
近百万人=1000000 上千家=1000 逾10万=100000 ￥300=300 1，500起=1500 1,200,000=1200000 半年=0.5 3萬億元=3000000000000
三点五公里=3.5 一万二=12000 三百五=350 两千平方公里=2000 15畝=15 零点五吨=0.5
"""
RANGES = [
    ("3–5万人", "zh", 30_000, 50_000), ("10%～15%", "zh", 10, 15), ("两到三年", "zh", 2, 3),
    ("1200万至1400万", "zh", 12_000_000, 14_000_000), ("七八十名", "zh", 70, 80),
    ("两三天", "zh", 2, 3), ("数十万", "zh", 100_000, 1_000_000), ("十几个", "zh", 10, 20),
    ("between 3 and 5 million", "en", 3_000_000, 5_000_000), ("10-15%", "en", 10, 15),
    ("$3-5 million", "en", 3_000_000, 5_000_000), ("two or three", "en", 2, 3),
    ("tens of thousands", "en", 10_000, 100_000), ("several hundred", "en", 100, 1000),
]  # fmt: skip
ENGLISH = [
    ("120 million", "120000000"), ("US$1.2bn", "1200000000"), ("RMB280m", "280000000"),
    ("thirty percent", "30"), ("a dozen", "12"), ("two dozen", "24"), ("half a million", "500000"),
    ("two hundred and fifty-three million", "253000000"), ("one and a half million", "1500000"),
    ("two and a half years", "2.5"), ("19th", "19"), ("twenty-first", "21"), ("three quarters", "0.75"),
    ("doubled", "2"), ("threefold", "3"), ("2x", "2"), ("1 200 000", "1200000"), ("3/4", "0.75"),
    ("twenty-five thousand", "25000"), ("one thousand, two hundred", "1200"), ("both sides", "2"),
    ("nine hundred and ninety-nine billion", "999000000000"), ("100K", "100000"),
]  # fmt: skip
NO_NUMBER = [
    ("一带一路和进一步统一思想", "zh"), ("十分重视老百姓", "zh"), ("千万不要，千方百计", "zh"), ("队伍登陆", "zh"),
    ("COVID-19与G20、PM2.5", "zh"), ("见A/RES/70/1和https://example.org/2016/04", "zh"),
    ("GB/T 13000标准", "zh"), ("三亚与四川", "zh"), ("电话010-64097888", "zh"), ("version 3.1.2", "en"),
    ("the COVID-19 outbreak, the G20 and PM2.5", "en"), ("call +86 10 6409 7888", "en"), ("24/7", "en"),
]  # fmt: skip


@pytest.mark.parametrize("line", [word for word in CHINESE.split() if "=" in word])
def test_reads_chinese_numbers_by_value(line: str) -> None:
    text, value = line.split("=")
    assert [figure.value for figure in figures(text, "zh")] == [Decimal(value)]


@pytest.mark.parametrize(("text", "value"), ENGLISH)
def test_reads_english_numbers_by_value(text: str, value: str) -> None:
    assert [figure.value for figure in figures(text, "en")] == [Decimal(value)]


@pytest.mark.parametrize(("text", "lang", "low", "high"), RANGES)
def test_a_range_has_two_ends_and_one_scale(text: str, lang: str, low: int, high: int) -> None:
    (figure,) = figures(text, lang)  # type: ignore[arg-type]
    assert (figure.value, figure.high) == (low, high)


@pytest.mark.parametrize(("text", "lang"), NO_NUMBER)
def test_words_and_identifiers_are_no_numbers(text: str, lang: str) -> None:
    assert figures(text, lang) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "lang", "kind", "unit"),
    [
        ("15亩", "zh", "measure", "mu"), ("3公顷", "zh", "measure", "ha"), ("280元", "zh", "currency", "CNY"),
        ("12亿美元", "zh", "currency", "USD"), ("三成", "zh", "percent", "%"), ("三分之一", "zh", "fraction", None),
        ("RMB 280", "en", "currency", "CNY"), ("$12", "en", "currency", "USD"), ("5 sq km", "en", "measure", "km2"),
        ("5 percentage points", "en", "percent", "point"), ("two-thirds", "en", "fraction", None),
    ],
)  # fmt: skip
def test_says_what_is_counted(text: str, lang: str, kind: str, unit: str | None) -> None:
    (figure,) = figures(text, lang)  # type: ignore[arg-type]
    assert (figure.kind, figure.unit) == (kind, unit)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("约40人", "zh"),
        ("40余人", "zh"),
        ("近40人", "zh"),
        ("about 40", "en"),
        ("over 40", "en"),
        ("40 or so", "en"),
    ],
)
def test_says_what_is_approximate(text: str, lang: str) -> None:
    assert [figure.approximate for figure in figures(text, lang)] == [True]  # type: ignore[arg-type]


def test_lone_small_numerals_ask_for_no_partner() -> None:
    hard = [figure.hard for text in ("一个", "两位", "数十人") for figure in figures(text, "zh")]
    assert hard == [False, False, False]


def test_masked_stretches_are_not_read() -> None:
    text = "三个代表出席，三百人鼓掌"
    assert [f.span.cut(text) for f in figures(text, "zh", [Span(0, 4)])] == ["三百人"]


def test_numbers_and_dates_do_not_overlap() -> None:
    found = values("2016年4月28日22时30分，1.2万人到场", "zh")
    assert [type(value) is DateValue for value in found] == [True, True, False]


@pytest.mark.parametrize(
    "text", ["1", "一", "1,", "1一", "百分之", "one ", "1-", "万", "1 000 ", "多", "一点"]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_text_is_read_in_time_linear_in_it(text: str, lang: str) -> None:
    start = time.process_time()
    values(text * (20_000 // len(text)), lang)  # type: ignore[arg-type]
    assert time.process_time() - start < 5


@given(
    st.text(
        alphabet="一二两百千万亿零半多余成折倍第年月日点时0123456789.,，%～-至 元个", max_size=30
    )
)
def test_spans_are_in_order_and_apart(text: str) -> None:
    found = [value.span for value in values(text, "zh")]
    assert all(one.end <= two.start for one, two in pairwise(found))


@given(
    st.integers(min_value=1, max_value=999_999_999_999),
    st.sampled_from(["120", "三百", "1.2亿", "5,000"]),
)
def test_what_is_rendered_in_chinese_reads_back(number: int, like: str) -> None:
    text = render(Decimal(number), "zh", like)
    assert [figure.value for figure in figures(text + "人", "zh")] == [number]


@given(
    st.integers(min_value=1, max_value=999_999_999_999),
    st.sampled_from(["120 million", "three", "5,000", "12bn"]),
)
def test_what_is_rendered_in_english_reads_back(number: int, like: str) -> None:
    text = render(Decimal(number), "en", like)
    assert [figure.value for figure in figures(text + " boxes", "en")] == [number]
