"""English forms of a term: tables."""

from __future__ import annotations

import pytest

from glossary.inflect import forms, key, plural, singular, verb_forms


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("charity", "charities"), ("survey", "surveys"), ("law", "laws"), ("church", "churches"),
        ("process", "processes"), ("child", "children"), ("woman", "women"), ("crisis", "crises"),
        ("NGO", "NGOs"), ("Party", "Parties"), ("box", "boxes"), ("leaf", "leaves"),
        ("criterion", "criteria"), ("hero", "heroes"), ("photo", "photos"),
    ],
)  # fmt: skip
def test_plural(word, expected):
    assert plural(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("charities", "charity"), ("laws", "law"), ("churches", "church"), ("women", "woman"),
        ("boxes", "box"), ("classes", "class"), ("status", None), ("basis", None), ("law", None),
        ("process", None), ("people", "person"), ("gas", None),
    ],
)  # fmt: skip
def test_singular(word, expected):
    assert singular(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("donate", ("donates", "donated", "donating")),
        ("apply", ("applies", "applied", "applying")),
        ("plan", ("plans", "planned", "planning")),
        ("commit", ("commits", "committed", "committing")),
        ("develop", ("develops", "developed", "developing")),
        ("show", ("shows", "showed", "showing")),
        ("go", ("goes", "went", "gone", "going")),
        ("take", ("takes", "took", "taken", "taking")),
        ("agree", ("agrees", "agreed", "agreeing")),
        ("tie", ("ties", "tied", "tying")),
        ("Visit", ("Visits", "Visited", "Visiting")),
        ("read", ("reads", "read", "reading")),
    ],
)
def test_verb_forms(word, expected):
    assert verb_forms(word) == expected


@pytest.mark.parametrize(
    ("term", "kind", "form"),
    [
        ("social organization", "noun", "social organizations"),
        ("member units", "noun", "member unit"),
        ("memorandum of understanding", "noun", "memoranda of understanding"),
        ("left-behind child", "noun", "left-behind children"),
        ("Secretary-General", "noun", "Secretary-Generals"),
        ("go global", "verb", "going global"),
        ("go global", "verb", "went global"),
        ("volunteer", "", "volunteering"),
        ("volunteer", "", "volunteers"),
        ("poverty-stricken county", "noun", "poverty-stricken counties"),
    ],
)
def test_a_term_has_this_form(term, kind, form):
    assert form in set(forms(term, kind))


@pytest.mark.parametrize(("term", "kind"), [("grass-roots", "adjective"), ("jointly", "adverb")])
def test_words_without_number_have_no_forms(term, kind):
    assert list(forms(term, kind)) == []


def test_the_term_itself_is_not_among_its_forms():
    assert "charity" not in set(forms("charity", "noun"))


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organisation", "organization"), ("organised", "organized"), ("labour", "labor"),
        ("programme", "program"), ("centre", "center"), ("analyse", "analyze"),
        ("neighbourhood", "neighborhood"), ("defence", "defense"), ("counsellor", "counselor"),
    ],
)  # fmt: skip
def test_both_spellings_have_one_key(british, american):
    assert key(british) == key(american)


@pytest.mark.parametrize(
    ("one", "two"), [("four", "for"), ("hour", "hor"), ("rise", "rize"), ("promise", "promote")]
)
def test_different_words_keep_different_keys(one, two):
    assert key(one) != key(two)
