"""List numbers that stand alone go with the text after them, and come back as segments."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tm.align import Bead, Lexicon, align
from tm.align.units import in_segments, units_of
from tm.text.listmarks import is_list_mark

segments = st.lists(st.sampled_from(["1.", "（二）", "", "雨。", "2.5", "Rain falls."]), max_size=8)


def plainly(texts: list[str], parted: set[int]) -> list[list[int]]:
    """The units one segment after the other."""
    units: list[list[int]] = []
    for at, text in enumerate(texts):
        follows = bool(units) and is_list_mark(texts[at - 1]) and at not in parted
        if follows and text.strip() and not is_list_mark(text):
            units[-1].append(at)
        else:
            units.append([at])
    return units


@given(texts=segments, parted=st.sets(st.integers(0, 8)))
def test_units_are_runs_of_segments(texts: list[str], parted: set[int]) -> None:
    units = units_of(texts, parted)
    expected = plainly(texts, parted)
    found = [list(units.segments(range(at, at + 1))) for at in range(len(units.texts))]
    assert found == expected
    assert list(units.texts) == [" ".join(texts[at] for at in run) for run in expected]


def test_a_mark_takes_what_follows_and_a_last_one_stays() -> None:
    units = units_of(["1.", "（二）", "雨。", "3."])
    assert units.texts == ("1.", "（二） 雨。", "3.")
    assert units.beginning([0, 1, 2, 3, 4]) == [0, 1, 2, 3]


def test_what_stands_alone_is_said_segment_by_segment() -> None:
    zh, en = units_of(["雨。"]), units_of(["1.", "Rain.", "2.", "Water."])
    beads = [Bead(range(1), range(1), 1.0), Bead(range(1, 1), range(1, 2), 0.5)]
    assert [(bead.zh, bead.en, bead.confidence) for bead in in_segments(beads, zh, en)] == [
        (range(1), range(2), 1.0),
        (range(1, 1), range(2, 3), 0.5),
        (range(1, 1), range(3, 4), 0.5),
    ]


@settings(max_examples=30, deadline=None)
@given(zh=segments, en=segments)
def test_beads_partition_the_segments(small: Lexicon, zh: list[str], en: list[str]) -> None:
    beads = align(zh, en, lexicon=small, anchors=[(len(zh) // 2, len(en) // 2)]).beads
    assert [at for bead in beads for at in bead.zh] == list(range(len(zh)))
    assert [at for bead in beads for at in bead.en] == list(range(len(en)))
    assert (len(zh) // 2, len(en) // 2) in [(0, 0), *((b.zh.stop, b.en.stop) for b in beads)]


def test_a_list_number_of_its_own_is_no_sentence_left_out(small: Lexicon) -> None:
    zh = ["1.市长宣布图书馆开放。", "2.去年村民修了桥。", "3.学校里老师免费借书。"]
    en = [
        "1.", "The mayor announced the opening of the library.", "2.",
        "Last year villagers built a bridge.", "3.", "At school teachers borrow books free.",
    ]  # fmt: skip
    assert [bead.type for bead in align(zh, en, lexicon=small).beads] == ["1-2", "1-2", "1-2"]
