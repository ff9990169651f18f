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
SLACK = 6
"""Grams chosen beyond those needed, at most: each makes a row hold one more."""
COSTLY = 500
"""What it takes to verify a row, in postings read: some 50, and rows hold more than by chance."""
LONGEST_CHOICE = 400
"""Tokens up to which the cheapest choice of grams is computed exactly; it costs m · k steps."""
INFINITE = 1 << 60


def find_key(key: Any, keys: Array, jump: Array) -> Whole:
    """Return the number of a key, −1 where no row holds its gram."""
    bucket, tail = np.int64(key >> np.uint64(16)), np.uint16(key & np.uint64(0xFFFF))
    high = np.int64(jump[bucket + 1])
    p = lower_bound(keys, np.int64(jump[bucket]), high, tail)
    return p if p < high and keys[p] == tail else -1


def locate_words(codes: Array, keys: Array, jump: Array) -> Array:
    """Return the number of the key of each token."""
    words = np.empty(len(codes), np.int64)
    for i in range(len(codes)):
        words[i] = find_key(gram_key(codes, i, 1), keys, jump)
    return words


def locate_grams(
    codes: Array, words: Array, sizes: Array, keys: Array, jump: Array, starts: Array, rare: Whole
) -> tuple[Array, Array, Array, Array]:
    """Return position, size and posting slice of every gram of the query.

    `words` are the numbers of its tokens' keys. Where one of a gram is in no more than `rare` rows,
    its slice is taken: the gram has none, and stands in these rows if anywhere.
    """
    m, count = len(codes), 0
    for size in sizes:
        count += max(0, m - size + 1)
    at, width = np.empty(count, np.int64), np.empty(count, np.int64)
    begin, end = np.zeros(count, np.int64), np.zeros(count, np.int64)
    g = 0
    for size in sizes:
        for i in range(m - size + 1):
            at[g], width[g] = i, size
            begin[g], end[g] = rarest_slice(words, i, size, starts)
            if size > 1 and end[g] - begin[g] > rare:
                begin[g], end[g] = slice_of(find_key(gram_key(codes, i, size), keys, jump), starts)
            g += 1
    return at, width, begin, end


def slice_of(p: Whole, starts: Array) -> tuple[Whole, Whole]:
    """Return where the rows of key `p` stand in the postings; nowhere for −1."""
    if p < 0:
        return 0, 0
    return np.int64(starts[p]), np.int64(starts[p + 1])


def rarest_slice(words: Array, at: Whole, size: Whole, starts: Array) -> tuple[Whole, Whole]:
    """Return where the rows of the rarest of some tokens stand."""
    begin, end = slice_of(words[at], starts)
    for i in range(at + 1, at + size):
        first, last = slice_of(words[i], starts)
        if last - first < end - begin:
            begin, end = first, last
    return begin, end


def cut(postings: Array, begin: Array, end: Array, row: Whole, at: Array) -> None:
    """Write where in every posting slice the rows from `row` on begin."""
    for g in range(len(begin)):
        at[g] = lower_bound(postings, begin[g], end[g], row)


def effort(price: Whole, need: Whole, rows: Whole) -> Any:
    """Return about what it takes to read `price` postings and verify what holds `need` of them.

    Among `rows` rows they fall by chance (Poisson); in postings read.
    """
    mean = price / rows
    chance = np.exp(-mean)
    fewer = 0.0
    for i in range(need):
        fewer += chance
        chance *= mean / (i + 1)
    return price + COSTLY * rows * max(0.0, 1.0 - fewer)


def choose_rarest(
    grams: Array, cost: Array, lost: Whole, torn: Whole, rows: Whole
) -> tuple[Any, Array, Whole]:
    """Return effort, the rarest of some grams, and how many of them a row must hold.

    It may lack `lost` of any, and `torn` more, which are allowed for as far as there are grams.
    Effort −1 where there are too few.
    """
    ordered = grams[np.argsort(cost[grams])]
    spent, size, price = -1.0, 0, 0
    for i in range(min(len(ordered), lost + torn + 1 + SLACK)):
        price += cost[ordered[i]]
        beyond = i + 1 - lost
        if beyond > 0:
            taken = effort(price, max(1, beyond - torn), rows)
            if beyond <= torn + 1 or taken < spent:
                spent, size = taken, i + 1
    return spent, ordered[:size], max(1, size - lost - torn)


def choose_disjoint(
    at: Array, width: Array, cost: Array, m: Whole, lost: Whole, torn: Whole, rows: Whole
) -> tuple[Any, Array, Whole]:
    """Return the same for the cheapest disjoint grams of a query of m tokens."""
    wanted = min(m, lost + torn + 1 + SLACK)
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
    spent, size = -1.0, 0
    for p in range(lost + 1, wanted + 1):
        if best[m, p] < INFINITE:
            taken = effort(best[m, p], max(1, p - lost - torn), rows)
            if p - lost <= torn + 1 or taken < spent:
                spent, size = taken, p
    chosen = np.empty(size, np.int64)
    end, p = m, size
    while p > 0:
        g = back[end, p]
        if g < 0:
            end -= 1
        else:
            p -= 1
            chosen[p], end = g, at[g]
    return spent, chosen, max(1, size - lost - torn)


def choose(
    at: Array, width: Array, cost: Array, m: Whole, lost: Whole, torn: Whole, rows: Whole
) -> tuple[Any, Array, Whole]:
    """Return the same for disjoint grams; of long queries for pairs at even positions."""
    if m <= LONGEST_CHOICE:
        return choose_disjoint(at, width, cost, m, lost, torn, rows)
    return choose_rarest(np.flatnonzero((width == 2) & (at % 2 == 0)), cost, lost, torn, rows)
