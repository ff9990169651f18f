import pytest

from tm.text.spans import Span


def test_a_span_cuts_code_points_outside_the_basic_plane():
    assert Span(1, 3).cut("在𠀀县🙂") == "𠀀县"


def test_spans_sort_by_start_then_end():
    assert sorted([Span(2, 3), Span(0, 5), Span(0, 2)]) == [Span(0, 2), Span(0, 5), Span(2, 3)]


def test_a_span_knows_its_length_and_an_empty_one_is_still_a_place():
    assert len(Span(3, 7)) == 4
    assert bool(Span(3, 3)) is True


def test_touching_spans_do_not_overlap():
    assert not Span(0, 2).overlaps(Span(2, 4))
    assert Span(0, 3).overlaps(Span(2, 4))
    assert not Span(2, 2).overlaps(Span(0, 4))


def test_a_span_contains_itself_and_its_parts():
    assert Span(1, 4).contains(Span(1, 4))
    assert not Span(1, 4).contains(Span(1, 5))


def test_shifting_moves_both_ends():
    assert Span(1, 4).shift(10) == Span(11, 14)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_that_runs_backwards_is_refused(start, end):
    with pytest.raises(ValueError, match="expected 0 <= start <= end"):
        Span(start, end)
