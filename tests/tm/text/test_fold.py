import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.text.fold import fold, fold_character
from tm.text.spans import Span

MIXED = st.text(
    st.one_of(
        st.sampled_from(
            "臺台湾Ａａßﬁ½㎏①…。..—-“”「」《》（）【】·～　 \n\u200b\ufe0f𠀀🙂é\u0301著'’İ㈱"
        ),
        st.characters(exclude_categories=["Cs"]),
    )
)


def fold_slowly(text: str) -> list[tuple[str, int, int]]:
    """The obvious twin: character by character, then run by run, each with where it came from."""
    units = [(ch, at, at + 1) for at, each in enumerate(text) for ch in fold_character(each)]
    units = [unit for unit in units if unit[0] != "\u200b"]
    shaped = "".join(unit[0] for unit in units)
    out, at = [], 0
    while at < len(units):
        length = max(1, run_of_dots(shaped[at:]), run_of_dashes(shaped[at:]))
        ch = "…" if run_of_dots(shaped[at:]) else shaped[at]
        out.append((ch, units[at][1], units[at + length - 1][2]))
        at += length
    return out


def run_of_dashes(text: str) -> int:
    return len(text) - len(text.lstrip("-"))


def run_of_dots(text: str) -> int:
    """How many characters an ellipsis at the beginning of `text` takes."""
    taken = 0
    while True:
        points = len(text[taken:]) - len(text[taken:].lstrip("."))
        if text[taken : taken + 1] == "…":
            taken += 1
        elif points >= 3:
            taken += points
        else:
            return taken


@given(MIXED)
def test_the_fast_fold_equals_the_slow_one(text):
    folded = fold(text)
    slow = fold_slowly(text)
    assert folded.text == "".join(ch for ch, _, _ in slow)
    assert [folded.back(Span(i, i + 1)) for i in range(len(slow))] == [Span(*s[1:]) for s in slow]


@given(MIXED)
def test_folding_what_is_folded_changes_nothing(text):
    once = fold(text).text
    assert fold(once).text == once


@given(MIXED, st.data())
def test_the_way_back_is_monotone_and_stays_inside(text, data):
    folded = fold(text)
    ends = sorted(data.draw(st.lists(st.integers(0, len(folded.text)), min_size=4, max_size=4)))
    inner, outer = folded.back(Span(ends[1], ends[2])), folded.back(Span(ends[0], ends[3]))
    assert outer.start >= 0
    assert outer.end <= len(text)
    if ends[1] < ends[2]:
        assert outer.contains(inner)


@given(MIXED, st.data())
def test_forth_covers_what_back_gives(text, data):
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    if start < end:
        assert folded.forth(folded.back(Span(start, end))).contains(Span(start, end))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("「臺灣」", "“台湾”"),
        ("ＷＴＯ，２０１６", "wto,2016"),
        ("等等……", "等等..."),
        ("等等…", "等等。。。"),
        ("会议——成果", "会议—成果"),
        ("2016–2020", "2016-2020"),
        ("看著，妳", "看着，你"),
        ("【快讯】", "[快訊]"),
        ("卡尔·马克思", "卡尔•马克思"),
        ("a\u00a0b\u3000c", "a b c"),
        ("慈\u200b善\ufe00", "慈善"),
        ("don’t", "don't"),
        ("⼈民", "人民"),
    ],
)
def test_spellings_of_the_same_text_fold_together(one, other):
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(("one", "other"), [("《法》", "“法”"), ("、", "，"), ("软件", "软体")])
def test_marks_and_words_that_mean_something_else_stay_apart(one, other):
    assert fold(one).text != fold(other).text


@pytest.mark.parametrize(
    ("text", "found", "source"),
    [
        ("约３½公里", "1⁄2", "½"),
        ("重５㎏的", "kg", "㎏"),
        ("the ﬁnal", "fi", "ﬁ"),
        ("Straße 5", "ss", "ß"),
        ("好……的", "…", "……"),
        ("好...的", "…", "..."),
        ("会——议", "-", "——"),
        ("慈\u200b善", "慈善", "慈\u200b善"),
    ],
)
def test_back_is_exact_where_a_fold_expands_or_collapses(text, found, source):
    folded = fold(text)
    start = folded.text.index(found)
    assert folded.back(Span(start, start + len(found))).cut(text) == source


def test_an_empty_span_leads_to_an_empty_span():
    assert fold("½公里").back(Span(5, 5)) == Span(3, 3)
    assert fold("½公里").back(Span(3, 3)) == Span(1, 1)


def test_compatibility_ideographs_and_radicals_fold_to_the_unified_character():
    for ch in ("豈", "⽕", "\U0002f800"):
        assert fold(ch).text == fold(unicodedata.normalize("NFKC", ch)).text
