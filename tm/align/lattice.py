"""The lattice of beads: what speaks for each bead at each place.

A bead that starts at Chinese sentence `i` and English sentence `j` takes `a` and `b` of them; its
type is a-b. `signs` measures every bead of a stretch of the lattice by every sign of `SIGNS`; the
model weighs them. For each `i` only a band of `j` is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tm.align.documents import Documents, Side
from tm.align.evidence import Table, running_evidence, tables

Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Type = tuple[int, int]

TYPES: tuple[Type, ...] = (
    (1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1), (2, 3), (3, 2), (2, 4), (1, 5),
    (3, 3), (1, 6), (3, 4), (1, 0), (0, 1),
)  # fmt: skip
MOST_ZH, MOST_EN = (max(sizes) for sizes in zip(*TYPES, strict=True))
MOST: int = max(MOST_ZH, MOST_EN)

SIGNS: tuple[str, ...] = (
    "evidence", "edge", "length",
    "opening both", "opening zh", "opening en", "closing both", "closing zh", "closing en",
    "question both", "question zh", "question en", "exclamation both", "exclamation zh",
    "exclamation en",
)  # fmt: skip
"""What is measured of a bead with two sides.

- evidence: how much better than chance each side explains the other, in nats;
- edge: the evidence for a token of the worst outer sentence of a side with several, at most 0.3;
- length: log density of the length ratio;
- the rest: whether both sides or one begin with an opening quotation mark, end with a closing
  one, a question mark, an exclamation mark.
"""

NEVER = np.float32(-1e9)
_BLOCK = 64
_EDGE = 0.3
# Variance of the logarithm of the length ratio: base + slope / Chinese length.
_BASE, _SLOPE = 0.1, 0.9


@dataclass(frozen=True, slots=True)
class Band:
    """For each Chinese position `i` in 0 … n, English positions `low[i]` … `low[i] + width − 1`."""

    low: Longs
    width: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """`scores[k, i, j − low[i]]`: the score of a bead of type `TYPES[k]` starting at (i, j)."""

    scores: Floats
    band: Band
    sizes: tuple[int, int]


def whole(zh: int, en: int) -> Band:
    """Return the band that leaves nothing out."""
    return Band(np.zeros(zh + 1, np.int64), en + 1)


def blocks(documents: Documents, band: Band) -> Iterator[tuple[range, range, Floats]]:
    """Yield the signs of the band's beads in stretches: rows, columns, values [sign, type, i, j].

    Beads that would pass the end of a document have values that mean nothing.
    """
    both = tables(documents)
    n, m = len(documents.zh), len(documents.en)
    for start in range(0, n + 1, _BLOCK):
        rows = range(start, min(n + 1, start + _BLOCK))
        low = int(band.low[rows.start : rows.stop].min())
        high = int(band.low[rows.start : rows.stop].max()) + band.width
        columns = range(low, min(m + 1, high))
        yield rows, columns, signs(documents, both, rows, columns)


def signs(
    documents: Documents, both: tuple[Table, Table], rows: range, columns: range
) -> Floats:
    """Measure the beads that start in `rows` and `columns`."""
    values = np.zeros((len(SIGNS), len(TYPES), len(rows), len(columns)), np.float32)
    _evidence(values, documents.zh, documents.en, both[0], rows, columns)
    mirrored = values.transpose(0, 1, 3, 2)
    _evidence(mirrored, documents.en, documents.zh, both[1], columns, rows, mirror=True)
    _length(values, documents, rows, columns)
    _ends(values, documents, rows, columns)
    return values


def _evidence(
    values: Floats, source: Side, target: Side, table: Table, rows: range, columns: range,
    *, mirror: bool = False,
) -> None:  # fmt: skip
    """Add half the evidence that target stretches translate source stretches, and its edges."""
    inside = range(rows.start, min(len(source), rows.stop))
    window = range(columns.start, min(len(target), columns.stop - 1 + MOST))
    most = MOST_EN if mirror else MOST_ZH
    totals = running_evidence(source, target, table, inside, window, most)
    if not len(inside) or not len(window):
        return
    sizes = np.maximum(1, target.sizes[window.start : window.stop])
    each = np.minimum(_EDGE, np.diff(totals, axis=2) / sizes)
    for k, size in enumerate(TYPES):
        a, b = size[::-1] if mirror else size
        count = min(len(columns), len(window) + 1 - b)
        if a and b and count > 0:
            here = values[:, k, : len(inside), :count]
            here[0] += (totals[a - 1, :, b : b + count] - totals[a - 1, :, :count]) / 2
            if b > 1:
                last = each[a - 1, :, b - 1 : b - 1 + count]
                here[1] += np.minimum(each[a - 1, :, :count], last)


def _length(values: Floats, documents: Documents, rows: range, columns: range) -> None:
    zh, en = _running(documents.zh), _running(documents.en)
    usual = 0.5 * np.log(_BASE + _SLOPE / 20)
    for k, (a, b) in enumerate(TYPES):
        if a and b:
            zh_length, en_length = 1 + _stretch(zh, rows, a), 1 + _stretch(en, columns, b)
            variance = _BASE + _SLOPE / zh_length
            ratio = np.log(en_length)[None, :] - np.log(documents.ratio * zh_length)[:, None]
            density = usual - 0.5 * np.log(variance)
            values[2, k] = density[:, None] - 0.5 * ratio**2 / variance[:, None]


def _running(side: Side) -> Doubles:
    return np.concatenate([[0.0], np.cumsum(side.lengths, dtype=np.float64)])


def _stretch(running: Doubles, starts: range, size: int) -> Doubles:
    at = np.arange(starts.start, starts.stop)
    return running[np.minimum(at + size, len(running) - 1)] - running[at]


def _ends(values: Floats, documents: Documents, rows: range, columns: range) -> None:
    """Compare how the sides of a bead begin and end."""
    n, m = len(documents.zh), len(documents.en)
    i, j = np.arange(rows.start, rows.stop), np.arange(columns.start, columns.stop)
    for k, (a, b) in enumerate(TYPES):
        if a and b:
            last_i, last_j = np.minimum(i + a, n), np.minimum(j + b, m)
            for mark in range(4):
                zh, en = documents.zh.marks[mark], documents.en.marks[mark]
                on_zh = zh[i if mark == 0 else last_i][:, None]
                on_en = en[j if mark == 0 else last_j][None, :]
                sign = 3 + 3 * mark
                values[sign, k] = on_zh & on_en
                values[sign + 1, k] = on_zh & ~on_en
                values[sign + 2, k] = ~on_zh & on_en


def place(scores: Floats, block: Floats, rows: range, columns: range, band: Band) -> None:
    """Move a block of scores into the band's own coordinates."""
    for at, i in enumerate(rows):
        first = int(band.low[i]) - columns.start
        count = min(band.width, len(columns) - first)
        scores[:, i, :count] = block[:, at, first : first + count]


def forbid_overruns(scores: Floats, band: Band, sizes: tuple[int, int]) -> None:
    """Let no bead pass the end of a document."""
    n, m = sizes
    columns = band.low[:, None] + np.arange(band.width)[None, :]
    for k, (a, b) in enumerate(TYPES):
        scores[k, max(0, n - a + 1) :] = NEVER
        scores[k][columns + b > m] = NEVER
