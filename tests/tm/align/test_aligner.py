"""Whole alignments: what every one of them keeps to, and what a few of them should find."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tm.align import Alignment, Lexicon, align

ZH = [
    "市长宣布图书馆开放。",
    "去年村民在河上修了桥，学校的孩子和老师都很高兴。",
    "山下有三十万工人？",
    "学校里老师免费借书。",
]
EN = [
    "The mayor announced the opening of the library.",
    "Last year villagers built a bridge.",
    "Every child and teacher of the school was happy.",
    "Are there 300,000 workers below the mountain?",
    "At school teachers borrow books free of charge.",
]
sentence = st.text(alphabet="市长图书馆雨河水，。？“”3０𠀀 abcXY.?!'\n", max_size=12)
documents = st.lists(sentence, max_size=7)


def types(found: Alignment) -> list[str]:
    return [bead.type for bead in found.beads]


def covered(found: Alignment) -> tuple[list[int], list[int]]:
    return [i for bead in found.beads for i in bead.zh], [j for bead in found.beads for j in bead.en]


@settings(max_examples=25, deadline=None)
@given(zh=documents, en=documents)
def test_beads_partition_both_sides_in_order(small: Lexicon, zh: list[str], en: list[str]) -> None:
    for lexicon in (small, None):
        found = align(zh, en, lexicon=lexicon)
        assert covered(found) == (list(range(len(zh))), list(range(len(en))))
        assert all(0 <= bead.confidence <= 1 for bead in found.beads)
        assert all(bead.zh or bead.en for bead in found.beads)


@settings(max_examples=10, deadline=None)
@given(zh=documents, en=documents)
def test_the_same_texts_give_the_same_alignment(
    small: Lexicon, zh: list[str], en: list[str]
) -> None:
    assert align(zh, en, lexicon=small) == align(zh, en, lexicon=small)


def test_a_sentence_may_be_translated_by_two(small: Lexicon) -> None:
    found = align(ZH, EN, lexicon=small)
    assert types(found) == ["1-1", "1-2", "1-1", "1-1"]


def test_without_a_lexicon_length_numbers_and_marks_decide() -> None:
    found = align(ZH, EN)
    assert covered(found) == (list(range(4)), list(range(5)))
    assert set(found.used) == {"length", "punctuation", "numbers"}


def test_an_alignment_says_what_it_used(small: Lexicon) -> None:
    zh, en = ["王琦瑶笑了？", "好。"], ["Did Wang Qiyao laugh?", "Fine."]
    found = align(zh, en, lexicon=small, zh_breaks=[1], en_breaks=[1], anchors=[(1, 1)])
    assert found.used == (
        "length", "punctuation", "names", "lexicon", "paragraphs", "anchors"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ([], [], []),
        (["下雨。"], [], ["1-0"]),
        ([], ["Rain.", "Water."], ["0-1", "0-1"]),
        (["下雨。"], ["It is raining."], ["1-1"]),
    ],
)
def test_empty_and_single_sides(
    zh: list[str], en: list[str], expected: list[str], small: Lexicon
) -> None:
    assert types(align(zh, en, lexicon=small)) == expected


def test_one_sentence_against_many_is_covered(small: Lexicon) -> None:
    found = align(["河水下了山，桥修好了，孩子高兴。"], ["Water.", "Bridge.", "River."] * 5, lexicon=small)
    assert covered(found) == ([0], list(range(15)))


def test_an_empty_segment_stands_alone(small: Lexicon) -> None:
    found = align(["下雨。", "", "学校开放。"], ["Rain falls.", "The school opens."], lexicon=small)
    assert types(found) == ["1-1", "1-0", "1-1"]


def test_no_bead_straddles_an_anchor(small: Lexicon) -> None:
    found = align(ZH, EN, lexicon=small, anchors=[(1, 2)])
    assert (1, 2) in [(bead.zh.start, bead.en.start) for bead in found.beads]


def test_a_second_search_keeps_to_the_same_rules(small: Lexicon) -> None:
    found = align(ZH, EN, lexicon=small, again=True)
    assert covered(found) == (list(range(4)), list(range(5)))
    assert types(found) == types(align(ZH, EN, lexicon=small))


def test_paragraphs_hold_sentences_together() -> None:
    zh, en = ["他走了。", "她来了。", "天黑了。"], ["He went away.", "She came.", "It grew dark."]
    found = align(zh, en, zh_breaks=[1, 2], en_breaks=[1, 2])
    assert types(found) == ["1-1", "1-1", "1-1"]


def test_unrelated_texts_are_asked_about(small: Lexicon) -> None:
    zh = ["市长宣布图书馆开放。", "孩子高兴。", "去年学校修桥。", "老师借书。"]
    en = ["Worker garden mountain.", "The city.", "Water rain river falls down.", "Villager."]
    found = align(zh, en, lexicon=small)
    assert "fit" in [reason.code for reason in found.reasons]
    assert found.fit < align(ZH, EN, lexicon=small).fit


def test_numbers_that_differ_are_a_reason(small: Lexicon) -> None:
    zh = ["市长说图书馆有350本书。", "下雨。"]
    found = align(zh, ["The mayor said the library has 480 books.", "Rain falls."], lexicon=small)
    assert [reason.text("en") for reason in found.beads[0].reasons][:1] == [
        "numbers differ: 350 / 480"
    ]


def test_characters_that_could_not_be_read_are_a_reason(small: Lexicon) -> None:
    found = align(["市长宣布图书\ufffd开放。", "下雨。"], ["The mayor opened the library.", "Rain."], lexicon=small)
    codes = [[reason.code for reason in bead.reasons] for bead in found.beads]
    assert ["unreadable" in each for each in codes] == [True, False]


def test_names_agree_by_sound_whatever_the_lexicon() -> None:
    zh = ["王琦瑶走了。", "吴佩珍来了。", "大家都很高兴。"]
    en = ["Everyone saw that Qiyao was gone.", "Then Peizhen came.", "All were happy."]
    found = align(zh, en)
    assert "names" in found.used
    assert types(found) == ["1-1", "1-1", "1-1"]


def test_traditional_characters_align_like_simplified(small: Lexicon) -> None:
    traditional = ["市長宣布圖書館開放。", *ZH[1:]]
    assert types(align(traditional, EN, lexicon=small)) == types(align(ZH, EN, lexicon=small))


def test_a_summary_is_not_read_as_long_sentences_merged() -> None:
    """Where two thirds of one side are missing, the lengths of the whole mislead."""
    zh = [f"去年第{n}号村庄修了{n * 37}米长的新路，村民们都非常高兴。" for n in range(11, 41)]
    en = [
        f"Last year village No. {n} built {n * 37} metres of new road, and everybody was happy."
        for n in range(11, 41, 3)
    ]
    found = align(zh, en)
    pairs = [(bead.zh.start, bead.en.start) for bead in found.beads if bead.type == "1-1"]
    assert pairs == [(3 * n, n) for n in range(10)]
    assert "ratio" in {reason.code for reason in found.reasons}


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("来自十多个国家的代表。", "Delegates from a dozen countries."),
        ("数十家图书馆开放。", "Some 40 libraries are open."),
        ("21世纪初修了桥。", "The bridge was built in the early 2000s."),
        ("上世纪80年代修了桥。", "The bridge was built in the 1980s."),
        ("80年代修了桥。", "The bridge was built in the 1980s."),
        ("近百名孩子借阅。", "Some 90 children borrowed books."),
    ],
)
def test_numbers_that_may_be_the_same_are_no_reason(zh: str, en: str) -> None:
    assert "numbers" not in [reason.code for reason in align([zh], [en]).beads[0].reasons]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("来自十多个国家的代表。", "Delegates from 35 countries."),
        ("20世纪修了桥。", "The bridge was built in the early 2000s."),
        ("近百名孩子借阅。", "Some 350 children borrowed books."),
    ],
)
def test_numbers_that_cannot_be_the_same_are_a_reason(zh: str, en: str) -> None:
    assert "numbers" in [reason.code for reason in align([zh], [en]).beads[0].reasons]
