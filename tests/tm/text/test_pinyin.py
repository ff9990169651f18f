"""Pinyin is told from English, Chinese names are read and found on both sides."""

from __future__ import annotations

import pytest

from tm.text.names import han_names, latin_names, reading_of, written
from tm.text.pinyin import is_pinyin, readings, split_name, syllables

WELL_FORMED = (
    "Haoming HUANG Xi'an Tian’anmen Chang'an Lü Lyu Nüer Youyou Xiaoai Shijiazhuang Tiananmen"
)
ILL_FORMED = "Ameriacan Chian Tsinghua Urumqi Wulumuqi Xi'bei Be'ijing HaoX Goverment '"
SURNAMES = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou", "朴": "piao", "盖": "ge",
    "乐": "yue", "覃": "qin", "卜": "bu", "缪": "miao", "翟": "zhai", "都": "du", "召": "shao", "牟": "mu",
    "薄": "bo", "尉迟": "yuchi", "万俟": "moqi", "澹台": "tantai", "单于": "chanyu", "长孙": "zhangsun",
}  # fmt: skip


@pytest.mark.parametrize("word", WELL_FORMED.split())
def test_accepts_pinyin(word: str) -> None:
    assert is_pinyin(word)


@pytest.mark.parametrize("word", ILL_FORMED.split())
def test_rejects_what_only_looks_like_pinyin(word: str) -> None:
    assert not is_pinyin(word)


def test_counts_syllables_up_to_the_limit() -> None:
    assert [is_pinyin("Wulumuqi", limit) for limit in (3, 4)] == [False, True]


def test_cuts_syllables_at_apostrophes() -> None:
    assert [syllables(word) for word in ("Xi'an", "Xian", "Jian'an")] == [
        ("xi", "an"),
        ("xian",),
        ("jian", "an"),
    ]


@pytest.mark.parametrize(("surname", "reading"), SURNAMES.items())
def test_surnames_are_read_as_surnames(surname: str, reading: str) -> None:
    assert readings(surname + "明")[0].surname == reading


def test_double_surnames_are_kept_whole() -> None:
    assert split_name("欧阳建安") == ("欧阳", "建安")


def test_an_everyday_reading_passes_with_a_mark() -> None:
    marked = {reading.surname: reading.everyday for reading in readings("乐文")}
    assert (marked["yue"], marked["le"]) == (False, False)
    assert {reading.surname: reading.everyday for reading in readings("单文")}["dan"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("中国民促会理事长黄浩明、秘书长刘凯阳出席。", ["黄浩明", "刘凯阳"]),
        ("李勇博士对大家表示欢迎。", ["李勇"]),
        ("首席代表张建宇作主题发言", ["张建宇"]),
        ("主任欧阳建安与会。", ["欧阳建安"]),
        ("理事長黃浩明出席會議。", ["黃浩明"]),
        ("秘书长王立新和赵大兴参加会议，赵大兴致辞。", ["王立新", "赵大兴", "赵大兴"]),
        ("各方高度重视，成员单位积极参与。", []),
        ("会议由方案组主持，安排明确。", []),
        ("该项目由教育部长期支持。", []),
    ],
)
def test_finds_names_where_the_text_asks_for_one(text: str, names: list[str]) -> None:
    assert [name.span.cut(text) for name in han_names(text)] == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("HUANG Haoming spoke.", [("huang", "haoming", "surname first", True)]),
        ("Haoming HUANG spoke.", [("huang", "haoming", "given name first", True)]),
        ("Dr Huang Haoming spoke.", [("huang", "haoming", "surname first", False)]),
        ("OUYANG Jian'an spoke.", [("ouyang", "jian'an", "surname first", True)]),
        ("Hong Kong and the Long March; He Can Run", []),
        ("Beijing Normal University", []),
        ("New York and Los Angeles", []),
    ],
)
def test_finds_names_in_english(text: str, found: list[tuple[str, str, str, bool]]) -> None:
    assert [(n.surname, n.given, n.order, n.capitals) for n in latin_names(text)] == found


@pytest.mark.parametrize(
    ("name", "latin", "same"),
    [
        ("黄浩明", "HUANG Haoming", True), ("黄浩明", "Haoming Huang", True), ("黄浩明", "HUANG Haomin", False),
        ("单文", "SHAN Wenwen", False), ("吕建国", "LYU Jianguo", True), ("吕建国", "Lü Jianguo", True),
        ("曾建", "ZENG Jian", True),
    ],
)  # fmt: skip
def test_matches_a_han_name_with_an_english_one(name: str, latin: str, same: bool) -> None:
    assert (reading_of(name, latin_names(latin)[0]) is not None) == same


def test_writes_names_in_house_style() -> None:
    assert written(readings("黄浩明")[0]) == "HUANG Haoming"
