"""Terms in running text: what is found, where, and that the fast way finds what the slow way does."""

from __future__ import annotations

import random
import re
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.concepts import (
    Case,
    Concept,
    Condition,
    Detect,
    Enforcement,
    State,
    Status,
    Term,
)
from glossary.recognise import Recogniser, holds


def texts(recogniser, text, lang):
    """Return what was found, as written."""
    return [occurrence.text for occurrence in recogniser(text, lang)]


def one(zh="", en="", **fields):
    """Build a recogniser of one concept with one term a language."""
    terms = [Term(text, lang) for text, lang in ((zh, "zh"), (en, "en")) if text]
    return Recogniser([Concept(tuple(terms), **fields)])


# Chinese


def test_the_longest_term_hides_what_lies_inside(concept):
    recogniser = Recogniser([concept("社会组织"), concept("社会组织登记管理条例"), concept("条例")])
    found = texts(recogniser, "社会组织登记管理条例规定，社会组织应当登记。", "zh")
    assert found == ["社会组织登记管理条例", "社会组织"]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("社会组织", "各地社會組織", "社會組織"),
        ("PPP模式", "推广ＰＰＰ 模式。", "ＰＰＰ 模式"),
        ("一带一路倡议", "共建“一带一路”倡议十周年", "“一带一路”倡议"),
        ("慈善法", "学习《慈善法》的规定", "慈善法"),
        ("“十三五”规划", "“十三五”规划期间", "“十三五”规划"),
        ("“十三五”规划", "十三五规划期间", "十三五规划"),
        ("G20峰会", "出席 G20 峰会", "G20 峰会"),
        ("志愿者", "在社区里，志\n愿者们", "志\n愿者"),
    ],
)
def test_script_width_quotes_and_spaces_make_no_difference(term, text, found):
    assert texts(one(term), text, "zh") == [found]


@pytest.mark.parametrize(
    ("term", "text"),
    [("社会组织", "社会\n\n组织"), ("社会组织", "社会，组织"), ("GDP", "GDPR条例")],
)
def test_a_term_stays_within_its_paragraph_its_clause_and_its_word(term, text):
    assert texts(one(term), text, "zh") == []


def test_a_short_term_is_not_found_across_two_words(concept):
    recogniser = Recogniser(
        [concept("人大"), concept("法人")], words={"本人", "大力", "立法", "人员"}
    )
    assert texts(recogniser, "本人大力支持，立法人员和人大代表都是法人。", "zh") == ["人大", "法人"]


def test_one_character_is_found_only_outside_longer_words(concept):
    recogniser = Recogniser([concept("亩")], words={"亩产"})
    assert [o.span.start for o in recogniser("三亩地，亩产八百斤", "zh")] == [1]


def test_positions_count_in_the_text_as_given():
    text = "⑩㎏ﬁ……社會組織"
    found = one("社会组织")(text, "zh")[0]
    assert found.span.cut(text) == found.text == "社會組織"


# English


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("social organization", "Social Organizations grew", "Social Organizations"),
        ("social organization", "a social\norganisation", "social\norganisation"),
        ("people-to-people connectivity", "People to people  connectivity",
         "People to people  connectivity"),
        ("non-governmental organization", "nongovernmental organizations",
         "nongovernmental organizations"),
        ("nongovernmental organization", "non-governmental organizations",
         "non-governmental organizations"),
        ("capacity building", "capacity‑building", "capacity‑building"),
        ("People's Republic of China", "People’s Republic of China", "People’s Republic of China"),
        ("volunteers' association", "volunteers association", "volunteers association"),
        ("R&D", "spending on R & D", "R & D"),
        ("HIV/AIDS", "HIV/AIDS patients", "HIV/AIDS"),
        ("donate", "They donated books", "donated"),
    ],
)  # fmt: skip
def test_english_forms_are_found(term, text, found):
    assert texts(one(en=term), text, "en") == [found]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("law", "The lawyer said"),
        ("social organization", "social, organization"),
        ("social organization", "social\n\norganization"),
        ("Belt and Road", "belt and roadside"),
        ("charity", "an uncharitable view"),
    ],
)
def test_english_terms_are_whole_words_within_a_clause(term, text):
    assert texts(one(en=term), text, "en") == []


