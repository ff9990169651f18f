"""Search and posteriors against every path there is."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest

from tm.align.bands import whole
from tm.align.lattice import TYPES, Band, Lattice, forbid_overruns
from tm.align.search import Step, best_path, posteriors

SIZES = [(3, 3), (0, 3), (3, 0), (1, 4), (4, 3), (0, 0)]


def random_lattice(n: int, m: int, seed: int = 0) -> Lattice:
    scores = np.random.default_rng(seed).normal(size=(len(TYPES), n + 1, m + 1)).astype(np.float32)
    forbid_overruns(scores, whole(n, m), (n, m))
    return Lattice(scores, whole(n, m), (n, m))


def every_path(lattice: Lattice, i: int = 0, j: int = 0) -> Iterator[tuple[float, list[Step]]]:
    n, m = lattice.sizes
    if (i, j) == (n, m):
        yield 0.0, []
    for k, (a, b) in enumerate(TYPES):
        if i + a <= n and j + b <= m:
            for total, rest in every_path(lattice, i + a, j + b):
                yield total + float(lattice.scores[k, i, j]), [(i, j, k), *rest]


@pytest.mark.parametrize(("n", "m"), SIZES)
def test_the_best_path_is_the_best_of_all(n: int, m: int) -> None:
    lattice = random_lattice(n, m)
    assert best_path(lattice) == max(every_path(lattice))[1]


@pytest.mark.parametrize(("n", "m"), SIZES)
def test_posteriors_are_shares_of_all_paths(n: int, m: int) -> None:
    lattice = random_lattice(n, m)
    paths = list(every_path(lattice))
    everything = math.log(sum(math.exp(total) for total, _ in paths))
    expected = np.zeros(lattice.scores.shape)
    for total, path in paths:
        for i, j, k in path:
            expected[k, i, j] += math.exp(total - everything)
    shares, found = posteriors(lattice)
    assert found == pytest.approx(everything, abs=1e-4)
    assert np.abs(shares - expected).max() < 1e-4


def test_a_band_that_leaves_nothing_out_changes_nothing() -> None:
    full = random_lattice(6, 5, seed=3)
    low = np.array([0, 0, 0, 0, 1, 1, 1])
    scores = np.full((len(TYPES), 7, 5), -1e9, np.float32)
    for i in range(7):
        scores[:, i] = full.scores[:, i, low[i] : low[i] + 5]
    shifted = Lattice(scores, Band(low, 5), (6, 5))
    # Close the cells the shifted band does not have.
    full.scores[:, :4, 5] = -1e9
    full.scores[:, 4:, 0] = -1e9
    for k, (a, b) in enumerate(TYPES):
        for i in range(7):
            for j in range(6):
                into = i + a, j + b
                if into[0] <= 6 and (into[1] > low[into[0]] + 4 or into[1] < low[into[0]]):
                    full.scores[k, i, j] = -1e9
    assert best_path(shifted) == best_path(full)
