"""Pairs and queries for the benchmark of matching: real segments, and perturbed copies of them."""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Side = Literal["zh", "en"]
Pair = tuple[str, str]
Array = npt.NDArray[Any]

LOT = 20_000
"""Pairs perturbed at once."""
COPIED = 0.35
"""Share of a copy's units that are touched: it is like its model to some 65 to 75 percent."""


def pairs(path: Path, count: int) -> Iterator[Pair]:
    """Yield `count` pairs: those of the file, then perturbed copies of them."""
    real = list(islice(_read(path), count))
    yield from real
    rng = np.random.default_rng(count)
    for first in range(0, count - len(real), LOT):
        lot = range(first, min(first + LOT, count - len(real)))
        models = [real[i % len(real)] for i in lot]
        yield from zip(
            perturbed([zh for zh, _ in models], "zh", rng, COPIED),
            perturbed([en for _, en in models], "en", rng, COPIED),
            strict=True,
        )


def _read(path: Path) -> Iterator[Pair]:
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            zh, en, *_ = line.rstrip("\n").split("\t")
            if zh.strip() and en.strip():
                yield zh, en


def queries(stored: Sequence[Pair], side: Side, count: int, seed: int = 5) -> list[str]:
    """Return stored segments perturbed to some 60 to 95 percent, and one unrelated in five."""
    rng = np.random.default_rng(seed)
    at = 0 if side == "zh" else 1
    texts = [stored[i][at] for i in rng.integers(len(stored), size=count)]
    made = perturbed(texts, side, rng, rng.choice((0.05, 0.1, 0.2, 0.3), size=count))
    for i in range(4, count, 5):
        made[i] = _shuffled(texts[i], stored[rng.integers(len(stored))][at], side, rng)
    return [text for text in made if text.strip()]


def perturbed(
    texts: Sequence[str], side: Side, rng: np.random.Generator, share: float | Array
) -> list[str]:
    """Leave out, exchange or double a share of the characters (Chinese) or words (English).

    `share` is one for all texts or one for each; what is put in comes from the same text.
    """
    cut = [text if side == "zh" else text.split(" ") for text in texts]
    sizes = np.array([len(units) for units in cut])
    owner = np.repeat(np.arange(len(cut)), sizes)
    first, place = np.repeat(np.cumsum(sizes) - sizes, sizes), np.arange(len(owner))
    other = first + (rng.random(len(owner)) * sizes[owner]).astype(np.int64)
    third = np.broadcast_to(np.asarray(share), len(cut))[owner] / 3
    roll = rng.random(len(owner))
    kept = roll >= third
    chosen = np.where(roll < 2 * third, other, place)
    # A doubled unit comes again right after itself.
    times = np.where(kept, 1 + (roll > 1 - third), 0)
    bounds = np.cumsum(np.bincount(owner, times, len(cut)).astype(np.int64)).tolist()
    every = np.repeat(chosen, times)
    if side == "zh":
        points = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)[every]
        joined = points.tobytes().decode("utf-32-le")
        return [joined[a:b] for a, b in zip([0, *bounds], bounds, strict=False)]
    words = np.array([word for each in cut for word in each], object)[every].tolist()
    return [" ".join(words[a:b]) for a, b in zip([0, *bounds], bounds, strict=False)]


def _shuffled(one: str, other: str, side: Side, rng: np.random.Generator) -> str:
    units = list(one + other) if side == "zh" else [*one.split(" "), *other.split(" ")]
    rng.shuffle(units)
    return ("" if side == "zh" else " ").join(units[: max(8, len(units) // 2)])
