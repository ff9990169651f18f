"""Remarks say the same in both languages."""

from __future__ import annotations

import re

import pytest

from tm.extract.remarks import TEXTS


@pytest.mark.parametrize("code", TEXTS)
def test_both_languages_hold_the_same_values(code: str) -> None:
    english, chinese = (set(re.findall(r"{\d}", text)) for text in TEXTS[code])
    assert english == chinese
