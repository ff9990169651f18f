"""What is known beforehand: places the path must pass, paragraphs beads had better not cross."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tm.align.lattice import NEVER, TYPES, Band

Floats = npt.NDArray[np.float32]
Place = tuple[int, int]

_ACROSS = -2.0
"""Log weight of each end of a paragraph within a bead, where both documents have equally many.

Measured on the commentary and news sets with paragraphs put round their gold beads, some of their
ends left out: translators next to never merge across paragraphs. To favour beads that begin where
paragraphs do, on the other hand, hides sentences dropped there.
"""


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
    """Weigh down beads that reach across paragraphs, as far as the documents have the same number.

    Breaks are the sentences that begin a paragraph; the first sentence does so anyway.
    """
    ours, theirs = _inner(zh_breaks, end[0]), _inner(en_breaks, end[1])
    alike = min(len(ours), len(theirs)) / max(1, len(ours), len(theirs))
    inside_zh, inside_en = (
        np.cumsum(_flags(breaks, size)) for breaks, size in zip((ours, theirs), end, strict=True)
    )
    columns = np.minimum(band.low[:, None] + np.arange(band.width)[None, :], end[1])
    rows = np.arange(end[0] + 1)[:, None]
    for k, (a, b) in enumerate(TYPES):
        if a and b:
            last_row, last_column = (
                np.minimum(rows + a - 1, end[0]), np.minimum(columns + b - 1, end[1]),
            )  # fmt: skip
            crossed: npt.NDArray[np.int64] = inside_zh[last_row] - inside_zh[rows]
            crossed = crossed + inside_en[last_column] - inside_en[columns]
            scores[k] += np.float32(_ACROSS * alike) * crossed


def _inner(breaks: Sequence[int], size: int) -> list[int]:
    return sorted({at for at in breaks if 0 < at < size})


def _flags(breaks: Sequence[int], size: int) -> npt.NDArray[np.bool_]:
    flags = np.zeros(size + 1, bool)
    flags[breaks] = True
    return flags
