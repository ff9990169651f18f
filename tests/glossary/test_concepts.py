"""Concepts and terms refuse what makes no sense and say what may stand there."""

from __future__ import annotations

import pytest

from glossary.concepts import (
    Concept,
    Enforcement,
    State,
    Status,
    Term,
    choice,
    inflects,
)
from glossary.facts import concept_from, differences, facts, same
from tm.errors import Invalid


@pytest.mark.parametrize("text", ["", "  ", " 公益", "公益 ", "公\n益", "益" * 401])
def test_a_term_is_one_trimmed_line_of_bounded_length(text):
    with pytest.raises(Invalid) as refused:
        Term(text, "zh")
    assert refused.value.field == "term"


def test_a_term_is_chinese_or_english():
    with pytest.raises(Invalid, match="zh or en"):
        Term("bonjour", "fr")


def test_a_concept_needs_a_term():
    with pytest.raises(Invalid, match="at least one term"):
        Concept(())


def test_a_concept_has_every_term_once():
    with pytest.raises(Invalid, match="every term once"):
        Concept((Term("公益", "zh"), Term("公益", "zh", Status.FORBIDDEN)))


def test_the_preferred_text_falls_back_to_the_first_admitted():
    found = Concept((Term("书友会", "zh", Status.ADMITTED), Term("读会", "zh", Status.FORBIDDEN)))
    assert found.preferred("zh") == "书友会"
    assert found.preferred("en") is None


def test_look_up_forms_are_never_suggested():
    found = Concept((Term("NGO", "en"), Term("N.G.O.", "en", Status.ADMITTED, lookup_only=True)))
    assert found.suggestions("en") == ("NGO",)


def test_suggestions_put_preferred_before_admitted(concept):
    found = concept("慈善法", "Charity Law|PRC Charity Law", forbidden="Philanthropy Law")
    assert found.suggestions("en") == ("Charity Law", "PRC Charity Law")


def test_a_choice_names_what_may_stand_there():
    with pytest.raises(Invalid, match="one of strict, preferred, off, got 'hard'"):
        choice(Enforcement, "enforcement", "hard")


@pytest.mark.parametrize(
    ("kind", "expected"), [("law", False), ("Organisation", False), ("noun", True), ("", True)]
)
def test_names_of_laws_and_bodies_take_no_endings(kind, expected):
    assert inflects(kind) is expected


def test_facts_lead_back_to_the_same_concept(concept):
    one = concept("读书会", "reading group", forbidden="book party", domain="culture")
    assert concept_from(facts(one)) == one


def test_differences_name_only_what_changed(concept):
    before, after = differences(concept("公益"), concept("公益", state=State.PROPOSED))
    assert (before, after) == ({"state": "approved"}, {"state": "proposed"})


def test_ids_and_revisions_make_no_difference(concept):
    assert same(concept("公益", id=1, revision=3), concept("公益"))
