"""Neighbours by bucket against comparing every two texts."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from glossary.alike import LEAST_ALIKE, alike, slipped

WORDS = ("capacity", "building", "social", "organisation", "phase 1", "phase 12", "fund", "charity")
SOUNDS = "一依医带代大路陆鹿地区环境保护法公益工医"


def texts(lang: str, draw: random.Random) -> list[str]:
    """Make texts, and of each some that one edit made of it."""
    if lang == "zh":
        made = ["".join(draw.choices(SOUNDS, k=draw.randint(3, 5))) for _ in range(150)]
    else:
        made = [" ".join(draw.choices(WORDS, k=draw.randint(1, 3))) for _ in range(150)]
    return list(dict.fromkeys([*made, *(_edited(text, draw) for text in made)]))


def _edited(text: str, draw: random.Random) -> str:
    at, other = draw.randrange(len(text)), draw.choice(text)
    head, tail = text[:at], text[at + 1 :]
    return draw.choice(
        [head + tail, head + other + tail, head + other + text[at:], head + tail[:1] + text[at]
         + tail[1:]]
    ).strip()  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("seed", range(5))
def test_buckets_find_what_comparing_all_finds(lang, seed):
    every = texts(lang, random.Random(seed))
    long = [text for text in every if len(text) >= LEAST_ALIKE[lang]]
    slowly = {frozenset(pair) for pair in combinations(long, 2) if slipped(*pair, lang)}
    found = [frozenset(pair) for pair in alike(every, lang)]
    assert slowly
    assert set(found) == slowly
    assert len(found) == len(slowly)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("capacity building", "capacity buidling", True),
        ("capacity building", "capacity bulding", True),
        ("phase 12 plan", "phase 13 plan", False), ("phase 1 plan", "phase 12 plan", False),
        ("social organization", "social organisation", False),
        ("charity fund", "charity funds", False), ("charity", "chairty", False),
    ],
)  # fmt: skip
def test_a_figure_an_ending_or_a_spelling_is_no_slip(one, two, expected):
    assert slipped(one, two, "en") is expected
