"""The run of a check: order, one finding a slip, profiles, what is skipped, purity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.check.catalogue import RULES, by_code
from glossary.check.finding import APPLICABILITIES, Finding
from glossary.check.fixes import apply, edits, fixed, moved
from glossary.check.profiles import Profile, codes, read_profile
from glossary.check.reading import Cover, Draft
from glossary.check.run import check, review
from glossary.concepts import Concept
from glossary.recognise import Recogniser
from glossary.rules import HouseRules
from tm.errors import Invalid
from tm.languages import Language
from tm.pairs import SegmentPair
from tm.text.spans import Span
from webapp.house import House
from webapp.settings import DATA

PLAIN = HouseRules(Recogniser(()))
MIXED = st.text(
    st.sampled_from("the of and to at was 的了会，。（）《》“” \n,.()ABcd12\u200b𠀀é"), max_size=60
)


@pytest.fixture(scope="module")
def rules() -> HouseRules:
    """The words and tables of the house, without terms."""
    return House(DATA).rules(Recogniser(()))


def found(text: str, rules: HouseRules = PLAIN, **options: object) -> list[Finding]:
    return check(Draft(text, "en"), rules, **options)  # type: ignore[arg-type]


def test_every_rule_has_its_code_its_parts_and_a_place_in_order() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    for rule in RULES:
        parts = rule.documentation()
        assert set(parts) == {"Checks", "Why", "Example", "Instead", "Fix safety"}, rule.code
        assert all(parts.values()), rule.code
        assert set(rule.gives_way_to) <= {other.code for other in RULES}, rule.code
    assert by_code("T101") is not None
    assert by_code("X999") is None


@settings(max_examples=60, deadline=None)
@given(MIXED)
def test_findings_stand_in_order_and_say_what_they_stand_at(text: str) -> None:
    for lang in ("en", "zh"):
        all_found = check(Draft(text, lang), PLAIN)
        assert all_found == sorted(all_found, key=lambda finding: finding.order)
        assert all(finding.text == finding.span.cut(text) for finding in all_found)
        assert all_found == check(Draft(text, lang), PLAIN)


@settings(max_examples=60, deadline=None)
@given(MIXED)
def test_after_the_safe_fixes_none_is_left(text: str) -> None:
    for lang in ("en", "zh"):
        draft = Draft(fixed(Draft(text, lang), PLAIN), lang)
        left = [f for f in check(draft, PLAIN) if f.fix and f.fix.applicability == "safe"]
        assert left == []


def test_a_slip_is_told_once(rules: HouseRules) -> None:
    codes_found = [finding.code for finding in found("They recieve gifts.", rules)]
    assert codes_found == ["S101"]


def test_what_is_skipped_is_not_judged(rules: HouseRules) -> None:
    text = "Set Homepge | vilunteers"
    assert check(Draft(text, "en", skip=(Span(0, 13),)), rules) == check(
        Draft(text, "en", skip=(Span(0, 11),)), rules
    )
    assert [f.text for f in check(Draft(text, "en", skip=(Span(0, 12),)), rules)] == ["vilunteers"]


def test_a_profile_silences_and_sets_severities() -> None:
    text = "The the forum，ended."
    profile = read_profile('[rules]\nP = "off"\nS106 = "note"\n')
    assert [(f.code, f.severity) for f in found(text, profile=profile)] == [("S106", "note")]
    assert [f.code for f in found(text, profile=Profile(select=codes("p")))] == ["P101"]
    assert [f.code for f in found(text, profile=Profile(ignore=codes("P101")))] == ["S106"]


def test_codes_of_a_profile_stand_in_a_list_or_a_line() -> None:
    assert read_profile('select = "T101, s"\n').select == ("T101", "S")
    assert read_profile('ignore = ["T101", "s"]\n').ignore == ("T101", "S")


@pytest.mark.parametrize(
    "text", ["[rules", '[rules]\nP = "loud"\n', "rules = 3\n", "select = 7\n", "ignore = [7]\n"],
)
def test_a_profile_that_cannot_be_read_says_so(text: str) -> None:
    with pytest.raises(Invalid):
        read_profile(text)


def test_names_nobody_knows_are_listed_once(rules: HouseRules) -> None:
    text = "Mr Lindqvist came. Today Mr Lindqvist left; Qvwenda stayed."
    names = review(Draft(text, "en"), rules).new_names
    assert "Qvwenda" in names
    assert check(Draft(text, "en"), rules) == []


def test_edits_that_clash_wait_for_the_next_round() -> None:
    both = found("It was was，， held.")
    changes = edits(both)
    spans = [edit.span for edit in changes]
    assert all(not one.overlaps(two) for one in spans for two in spans if one is not two)
    assert APPLICABILITIES.index("safe") > APPLICABILITIES.index("unsafe")


def test_beads_move_with_the_text() -> None:
    text = "The the forum. It ended，well."
    pair = SegmentPair("结束了。", "It ended，well.", Span(0, 4), Span(15, len(text)))
    draft = Draft(text, "en", "结束了。", (pair,), skip=(Span(4, 7),))
    changes = edits(check(draft, PLAIN))
    after = moved(draft, changes)
    (moved_pair,) = after.pairs
    assert after.text == apply(text, changes)
    assert moved_pair.en_span is not None
    assert moved_pair.en_span.cut(after.text) == moved_pair.en == "It ended, well."


def test_a_cover_knows_what_touches_it() -> None:
    cover = Cover([Span(8, 10), Span(2, 4), Span(3, 6)])
    assert [cover.touches(Span(at, at + 1)) for at in range(11)] == [
        2 <= at < 6 or 8 <= at < 10 for at in range(11)
    ]
    assert cover.touches(Span(0, 20))
    assert not cover.touches(Span(6, 8))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("piece", ["a", "A", "-", "1", "亿", "中", "(", "'", "\u200b"])
def test_a_word_without_end_is_read_once(
    rules: HouseRules, concept: Callable[..., Concept], piece: str, lang: Language
) -> None:
    """Every rule is linear in the length of a word: a square one would take this for minutes."""
    recogniser = Recogniser([concept("公益组织", "public welfare organization")])
    every = check(Draft(piece * 100_000, lang), replace(rules, recogniser=recogniser))
    assert all(finding.text == finding.span.cut(piece * 100_000) for finding in every)
