"""Searching some units alone: as if the memory held no others, whatever lots they lie in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tm.index.conftest import Unit
from tests.tm.memories import Remembered
from tm.containing import containing
from tm.fragments import fragments
from tm.index import Searcher, directory, tail_of
from tm.match import Wish, matches
from tm.text.tokens import tokenise

TEXT = st.text(st.sampled_from("社会组织公益年会"), min_size=1, max_size=14)
EDIT = st.tuples(st.integers(1, 12), TEXT, st.booleans())


def _ends(runs: dict[tuple[int, int], int]) -> dict[int, int]:
    """The furthest end from each start: every lot names its own."""
    found: dict[int, int] = {}
    for start, end in runs:
        found[start] = max(found.get(start, 0), end)
    return found


@given(
    st.lists(TEXT, min_size=1, max_size=12), st.lists(EDIT, max_size=6), TEXT,
    st.none() | st.sets(st.integers(1, 14)),
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_what_is_found_is_what_a_memory_of_these_units_would_give(
    fast: SimpleNamespace, texts: list[str], edits: list[tuple[int, str, bool]], query: str,
    wanted: set[int] | None,
) -> None:  # fmt: skip
    first = [Unit(i, text, "x") for i, text in enumerate(texts, 1)]
    later = {id: Unit(id, text, "x", 2, gone) for id, text, gone in edits}
    now = {unit.id: unit for unit in first} | later
    left = [
        unit for unit in now.values()
        if not unit.deleted and (wanted is None or unit.id in wanted)
    ]  # fmt: skip
    twin = Searcher((tail_of(left, None),), 2, lambda: None)
    for code in (None, fast):
        lots = (tail_of(first, code), tail_of(list(later.values()), code))
        search = Searcher(lots, 2, lambda: code)  # noqa: B023 (used within the turn)
        if wanted is not None:
            search = search.among(np.array(sorted(each.id for each in left), np.int64))
            assert len(search) == len(left)
        codes = twin.tokens(query).codes
        tells = [True] * len(codes)
        assert search.near(codes, "zh", 40) == twin.near(codes, "zh", 40)
        assert search.covering(codes, tells, "zh", 60, 3) == twin.covering(codes, tells, "zh", 60, 3)
        assert search.holding([[each] for each in codes], "zh") == twin.holding(
            [[each] for each in codes], "zh"
        )
        assert search.phrase(codes[:2], "zh") == twin.phrase(codes[:2], "zh")
        if wanted is not None:
            assert search.estimate(codes[:2], "zh") == twin.estimate(codes[:2], "zh")
        runs = search.runs(codes, "zh", 3, 1_000)
        assert _ends(runs) == _ends(twin.runs(codes, "zh", 3, 1_000))
        for (start, end), unit in runs.items():
            assert unit in twin.phrase(codes[start:end], "zh")


PAIR = st.tuples(
    st.text(st.sampled_from("社会组织公益年会，"), min_size=1, max_size=14),
    st.sampled_from(("the society", "public benefit", "annual meeting", "public benefit society")),
)


@given(st.lists(PAIR, min_size=1, max_size=20), TEXT, st.sets(st.integers(1, 20)))
@settings(max_examples=150, deadline=None)
def test_matches_parts_and_longer_sentences_are_those_of_a_memory_of_these_units(
    fast: SimpleNamespace, pairs: list[tuple[str, str]], query: str, wanted: set[int]
) -> None:
    whole = Remembered.of(pairs)
    few = Remembered({id: unit for id, unit in whole.units.items() if id in wanted})
    narrowed = whole.searcher.among(np.array(sorted(few.units), np.int64))
    for ask in (matches, fragments, containing):
        how = {"wish": Wish(40, 3)} if ask is matches else {}
        found = ask(query, "zh", searcher=narrowed, memory=whole, **how)
        assert found == ask(query, "zh", searcher=few.searcher, memory=few, **how)


def test_warming_calls_all_compiled_code_that_searches_call(fast: SimpleNamespace) -> None:
    """A filter goes other ways than the whole memory: none may be compiled within a request."""
    called: set[str] = set()
    spied = SimpleNamespace(**{
        name: partial(_noted, called, name, function) for name, function in vars(fast).items()
    })  # fmt: skip
    directory._exercise(lambda: spied)
    warmed, codes = set(called), tokenise("社会组织开展公益活动").codes
    called.clear()
    units = [Unit(id, "社会组织开展公益活动", "x") for id in (1, 2)]
    whole = Searcher((tail_of(units, spied),), 1, lambda: spied)
    for search in (whole, whole.among(np.array([1]))):
        search.near(codes, "zh", 60)
        search.phrase(codes, "zh")
        search.estimate(codes, "zh")
        search.runs(codes, "zh", 3, 10)
        search.covering(codes, [True] * len(codes), "zh", 70)
        search.encode(["社会组织"])
    assert called
    assert called <= warmed


def _noted(called: set[str], name: str, function: Callable[..., Any], *arguments: Any) -> Any:
    called.add(name)
    return function(*arguments)
