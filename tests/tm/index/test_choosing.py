"""Grams a query is looked up by: disjoint, the cheapest of their number, and enough of them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from tm.index.choosing import choose_disjoint, choose_rarest, effort

ROWS = 10_000


def grams(m, rng):
    """Return place, width and cost of all single tokens and pairs of m tokens."""
    at, width = np.r_[np.arange(m), np.arange(m - 1)], np.repeat([1, 2], [m, m - 1])
    return at, width, rng.integers(0, 2_000, 2 * m - 1)


def cheapest(at, width, cost, size):
    """Return the least cost of `size` disjoint grams, by trying all."""
    places = [set(range(a, a + w)) for a, w in zip(at.tolist(), width.tolist(), strict=True)]
    return min(
        sum(cost[list(some)])
        for some in combinations(range(len(at)), size)
        if sum(len(places[g]) for g in some) == len(set().union(*(places[g] for g in some)))
    )


@pytest.mark.parametrize("torn", [0, 1])
@pytest.mark.parametrize(("m", "lost"), [(4, 1), (5, 2), (6, 1)])
def test_disjoint_grams_are_the_cheapest_of_their_number(m, lost, torn):
    rng = np.random.default_rng(m)
    for _ in range(10):
        at, width, cost = grams(m, rng)
        spent, chosen, need = choose_disjoint(at, width, cost, m, lost, torn, ROWS)
        size = len(chosen)
        assert cost[chosen].sum() == cheapest(at, width, cost, size)
        assert need == max(1, size - lost - torn)
        assert spent == effort(cost[chosen].sum(), need, ROWS)
        for fewer in range(lost + torn + 1, size):
            price = cheapest(at, width, cost, fewer)
            assert spent < effort(price, fewer - lost - torn, ROWS)


def test_too_few_grams_are_no_choice():
    at, width, cost = grams(3, np.random.default_rng(1))
    spent, chosen, _ = choose_rarest(np.arange(3), cost[:3], 3, 0, ROWS)
    assert (spent, len(chosen)) == (-1.0, 0)
    spent, chosen, _ = choose_disjoint(at, width, cost, 3, 3, 0, ROWS)
    assert (spent, len(chosen)) == (-1.0, 0)


def test_effort_counts_rows_that_hold_enough_by_chance():
    rng = np.random.default_rng(2)
    held = sum((rng.random(200_000) < 0.02).astype(int) for _ in range(5))
    for need in (1, 2, 3):
        told = (effort(5 * 0.02 * 200_000, need, 200_000) - 20_000) / 500
        assert told == pytest.approx(np.count_nonzero(held >= need), rel=0.25, abs=30)
