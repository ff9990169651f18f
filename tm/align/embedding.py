"""An optional sign: how alike a sentence-embedding model finds the sides of a bead.

After Thompson and Koehn (2019): sentences are vectors, a stretch of sentences the sum of theirs,
and likeness is the cosine less what strangers of the same documents have on average, for models
differ in how alike they find any two texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from tm.align.lattice import MOST_EN, MOST_ZH, NEVER, TYPES, Band
from tm.errors import Invalid

Floats = npt.NDArray[np.float32]
Vectors = tuple[Floats, Floats]

WEIGHT = 4.0
"""Log weight, for each sentence, of a cosine 1 above that of strangers. The fitted model knows no
embeddings; this is the best of a few weights tried with one weak model, and no figure of it is kept
in bench/RESULTS.md: no model of both languages comes with the packages this project may install."""

_BLOCK = 64


class Encoder(Protocol):
    """Turns texts of either language into vectors in which translations lie near each other."""

    def encode(self, texts: Sequence[str], /) -> npt.NDArray[np.floating[npt.NBitBase]]:
        """Return one row for each text."""


def vectors(encoder: Encoder, zh: Sequence[str], en: Sequence[str]) -> Vectors:
    """Return the unit vectors of both documents; raise Invalid for an encoder of other shape."""
    found = np.asarray(encoder.encode([*zh, *en]), np.float32)
    if found.ndim != 2 or len(found) != len(zh) + len(en) or not np.isfinite(found).all():
        got = f"an array of shape {found.shape}"
        raise Invalid("encoder", got, f"{len(zh) + len(en)} rows of finite numbers")
    unit = _unit(found)
    return unit[: len(zh)], unit[len(zh) :]


def add_likeness(scores: Floats, band: Band, both: Vectors) -> None:
    """Add to every bead with two sides what its likeness speaks for it, for each sentence."""
    zh, en = both
    n, m = len(zh), len(en)
    usual = float(zh.mean(axis=0) @ en.mean(axis=0)) if n and m else 0.0
    ours = [_stretches(zh, size) for size in range(1, MOST_ZH + 1)]
    theirs = [_stretches(en, size) for size in range(1, MOST_EN + 1)]
    for start in range(0, n, _BLOCK):
        rows = np.arange(start, min(n, start + _BLOCK))
        columns = band.low[rows][:, None] + np.arange(band.width)[None, :]
        first, last = int(columns.min()), min(m, int(columns.max()) + 1)
        for k, (a, b) in enumerate(TYPES):
            if a and b and first < last:
                alike = ours[a - 1][rows] @ theirs[b - 1][first:last].T - usual
                inside = np.minimum(columns - first, last - first - 1)
                gain = np.take_along_axis(alike, inside, axis=1) * (WEIGHT * (a + b) / 2)
                open_ = scores[k, rows] > NEVER / 2
                scores[k, rows] += np.where(open_, gain, 0).astype(np.float32)


def _stretches(unit: Floats, size: int) -> Floats:
    """Return the unit vector of each stretch of `size` sentences; at the end it is cut short."""
    padded = np.concatenate([np.zeros((1, unit.shape[1])), np.cumsum(unit, axis=0, dtype=float)])
    at = np.arange(len(unit))
    summed = padded[np.minimum(at + size, len(unit))] - padded[at]
    return _unit(summed.astype(np.float32))


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), np.float32)
