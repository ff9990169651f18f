"""The search finds exactly what scoring every unit would find."""

from __future__ import annotations

import random
from collections.abc import Sequence
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from tests.tm.index.conftest import EN, ZH, Unit
from tm.index import Searcher, bulk, gathering, tail_of, writer
from tm.index.reader import Part
from tm.index.searcher import Lot
from tm.languages import LANGUAGES, Language
from tm.text.tokens import tokenise

THRESHOLDS = (30, 50, 60, 70, 85, 100)
RARE = st.sampled_from((0, 1, 2, 32))


def brute_force(
    units: Sequence[Unit], query: Sequence[int], language: Language, percent: int
) -> list[tuple[int, int]]:
    """Score every unit: the definition, with nothing left out."""
    found = []
    for unit in units:
        codes = tokenise(_text(unit, language)).codes
        longest = max(len(codes), len(query))
        raw = 100 * (longest - Levenshtein.distance(codes, query)) // longest if longest else 0
        if raw >= percent:
            found.append((unit.id, raw))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def searcher(
    units: Sequence[Unit], code: SimpleNamespace | None, rare: int | None = None
) -> Searcher:
    """Search `units` as a part of more of them would be: pairs of what is not `rare` are stored."""
    if rare is None:
        return Searcher((tail_of(units, code),), 1, lambda: code)
    ids = [unit.id for unit in units]
    parts = {
        lang: Part(lang, writer.sections(ids, [_text(each, lang) for each in units], lang, code, rare))
        for lang in LANGUAGES
    }
    return Searcher((Lot(parts.__getitem__),), 1, lambda: code)


def _text(unit: Unit, language: Language) -> str:
    return unit.zh if language == "zh" else unit.en


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


@pytest.mark.parametrize("rare", [0, 8, 32])
@pytest.mark.parametrize("compiled", [False, True])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_search_equals_brute_force_on_perturbed_text(
    fast: SimpleNamespace, language: Language, compiled: bool, rare: int
) -> None:
    rng = random.Random(7)
    base, pool = (ZH, "社会组织公益的了三2，") if language == "zh" else (EN, "aeio nst,")
    texts = [perturbed(rng.choice(base) * rng.choice((1, 1, 2, 5)), rng, pool) for _ in range(300)]
    units = [Unit(i, text, text) for i, text in enumerate(texts, 1) if text.strip()]
    search = searcher(units, fast if compiled else None, rare)
    for _ in range(40):
        query = tokenise(perturbed(rng.choice(texts), rng, pool)).codes
        for percent in THRESHOLDS:
            found = [tuple(near) for near in search.near(query, language, percent)]
            assert found == (brute_force(units, query, language, percent) if query else [])


CODES = st.lists(st.integers(10, 16), min_size=1, max_size=90)


@settings(max_examples=150, deadline=None)
@given(st.lists(CODES, min_size=1, max_size=25), CODES, st.sampled_from(THRESHOLDS), RARE)
def test_search_equals_brute_force_on_random_symbols(
    fast: SimpleNamespace, segments: list[list[int]], query: list[int], percent: int, rare: int
) -> None:
    """Few different symbols: repeated grams, long runs, every bound at its edge."""
    spelled = ["".join(chr(0x4E10 + code) for code in codes) for codes in segments]
    units = [Unit(i, text, text) for i, text in enumerate(spelled, 1)]
    wanted = [0x4E10 + code for code in query]
    for code in (None, fast):
        found = [tuple(near) for near in searcher(units, code, rare).near(wanted, "zh", percent)]
        assert found == brute_force(units, wanted, "zh", percent)


def test_more_words_than_two_bytes_can_number(fast: SimpleNamespace) -> None:
    rng = random.Random(2)
    words = [f"w{number}x" for number in range(40_000)]
    texts = [" ".join(words[i : i + 8]) for i in range(0, len(words), 8)]
    units = [Unit(i, "x", text) for i, text in enumerate(texts, 1)]
    search = searcher(units, fast)
    for text in rng.sample(texts, 20):
        query = tokenise(f"{text[:-6]} new").codes
        found = [tuple(near) for near in search.near(query, "en", 60)]
        assert found == brute_force(units, query, "en", 60) != []


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
    for placed in (False, True):
        plain, compiled = (bulk.encode(texts, code, placed=placed) for code in (None, fast))
        for name in ("arena", "offsets", "surfaces", "owners", "starts", "ends"):
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


@given(st.lists(CODES, min_size=1, max_size=12), CODES, st.sampled_from(("zh", "en")), RARE)
@settings(max_examples=150, deadline=None)
def test_longest_runs_are_those_of_comparing_every_stretch(
    fast: SimpleNamespace, segments: list[list[int]], query: list[int], language: Language,
    rare: int,
) -> None:  # fmt: skip
    spelled = [_spelled(codes, language) for codes in segments]
    units = [Unit(i, text, text) for i, text in enumerate(spelled, 1)]
    codes = tokenise(_spelled(query, language)).codes
    wanted = _runs_by_hand([tokenise(text).codes for text in spelled], codes, 3)
    for code in (None, fast):
        found = searcher(units, code, rare).runs(codes, language, 3, 1_000)
        assert set(found) == wanted
        for (start, end), unit in found.items():
            held = searcher(units, code, rare).phrase(codes[start:end], language)
            assert unit in held
            assert held == [each.id for each in units if _holds(each, codes[start:end], language)]


