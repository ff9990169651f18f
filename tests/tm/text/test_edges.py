"""Where a phrase may begin and end: for many texts at once as for each token alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tm.text.edges import Edges

WORDS = ("中国", "上海", "对话", "平等", "的士", "组织")
TEXT = st.text("中国上海对话平等的士组织在了", min_size=1, max_size=12)


@given(st.lists(TEXT, min_size=1, max_size=5), st.sampled_from(((), WORDS)))
@settings(max_examples=150, deadline=None)
def test_the_edges_along_several_texts_are_those_of_each_token(
    texts: list[str], words: tuple[str, ...]
) -> None:
    edges = Edges(words)
    offsets = np.concatenate(([0], np.cumsum([len(text) for text in texts])))
    begins, ends = edges.along(np.array([ord(ch) for ch in "".join(texts)]), offsets)
    codes = [[ord(ch) for ch in text] for text in texts]
    assert begins.tolist() == [edges.may_begin(each, i) for each in codes for i in range(len(each))]
    assert ends.tolist() == [edges.may_end(each, i + 1) for each in codes for i in range(len(each))]
