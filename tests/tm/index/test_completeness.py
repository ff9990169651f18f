"""The search finds exactly what scoring every unit would find."""

from __future__ import annotations

import random
from collections.abc import Sequence
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from tests.tm.index.conftest import EN, ZH, Unit
from tm.index import Searcher, bulk, tail_of
from tm.languages import Language
from tm.text.tokens import tokenise

THRESHOLDS = (30, 50, 60, 70, 85, 100)


def brute_force(
    units: Sequence[Unit], query: Sequence[int], language: Language, percent: int
) -> list[tuple[int, int]]:
    """Score every unit: the definition, with nothing left out."""
    found = []
    for unit in units:
        codes = tokenise(unit.zh if language == "zh" else unit.en).codes
        longest = max(len(codes), len(query))
        raw = 100 * (longest - Levenshtein.distance(codes, query)) // longest if longest else 0
        if raw >= percent:
            found.append((unit.id, raw))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def searcher(units: Sequence[Unit], code: SimpleNamespace | None) -> Searcher:
    return Searcher((tail_of(units, code),), 1, lambda: code)


def perturbed(text: str, rng: random.Random, pool: str) -> str:
    """Put in, leave out and exchange some characters."""
    out = []
    for ch in text:
        roll = rng.random()
        if roll < 0.08:
            continue
        out.append(rng.choice(pool) if roll < 0.16 else ch)
        if roll > 0.95:
            out.append(rng.choice(pool))
    return "".join(out)


@pytest.mark.parametrize("compiled", [False, True])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_search_equals_brute_force_on_perturbed_text(
    fast: SimpleNamespace, language: Language, compiled: bool
) -> None:
    rng = random.Random(7)
    base, pool = (ZH, "社会组织公益的了三2，") if language == "zh" else (EN, "aeio nst,")
    texts = [perturbed(rng.choice(base) * rng.choice((1, 1, 2, 5)), rng, pool) for _ in range(300)]
    units = [Unit(i, text, text) for i, text in enumerate(texts, 1) if text.strip()]
    search = searcher(units, fast if compiled else None)
    for _ in range(40):
        query = tokenise(perturbed(rng.choice(texts), rng, pool)).codes
        for percent in THRESHOLDS:
            found = [tuple(near) for near in search.near(query, language, percent)]
            assert found == (brute_force(units, query, language, percent) if query else [])


CODES = st.lists(st.integers(10, 16), min_size=1, max_size=90)


@settings(max_examples=150, deadline=None)
@given(st.lists(CODES, min_size=1, max_size=25), CODES, st.sampled_from(THRESHOLDS))
def test_search_equals_brute_force_on_random_symbols(
    fast: SimpleNamespace, segments: list[list[int]], query: list[int], percent: int
) -> None:
    """Few different symbols: repeated grams, long runs, every bound at its edge."""
    spelled = ["".join(chr(0x4E10 + code) for code in codes) for codes in segments]
    units = [Unit(i, text, text) for i, text in enumerate(spelled, 1)]
    wanted = [0x4E10 + code for code in query]
    for code in (None, fast):
        found = [tuple(near) for near in searcher(units, code).near(wanted, "zh", percent)]
        assert found == brute_force(units, wanted, "zh", percent)


@pytest.mark.parametrize("length", [64, 65, 128, 399, 401, 900])
def test_long_segments_are_found_at_every_word_boundary(fast: SimpleNamespace, length: int) -> None:
    rng = random.Random(length)
    text = "".join(chr(rng.randrange(0x4E00, 0x5E00)) for _ in range(length))
    kept = "".join(ch if rng.random() > 0.3 else "的" for ch in text)
    units = [Unit(1, kept, "x"), Unit(2, text[: length // 2], "y")]
    query = tokenise(text).codes
    found = [tuple(near) for near in searcher(units, fast).near(query, "zh", 50)]
    assert found == brute_force(units, query, "zh", 50)


def test_more_results_than_there_was_room_for_are_all_returned(fast: SimpleNamespace) -> None:
    units = [Unit(i, "社会组织", "x") for i in range(1, 6001)]
    found = searcher(units, fast).near(tokenise("社会组织").codes, "zh", 100)
    assert [near.unit for near in found] == list(range(1, 6001))


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_compiled_tokens_are_the_plain_ones(fast: SimpleNamespace, text: str) -> None:
    plain, compiled = tokenise(text), bulk.tokenise_fast(text, fast)
    assert (plain.codes, plain.starts, plain.ends) == (
        compiled.codes,
        compiled.starts,
        compiled.ends,
    )
    assert list(map(bool, plain.breaks)) == list(map(bool, compiled.breaks))


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_segments_encoded_in_bulk_are_those_encoded_one_by_one(
    fast: SimpleNamespace, texts: list[str]
) -> None:
    plain, compiled = bulk.encode(texts, None), bulk.encode(texts, fast)
    for name in ("arena", "offsets", "surfaces", "owners"):
        assert getattr(plain, name).tolist() == getattr(compiled, name).tolist()


@given(CODES, CODES)
@settings(max_examples=100, deadline=None)
def test_the_score_is_symmetric(one: list[int], other: list[int]) -> None:
    spelled = ["".join(chr(0x4E10 + code) for code in codes) for codes in (one, other)]
    scores = [
        searcher([Unit(1, stored, "x")], None).near(tokenise(asked).codes, "zh", 1)
        for stored, asked in (spelled, spelled[::-1])
    ]
    assert scores[0] == scores[1]
