"""Differences that turn the meaning round: the fast reading of a difference, and the whole texts."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict

import pytest

from tm.comparison import compare, difference
from tm.languages import Language
from tm.meaning import counts_otherwise, turns_round
from tm.text.opposites import ALONE, GROUPS, HARMLESS, OBLIGING
from tm.text.tokens import tokenise

FILLERS = "会议 捐赠 总额 理事会 会员 项目 我们 昨天 该省 报告 活动 参加 讨论 公布".split()
POLES: dict[str, set[tuple[str, int]]] = defaultdict(set)
for group, sides in GROUPS.items():
    for number, side in enumerate(sides):
        for word in side.zh.split():
            POLES[word].add((group, number))
LONGEST_FIRST = re.compile("|".join(sorted((*POLES, *HARMLESS), key=lambda word: -len(word))))


def turned(query: str, match: str, language: Language) -> bool:
    compared = compare(query, match, tokenise(query), tokenise(match))
    return turns_round(query, match, difference(compared), language)


def turned_as_a_whole(query: str, match: str) -> bool:
    """Count the words of the list in the whole texts, and compare."""
    one, other = (
        Counter(word for word in LONGEST_FIRST.findall(text) if word not in HARMLESS)
        for text in (query, match)
    )
    came, went = one - other, other - one
    ours, theirs = (
        Counter(pole for word in each.elements() for pole in POLES[word]) for each in (came, went)
    )
    ours, theirs = ours - theirs, theirs - ours
    obliged = any(word in OBLIGING for word in (*came, *went))
    return (
        any(group in ALONE for group, _ in (*ours, *theirs))
        or (obliged and ("duty", 0) in (*ours, *theirs))
        or any(a == b and x != y for a, x in ours for b, y in theirs)
    )


@pytest.mark.parametrize("seed", range(8))
def test_reading_the_difference_is_reading_the_whole(seed: int) -> None:
    draw = random.Random(seed)
    words = [word for word in POLES if len(word) > 1]
    told = 0
    for _ in range(300):
        match = [draw.choice(draw.choice((FILLERS, FILLERS, words))) for _ in range(12)]
        query = list(match)
        for place in draw.sample(range(12), draw.randint(1, 2)):
            query[place] = draw.choice(draw.choice((FILLERS, words)))
        pair = "，".join(query), "，".join(match)
        told += turned(*pair, "zh")
        assert turned(*pair, "zh") == turned_as_a_whole(*pair), pair
    assert 0 < told < 300


@pytest.mark.parametrize(
    ("query", "match", "language"),
    [
        ("会议不在北京举行", "会议在北京举行", "zh"),
        ("粮食出口增加", "粮食进口增加", "zh"),
        ("禁止吸烟", "吸烟", "zh"),
        ("Smoking is forbidden here", "Smoking is allowed here", "en"),
        ("他可以参加", "他必须参加", "zh"),
        ("The plan was rejected today", "The plan was approved today", "en"),
        ("It isn't open", "It is open", "en"),
        ("They are unable to come", "They are able to come", "en"),
        ("an invalid ticket", "a valid ticket", "en"),
        ("no fewer than ten", "no more than ten", "en"),
    ],
)
def test_both_directions_turn_alike(query: str, match: str, language: Language) -> None:
    assert turned(query, match, language)
    assert turned(match, query, language)


@pytest.mark.parametrize(
    ("query", "match", "language"),
    [
        ("河南的会议", "河北的会议", "zh"),
        ("他特别高兴", "他非常高兴", "zh"),
        ("会员须缴费", "会员必须缴费", "zh"),
        ("此处严禁吸烟", "此处禁止吸烟", "zh"),
        ("It does not work", "It doesn't work", "en"),
        ("in May they came", "in June they came", "en"),
        ("The impact of it", "The pact of it", "en"),
        ("Members shall pay", "Members must pay", "en"),
    ],
)
def test_other_words_turn_nothing(query: str, match: str, language: Language) -> None:
    assert not turned(query, match, language)
    assert not turned(match, query, language)


@pytest.mark.parametrize(
    ("query", "match", "language", "expected"),
    [
        ("任期三个月", "任期三年", "zh", True),
        ("耗资五美元", "耗资五元", "zh", True),
        ("五平方公里", "五公里", "zh", True),
        ("五公里路", "五公里", "zh", False),
        ("for three weeks", "for three months", "en", True),
        ("三公尺長", "三米长", "zh", False),
        ("three metres", "three meters", "en", False),
    ],
)
def test_another_unit_counts_otherwise(
    query: str, match: str, language: Language, expected: bool
) -> None:
    compared = compare(query, match, tokenise(query), tokenise(match))
    assert counts_otherwise(query, match, difference(compared), language) is expected
