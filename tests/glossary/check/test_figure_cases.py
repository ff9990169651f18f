"""The casebooks of numbers, dates, names and omissions."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from glossary.check.catalogue import RULES
from tests.casebook import Case, cases, draft, failures, findings

BOOKS = ("numbers", "relations", "dates", "names", "omission")
CASES = [case for book in BOOKS for case in cases(book)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    assert failures(case) == []


@pytest.mark.parametrize("case", [case for case in CASES if len(case.fields["en"]) == 1], ids=str)
def test_a_fix_settles_its_finding(case: Case) -> None:
    text = draft(case).text
    for finding in findings(case):
        if finding.fix is None or finding.code not in ("N101", "N102", "N103", "M102"):
            continue
        (edit,) = finding.fix.edits
        fixed = text[: edit.span.start] + edit.text + text[edit.span.end :]
        again = replace(case, fields={**case.fields, draft(case).lang: [fixed]})
        assert finding.message not in [other.message for other in findings(again)]


def test_every_rule_has_twelve_cases() -> None:
    counts = Counter(line.split()[0] for case in CASES for line in case.fields["expect"])
    rules = [rule.code for rule in RULES if rule.code[0] in "NMO"]
    assert {code: counts[code] for code in rules if counts[code] < 12} == {}


def test_half_of_every_book_is_silence() -> None:
    for book in BOOKS:
        silent = sum("silence" in case.fields["expect"] for case in cases(book))
        assert 0.4 <= silent / len(cases(book)) <= 0.7
