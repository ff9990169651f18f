"""Documents made ready: what a word's place in them says."""

from __future__ import annotations

from tm.align.documents import prepare
from tm.align.features import read
from tm.align.lexicon import Lexicon
from tm.align.words import longest_known


def test_a_word_that_comes_again_says_less_than_one_that_stands_once(small: Lexicon) -> None:
    zh = ["图书馆开放。", "图书馆有书。", "村民修桥。"]
    en = ["The library opened.", "The library has books.", "Villagers built a bridge."]
    documents = prepare(*read(zh, en, small, longest_known(small)), small)
    for side, word in ((documents.zh, "图书馆"), (documents.en, "librari")):
        usual = dict(zip(*([word], small.shares([word], [word])[side is documents.en]), strict=True))
        here = float(side.share[side.words.index(word)])
        assert abs(here - (usual[word] + 0.5 / len(side.tokens))) < 1e-6
    once = documents.en.words.index("bridg")
    assert abs(documents.en.share[once] - small.shares([], ["bridg"])[1][0]) < 1e-9


def test_a_word_the_lexicon_does_not_know_stays_silent(small: Lexicon) -> None:
    documents = prepare(*read(["图书馆。"], ["Zzyzx zzyzx."], small, longest_known(small)), small)
    assert documents.en.share[documents.en.words.index("zzyzx")] == 0


def test_a_narrative_is_told_by_those_it_tells_of() -> None:
    novel = ["She looked at him, and he saw that her hands were shaking."] * 20
    news = ["The mayor opened the library, and she thanked the children who had come early."]
    narrations = [
        prepare(*read([], texts, None, longest_known(None)), None).narration
        for texts in (novel, news + ["The river has risen since May."] * 40, ["She looked at the river."], [])
    ]
    assert (narrations[0], narrations[1], narrations[3]) == (1.0, 0.0, 0.0)
    assert narrations[2] == 0.0  # a few words say little


def test_what_a_translation_keeps_is_as_long_in_both_languages() -> None:
    zh = ["代码生成选项", "代码生成选项 (Code Generation Option)", "ＡＢ库有２３件"]
    lengths = [sentence.length for sentence in read(zh, [], None, longest_known(None))[0]]
    assert lengths == [6, 6 + 2 + 0.3 * 20, 7]


def test_numbers_in_digits_are_compared_as_written_too() -> None:
    zh, en = read(
        ["GB/T 11383，新冠19型，２.5万人"], ["GB/T 11383, COVID-19 and 25,000"], None,
        longest_known(None),
    )  # fmt: skip
    digits = [{token for token in side[0].tokens if token[:2] == "D:"} for side in (zh, en)]
    assert digits == [{"D:11383", "D:19", "D:2.5"}, {"D:11383", "D:19", "D:25000"}]
    assert "N:25000" in zh[0].tokens
    assert "N:25000" in en[0].tokens


def test_a_language_named_with_a_sign_is_another() -> None:
    zh, en = read(["C++和C#比C难"], ["C# and C++ are harder than C"], None, longest_known(None))
    assert {"@c++", "@c#", "@c"} <= set(zh[0].tokens)
    assert {"c++", "c#", "c"} <= set(en[0].tokens)
