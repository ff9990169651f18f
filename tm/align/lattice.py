"""The lattice of beads: what each bead at each place scores.

A bead that starts at Chinese sentence `i` and English sentence `j` and takes `a` and `b` of them
scores

    log prior(a-b) + α · (LLR(en | zh) + LLR(zh | en)) / 2 + β · log N(ln(length ratio))

and a bead with an empty side its prior and so much a character. For each `i` only a band of
`j` is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tm.align.documents import Documents
from tm.align.evidence import Table, running_evidence, tables

Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

NEVER = np.float32(-1e9)
_BLOCK = 64


@dataclass(frozen=True, slots=True)
class Habit:
    """How translators of one kind of text go about it.

    `priors` are log probabilities of bead types; a null loses `null_slope` for each character of
    English (Chinese characters count by the documents' ratio).
    """

    name: str
    priors: dict[tuple[int, int], float]
    null_slope: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What the kinds of evidence count.

    `words` is α, `length` β, `mixed` λ; the logarithm of the length ratio has the variance
    `spread[0] + spread[1] / Chinese length`.
    """

    words: float = 0.2
    length: float = 0.3
    mixed: float = 0.6
    spread: tuple[float, float] = (0.02, 0.9)


@dataclass(frozen=True, slots=True)
class Band:
    """For each Chinese position `i` in 0 … n, English positions `low[i]` … `low[i] + width − 1`."""

    low: Longs
    width: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """`scores[k, i, j − low[i]]`: the score of a bead of type `types[k]` starting at (i, j)."""

    types: tuple[tuple[int, int], ...]
    scores: Floats
    band: Band
    sizes: tuple[int, int]


def whole(zh: int, en: int) -> Band:
    """Return the band that leaves nothing out."""
    return Band(np.zeros(zh + 1, np.int64), en + 1)


def two_sided(types: tuple[tuple[int, int], ...]) -> list[int]:
    """Return the places of the types with both sides."""
    return [k for k, (a, b) in enumerate(types) if a and b]


def lattice(
    documents: Documents, habit: Habit, weights: Weights, band: Band
) -> Lattice:
    """Score every bead of the band."""
    types = tuple(habit.priors)
    n, m = len(documents.zh), len(documents.en)
    scores = np.full((len(types), n + 1, band.width), NEVER, np.float32)
    for rows, columns, evidence, fit in parts(documents, types, weights, band):
        block = weights.words * evidence + weights.length * fit
        for k, (a, b) in enumerate(types):
            if a and b:
                block[k] += habit.priors[a, b]
            else:
                block[k] = habit.priors[a, b] + _null(documents, habit, rows, columns, a)
        _place(scores, block, rows, columns, band)
    _forbid_overruns(scores, types, band, (n, m))
    return Lattice(types, scores, band, (n, m))


def parts(
    documents: Documents, types: tuple[tuple[int, int], ...], weights: Weights, band: Band
) -> Iterator[tuple[range, range, Floats, Floats]]:
    """Yield blocks: rows, columns, mean evidence and log density of length, by type."""
    forward, backward = tables(documents)
    n, m = len(documents.zh), len(documents.en)
    most = max(max(a, b) for a, b in types)
    for start in range(0, n + 1, _BLOCK):
        rows = range(start, min(n + 1, start + _BLOCK))
        low = int(band.low[rows.start : rows.stop].min())
        high = int(band.low[rows.start : rows.stop].max()) + band.width - 1
        columns = range(low, min(m, high) + 1)
        evidence = _evidence(documents, (forward, backward), types, rows, columns, most, weights)
        yield rows, columns, evidence, _length_fit(documents, types, rows, columns, weights)


def _evidence(
    documents: Documents, both: tuple[Table, Table], types: tuple[tuple[int, int], ...],
    rows: range, columns: range, most: int, weights: Weights,
) -> Floats:  # fmt: skip
    zh, en = documents.zh, documents.en
    en_window = range(columns.start, min(len(en), columns.stop - 1 + most))
    zh_window = range(rows.start, min(len(zh), rows.stop - 1 + most))
    to_en = running_evidence(zh, en, both[0], range(rows.start, min(len(zh), rows.stop)),
                             en_window, most, weights.mixed)  # fmt: skip
    to_zh = running_evidence(en, zh, both[1], range(columns.start, min(len(en), columns.stop)),
                             zh_window, most, weights.mixed)  # fmt: skip
    evidence = np.zeros((len(types), len(rows), len(columns)), np.float32)
    for k, (a, b) in enumerate(types):
        if a and b:
            x, y = to_en.shape[1], max(0, min(len(columns), to_en.shape[2] - b))
            evidence[k, :x, :y] = to_en[a - 1, :, b : b + y] - to_en[a - 1, :, :y]
            u, v = to_zh.shape[1], max(0, min(len(rows), to_zh.shape[2] - a))
            evidence[k, :v, :u] += (to_zh[b - 1, :, a : a + v] - to_zh[b - 1, :, :v]).T
    return evidence / 2


def _length_fit(
    documents: Documents, types: tuple[tuple[int, int], ...], rows: range, columns: range,
    weights: Weights,
) -> Floats:  # fmt: skip
    zh = np.concatenate([[0], np.cumsum(documents.zh.lengths, dtype=np.float64)])
    en = np.concatenate([[0], np.cumsum(documents.en.lengths, dtype=np.float64)])
    fit = np.zeros((len(types), len(rows), len(columns)), np.float32)
    base, slope = weights.spread
    usual = 0.5 * np.log(base + slope / 20)
    for k, (a, b) in enumerate(types):
        if a and b:
            zh_length, en_length = 1 + _stretch(zh, rows, a), 1 + _stretch(en, columns, b)
            variance = base + slope / zh_length
            ratio = np.log(en_length)[None, :] - np.log(documents.ratio * zh_length)[:, None]
            density = usual - 0.5 * np.log(variance)
            fit[k] = density[:, None] - 0.5 * ratio**2 / variance[:, None]
    return fit


def _stretch(running: npt.NDArray[np.float64], starts: range, size: int) -> Floats:
    last = len(running) - 1
    at = np.arange(starts.start, starts.stop)
    return (running[np.minimum(at + size, last)] - running[at]).astype(np.float32)


def _null(documents: Documents, habit: Habit, rows: range, columns: range, a: int) -> Floats:
    lost = np.zeros((len(rows), len(columns)), np.float32)
    if a:
        inside = range(rows.start, min(rows.stop, len(documents.zh)))
        lost[: len(inside)] = (
            documents.zh.lengths[inside.start : inside.stop, None] * documents.ratio
        )
    else:
        within = range(columns.start, min(columns.stop, len(documents.en)))
        lost[:, : len(within)] = documents.en.lengths[None, within.start : within.stop]
    return np.float32(habit.null_slope) * lost


def _place(scores: Floats, block: Floats, rows: range, columns: range, band: Band) -> None:
    """Move a block into the band's own coordinates."""
    for at, i in enumerate(rows):
        first = int(band.low[i]) - columns.start
        count = min(band.width, len(columns) - first)
        scores[:, i, :count] = block[:, at, first : first + count]


def _forbid_overruns(
    scores: Floats, types: tuple[tuple[int, int], ...], band: Band, sizes: tuple[int, int]
) -> None:
    """No bead may pass the end of a document."""
    n, m = sizes
    columns = band.low[:, None] + np.arange(band.width)[None, :]
    for k, (a, b) in enumerate(types):
        scores[k, n - a + 1 :] = NEVER
        scores[k][columns + b > m] = NEVER
