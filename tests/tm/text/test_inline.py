from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.text.inline import codes, masks, same_codes, without_codes


def cut(text):
    return [span.cut(text) for span in masks(text)]


def test_codes_are_found_in_order_with_their_place():
    text = "{1}重要{/1}：{2/}见附件"
    assert [code.span.cut(text) for code in codes(text)] == ["{1}", "{/1}", "{2/}"]


def test_braces_that_are_no_codes_stay():
    assert without_codes("{name} {0} {慈善}") == "{name} {0} {慈善}"
    assert codes("{0} {12345}") == []


def test_a_missing_closing_code_is_a_difference_and_order_is_not():
    assert same_codes("{1}法{/1}{2/}", "{2/} the {1}law{/1}")
    assert not same_codes("{1}法{/1}", "the {1}law")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("请访问https://www.cango.org/a?id=1，谢谢", ["https://www.cango.org/a?id=1"]),
        ("See http://example.org/2016/08.", ["http://example.org/2016/08"]),
        ("邮箱：info@cango.org。", ["info@cango.org"]),
        ("民政部网站chinanpo.mca.gov.cn公布", ["chinanpo.mca.gov.cn"]),
        ("第{1}21{/1}条", ["{1}", "{/1}"]),
        ('a <b class="x">bold</b> word', ['<b class="x">', "</b>"]),
        ("3 < 5 and 7 > 6", []),
        ("增长了3.5%。于是", []),
    ],
)
def test_addresses_codes_and_markup_are_masked(text, masked):
    assert cut(text) == masked


@given(st.text(st.sampled_from("{1}/<b>a@.comwww:慈善 ")))
def test_masks_are_in_order_and_do_not_overlap(text):
    spans = masks(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
