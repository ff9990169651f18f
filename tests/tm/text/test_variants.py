from hypothesis import given
from hypothesis import strategies as st

from tm.text.variants import is_traditional, script_of, simplify


def test_traditional_and_regional_forms_become_simplified():
    assert (
        simplify("臺灣慈善團體，衞生、羣眾、裡面、著作權")
        == "台湾慈善团体，卫生、群众、里面、著作权"
    )


@given(st.text())
def test_simplifying_keeps_the_length_and_is_done_after_once(text):
    once = simplify(text)
    assert len(once) == len(text)
    assert simplify(once) == once


def test_simplified_text_stays_as_it_is():
    text = "皇后在后台发干，里程与公里，征求意见。"
    assert simplify(text) == text


def test_characters_that_both_scripts_use_do_not_tell():
    assert script_of("后里台干") is None
    assert script_of("國際") == "hant"
    assert script_of("国际") == "hans"


def test_a_traditional_text_with_one_simplified_name_is_still_traditional():
    assert is_traditional("本會與国家電網簽署協議")
