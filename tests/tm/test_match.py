"""Scores, penalties, warnings, adapted translations, order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tm.memories import Remembered
from tm.comparison import compare, difference
from tm.languages import Language
from tm.match import Neighbours, Wish, best_score, matches
from tm.text.tokens import tokenise
from tm.units import Match, Place, TranslationUnit

PAIRS = (
    ("项目累计投入资金1.2亿元，惠及3万名儿童。", "The project has invested 120 million yuan, benefiting 30,000 children."),
    ("社会组织在农村开展了“关爱留守儿童”项目。", "Social organizations ran a project caring for left-behind children."),
    ("理事会同意该机构加入本会。", "The council agreed to the organization joining the association."),
    ("会议于3月5日在北京举行。", "The meeting was held in Beijing on March 5."),
    ("第三届论坛有五十名代表参加，增长百分之三十。", "The third forum was attended by fifty delegates, up 30 percent."),
    ("2016年4月28日，会议通过了该法。", "On 28 April 2016, the meeting passed the law."),
    ("志愿者应当遵守规定。", "Volunteers shall observe the rules."),
    ("基金会加入WTO讨论。", "The foundation joined the WTO discussion."),
)  # fmt: skip


def best(query: str, source: Language = "zh", wish: Wish | None = None, **kw: object) -> Match:
    memory = Remembered.of(PAIRS)
    wish = wish or Wish(50)
    return matches(query, source, searcher=memory.searcher, memory=memory, wish=wish)[0]


def names(match: Match) -> set[str]:
    return {penalty.name for penalty in match.penalties}


def test_only_identical_text_is_a_hundred() -> None:
    match = best(PAIRS[2][0])
    assert (match.score, match.raw_score, match.kind, match.penalties) == (100, 100, "exact", ())


@pytest.mark.parametrize(
    ("query", "source", "expected"),
    [
        ("社會組織在農村開展了“關愛留守兒童”項目。", "zh", {"script"}),
        ("社会组织在农村开展了「关爱留守儿童」项目。", "zh", {"punctuation"}),
        ("社会组织 在农村开展了“关爱留守儿童”项目。", "zh", {"spacing"}),
        ("基金会加入ＷＴＯ讨论。", "zh", {"width"}),
        ("基金会加入wto讨论。", "zh", {"case"}),
        ("项目累计投入资金1.2亿元,惠及3万名儿童。", "zh", {"width"}),
        ("项目累计投入资金一亿二千万元，惠及3万名儿童。", "zh", {"format"}),
        ("会议于三月五日在北京举行。", "zh", {"format"}),
        ("会议于4月12日在北京举行。", "zh", {"date"}),
        ("第四届论坛有60名代表参加，增长百分之三十。", "zh", {"number"}),
        ("the council agreed to the organization joining the association", "en", {"case", "punctuation"}),
    ],
)  # fmt: skip
def test_what_folding_hides_costs_a_named_point(
    query: str, source: Language, expected: set[str]
) -> None:
    match = best(query, source)
    assert (match.raw_score, names(match)) == (100, expected)
    assert match.score == 100 - len(expected)


@pytest.mark.parametrize(
    ("query", "source", "expected"),
    [
        ("项目累计投入资金2.5亿元，惠及8万名儿童。", "zh", "The project has invested 250 million yuan, benefiting 80,000 children."),
        ("会议于四月十二日在北京举行。", "zh", "The meeting was held in Beijing on April 12."),
        ("第四届论坛有60名代表参加，增长百分之四十五。", "zh", "The fourth forum was attended by sixty delegates, up 45 percent."),
        ("2018年3月1日，会议通过了该法。", "zh", "On 1 March 2018, the meeting passed the law."),
        ("The meeting was held in Beijing on May 4.", "en", "会议于5月4日在北京举行。"),
        ("The project has invested 80 million yuan, benefiting 9,000 children.", "en", "项目累计投入资金8000万元，惠及9000名儿童。"),
    ],
)  # fmt: skip
def test_a_translation_is_offered_with_the_values_of_the_query(
    query: str, source: Language, expected: str
) -> None:
    match = best(query, source)
    assert match.adapted == expected
    assert [span.cut(match.target) for span in match.changes]


@pytest.mark.parametrize(
    ("pair", "query", "expected"),
    [
        (("十、信託財產分配之方法。", "10. Distribution method of the trust property."),
         "七、信託財產分配之方法。", "7. Distribution method of the trust property."),
        (("（二）無謀生能力。", "(2)No capacity to earn a living."),
         "（三）無謀生能力。", "(3)No capacity to earn a living."),
        (("九、違反第二十八條規定。", "9. Violation of Article 28 herein."),
         "五、違反第十四條規定。", "5. Violation of Article 14 herein."),
        (("第一項、第二項之未遂犯罰之。", "An attempt under Paragraphs 1 and 2 is punishable."),
         "第一項、第三項之未遂犯罰之。", "An attempt under Paragraphs 1 and 3 is punishable."),
        (("5.核心路由器。", "e. Core router."), "6.核心路由器。", "f. Core router."),
        (("5.核心路由器。", "b. Core router."), "6.核心路由器。", None),
    ],
)  # fmt: skip
def test_lines_of_a_list_and_articles_of_a_law_are_renumbered(
    pair: tuple[str, str], query: str, expected: str | None
) -> None:
    memory = Remembered.of([pair])
    found = matches(query, "zh", searcher=memory.searcher, memory=memory)[0]
    assert found.adapted == expected


def test_a_list_is_renumbered_in_chinese() -> None:
    memory = Remembered.of([("九、違反第二十八條規定。", "9. Violation of Article 28 herein.")])
    query = "5. Violation of Article 14 herein."
    found = matches(query, "en", searcher=memory.searcher, memory=memory)[0]
    assert found.adapted == "五、違反第十四條規定。"


@pytest.mark.parametrize(
    ("pair", "query"),
    [
        (("5人获奖，5人参加。", "Five won, 5 attended."), "5人获奖，6人参加。"),
        (("会议有5人参加。", "The meeting was well attended."), "会议有6人参加。"),
    ],
)
def test_nothing_is_adapted_where_it_is_not_plain_which_value_is_meant(
    pair: tuple[str, str], query: str
) -> None:
    memory = Remembered.of([pair])
    found = matches(query, "zh", searcher=memory.searcher, memory=memory)[0]
    assert found.adapted is None
    assert "number" in found.warnings


@pytest.mark.parametrize(
    ("query", "source", "expected"),
    [
        ("理事会不同意该机构加入本会。", "zh", "polarity"),
        ("志愿者可以遵守规定。", "zh", "polarity"),
        ("The council never agreed to the organization joining the association.", "en", "polarity"),
        ("The meeting was held in Shanghai on March 5.", "en", "name"),
        ("会议于3月6日在北京举行。", "zh", "date"),
        ("第三届论坛有五十一名代表参加，增长百分之三十。", "zh", "number"),
    ],
)
def test_a_small_difference_that_matters_is_warned_of(
    query: str, source: Language, expected: str
) -> None:
    match = best(query, source)
    assert match.score < 100
    assert match.warnings == (expected,)


@pytest.mark.parametrize("query", ["会议非常于3月5日在北京举行。", "会议未来于3月5日在北京举行。"])
def test_a_word_that_only_looks_like_a_denial_is_not_warned_of(query: str) -> None:
    assert "polarity" not in best(query).warnings


def test_neighbours_that_agree_raise_an_identical_text() -> None:
    memory = Remembered.of(PAIRS)
    place = Place(
        1, "reviewed", article=7, position=1, previous=("前。", "B."), next=("后。", "A.")
    )
    memory.units[3] = replace(memory.units[3], places=(place,))
    scores = []
    for around in (
        None,
        Neighbours("别。", "别。"),
        Neighbours("前。", "别。"),
        Neighbours("前。", "后。"),
    ):
        wish = Wish(60, neighbours=around)
        found = matches(PAIRS[2][0], "zh", searcher=memory.searcher, memory=memory, wish=wish)
        scores.append((found[0].score, found[0].kind))
    assert scores == [(100, "exact"), (100, "exact"), (101, "context"), (102, "context")]


def test_several_translations_of_one_text_are_each_ambiguous() -> None:
    memory = Remembered.of(
        [("公益", "public benefit"), ("公益", "public good"), ("公益", "charity")]
    )
    found = matches("公益", "zh", searcher=memory.searcher, memory=memory)
    assert [(match.score, match.warnings) for match in found] == [(99, ("ambiguous",))] * 3


def test_doubtful_alignments_cost_by_their_confidence() -> None:
    memory = Remembered.of(PAIRS[:1])
    for confidence, points in ((0.95, 1), (0.75, 3), (0.2, 5)):
        places = (Place(1, "auto", confidence=confidence),)
        memory.units[1] = replace(memory.units[1], status="auto", places=places)
        match = matches(PAIRS[0][0], "zh", searcher=memory.searcher, memory=memory)[0]
        assert (match.score, names(match)) == (100 - points, {"unreviewed"})


def test_reviewed_goes_before_unreviewed_and_new_translations_before_known_ones() -> None:
    memory = Remembered.of(
        [("公益活动一", "Event one"), ("公益活动二", "Event one"), ("公益活动三", "Event three")]
    )
    found = matches("公益活动四", "zh", searcher=memory.searcher, memory=memory)
    assert [match.unit.id for match in found] == [1, 3, 2]


def test_nothing_alike_is_an_empty_list() -> None:
    memory = Remembered.of(PAIRS)
    wish = Wish(75)
    found = matches(
        "量子芯片的冷却方案。", "zh", searcher=memory.searcher, memory=memory, wish=wish
    )
    assert found == []


def test_the_limit_never_hides_a_better_match() -> None:
    memory = Remembered.of([(f"公益活动{'甲' * (i % 4)}举行", f"{i}") for i in range(40)])
    every = matches(
        "公益活动举行", "zh", searcher=memory.searcher, memory=memory, wish=Wish(50, 100)
    )
    few = matches(
        "公益活动举行", "zh", searcher=memory.searcher, memory=memory, wish=Wish(50, 5)
    )
    assert few == every[:5]


def test_among_ties_the_limit_hides_neither_the_newest_nor_another_translation() -> None:
    """Of very many equals most are told from their texts alone, and never judged."""
    years = [Place(1, "reviewed", date=f"{2000 + i}") for i in range(40)]
    equals = {
        i: TranslationUnit(i, f"公益活动{chr(0x5B50 + i)}行", f"{i}", "reviewed", 1, (year,))
        for i, year in enumerate(years, 1)
    }
    others = {
        i: replace(equals[i], en="same") if i <= 20
        else TranslationUnit(i, f"公益活动{'x' * i}行", f"{i}", "reviewed", 1, years[:1])
        for i in equals
    }  # fmt: skip
    for units, first in ((equals, [40, 39, 38]), (others, [20, 21, 22])):
        memory = Remembered(units)
        search = partial(matches, "公益活动举行", "zh", searcher=memory.searcher, memory=memory)
        assert [match.unit.id for match in search(wish=Wish(50, 3))] == first
        assert search(wish=Wish(50, 3)) == search(wish=Wish(50, 100))[:3]


PLACES = (
    Place(1, "reviewed", article=7, previous=("前。", "B."), next=("后。", "A.")),
    Place(1, "auto", confidence=0.7), Place(1, "auto", confidence=0.95, collection="旧"),
    Place(1, "reviewed", collection="旧"), Place(1, "reviewed", withdrawn=True),
)  # fmt: skip
STORED = st.tuples(
    st.text(st.sampled_from("公益活动3５，"), min_size=1, max_size=6), st.sampled_from("abcde"),
    st.sampled_from(PLACES),
)  # fmt: skip


@given(st.lists(STORED, max_size=40), STORED, st.integers(30, 100), st.booleans())
def test_the_best_score_is_that_of_the_first_of_all_matches(
    stored: list[tuple[str, str, Place]], asked: tuple[str, str, Place], minimum: int, known: bool
) -> None:
    memory = Remembered()
    for id, (zh, en, place) in enumerate(stored, 1):
        memory.units[id] = TranslationUnit(id, zh, en, place.status, 1, (place,))
    around = Neighbours("前。", "后。") if known else None
    wish = Wish(minimum, 1000, around, {"旧": 4}, without=frozenset({2}))
    search = partial(matches, asked[0], "zh", searcher=memory.searcher, memory=memory)
    every = search(wish=wish)
    best = best_score(asked[0], "zh", searcher=memory.searcher, memory=memory, wish=wish)
    assert best == (every[0].score if every else 0)
    for limit in (1, 2, 4):
        assert search(wish=replace(wish, limit=limit)) == every[:limit]


TEXT = st.text(st.sampled_from("慈善組织社会3万一 ，。“”「WTOwto0年月日ab’½"), max_size=30)


@given(TEXT, TEXT)
def test_the_difference_tiles_both_texts(query: str, match: str) -> None:
    steps = difference(compare(query, match, tokenise(query), tokenise(match)))
    assert "".join(step.query.cut(query) for step in steps) == query
    assert "".join(step.match.cut(match) for step in steps) == match
    assert all((s.op == "equal") == (s.query.cut(query) == s.match.cut(match)) for s in steps)


@given(TEXT)
def test_the_same_question_has_the_same_answer(query: str) -> None:
    memory = Remembered.of(PAIRS)
    found = [
        matches(query, "zh", searcher=memory.searcher, memory=memory, wish=Wish(50))
        for _ in range(2)
    ]
    assert found[0] == found[1]