def test_names_that_do_not_inflect_have_no_other_form():
    recogniser = one(en="Overseas NGO Law", kind="law", inflect=False)
    assert texts(recogniser, "the Overseas NGO Laws", "en") == []
    assert texts(recogniser, "the Overseas NGO Law’s aims", "en") == ["Overseas NGO Law"]


def test_the_article_of_a_name_may_be_left_out():
    recogniser = one(en="the Belt and Road Initiative", inflect=False)
    assert texts(recogniser, "China's Belt and Road Initiative", "en") == [
        "Belt and Road Initiative"
    ]
    assert texts(recogniser, "under the Belt and Road Initiative", "en") == [
        "the Belt and Road Initiative"
    ]


@pytest.mark.parametrize(
    ("case", "term", "text", "stands"),
    [
        (Case.ANY, "AIDS", "the aids it gives", True),
        (Case.PERMISSIVE, "AIDS", "the aids it gives", False),
        (Case.PERMISSIVE, "NGO", "two NGOs", True),
        (Case.PERMISSIVE, "NGO Law", "the ngo law", False),
        (Case.PERMISSIVE, "Charity Law", "the charity law", True),
        (Case.PERMISSIVE, "charity law", "THE CHARITY LAW", True),
        (Case.EXACT, "Internet", "the internet", False),
        (Case.EXACT, "Internet", "the Internet", True),
        (Case.EXACT, "Xi'an", "in Xi’an", True),
    ],
)
def test_case_rules(case, term, text, stands):
    assert bool(one(en=term, case=case)(text, "en")) is stands


def test_exact_and_inflected_tell_how_a_term_stands():
    recogniser = one(en="charity")
    found = recogniser("charity Charity charities", "en")
    assert [(o.exact, o.inflected) for o in found] == [(True, False), (False, False), (False, True)]


def test_a_doubled_possessive_does_not_swallow_the_next_word():
    assert texts(one(en="member"), "members' rights and a member’s duty", "en") == [
        "members", "member",
    ]  # fmt: skip


# choosing


def test_of_two_that_overlap_the_longer_wins_then_the_more_binding_then_the_first(concept):
    strict = Enforcement.STRICT
    assert texts(Recogniser([concept("公益组织"), concept("组织者")]), "公益组织者", "zh") == [
        "公益组织"
    ]
    weighed = Recogniser([concept("公益组织"), concept("组织机构", enforcement=strict)])
    assert texts(weighed, "公益组织机构", "zh") == ["组织机构"]
    assert texts(Recogniser([concept("公益组织"), concept("组织机构")]), "公益组织机构", "zh") == [
        "公益组织"
    ]


def test_a_form_of_several_concepts_names_the_most_binding_first(concept):
    loose = concept("民间组织", "NGO", id=1)
    strict = concept("非政府组织", "NGO", enforcement=Enforcement.STRICT, id=2)
    found = Recogniser([loose, strict])("an NGO", "en")[0]
    assert [sense.concept.id for sense in found.senses] == [2, 1]
    assert found.term_of(loose) == Term("NGO", "en")
    assert found.term_of(concept("别的", id=9)) is None


def test_a_form_blamed_only_in_a_context_comes_after_one_that_stands_by_itself():
    context = Condition(("一带一路",))
    blamed = Term("strategy", "en", Status.FORBIDDEN, condition=context)
    first = Concept((Term("一带一路", "zh"), blamed), enforcement=Enforcement.STRICT, id=1)
    second = Concept((Term("战略", "zh"), Term("strategy", "en")), id=2)
    assert Recogniser([first, second])("a strategy", "en")[0].concept.id == 2


@pytest.mark.parametrize(
    ("condition", "source", "expected"),
    [
        (None, "任何", True),
        (Condition(("一带一路",)), "共建「一帶一路」", True),
        (Condition(("一带一路",)), "别的事情", False),
        (Condition(("国际化",), ("内部化",)), "国际化进程", True),
        (Condition(("国际化",), ("内部化",)), "国际化与内部化", False),
    ],
)
def test_conditions_hold_beside_what_they_name(condition, source, expected):
    assert holds(condition, source, "some English") is expected


def test_deleted_concepts_are_not_found(concept):
    assert texts(Recogniser([concept("公益", state=State.DELETED)]), "公益", "zh") == []


