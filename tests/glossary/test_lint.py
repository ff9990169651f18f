"""The glossary against itself: every rule finds its slip and stays silent beside it."""

from __future__ import annotations

import pytest

from glossary.check.tables import Slip
from glossary.concepts import Case, Concept, Condition, Enforcement, State, Status, Term
from glossary.lint import RULES, lint


def rules(*concepts, speller=None):
    """Return the rules that speak, in order."""
    return [finding.rule for finding in lint(concepts, speller)]


def test_a_sound_glossary_has_no_findings(concept):
    assert rules(concept("公益", "public benefit"), concept("慈善", "charity")) == []


def test_one_concept_twice(concept):
    twice = [concept("公益", "public benefit", id=1), concept("公益", "Public Benefit", id=2)]
    (found,) = lint(twice)
    assert (found.rule, found.severity, found.concepts) == ("duplicate", "error", (1, 2))


def test_one_chinese_term_with_two_english_in_one_domain(concept):
    assert rules(concept("公益", "charity"), concept("公益", "public benefit")) == ["conflict"]
    assert rules(concept("公益", "charity"), concept("公益", "good", domain="ethics")) == []


def test_a_form_forbidden_here_and_wanted_there(concept):
    forbids = concept("一带一路", "Belt and Road", forbidden="Silk Road")
    assert rules(forbids, concept("丝绸之路", "Silk Road")) == ["forbidden-and-wanted"]


def test_what_is_forbidden_only_in_a_context_may_be_wanted_elsewhere(concept):
    blamed = Term("strategy", "en", Status.FORBIDDEN, condition=Condition(("一带一路",)))
    forbids = Concept((Term("一带一路", "zh"), Term("Belt and Road", "en"), blamed))
    assert rules(forbids, concept("战略", "strategy")) == []


def test_a_forbidden_form_inside_a_preferred_term(concept):
    forbids = concept("章程", "articles", forbidden="regulation")
    assert rules(forbids, concept("条例", "administrative regulation")) == ["forbidden-inside"]


def test_suggestions_that_lead_in_a_circle(concept):
    one = concept("甲", "alpha house", forbidden="beta house")
    two = concept("乙", "beta house", forbidden="alpha house")
    assert "cycle" in rules(one, two)


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("慈善", "charity 慈善", ["wrong-script"]), ("NPO", "non-profit body", ["wrong-script"]),
        ("慈善組織會", "charity", ["wrong-script"]), ("慈善NPO", "charity", []),
        ("慈\u200b善", "charity", ["stray-characters"]),
        ("慈善", "charity\u00a0law", ["stray-characters"]),
        ("慈善", "ｃharity", ["stray-characters"]), ("慈善", "charity  law", ["stray-characters"]),
    ],
)  # fmt: skip
def test_script_and_characters(concept, zh, en, expected):
    assert rules(concept(zh, en)) == expected


def test_two_terms_one_edit_apart(concept):
    assert (
        rules(concept("甲方", "social organization"), concept("乙方", "social organisation")) == []
    )
    alike = rules(concept("甲方", "capacity building"), concept("乙方", "capacity bulding"))
    assert alike == ["nearly-alike"]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("一带一路", "一代一路", ["nearly-alike"]), ("环境保护法", "环境保护部", []),
        ("十二五规划", "十三五规划", []),
    ],
)  # fmt: skip
def test_chinese_terms_one_edit_apart_sound_alike(concept, one, two, expected):
    assert rules(concept(one, "one thing"), concept(two, "another thing")) == expected


def test_a_misspelt_word_inside_a_term(concept):
    def speller(word):
        return ["building"] if word == "bulding" else None

    (found,) = lint([concept("能力建设", "capacity bulding")], speller)
    assert found.message.en == (
        "“bulding” in “capacity bulding” is no known word; perhaps “building”."
    )


def test_a_known_slip_inside_a_chinese_term(concept):
    slips = [Slip("帐户", "账户"), Slip("帐户", "帐户")]
    (found,) = lint([concept("捐赠帐户", "donation account")], slips=slips)
    assert (found.rule, found.message.zh) == ("misspelt", "“捐赠帐户”中的“帐户”疑为“账户”之误。")
    assert lint([concept("捐赠账户", "donation account")], slips=slips) == []


def test_a_short_term_found_in_any_case(concept):
    assert rules(concept("透明国际", "TI")) == ["too-short"]
    assert rules(concept("透明国际", "TI", case=Case.PERMISSIVE)) == []


def test_a_concept_that_cannot_be_fulfilled(concept):
    nothing = Concept((Term("公益", "zh"), Term("charity", "en", Status.FORBIDDEN)))
    assert rules(nothing) == ["unfulfillable"]
    assert rules(concept("公益", enforcement=Enforcement.OFF)) == []


def test_a_first_mention_that_is_no_term(concept):
    assert rules(concept("公益", "charity", first_mention=("public good",))) == ["unknown-mention"]


def test_deleted_concepts_are_left_out(concept):
    twice = [
        concept("公益", "charity", id=1),
        concept("公益", "charity", id=2, state=State.DELETED),
    ]
    assert rules(*twice) == []


def test_every_rule_says_what_it_finds():
    assert all(rule.__doc__ for rule in RULES)


def test_the_order_of_the_concepts_changes_nothing(concept):
    concepts = [
        concept("公益", "charity", id=1), concept("公益", "charity", id=2),
        concept("慈善", "TI", id=3, forbidden="charity"),
    ]  # fmt: skip
    assert lint(concepts) == lint(concepts[::-1])
