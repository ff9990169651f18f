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


def test_a_name_is_found_whole_and_not_in_the_capitals_of_a_dateline(words):
    pairs = [
        SegmentPair("纽约——冷战结束了。", "NEW YORK – The Cold War is over."),
        SegmentPair("他住在纽约。", "He lives in New York."),
        SegmentPair("冷战时期的纽约。", "New York in the time of the Cold War."),
        SegmentPair("冷战后的世界。", "The world after the Cold War."),
        SegmentPair("那是寒冷的一天。", "It was a cold day."),
        SegmentPair("纽约下雪了。", "It snowed in New York."),
    ]
    found = {each.zh: each.en for each in mine(pairs + PAIRS, words, Recogniser([]))}
    assert (found["纽约"], found["冷战"]) == ("New York", "Cold War")


def test_forms_of_a_word_are_counted_together_and_figures_left_out(words):
    pairs = [
        SegmentPair("社会安全网用了五年。", "The safety net took five years."),
        SegmentPair("社会安全网很重要。", "Safety nets are important."),
        SegmentPair("五年后建成社会安全网。", "A safety net stood after five years."),
    ]
    found = {each.zh: each.en.lower() for each in mine(pairs + PAIRS, words, Recogniser([]))}
    assert found["社会安全网"] == "safety net"
    assert "五年" not in found
