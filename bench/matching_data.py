"""Pairs and queries for the benchmark of matching: real segments, and perturbed copies of them."""

from __future__ import annotations

import lzma
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Literal

Side = Literal["zh", "en"]
Pair = tuple[str, str]


def pairs(path: Path, count: int) -> Iterator[Pair]:
    """Yield `count` pairs: those of the file, then perturbed copies of them."""
    real = list(islice(_read(path), count))
    yield from real
    rng = random.Random(count)
    for i in range(count - len(real)):
        zh, en = real[i % len(real)]
        yield perturbed(zh, "zh", rng, 0.35), perturbed(en, "en", rng, 0.35)


def _read(path: Path) -> Iterator[Pair]:
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            zh, en, *_ = line.rstrip("\n").split("\t")
            if zh.strip() and en.strip():
                yield zh, en


def queries(stored: list[Pair], side: Side, count: int, seed: int = 5) -> list[str]:
    """Return stored segments perturbed to some 60 to 95 percent, and one unrelated in five."""
    rng = random.Random(seed)
    made = []
    for i in range(count):
        text = rng.choice(stored)[0 if side == "zh" else 1]
        if i % 5 == 4:
            made.append(_shuffled(text, rng.choice(stored)[0 if side == "zh" else 1], side, rng))
        else:
            made.append(perturbed(text, side, rng, rng.choice((0.05, 0.1, 0.2, 0.3))))
    return [text for text in made if text.strip()]


def perturbed(text: str, side: Side, rng: random.Random, share: float) -> str:
    """Leave out, exchange or double characters (Chinese) or words (English)."""
    units = list(text) if side == "zh" else text.split(" ")
    out: list[str] = []
    for unit in units:
        roll = rng.random()
        if roll < share / 3:
            continue
        out.append(rng.choice(units) if roll < 2 * share / 3 else unit)
        if roll > 1 - share / 3:
            out.append(rng.choice(units))
    return ("" if side == "zh" else " ").join(out)


def _shuffled(one: str, other: str, side: Side, rng: random.Random) -> str:
    units = list(one + other) if side == "zh" else [*one.split(" "), *other.split(" ")]
    rng.shuffle(units)
    return ("" if side == "zh" else " ").join(units[: max(8, len(units) // 2)])
