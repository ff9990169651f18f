"""Term candidates from pairs."""

from __future__ import annotations

import random

import pytest

from glossary.mine import Options, log_likelihood, mine
from glossary.recognise import Recogniser
from tm.pairs import SegmentPair
from tm.text.words import WordSplitter

PAIRS = [
    SegmentPair(
        "县里举办了乡村图书馆培训。", "The county held a training for the village library."
    ),
    SegmentPair("乡村图书馆收到三千册图书。", "The village library received 3,000 books."),
    SegmentPair("志愿者走进乡村图书馆。", "Volunteers visited the village library."),
    SegmentPair("留守儿童需要更多关爱。", "Left-behind children need more care."),
    SegmentPair("项目帮助留守儿童读书。", "The project helps left-behind children read."),
    SegmentPair("我们为留守儿童募款。", "We raise funds for left-behind children."),
    SegmentPair("志愿者来自八个省份。", "The volunteers came from eight provinces."),
    SegmentPair("会议在成都召开。", "The meeting was held in Chengdu."),
    SegmentPair("理事会同意了计划。", "The council agreed to the plan."),
    SegmentPair("天气很好。", "The weather was fine."),
]


@pytest.fixture(scope="module")
def words():
    """A word splitter without cache."""
    return WordSplitter()


def mined(words, known=(), **options):
    """Return the candidates as (zh, en, count)."""
    found = mine(PAIRS, words, Recogniser(known), Options(**options))
    return [(each.zh, each.en, each.count) for each in found]


def test_phrases_that_keep_translating_each_other_are_found(words):
    found = mined(words)
    assert ("乡村图书馆", "village library", 3) in found
    assert ("留守儿童", "left-behind children", 3) in found


def test_parts_of_a_longer_phrase_are_no_candidates(words):
    assert not {"图书馆", "乡村", "儿童"} & {zh for zh, _, _ in mined(words)}


def test_what_the_glossary_knows_is_left_out(words, concept):
    known = [concept("留守儿童", "left-behind child", id=1)]
    assert "留守儿童" not in {zh for zh, _, _ in mined(words, known)}


def test_a_new_rendering_of_a_known_term_is_told_as_its_variant(words, concept):
    known = Recogniser([concept("留守儿童", "children at home", id=5)])
    found = {each.zh: each.concept for each in mine(PAIRS, words, known)}
    assert (found["留守儿童"], found["乡村图书馆"]) == (5, None)


def test_examples_hold_both_phrases(words):
    found = mine(PAIRS, words, Recogniser([]))
    assert all(each.zh in pair.zh for each in found for pair in each.examples)
    assert all(len(each.examples) == 2 for each in found)


def test_the_order_of_the_pairs_changes_nothing(words):
    shuffled = random.Random(3).sample(PAIRS, len(PAIRS))
    assert mine(shuffled, words, Recogniser([])) == mine(PAIRS, words, Recogniser([]))


def test_repeated_pairs_count_once(words):
    assert mine(PAIRS * 3, words, Recogniser([])) == mine(PAIRS, words, Recogniser([]))


def test_limit_and_least_bound_what_is_told(words):
    assert len(mined(words, limit=1)) == 1
    assert mined(words, least=4) == []


def test_nothing_comes_of_nothing(words):
    assert mine([], words, Recogniser([])) == []


def test_chance_meetings_have_no_likelihood():
    assert log_likelihood(2, 20, 10, 100) == 0.0
    assert log_likelihood(10, 10, 10, 100) > 60
