"""The best path through a lattice, and every bead's probability over all paths.

Both walk the lattice row by row (one Chinese position each), all English positions of a row at
once. English sentences left alone (0-1) lead along the row itself: a running total turns those
chains into a running maximum, or a running sum of exponentials. Rows and columns outside the
lattice are one border of impossible cells, so that no step needs to ask where it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tm.align.lattice import MOST, NEVER, TYPES, Band, Lattice

Doubles = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float32]
Longs = npt.NDArray[np.int64]
Step = tuple[int, int, int]
"""(Chinese position, English position, place of the bead type in `TYPES`)."""

_ALONG = TYPES.index((0, 1))
_ROWS = np.array([a for a, _ in TYPES])
_COLUMNS = np.array([b for _, b in TYPES])
_ACROSS = np.flatnonzero(np.arange(len(TYPES)) != _ALONG)
_ALL = np.arange(len(TYPES))


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the cells of a band lie in an array with a border of one column and MOST rows."""

    band: Band
    rows: int

    def empty(self) -> Doubles:
        shape = (self.rows + 2 * MOST, self.band.width + 2)
        return np.full(shape, float(NEVER))

    def at(self, i: int) -> int:
        return i + MOST

    def sources(self, i: int) -> tuple[Longs, Longs]:
        """Rows and columns from which beads of each type (but 0-1) lead to row `i`."""
        rows = i - _ROWS[_ACROSS]
        shift = self.band.low[i] - self.band.low[np.maximum(rows, 0)] - _COLUMNS[_ACROSS]
        return rows, self._columns(shift)

    def targets(self, i: int, types: Longs = _ACROSS) -> tuple[Longs, Longs]:
        """Rows and columns to which beads of each type lead from row `i`."""
        rows = i + _ROWS[types]
        low = self.band.low[np.minimum(rows, self.rows - 1)]
        return rows, self._columns(self.band.low[i] - low + _COLUMNS[types])

    def _columns(self, shift: Longs) -> Longs:
        columns = np.arange(self.band.width)[None, :] + shift[:, None]
        inside: Longs = np.minimum(np.maximum(columns, -1), self.band.width) + 1
        return inside


def best_path(lattice: Lattice) -> list[Step]:
    """Return the beads of the path with the highest total, in order; ties go to the first type."""
    grid = _Grid(lattice.band, lattice.sizes[0] + 1)
    scores = _bordered(lattice)
    totals, came = grid.empty(), np.full((grid.rows, lattice.band.width), -1, np.int8)
    start = np.full(lattice.band.width, float(NEVER))
    start[-int(lattice.band.low[0])] = 0
    for i in range(grid.rows):
        rows, columns = grid.sources(i)
        at = rows[:, None]
        arrivals = totals[at + MOST, columns] + scores[_ACROSS[:, None], at, columns]
        best = np.maximum(arrivals.max(axis=0), start)
        came[i] = _ACROSS[arrivals.argmax(axis=0)]
        chain = _chain(lattice.scores[_ALONG, i])
        reached = np.maximum.accumulate(best - chain) + chain
        came[i][reached > best + 1e-9 * (1 + np.abs(best))] = _ALONG
        totals[grid.at(i), 1:-1] = np.maximum(reached, float(NEVER))
        start[:] = float(NEVER)
    return _traced(lattice, came)


def _traced(lattice: Lattice, came: npt.NDArray[np.int8]) -> list[Step]:
    i, j = lattice.sizes
    steps: list[Step] = []
    while i or j:
        k = int(came[i, j - int(lattice.band.low[i])])
        a, b = TYPES[k]
        i, j = i - a, j - b
        steps.append((i, j, k))
    return steps[::-1]


def posteriors(lattice: Lattice) -> tuple[Floats, float]:
    """Return each bead's share of the weight of all paths, and the log of that weight."""
    grid = _Grid(lattice.band, lattice.sizes[0] + 1)
    ahead, total = _forward(lattice, grid)
    behind = _backward(lattice, grid)
    shares = np.empty(lattice.scores.shape, np.float32)
    for i in range(grid.rows):
        rows, columns = grid.targets(i, _ALL)
        onward = behind[rows[:, None] + MOST, columns] + lattice.scores[:, i]
        shares[:, i] = np.exp(np.minimum(ahead[grid.at(i), 1:-1] + onward - total, 0))
    return shares, total


def weight(lattice: Lattice) -> float:
    """Return the log of the weight of all paths together."""
    return _forward(lattice, _Grid(lattice.band, lattice.sizes[0] + 1))[1]


def _forward(lattice: Lattice, grid: _Grid) -> tuple[Doubles, float]:
    scores, totals = _bordered(lattice), grid.empty()
    start = np.full((1, lattice.band.width), float(NEVER))
    start[0, -int(lattice.band.low[0])] = 0
    for i in range(grid.rows):
        rows, columns = grid.sources(i)
        at = rows[:, None]
        arrivals = totals[at + MOST, columns] + scores[_ACROSS[:, None], at, columns]
        chain = _chain(lattice.scores[_ALONG, i])
        summed = _log_sum(np.concatenate([arrivals, start]))
        totals[grid.at(i), 1:-1] = np.logaddexp.accumulate(summed - chain) + chain
        start[:] = float(NEVER)
    n, m = lattice.sizes
    return totals, float(totals[grid.at(n), 1 + m - int(lattice.band.low[n])])


def _backward(lattice: Lattice, grid: _Grid) -> Doubles:
    totals = grid.empty()
    n, m = lattice.sizes
    start = np.full((1, lattice.band.width), float(NEVER))
    start[0, m - int(lattice.band.low[n])] = 0
    for i in range(n, -1, -1):
        rows, columns = grid.targets(i)
        onward = totals[rows[:, None] + MOST, columns] + lattice.scores[_ACROSS, i]
        chain = _chain(lattice.scores[_ALONG, i])
        summed = _log_sum(np.concatenate([onward, start])) + chain
        totals[grid.at(i), 1:-1] = np.logaddexp.accumulate(summed[::-1])[::-1] - chain
        start[:] = float(NEVER)
    return totals


def _bordered(lattice: Lattice) -> Floats:
    """Scores with an impossible column on either side; rows before the first wrap to the border."""
    types, rows, width = lattice.scores.shape
    scores = np.full((types, rows + MOST, width + 2), NEVER, np.float32)
    scores[:, :rows, 1:-1] = lattice.scores
    return scores


def _chain(scores: Floats) -> Doubles:
    """Running total of going along the row; impossible steps come last and stay finite."""
    steps = np.where(scores <= NEVER / 2, 0, scores)
    return np.concatenate([[0.0], np.cumsum(steps[:-1], dtype=np.float64)])


def _log_sum(values: Doubles) -> Doubles:
    top = values.max(axis=0)
    summed: Doubles = top + np.log(np.exp(values - top).sum(axis=0))
    return summed
