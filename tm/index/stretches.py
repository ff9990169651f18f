"""Stretches of tokens within the rows of a part: phrases that stand there, runs of a query.

Plain loops over whole numbers, compiled by `tm.index.compiled` together with the kernel.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from tm.index.kernel import MASK, locate_grams, lower_bound

Array = npt.NDArray[Any]
Whole = Any


def runs_in(arena: Array, start: Whole, end: Whole, codes: Array, at: Whole) -> bool:
    """Say whether the codes stand at `at` with no phrase-ending mark inside."""
    if at < start or at + len(codes) > end:
        return False
    for k in range(len(codes)):
        token = arena[at + k]
        if np.int64(token & MASK) != codes[k] or (k > 0 and token > MASK):
            return False
    return True


def phrase_in(arena: Array, start: Whole, end: Whole, codes: Array) -> bool:
    """Say whether the segment holds the codes as a phrase."""
    for at in range(start, end - len(codes) + 1):
        if np.int64(arena[at] & MASK) == codes[0] and runs_in(arena, start, end, codes, at):
            return True
    return False


def phrase_rows(arena: Array, offsets: Array, codes: Array, candidates: Array) -> Array:
    """Return which of the candidates hold the codes as a phrase."""
    found = np.zeros(len(candidates), np.bool_)
    for i in range(len(candidates)):
        c = candidates[i]
        found[i] = phrase_in(arena, np.int64(offsets[c]), np.int64(offsets[c + 1]), codes)
    return found


def estimate(
    arena: Array, offsets: Array, keys: Array, jump: Array, starts: Array, postings: Array,
    sizes: Array, codes: Array, most: Whole,
) -> Whole:  # fmt: skip
    """Return about how many rows hold the codes in a row, from `most` rows or a few more."""
    _, _, begin, end = locate_grams(codes, sizes, keys, jump, starts)
    rarest, count = np.argmin(end - begin), 0
    step = (end[rarest] - begin[rarest]) // most + 1
    for p in range(begin[rarest], end[rarest], step):
        row = postings[p]
        if phrase_in(arena, np.int64(offsets[row]), np.int64(offsets[row + 1]), codes):
            count += step
    return count


def members(rows: Array, others: Array) -> Array:
    """Return which of `rows` stand in `others`; both ascend."""
    found, i = np.zeros(len(rows), np.bool_), 0
    for p in range(len(rows)):
        i = leap(others, i, rows[p])
        if i == len(others):
            break
        found[p] = others[i] == rows[p]
    return found


def leap(rows: Array, at: Whole, row: Whole) -> Whole:
    """Return the first index from `at` on whose item is not below `row`, in growing steps."""
    step = 1
    while at + step < len(rows) and rows[at + step] < row:
        at, step = at + step, 2 * step
    return lower_bound(rows, at, min(at + step + 1, len(rows)), row)


def extend_runs(
    arena: Array, offsets: Array, rows: Array, codes: Array, at: Whole, size: Whole,
    longest: Array, example: Array,
) -> None:  # fmt: skip
    """In each of the rows that hold the gram at `at`, widen it to the longest run of the query.

    `longest[i]` becomes the end of the longest run that begins at token i of the query,
    `example[i]` a row that holds it.
    """
    m, gram = len(codes), codes[at : at + size]
    for p in range(len(rows)):
        row = np.int64(rows[p])
        start, stop = np.int64(offsets[row]), np.int64(offsets[row + 1])
        for t in range(start, stop - size + 1):
            if np.int64(arena[t] & MASK) != gram[0] or not runs_in(arena, start, stop, gram, t):
                continue
            left, a = at, t
            while (
                left > 0
                and a > start
                and arena[a] <= MASK
                and (np.int64(arena[a - 1] & MASK) == codes[left - 1])
            ):
                left, a = left - 1, a - 1
            right, b = at + size, t + size
            while right < m and b < stop and np.int64(arena[b]) == codes[right]:
                right, b = right + 1, b + 1
            if right > longest[left]:
                longest[left], example[left] = right, row