@pytest.mark.parametrize(
    ("detect", "zh", "en"), [(Detect.ZH, 1, 0), (Detect.EN, 0, 1), (Detect.BOTH, 1, 1)]
)
def test_a_concept_is_looked_for_where_it_says(concept, detect, zh, en):
    recogniser = Recogniser([concept("公益", "public benefit", detect=detect)])
    assert len(recogniser("公益", "zh")) == zh
    assert len(recogniser("public benefit", "en")) == en


def test_what_is_not_translated_is_found_in_both_languages(concept):
    recogniser = Recogniser([concept("", "CANGO", do_not_translate=True)])
    assert texts(recogniser, "CANGO成立于1992年", "zh") == ["CANGO"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_glossary_and_an_empty_text_find_nothing(concept, lang):
    assert Recogniser([])("公益 charity", lang) == []
    assert Recogniser([concept("公益", "charity")])("", lang) == []


# the obvious twin


def naive(windows):
    """Settle overlapping windows (start, end, enforcement): take the best of all, begin anew."""
    order = list(Enforcement)
    left, taken = list(windows), []
    while left:
        best = min(left, key=lambda w: (w[0] - w[1], order.index(w[2]), w[0]))
        taken.append(best[:2])
        left = [w for w in left if w[1] <= best[0] or w[0] >= best[1]]
    return sorted(taken)


HAN_TERMS = st.text(alphabet="公益慈善", min_size=3, max_size=6)
LEVELS = st.sampled_from(list(Enforcement))


@given(
    st.dictionaries(HAN_TERMS, LEVELS, max_size=8), st.text(alphabet="公益慈善，。", max_size=60)
)
def test_the_automaton_finds_what_searching_for_each_term_finds(terms, text):
    concepts = [Concept((Term(term, "zh"),), enforcement=level) for term, level in terms.items()]
    windows = [
        (at, at + len(term), level)
        for term, level in terms.items()
        for at in range(len(text))
        if text.startswith(term, at)
    ]
    found = [(o.span.start, o.span.end) for o in Recogniser(concepts)(text, "zh")]
    assert found == naive(windows)


WORDS = st.sampled_from(["law", "plan", "of", "relief", "NGO", "aid"])
EN_TERMS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
GAPS = st.sampled_from([" ", "-", ", ", "\n", "\n\n", "’s "])
EN_TEXT = st.lists(st.tuples(WORDS, GAPS), max_size=20)


@given(st.dictionaries(EN_TERMS, LEVELS, max_size=8), EN_TEXT)
def test_the_trie_finds_what_a_pattern_for_each_term_finds(terms, words):
    text = "".join(word + gap for word, gap in words)
    concepts = [
        Concept((Term(term, "en"),), enforcement=level, inflect=False)
        for term, level in terms.items()
    ]
    windows = []
    for (term, level), at in product(terms.items(), range(len(text))):
        pattern = r"(?<!\w)" + "(?: |-|\n)".join(term.split()) + r"(?!\w)"
        match = re.compile(pattern, re.IGNORECASE).match(text, at)
        if match:
            windows.append((match.start(), match.end(), level))
    found = [(o.span.start, o.span.end) for o in Recogniser(concepts)(text, "en")]
    assert found == naive(windows)


MIXED = st.text(alphabet="社會组织A b－-’“”\n\u200b𠀀é1ＮGO.,", max_size=80)


@given(MIXED, st.randoms(use_true_random=False))
def test_the_order_of_the_glossary_changes_nothing(text, rng: random.Random):
    concepts = [
        Concept((Term("社会", "zh"), Term("A b", "en")), id=1),
        Concept((Term("社会组织", "zh"), Term("NGO", "en")), id=2),
        Concept((Term("会组织", "zh"), Term("b NGO", "en")), enforcement=Enforcement.STRICT, id=3),
        Concept((Term("組織", "zh"), Term("NGO", "en", Status.FORBIDDEN)), id=4),
    ]
    shuffled = rng.sample(concepts, len(concepts))
    for lang in ("zh", "en"):
        assert Recogniser(concepts)(text, lang) == Recogniser(shuffled)(text, lang)


@given(MIXED)
def test_occurrences_are_in_order_apart_and_cut_what_they_say(text):
    recogniser = Recogniser([Concept((Term("社会组织", "zh"), Term("NGO", "en"), Term("b", "en")))])
    for lang in ("zh", "en"):
        found = recogniser(text, lang)
        assert all(a.span.end <= b.span.start for a, b in pairwise(found))
        assert all(o.span.cut(text) == o.text for o in found)
