"""English words: what is known, how common it is, what an unknown one was meant to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.check.tokens import addresses, tokens
from glossary.check.wordlist import LONGEST, WordList, cased_like, slip_cost
from webapp.house import read_words
from webapp.settings import DATA


@pytest.fixture(scope="module")
def words() -> WordList:
    return read_words(DATA / "lexicon")


@pytest.mark.parametrize("word", ["charity", "Charity", "CHARITY", "Beijing", "colour", "color", "don't"])
def test_words_of_both_countries_are_known_in_any_capitals(words: WordList, word: str) -> None:
    assert word in words


@pytest.mark.parametrize("word", ["goverment", "beijing", "Xiaofeng", "internationl"])
def test_slips_and_small_names_are_not(words: WordList, word: str) -> None:
    assert word not in words


def test_common_words_have_higher_frequencies(words: WordList) -> None:
    assert words.zipf("the") > words.zipf("charity") > words.zipf("philanthropist") > words.zipf("zzzq")
    assert words.zipf("zzzq") == 0


def test_spellings_of_one_country_are_told(words: WordList) -> None:
    pairs = {"color": "us", "colour": "gb", "organise": "ise", "organize": None, "charity": None}
    assert {word: words.dialect(word) for word in pairs} == pairs


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("accomodation", "accommodation"), ("volunters", "volunteers"), ("Univeristy", "University"),
        ("CHINNA", "CHINA"), ("eachother", "each other"), ("philantropy", "philanthropy"),
    ],
)  # fmt: skip
def test_the_first_suggestion_is_what_was_meant(words: WordList, wrong: str, right: str) -> None:
    assert words.suggest(wrong)[0] == right


def test_words_of_the_house_come_first(words: WordList) -> None:
    own = words.with_favoured(["CANGO", "Haoming"])
    assert own.suggest("Haomng")[0] == "Haoming"
    assert "Haoming" in own
    assert "Haoming" not in words


def test_suggestions_are_bounded(words: WordList) -> None:
    assert words.suggest("x" * (LONGEST + 1)) == ()
    assert words.suggest("a") == ()
    assert len(words.suggest("wrod")) <= 5


@given(st.text("abcdeu", min_size=1, max_size=8), st.text("abcdeu", min_size=1, max_size=8))
def test_a_slip_costs_nothing_only_where_there_is_none(one: str, two: str) -> None:
    assert slip_cost(one, one) == 0
    assert (slip_cost(one, two) == 0) == (one == two)
    assert slip_cost(one, two) <= max(len(one), len(two))


def test_capitals_are_kept() -> None:
    assert [cased_like(model, "peking") for model in ("WROGN", "Wrogn", "wrogn")] == [
        "PEKING", "Peking", "peking",
    ]  # fmt: skip


@given(st.text(max_size=80))
def test_tokens_stand_where_they_say_and_never_in_addresses(text: str) -> None:
    places = addresses(text)
    last = 0
    for token in tokens(text):
        assert token.span.cut(text) == token.text
        assert token.span.start >= last
        assert not any(token.span.overlaps(place) for place in places)
        last = token.span.end


def test_names_of_files_and_codes_are_no_words() -> None:
    text = "See data/tables/names.csv, PM2.5 and -fno-strict in file_name of www.cango.org."
    assert [token.text for token in tokens(text)] == ["See", "and", "in", "of"]
