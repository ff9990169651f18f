"""Which grams of a query to look for: the cheapest that bound what must be looked at.

Plain loops over whole numbers, compiled by `tm.index.compiled` together with the kernel.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from tm.index.arithmetic import gram_key, lower_bound

Array = npt.NDArray[Any]
Whole = Any
SLACK = 1
"""Grams chosen beyond those needed: each must then be missed once more."""
LONGEST_CHOICE = 400
"""Tokens up to which the cheapest choice of grams is computed exactly; it costs m · k steps."""
INFINITE = 1 << 60


def locate_grams(
    codes: Array, sizes: Array, keys: Array, jump: Array, starts: Array
) -> tuple[Array, Array, Array, Array]:
    """Return position, size and posting slice of every gram of the query."""
    m, count = len(codes), 0
    for size in sizes:
        count += max(0, m - size + 1)
    at, width = np.empty(count, np.int64), np.empty(count, np.int64)
    begin, end = np.zeros(count, np.int64), np.zeros(count, np.int64)
    g = 0
    for size in sizes:
        for i in range(m - size + 1):
            key = gram_key(codes, i, size)
            bucket = np.int64(key >> np.uint64(16))
            high = np.int64(jump[bucket + 1])
            p = lower_bound(keys, np.int64(jump[bucket]), high, key)
            at[g], width[g] = i, size
            if p < high and np.uint64(keys[p]) == key:
                begin[g], end[g] = np.int64(starts[p]), np.int64(starts[p + 1])
            g += 1
    return at, width, begin, end


def cut(postings: Array, begin: Array, end: Array, row: Whole, at: Array) -> None:
    """Write where in every posting slice the rows from `row` on begin."""
    for g in range(len(begin)):
        at[g] = lower_bound(postings, begin[g], end[g], row)


def choose_unigrams(width: Array, cost: Array, lost: Whole) -> tuple[Whole, Array, Whole]:
    """Return cost, grams and count needed for the rarest single tokens; cost −1 if too few."""
    single = np.flatnonzero(width == 1)
    take = min(len(single), lost + 1 + SLACK)
    if take <= lost:
        return -1, single[:0], 0
    chosen = single[np.argsort(cost[single])[:take]]
    return cost[chosen].sum(), chosen, take - lost


def choose_disjoint(
    at: Array, width: Array, cost: Array, m: Whole, wanted: Whole
) -> tuple[Whole, Array]:
    """Return the cheapest `wanted` disjoint grams and their cost; −1 where they do not fit."""
    best = np.full((m + 1, wanted + 1), INFINITE, np.int64)
    back = np.full((m + 1, wanted + 1), -1, np.int32)
    best[:, 0] = 0
    head, following = np.full(m + 1, -1, np.int32), np.full(len(at), -1, np.int32)
    for g in range(len(at)):
        end = at[g] + width[g]
        following[g], head[end] = head[end], g
    for end in range(1, m + 1):
        for p in range(1, min(wanted, end) + 1):
            best[end, p] = best[end - 1, p]
        g = head[end]
        while g >= 0:
            for p in range(1, min(wanted, at[g] + 1) + 1):
                value = best[at[g], p - 1] + cost[g]
                if value < best[end, p]:
                    best[end, p], back[end, p] = value, g
            g = following[g]
    chosen = np.empty(wanted, np.int64)
    if best[m, wanted] >= INFINITE:
        return -1, chosen[:0]
    end, p = m, wanted
    while p > 0:
        g = back[end, p]
        if g < 0:
            end -= 1
        else:
            p -= 1
            chosen[p], end = g, at[g]
    return best[m, wanted], chosen


def choose_tiling(at: Array, width: Array, cost: Array, wanted: Whole) -> tuple[Whole, Array]:
    """Return the cheapest `wanted` of the pairs at even positions: good enough for long queries."""
    pairs = np.flatnonzero((width == 2) & (at % 2 == 0))
    if len(pairs) < wanted:
        return -1, pairs[:0]
    chosen = pairs[np.argsort(cost[pairs])[:wanted]]
    return cost[chosen].sum(), chosen
