"""Where a phrase may begin and end."""

import pytest

from tm.text.edges import Edges
from tm.text.tokens import tokenise
from tm.text.words import common_words

COMMON = Edges(common_words())


def outer(text: str, edges: Edges) -> tuple[bool, bool]:
    codes = tokenise(text).codes
    return edges.may_begin(codes, 0), edges.may_end(codes, len(codes))


@pytest.mark.parametrize("text", ["中华民国", "上海论坛", "对话", "平等", "就业", "目的", "社会组织"])
def test_words_are_phrases(text: str) -> None:
    assert outer(text, COMMON) == (True, True)


@pytest.mark.parametrize("text", ["在北京的", "对社会组织等", "和公益等", "对于教育以及", "the law of"])
def test_edges_are_no_part_of_a_phrase(text: str) -> None:
    assert outer(text, COMMON) == (False, False)


def test_without_words_every_particle_is_one() -> None:
    assert outer("中国", Edges()) == (False, True)
