"""Every case of the short casebooks, and the size of the books."""

from __future__ import annotations

from collections import Counter

import pytest

from glossary.check.catalogue import RULES
from tests.checklists import Short, fault, shorts

BOOKS = ("punctuation", "terms", "spelling", "near-misses", "consistency")
CASES = [case for book in BOOKS for case in shorts(book)]
ENOUGH = 12


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_rule_says_what_the_casebook_expects(case: Short) -> None:
    assert fault(case) is None


def test_every_rule_of_the_short_books_has_cases_enough_of_both_kinds() -> None:
    counts = Counter((case.code, case.speaks) for case in CASES)
    codes = {case.code for case in CASES}
    assert {code for code in codes for speaks in (True, False) if counts[code, speaks] < ENOUGH} == set()


def test_every_rule_is_in_some_book() -> None:
    elsewhere = ("N", "M", "O")
    ours = {rule.code for rule in RULES if not rule.code.startswith(elsewhere)}
    assert ours == {case.code for case in CASES}
