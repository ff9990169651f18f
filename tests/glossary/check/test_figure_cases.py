"""The casebooks of numbers, dates, names and omissions."""

from __future__ import annotations

from collections import Counter

import pytest

from glossary.check.catalogue import RULES
from tests.casebook import Case, cases, failures

BOOKS = ("numbers", "dates", "names", "omission")
CASES = [case for book in BOOKS for case in cases(book)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    assert failures(case) == []


def test_every_rule_has_twelve_cases() -> None:
    counts = Counter(line.split()[0] for case in CASES for line in case.fields["expect"])
    rules = [rule.code for rule in RULES if rule.code[0] in "NMO"]
    assert {code: counts[code] for code in rules if counts[code] < 12} == {}


def test_half_of_every_book_is_silence() -> None:
    for book in BOOKS:
        silent = sum("silence" in case.fields["expect"] for case in cases(book))
        assert 0.4 <= silent / len(cases(book)) <= 0.7
