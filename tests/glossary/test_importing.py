"""What a file means for the concepts we have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.concepts import Concept, Enforcement, Status, Term
from glossary.facts import same
from glossary.formats import STATUSES, Entry
from glossary.importing import Kind, plan

RANKED = frozenset({STATUSES})


def entry(concept, *given):
    """An entry that states the standing of its terms and the fields named."""
    return Entry("line 2", concept, RANKED | frozenset(given))


def judged(concept, known, *given):
    """Return the verdict on one entry."""
    return plan([entry(concept, *given)], known).verdicts[0]


@pytest.fixture
def known(concept):
    """One known concept with an id."""
    return [concept("读书会", "reading group|book club", forbidden="book party", id=7,
                    domain="culture", enforcement=Enforcement.STRICT)]  # fmt: skip


def test_what_is_there_already_is_a_duplicate(known):
    assert judged(replace(known[0], id=0), known).kind is Kind.DUPLICATE


def test_another_script_or_case_is_a_duplicate(known, concept):
    assert judged(concept("讀書會", "Reading Group"), known).kind is Kind.DUPLICATE


def test_what_shares_nothing_is_new(known, concept):
    assert judged(concept("公益", "public benefit"), known).kind is Kind.NEW


def test_a_new_term_of_a_known_concept_is_an_update(known, concept):
    verdict = judged(concept("读书会|书友会", "reading group"), known)
    assert (verdict.kind, verdict.concept.id) == (Kind.UPDATE, 7)
    assert Term("书友会", "zh", Status.ADMITTED) in verdict.concept.terms


def test_only_what_the_file_states_is_laid_over_ours(known, concept):
    verdict = judged(concept("读书会", "reading group", domain="arts"), known, "domain")
    assert (verdict.concept.domain, verdict.concept.enforcement) == ("arts", Enforcement.STRICT)


def test_a_term_preferred_by_the_file_displaces_ours(known, concept):
    changed = judged(concept("读书会", "book club"), known).concept
    assert [(t.text, t.status.value) for t in changed.of("en")] == [
        ("reading group", "admitted"), ("book club", "preferred"), ("book party", "forbidden"),
    ]  # fmt: skip


def test_a_file_without_statuses_displaces_nothing(known, concept):
    given = Entry("line 2", concept("读书会", "book club|study group"), frozenset())
    changed = plan([given], known).verdicts[0].concept
    assert changed.preferred("en") == "reading group"
    assert Term("study group", "en", Status.ADMITTED) in changed.terms


def test_another_translation_in_the_same_domain_is_a_conflict(known, concept):
    verdict = judged(concept("读书会", "salon", domain="culture"), known)
    assert verdict.kind is Kind.CONFLICT
    assert verdict.reason.en == "读书会 is reading group here, not salon"


def test_an_admitted_translation_is_added_beside_the_preferred(known):
    terms = (Term("读书会", "zh"), Term("salon", "en", Status.ADMITTED))
    verdict = judged(Concept(terms), known)
    assert (verdict.kind, verdict.concept.preferred("en")) == (Kind.UPDATE, "reading group")
    assert terms[1] in verdict.concept.terms


def test_another_translation_in_another_domain_is_new(known, concept):
    assert judged(concept("读书会", "salon", domain="music"), known).kind is Kind.NEW


def test_wanting_what_we_forbid_is_a_conflict(known, concept):
    verdict = judged(concept("读书会", "reading group|book party"), known)
    assert verdict.reason.en == "book party is forbidden here"


def test_forbidding_what_we_prefer_is_a_conflict(known, concept):
    verdict = judged(concept("读书会", "book club", forbidden="reading group"), known)
    assert verdict.reason.en == "reading group is preferred here"


def test_an_english_homonym_is_no_conflict(known, concept):
    assert judged(concept("读书小组", "reading group"), known).kind is Kind.NEW


def test_entries_are_judged_against_each_other_too(concept):
    entries = [entry(concept("公益", "charity")), entry(concept("公益", "charity|public benefit"))]
    result = plan(entries, [])
    assert [verdict.kind for verdict in result.verdicts] == [Kind.NEW, Kind.UPDATE]
    assert [each.suggestions("en") for each in result.new] == [("charity", "public benefit")]
    assert result.changed == ()


def test_the_same_domain_decides_between_two_of_a_kind(concept):
    twins = [concept("会长", "president", domain=name, id=at) for at, name in ((1, "a"), (2, "b"))]
    assert judged(concept("会长", "president|chair", domain="b"), twins, "domain").concept.id == 2


def test_what_was_imported_once_changes_nothing_again(known, concept):
    entries = [entry(concept("读书会|书友会", "study group|reading group")), entry(concept("公益"))]
    first = plan(entries, known)
    after = [*first.changed, *(replace(each, id=8) for each in first.new)]
    second = plan(entries, after)
    assert (second.new, second.changed) == ((), ())
    assert all(
        same(*pair) for pair in zip(after, [v.concept for v in second.verdicts], strict=True)
    )


def test_a_form_that_differs_only_in_case_adds_no_term(known):
    theirs = Concept((Term("读书会", "zh"), Term("READING GROUP", "en")))
    assert judged(theirs, known).kind is Kind.DUPLICATE