def _holds(unit: Unit, wanted: list[int], language: Language) -> bool:
    tokens, size = tokenise(_text(unit, language)), len(wanted)
    return any(
        tokens.codes[i : i + size] == wanted and not any(tokens.breaks[i + 1 : i + size])
        for i in range(len(tokens) - size + 1)
    )


def _spelled(codes: list[int], language: Language) -> str:
    if language == "zh":
        return "".join(chr(0x4E10 + code) for code in codes)
    return " ".join("word" + chr(0x60 + code) for code in codes)


def _runs_by_hand(
    segments: list[list[int]], query: list[int], shortest: int
) -> set[tuple[int, int]]:
    """For each start the longest run that neither side could widen to the left."""
    longest: dict[int, int] = {}
    for segment in segments:
        for i in range(len(query)):
            for j in range(len(segment)):
                if i and j and query[i - 1] == segment[j - 1]:
                    continue
                n = 0
                while query[i + n : i + n + 1] == segment[j + n : j + n + 1] != []:
                    n += 1
                if n >= shortest:
                    longest[i] = max(longest.get(i, 0), i + n)
    return set(longest.items())


@given(st.lists(CODES, min_size=1, max_size=20), CODES, st.integers(1, 4), RARE)
@settings(max_examples=100, deadline=None)
def test_an_estimate_over_few_units_is_exact(
    fast: SimpleNamespace, segments: list[list[int]], query: list[int], size: int, rare: int
) -> None:
    units = [Unit(i, _spelled(codes, "zh"), "x") for i, codes in enumerate(segments, 1)]
    codes = tokenise(_spelled(query[:size], "zh")).codes
    for code in (None, fast):
        search = searcher(units, code, rare)
        assert search.estimate(codes, "zh") == len(search.phrase(codes, "zh"))


@given(st.lists(CODES, min_size=1, max_size=15), CODES, st.sampled_from((50, 70, 100)), RARE)
@settings(max_examples=150, deadline=None)
def test_units_that_cover_most_of_a_query_are_those_of_looking_at_every_unit(
    fast: SimpleNamespace, segments: list[list[int]], query: list[int], percent: int, rare: int
) -> None:
    """English grams are single words, which nothing tears: every unit must be found."""
    units = [Unit(i, "x", _spelled(codes, "en")) for i, codes in enumerate(segments, 1)]
    codes = tokenise(_spelled(query, "en")).codes
    tells = [i % 3 == 0 for i in range(len(codes))]
    plain = searcher(units, None, rare).covering(codes, tells, "en", percent)
    assert plain == searcher(units, fast, rare).covering(codes, tells, "en", percent)
    assert plain[:3] == searcher(units, fast, rare).covering(codes, tells, "en", percent, 3)
    assert plain == sorted(plain, key=lambda each: (-each.tokens, each.length, each.unit))
    texts = [tokenise(unit.en).codes for unit in units]
    counts = [_covered_by_hand(codes, tells, text) for text in texts]
    least = -(-percent * len(codes) // 100)
    long_enough = [n if len(text) >= least else 0 for n, text in zip(counts, texts, strict=True)]
    wanted = [(n, i) for i, n in enumerate(long_enough, 1) if n >= least]
    assert sorted((each.tokens, each.unit) for each in plain) == sorted(wanted)


def _covered_by_hand(query: list[int], tells: list[bool], text: list[int]) -> int:
    seen = set()
    for i in range(len(query)):
        for j in range(len(text)):
            if query[i] == text[j] and tells[i]:
                seen.add(i)
            if len(query[i : i + 2]) == 2 and query[i : i + 2] == text[j : j + 2]:
                seen |= {i, i + 1}
    return len(seen)


def test_a_long_sentence_that_covers_a_chinese_query_is_found_by_both(
    fast: SimpleNamespace,
) -> None:
    rng = random.Random(3)
    texts = [perturbed(rng.choice(ZH) + rng.choice(ZH), rng, "社会组织公益的了") for _ in range(400)]
    units = [Unit(i, text, "x") for i, text in enumerate(texts, 1)]
    for query in ZH[:8]:
        codes = tokenise(query).codes
        found = [
            searcher(units, code).covering(codes, [False] * len(codes), "zh", 70)
            for code in (None, fast)
        ]
        assert found[0] == found[1] != []


@given(st.lists(CODES, min_size=1, max_size=8), st.integers(1, 3), st.data())
@settings(max_examples=100, deadline=None)
def test_shared_stretches_are_those_counted_one_by_one(
    fast: SimpleNamespace, segments: list[list[int]], least: int, data: st.DataObject
) -> None:
    codes = np.array([code for segment in segments for code in segment], np.int64)
    offsets = np.concatenate(([0], np.cumsum([len(segment) for segment in segments])))
    flags = st.lists(st.booleans(), min_size=len(codes), max_size=len(codes))
    marks = [np.array(data.draw(flags), np.bool_) for _ in range(3)]
    left = np.array([i % 4 != 1 for i in range(len(segments))], np.bool_)
    rows = gathering.Rows(codes, offsets, *marks, codes % 3 > 0)
    plain, quick = (gathering.gathered(rows, left, 5, least, code) for code in (None, fast))
    assert _counted(plain) == _counted(quick)
    for place, size, count in _counted(plain):
        places = gathering.first_places(rows, codes[place : place + size])
        assert int(((places >= 0) & left).sum()) == count
        assert place in places


def _counted(shared: gathering.Shared) -> set[tuple[int, ...]]:
    return set(map(tuple, np.array(shared).T.tolist()))
