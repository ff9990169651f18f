"""The page that explains the score to users: every example on it is computed anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.tm.memories import Remembered
from tm.match import Neighbours, Wish, matches
from tm.penalties import POINTS
from tm.text.detect import language_of
from tm.text.tokens import tokenise
from tm.units import Match, Place

PAGE = (Path(__file__).parents[2] / "docs" / "score.md").read_text(encoding="utf-8")


def rows(columns: int) -> Iterator[list[str]]:
    """Yield the cells of every line of the tables that have so many columns."""
    for line in PAGE.splitlines():
        cells = [cell.strip().replace("**", "") for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == columns and not cells[0].startswith("---"):
            yield cells


def best(query: str, source: str, target: str) -> Match:
    language = language_of(query) or "zh"
    memory = Remembered.of([(source, target) if language == "zh" else (target, source)])
    wish = Wish(30)
    return matches(query, language, searcher=memory.searcher, memory=memory, wish=wish)[0]


def listed(cell: str) -> set[str]:
    return set(cell.split(", ")) - {""}


@pytest.mark.parametrize("row", [row for row in rows(5) if row[2].isdigit()], ids=lambda r: r[0])
def test_symbols_distance_and_raw_score(row: list[str]) -> None:
    query, source, symbols, distance, raw = row
    match = best(query, source, "x" if language_of(query) == "zh" else "甲")
    assert max(len(tokenise(query)), len(tokenise(source))) == int(symbols)
    assert match.raw_score == int(raw)
    assert 100 * (int(symbols) - int(distance)) // int(symbols) == int(raw)


@pytest.mark.parametrize("row", [row for row in rows(8) if row[5].isdigit()], ids=lambda r: r[0])
def test_worked_examples(row: list[str]) -> None:
    query, source, target, raw, penalties, score, warnings, offered = row
    match = best(query, source, target)
    assert (match.raw_score, match.score) == (int(raw), int(score))
    assert {penalty.name for penalty in match.penalties} == listed(penalties)
    assert set(match.warnings) == listed(warnings)
    assert (match.adapted or "") == offered


def penalty_rows() -> list[tuple[str, str, str]]:
    return [
        (found[1], points, example)
        for name, points, example in rows(3)
        if (found := re.match("`([a-z]+)`", name))
    ]


def test_the_table_of_penalties_is_the_one_that_counts() -> None:
    told: dict[str, set[str]] = {}
    for name, points, _ in penalty_rows():
        told.setdefault(name, set()).add(points)
    varying = {"unreviewed": {"1–5"}, "collection": {"as set", "自定"}}
    assert told == {name: {str(points)} for name, points in POINTS.items()} | varying


PAIRS = [
    (name, example.split(":")[-1].split(";")[0].split(", ， /")[0].strip())
    for name, _, example in penalty_rows()
    if " / " in example
]


@pytest.mark.parametrize(("name", "pair"), PAIRS)
def test_the_examples_of_a_penalty_cost_that_penalty(name: str, pair: str) -> None:
    one, other = pair.split(" / ")
    around = "会议{}举行" if re.search("[一-鿿]", pair) else "The {} today"
    match = best(around.format(one), around.format(other), "x" if "会" in around else "甲")
    assert [penalty.name for penalty in match.penalties] == [name]


@pytest.mark.parametrize(
    ("around", "score"),
    [
        (None, 100),
        (Neighbours("别的。", "别的。"), 100),
        (Neighbours("前一句。", "别的。"), 101),
        (Neighbours("别的。", "后一句。"), 101),
        (Neighbours("前一句。", "后一句。"), 102),
    ],
)
def test_neighbours_count_as_the_page_says(around: Neighbours | None, score: int) -> None:
    memory = Remembered.of([("理事会同意。", "The council agreed.")])
    place = Place(1, "reviewed", article=1, previous=("前一句。", "A."), next=("后一句。", "B."))
    memory.units[1] = replace(memory.units[1], places=(place,))
    wish = Wish(60, neighbours=around)
    [match] = matches(
        "理事会同意。", "zh", searcher=memory.searcher, memory=memory, wish=wish
    )
    assert match.score == score


def test_standing_at_the_edge_of_the_text_on_both_sides_counts_as_agreeing() -> None:
    memory = Remembered.of([("理事会同意。", "The council agreed.")])
    place = Place(1, "reviewed", article=1, position=0)
    memory.units[1] = replace(memory.units[1], places=(place,))
    wish = Wish(60, neighbours=Neighbours(None, None))
    [match] = matches(
        "理事会同意。", "zh", searcher=memory.searcher, memory=memory, wish=wish
    )
    assert match.score == 102
