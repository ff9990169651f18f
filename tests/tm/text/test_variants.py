import unicodedata

import opencc
from hypothesis import given
from hypothesis import strategies as st

from tm.text.chars import HAN_RANGES, is_han
from tm.text.variants import ideographs, is_traditional, script_of, simplify


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


def test_every_kangxi_radical_becomes_a_character():
    radicals = "".join(map(chr, range(0x2F00, 0x2FD6)))
    assert ideographs(radicals) == unicodedata.normalize("NFKC", radicals)
    assert all(map(is_han, ideographs(radicals)))


def test_radicals_of_the_supplement_become_the_characters_they_look_like():
    assert ideographs("⺠主、⻅⾯、⻢、⻓、⻔、⻘年、⻋、⻚、⻛、⻜、⻥、⻦、⻩、⻬、⻰") == (
        "民主、见面、马、长、门、青年、车、页、风、飞、鱼、鸟、黄、齐、龙"
    )


@given(st.text(st.characters(min_codepoint=0x2E80, max_codepoint=0x2FDF)))
def test_reading_radicals_keeps_the_length_and_touches_only_radicals(text):
    read = ideographs(text)
    assert len(read) == len(text)
    changed = [(a, b) for a, b in zip(text, read, strict=True) if a != b]
    assert all("RADICAL" in unicodedata.name(a) and is_han(b) for a, b in changed)


def test_characters_met_one_by_one_convert_as_the_whole_table_does():
    """The slow twin: OpenCC over all Han characters at once, one a line."""
    once = _all_converted("hk2t", "t2s")
    for ch in EVERY_HAN:
        assert simplify(ch) == once.get(once.get(ch, ch), once.get(ch, ch)), ch


def test_the_script_of_each_character_is_what_the_whole_tables_say():
    traditional, simplified = _all_converted("t2s"), _all_converted("s2t")
    for ch in EVERY_HAN:
        tells = (ch in traditional and not _has(ch, "gb2312")) - (
            ch in simplified and not _has(ch, "big5")
        )
        assert script_of(ch) == {1: "hant", -1: "hans", 0: None}[tells], ch


EVERY_HAN = [chr(point) for first, last in HAN_RANGES for point in range(first, last + 1)]


def _all_converted(*configurations):
    joined = "\n".join(EVERY_HAN)
    for configuration in configurations:
        joined = opencc.OpenCC(configuration).convert(joined)
    pairs = zip(EVERY_HAN, joined.split("\n"), strict=True)
    return {ch: to for ch, to in pairs if to != ch and len(to) == 1}


def _has(ch, encoding):
    return bool(ch.encode(encoding, "ignore"))
