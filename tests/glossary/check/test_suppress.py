"""Decisions to leave a finding: in the text, beside it, by word, with reason and end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.check.finding import Finding
from glossary.check.reading import Draft
from glossary.check.run import check, review
from glossary.check.suppress import (
    Suppression,
    key_of,
    read_suppressions,
    suppression_of,
    write_suppressions,
)
from glossary.recognise import Recogniser
from glossary.rules import HouseRules
from tm.errors import Invalid

RULES = HouseRules(Recogniser(()))
TEXT = "The members of the the council met in May and went home."


def only(text: str) -> Finding:
    (finding,) = check(Draft(text, "en"), RULES)
    return finding


def counted(text: str, *kept: Suppression, today: str | None = None) -> list[str]:
    return [f.code for f in review(Draft(text, "en"), RULES, kept=kept, today=today).findings]


@pytest.mark.parametrize(
    "text",
    [
        "Members of the the [sic] council met.",
        "Members of the the council met. <!-- duizhao: ignore S106 a quotation -->",
        "Members of the the council met. # duizhao: ignore S1, P a quotation",
        "<!-- duizhao: ignore a quotation -->\nMembers of the the council met.",
    ],
)
def test_a_mark_in_the_text_leaves_its_finding(text: str) -> None:
    result = review(Draft(text, "en"), RULES)
    assert result.findings == ()
    assert [each.finding.code for each in result.suppressed] == ["S106"]


def test_a_comment_keeps_its_reason_and_names_its_codes() -> None:
    line = "Members of the the council met，and left. <!-- duizhao: ignore S106 old text -->"
    result = review(Draft(line, "en"), RULES)
    assert [finding.code for finding in result.findings] == ["P101"]
    assert [each.by.reason for each in result.suppressed] == ["old text"]


def test_a_comment_speaks_of_one_line_only() -> None:
    text = "One of the the first. // duizhao: ignore S106 so be it\nOne of the the last."
    assert [finding.span.start for finding in review(Draft(text, "en"), RULES).findings] == [62]


def test_a_kept_decision_survives_edits_elsewhere_and_dies_with_its_sentence() -> None:
    kept = suppression_of(only(TEXT), TEXT, "as in the original", author="li")
    assert counted(TEXT, kept) == []
    assert counted("At noon it rained. " + TEXT + " Later too.", kept) == []
    assert counted("Some of the the donors met in May and went home.", kept) == ["S106"]


def test_a_decision_for_the_word_holds_everywhere_and_whole() -> None:
    kept = suppression_of(only(TEXT), TEXT, "house style", scope="word")
    assert counted("Some of the the donors left.", kept) == []
    assert counted("It was was held.", kept) == ["S106"]


def test_a_decision_ends_and_an_unused_one_is_reported() -> None:
    kept = replace(suppression_of(only(TEXT), TEXT, "for now"), expires="2026-01-31")
    assert counted(TEXT, kept, today="2026-01-31") == []
    assert counted(TEXT, kept, today="2026-02-01") == ["S106"]
    assert review(Draft("All is well.", "en"), RULES, kept=(kept,)).unused == (kept,)


def test_a_decision_needs_a_reason() -> None:
    with pytest.raises(Invalid):
        suppression_of(only(TEXT), TEXT, " ")


def test_what_is_written_is_read_again() -> None:
    kept = [
        Suppression("S106", "the the", 'said "so"\\', "here", key_of(only(TEXT), TEXT), "李", "2026-01-02"),
        Suppression("", "Dianchi", "湖名", "word", expires="2027-12-31"),
    ]
    assert read_suppressions(write_suppressions(kept)) == kept


@pytest.mark.parametrize(
    "text",
    [
        "[[suppression]", '[[suppression]]\ncode = "S101"\n',
        '[[suppression]]\ncode = "S1"\ntext = "a"\nreason = "b"\nscope = "moon"\n',
        '[[suppression]]\ncode = 3\ntext = "a"\nreason = "b"\n',
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_so(text: str) -> None:
    with pytest.raises(Invalid):
        read_suppressions(text)
