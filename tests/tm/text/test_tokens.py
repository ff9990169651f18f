"""Tokens: what counts as one symbol, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.text.tokens import tokenise, tokens

MIXED = st.text(
    st.one_of(
        st.sampled_from("慈善组织社會組織三百二十亿万年月日第分之百 ，。“”「」ＷＴＯwto0123456789.,%％-’'ééﬁ½𠀀😀\u200b\u0301"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("筹款三百二十亿元", "筹|款|三百二十亿:number|元"),
        ("增长百分之三十，达到30％", "增|长|百分之三十:percent|达|到|30％:percent"),
        ("2017年8月24日开幕", "2017年8月24日:date|开|幕"),
        ("三月五日与3月5日", "三月五日:date|与|3月5日:date"),
        ("第三届论坛", "第三:ordinal|届|论|坛"),
        ("三分之一的志愿者", "三分之一:number|的|志|愿|者"),
        ("累计1.2亿元", "累|计|1.2亿:number|元"),
        ("持续3年", "持|续|3:number|年"),
        ("加入WTO之后", "加|入|WTO|之|后"),
        ("raised RMB 120 million", "raised|RMB|120 million:number"),
        ("thirty-two million yuan", "thirty-two million:number|yuan"),
        ("on March 5, 2017, in Beijing", "on|March 5, 2017:date|in|Beijing"),
        ("the 5th of May 2018", "the|5th of May 2018:date"),
        ("up 3.5 percent or 4 per cent", "up|3.5 percent:percent|or|4 per cent:percent"),
        ("the twenty-first forum", "the|twenty-first:ordinal|forum"),
        ("China’s long-term plan", "China’s|long|term|plan"),
        ("we may come", "we|may|come"),
        ("on 2017-08-22", "on|2017-08-22:date"),
        ("——！", "—|—|！"),
    ],
)
def test_a_text_is_cut_into_symbols(text: str, expected: str) -> None:
    found = (
        token.span.cut(text) + (f":{token.value}" if token.value else "") for token in tokens(text)
    )
    assert "|".join(found) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("社會組織開展「關愛」", "社会组织开展“关爱”"),
        ("ＣＡＮＧＯ，２０１７", "cango, 2017"),
        ("社会 组织", "社会组织"),
        ("café", "cafe\u0301"),
        ("三百二十亿元", "320亿元"),
        ("三月五日", "12月31日"),
        ("up 3 percent", "up 45%"),
        ("The Charity Law.", "the charity law"),
    ],
)
def test_what_folds_alike_has_the_same_codes(one: str, other: str) -> None:
    assert tokenise(one).codes == tokenise(other).codes


@pytest.mark.parametrize(("one", "other"), [("同意", "不同意"), ("3个", "个"), ("law", "laws")])
def test_what_differs_in_a_word_has_other_codes(one: str, other: str) -> None:
    assert tokenise(one).codes != tokenise(other).codes


@given(MIXED)
def test_tokens_stand_in_order_inside_the_text(text: str) -> None:
    found = tokenise(text)
    assert found.starts == sorted(found.starts)
    assert found.ends == sorted(found.ends)
    spans = zip(found.starts, found.ends, strict=True)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(MIXED)
def test_a_text_has_no_tokens_only_when_nothing_is_visible(text: str) -> None:
    visible = any(not ch.isspace() and ch.isprintable() for ch in text)
    assert not visible or tokenise(text).codes or not any(ch.isalnum() for ch in text)


@given(MIXED, MIXED)
def test_a_break_between_two_texts_keeps_their_tokens_apart(one: str, other: str) -> None:
    both, alone = tokenise(f"{one}\n。{other}"), tokenise(one)
    marks_only = len(alone.codes) == 0 or not any(ch.isalnum() for ch in one)
    assert marks_only or both.codes[: len(alone.codes)] == alone.codes
