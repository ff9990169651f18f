"""Longer sentences that hold most of a query."""

from __future__ import annotations

from tests.tm.memories import Remembered
from tm.containing import Containing, containing

LONG = "2016年，中国出台了《中华人民共和国慈善法》和另一部管理境外组织的法律，其实施带来了机遇和挑战。"
PAIRS = (
    (LONG, "In 2016 China introduced the Charity Law and one more, which brought opportunities."),
    ("志愿服务条例正式施行。", "The regulations on volunteer service took effect on schedule."),
    ("法国和中国的法官慈祥地出访善后。", "Judges of France and China came kindly to settle matters."),
)


def found(query: str, language: str = "zh", **options: object) -> list[Containing]:
    memory = Remembered.of(PAIRS)
    return containing(query, language, searcher=memory.searcher, memory=memory, **options)


def test_a_shortened_sentence_is_found_in_the_long_one() -> None:
    query = "2016年，中国出台了《慈善法》和另一部法律。"
    [held] = found(query)
    assert (held.unit.zh, held.coverage) == (LONG, 100)
    assert [span.cut(query) for span in held.query] == ["2016年，中国出台了", "慈善法》和另一部", "法律"]
    assert [span.cut(LONG) for span in held.match] == ["2016年，中国出台了", "慈善法》和另一部", "法律"]


def test_characters_strewn_about_prove_nothing() -> None:
    assert [held.unit.zh for held in found("中国出台了慈善法的消息传来")] == []


def test_an_english_sentence_is_held_by_its_words() -> None:
    [held] = found("China introduced the Charity Law", "en")
    assert held.coverage == 100


def test_what_matched_already_is_left_out() -> None:
    query = "2016年，中国出台了《慈善法》和另一部法律。"
    assert found(query, without=[each.unit.id for each in found(query)]) == []


def test_a_phrase_is_left_to_the_concordance() -> None:
    assert found("慈善法") == []


def test_an_address_in_common_proves_nothing() -> None:
    memory = Remembered.of([("参见[介绍](../data/odbc/recordset-of-a-query-and-more.md)。", "See.")])
    query = "[记录集和查询](../data/odbc/recordset-of-a-query-and-more.md)"
    assert containing(query, "zh", searcher=memory.searcher, memory=memory) == []
