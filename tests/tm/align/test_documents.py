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
