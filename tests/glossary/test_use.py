"""How pairs use a concept and what a change would do to them."""

from __future__ import annotations

from glossary.use import Standing, blast, use
from tm.pairs import SegmentPair

PAIRS = [
    SegmentPair("读书会在周六举行。", "The Reading Group met on Saturday."),
    SegmentPair("他参加了两次读书会。", "He joined two book clubs."),
    SegmentPair("读书会开始了。", "The book party began."),
    SegmentPair("读书会结束了。", "It was over."),
    SegmentPair("天气很好。", "The book club enjoyed the weather."),
]


def test_uses_are_counted_by_standing_and_rendering(concept):
    found = use(concept("读书会", "reading group|book club", forbidden="book party"), PAIRS)
    assert found.pairs == 4
    assert found.standings == {
        Standing.PASSES: 2, Standing.UNWANTED: 1, Standing.ABSENT: 1,
    }  # fmt: skip
    assert found.renderings == {"reading group": 1, "book clubs": 1, "book party": 1}


def test_a_change_tells_which_pairs_would_not_pass_any_more(concept):
    before = concept("读书会", "reading group|book club")
    found = blast(before, concept("读书会", "reading group", forbidden="book club"), PAIRS)
    assert (found.pairs, found.worse, found.better) == (4, 1, 0)
    assert found.examples == (PAIRS[1],)


def test_admitting_a_form_makes_pairs_better(concept):
    before = concept("读书会", "reading group")
    found = blast(before, concept("读书会", "reading group|book club|book party"), PAIRS)
    assert (found.worse, found.better) == (0, 2)


def test_a_new_concept_may_find_pairs_that_do_not_keep_it(concept):
    found = blast(None, concept("读书会", "reading group"), PAIRS)
    assert (found.pairs, found.worse, found.better) == (4, 3, 0)
