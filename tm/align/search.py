"""The best path through a lattice, and every bead's probability over all paths.

Both walk the lattice row by row (one Chinese position each); within a row everything is done for
all English positions at once. English sentences left alone (0-1) lead along the row itself: a
running total turns those chains into a running maximum, or a running sum of exponentials.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tm.align.lattice import NEVER, Lattice

Doubles = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float32]
Step = tuple[int, int, int]
"""(Chinese position, English position, place of the bead type)."""


def best_path(lattice: Lattice) -> list[Step]:
    """Return the beads of the path with the highest total, in order; ties go to the first type."""
    n, m = lattice.sizes
    along = lattice.types.index((0, 1))
    others = [k for k in range(len(lattice.types)) if k != along]
    totals, came = _empty(lattice), np.full(lattice.scores.shape[1:], -1, np.int8)
    totals[0, 0 - int(lattice.band.low[0])] = 0
    for i in range(n + 1):
        arrivals = np.stack([_arrivals(lattice, totals, k, i) for k in others])
        best = arrivals.argmax(axis=0)
        came[i] = np.array(others, np.int8)[best]
        start = np.maximum(arrivals.max(axis=0), totals[i])
        chain = _chain(lattice.scores[along, i])
        totals[i] = np.maximum.accumulate(start - chain) + chain
        came[i][totals[i] > start + 1e-9 * np.abs(start)] = along
    return _traced(lattice, came, (n, m))


def _traced(lattice: Lattice, came: npt.NDArray[np.int8], end: tuple[int, int]) -> list[Step]:
    i, j = end
    steps: list[Step] = []
    while i or j:
        k = int(came[i, j - int(lattice.band.low[i])])
        a, b = lattice.types[k]
        i, j = i - a, j - b
        steps.append((i, j, k))
    return steps[::-1]


def posteriors(lattice: Lattice, temper: float = 1.0) -> tuple[Floats, float]:
    """Return each bead's share of the weight of all paths, and the log of that weight."""
    ahead = _forward(lattice, temper)
    behind = _backward(lattice, temper)
    n, m = lattice.sizes
    total = float(ahead[n, m - int(lattice.band.low[n])])
    shares = np.zeros(lattice.scores.shape, np.float32)
    for k in range(len(lattice.types)):
        for i in range(n + 1):
            reached = _target(lattice, behind, k, i)
            weight = ahead[i] + temper * lattice.scores[k, i] + reached - total
            shares[k, i] = np.exp(np.minimum(weight, 0))
    return shares, total


def _forward(lattice: Lattice, temper: float) -> Doubles:
    along = lattice.types.index((0, 1))
    others = [k for k in range(len(lattice.types)) if k != along]
    totals = _empty(lattice)
    totals[0, 0 - int(lattice.band.low[0])] = 0
    for i in range(lattice.sizes[0] + 1):
        arrivals = np.stack([*(_arrivals(lattice, totals, k, i, temper) for k in others), totals[i]])
        chain = _chain(temper * lattice.scores[along, i])
        totals[i] = np.logaddexp.accumulate(_log_sum(arrivals) - chain) + chain
    return totals


def _backward(lattice: Lattice, temper: float) -> Doubles:
    n, m = lattice.sizes
    along = lattice.types.index((0, 1))
    others = [k for k in range(len(lattice.types)) if k != along]
    totals = _empty(lattice)
    totals[n, m - int(lattice.band.low[n])] = 0
    for i in range(n, -1, -1):
        onward = np.stack(
            [*(_target(lattice, totals, k, i) + temper * lattice.scores[k, i] for k in others),
             totals[i]]
        )  # fmt: skip
        chain = _chain(temper * lattice.scores[along, i])
        summed = np.logaddexp.accumulate((_log_sum(onward) + chain)[::-1])[::-1]
        totals[i] = summed - chain
    return totals


def _empty(lattice: Lattice) -> Doubles:
    return np.full(lattice.scores.shape[1:], float(NEVER), np.float64)


def _chain(scores: Floats) -> Doubles:
    """Running total of going along the row; impossible steps come last and stay finite."""
    steps = np.where(scores <= NEVER / 2, 0, scores)
    return np.concatenate([[0], np.cumsum(steps[:-1], dtype=np.float64)])


def _log_sum(values: Doubles) -> Doubles:
    top = values.max(axis=0)
    return np.asarray(top + np.log(np.exp(values - top).sum(axis=0)))


def _arrivals(
    lattice: Lattice, totals: Doubles, k: int, i: int, temper: float = 1.0
) -> Doubles:
    """Totals of reaching row `i` by a bead of type `k`, by column of row `i`."""
    a, b = lattice.types[k]
    found = np.full(lattice.band.width, float(NEVER))
    if i >= a:
        low = lattice.band.low
        shift = int(low[i - a]) + b - int(low[i])
        here, there = _overlap(shift, lattice.band.width)
        found[here] = totals[i - a, there] + temper * lattice.scores[k, i - a, there]
    return np.maximum(found, float(NEVER))


def _target(lattice: Lattice, totals: Doubles, k: int, i: int) -> Doubles:
    """Totals from where a bead of type `k` that starts in row `i` leads, by column of row `i`."""
    a, b = lattice.types[k]
    found = np.full(lattice.band.width, float(NEVER))
    if i + a <= lattice.sizes[0]:
        low = lattice.band.low
        shift = int(low[i]) + b - int(low[i + a])
        here, there = _overlap(shift, lattice.band.width)
        found[there] = totals[i + a, here]
    return found


def _overlap(shift: int, width: int) -> tuple[slice, slice]:
    """Column `c` of one row is column `c + shift` of the other: the slices that share columns."""
    if shift >= 0:
        return slice(min(shift, width), width), slice(0, max(0, width - shift))
    return slice(0, max(0, width + shift)), slice(min(-shift, width), width)

