"""What is known beforehand: places the path must pass, and paragraphs it had better follow."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tm.align.lattice import NEVER, TYPES, Band

Floats = npt.NDArray[np.float32]
Place = tuple[int, int]

# Log weights; the development sets have no paragraphs, so these are chosen by hand: translators
# keep paragraphs more often than not, and next to never merge sentences across their ends.
_TOGETHER, _ALONE, _ACROSS = 1.0, -0.5, -2.0


def hold(scores: Floats, band: Band, anchors: Sequence[Place], end: Place) -> None:
    """Forbid every bead that would not let the path pass through each of `anchors`.

    Anchors are positions between sentences, rising in both documents; each cuts the lattice
    in two, and a bead must lie on one side.
    """
    if not anchors:
        return
    points = np.array([*anchors, end], np.int64)
    columns = band.low[:, None] + np.arange(band.width)[None, :]
    rows = np.arange(len(band.low))[:, None]
    at_row = np.searchsorted(points[:, 0], rows, side="right")
    at_column = np.searchsorted(points[:, 1], columns, side="right")
    region = np.minimum(np.minimum(at_row, at_column), len(points) - 1)
    for k, (a, b) in enumerate(TYPES):
        beyond = (rows + a > points[region, 0]) | (columns + b > points[region, 1])
        scores[k][beyond] = NEVER


def leave_alone(
    scores: Floats, band: Band, empty_zh: npt.NDArray[np.bool_], empty_en: npt.NDArray[np.bool_]
) -> None:
    """Let sentences without any text stand in no bead with two sides."""
    if not (empty_zh.any() or empty_en.any()):
        return
    before_zh = np.concatenate([[0], np.cumsum(empty_zh)])
    before_en = np.concatenate([[0], np.cumsum(empty_en)])
    rows = np.arange(len(before_zh))
    columns = np.minimum(
        band.low[:, None] + np.arange(band.width)[None, :], len(before_en) - 1
    )
    for k, (a, b) in enumerate(TYPES):
        if a and b:
            inside = before_zh[np.minimum(rows + a, len(before_zh) - 1)] - before_zh
            ends = np.minimum(columns + b, len(before_en) - 1)
            across = before_en[ends] - before_en[columns]
            scores[k][(inside[:, None] + across) > 0] = NEVER


def follow_paragraphs(
    scores: Floats, band: Band, zh_breaks: Sequence[int], en_breaks: Sequence[int], end: Place
) -> None:
    """Favour beads that begin where paragraphs do, as far as the documents have the same number.

    Breaks are the sentences that begin a paragraph; the first sentence does so anyway.
    """
    ours, theirs = _inner(zh_breaks, end[0]), _inner(en_breaks, end[1])
    alike = min(len(ours), len(theirs)) / max(1, len(ours), len(theirs))
    at_zh, at_en = _flags(ours, end[0]), _flags(theirs, end[1])
    columns = np.minimum(band.low[:, None] + np.arange(band.width)[None, :], end[1])
    rows = np.arange(end[0] + 1)[:, None]
    both = at_zh[rows] & at_en[columns]
    one = at_zh[rows] ^ at_en[columns]
    start = (alike * (_TOGETHER * both + _ALONE * one)).astype(np.float32)
    inside_zh, inside_en = np.cumsum(at_zh), np.cumsum(at_en)
    for k, (a, b) in enumerate(TYPES):
        if a and b:
            last_row, last_column = (
                np.minimum(rows + a - 1, end[0]), np.minimum(columns + b - 1, end[1]),
            )  # fmt: skip
            crossed: npt.NDArray[np.int64] = inside_zh[last_row] - inside_zh[rows]
            crossed = crossed + inside_en[last_column] - inside_en[columns]
            scores[k] += start + np.float32(_ACROSS) * crossed


def _inner(breaks: Sequence[int], size: int) -> list[int]:
    return sorted({at for at in breaks if 0 < at < size})


def _flags(breaks: Sequence[int], size: int) -> npt.NDArray[np.bool_]:
    flags = np.zeros(size + 1, bool)
    flags[breaks] = True
    return flags
