"""The cases of `tests/cases/matches.md`: adapted translations and warnings, each read by a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tm.memories import Remembered
from tm.match import Wish, matches
from tm.text.detect import language_of

BOOK = Path(__file__).parents[1] / "cases" / "matches.md"


def cases() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield heading and fields of each case."""
    for part in BOOK.read_text(encoding="utf-8").split("\n## ")[1:]:
        heading, _, body = part.partition("\n")
        yield heading, dict(re.findall(r"^(\w+): (.*)$", body, re.MULTILINE))


@pytest.mark.parametrize(("heading", "case"), [pytest.param(*each, id=each[0]) for each in cases()])
def test_a_match_says_what_the_casebook_says(heading: str, case: dict[str, str]) -> None:
    memory = Remembered.of([(case["zh"], case["en"])])
    source = language_of(case["ask"])
    assert source is not None
    found = matches(
        case["ask"], source, searcher=memory.searcher, memory=memory, wish=Wish(50)
    )
    assert found, heading
    assert (found[0].adapted or "-", " ".join(found[0].warnings) or "-") == (
        case["adapted"], case["warns"],
    )  # fmt: skip
