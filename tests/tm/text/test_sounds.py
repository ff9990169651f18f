"""How Chinese sounds, as people type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.text.sounds import initials, plain, syllables, written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("社会组织", ("she", "hui", "zu", "zhi")), ("社會組織", ("she", "hui", "zu", "zhi")),
        ("G20峰会", ("g20", "feng", "hui")), ("妇女", ("fu", "nv")), ("", ()), ("，。", ()),
        ("NGO", ("ngo",)),
    ],
)  # fmt: skip
def test_syllables(text, expected):
    assert syllables(text) == expected


def test_written_has_tones():
    assert written("公益慈善") == "gōng yì cí shàn"


@pytest.mark.parametrize(
    ("text", "expected"), [("读书会", "dsh"), ("一带一路", "ydyl"), ("PPP模式", "pppms"), ("", "")]
)
def test_initials(text, expected):
    assert initials(text) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("dú shū huì", "du shu hui"), ("du2shu1hui4", "dushuhui"), ("nǚ", "nv"), ("lu:4", "lv"),
        ("G20", "g20"), ("Xī'ān", "xi'an"),
    ],
)  # fmt: skip
def test_plain(typed, expected):
    assert plain(typed) == expected


@given(st.text(alphabet="公益慈善女aB1，", max_size=20))
def test_what_is_written_reads_plain_as_its_syllables(text):
    assert plain(written(text)).split() == [s.lower() for s in syllables(text)]


HAN_TEXT = st.text(
    alphabet=st.sampled_from("公益㐀𠀀𠀁𰻝𰻞𱁬〇丗囍") | st.characters(min_codepoint=0x20000, max_codepoint=0x2A6DF),
    max_size=12,
)  # fmt: skip


@given(HAN_TEXT)
def test_every_han_character_has_one_syllable_even_if_nobody_reads_it(text):
    assert len(syllables(text)) == len(text)
    assert len(initials(text)) == len(text)
