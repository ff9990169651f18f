"""Segments that hold most of a query, spread over them: found by what they cannot lack.

A unit that covers `percent` of a query of m tokens lacks at most m − ⌈percent·m/100⌉ of them, so of
any more disjoint grams of the query it holds one. Grams of two tokens may be torn where nothing is
lacking (a word put in between), so some are chosen beyond that number: tears in more places than
`TORN` can hide a unit all of whose lost tokens fall on the chosen grams, which is rare.

Plain loops over whole numbers, compiled by `tm.index.compiled` together with the kernel.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from tm.index.arithmetic import ONE, length_of, ones, query_signature, start_of, token
from tm.index.choosing import choose, choose_rarest, cut, locate_grams, locate_words
from tm.index.kernel import collect, keep, prepare

Array = npt.NDArray[Any]
Whole = Any

TORN = 3
"""Places in which a unit may tear the query apart without lacking anything."""


def covered(
    held: Array, row: Array, bits: Array, words: Array, tells: Array, arena: Array, start: Whole,
    stop: Whole, seen: Array,
) -> Whole:  # fmt: skip
    """Count the query's tokens that stand in a segment beside a neighbour of theirs, or tell alone.

    Order is not looked at: the count is never below what stands there in order. `seen` is room for
    one flag a token.
    """
    m, mask = len(words), len(held) - 1
    seen[:] = False
    for t in range(start, stop):
        word = token(arena, t) >> 1
        slot = (word * 2654435761 >> 7) & mask
        while row[slot] > 0 and held[slot] != word:
            slot = (slot + 1) & mask
        found = row[slot]
        if found == 0:
            continue
        following = token(arena, t + 1) >> 1 if t + 1 < stop else -2  # −1 is one not known
        for w in range(bits.shape[1]):
            left = bits[found, w]
            while left:
                lowest = left & (~left + ONE)
                left ^= lowest
                i = 64 * w + ones(lowest - ONE)
                if tells[i]:
                    seen[i] = True
                if i + 1 < m and words[i + 1] == following:
                    seen[i] = seen[i + 1] = True
    return seen.sum()


def without_lacking(
    candidates: Array, marks: Array, one: Any, two: Any, most: Whole
) -> Array:
    """Return in order the rows whose signature lacks no more than `most` bits of the query's."""
    kept = 0
    for c in candidates:
        if ones(one & ~marks[2 * c]) + ones(two & ~marks[2 * c + 1]) <= most:
            candidates[kept] = c
            kept += 1
    left = candidates[:kept]
    left.sort()
    return left


def choose_held(
    at: Array, width: Array, cost: Array, m: Whole, lost: Whole, rows: Whole
) -> tuple[Array, Whole]:
    """Return the cheapest grams, and how many a segment that lacks `lost` tokens holds of them."""
    spent, chosen, need = choose_rarest(np.flatnonzero(width == 1), cost, lost, 0, rows)
    if len(width) > m > lost:
        other = choose(at, width, cost, m, lost, TORN, rows)
        if other[0] >= 0 and (spent < 0 or other[0] < spent):
            spent, chosen, need = other
    return chosen, need


def holders(
    arena: Array, first_row: Array, first_token: Array, keys: Array, jump: Array, starts: Array,
    postings: Array, marks: Array, sizes: Array, rare: Whole, codes: Array, tells: Array,
    percent: Whole, most: Whole, counts: Array, rows: Array, shares: Array,
) -> Whole:  # fmt: skip
    """Write the rows that may hold `percent` of the query, and how many tokens they cover at most.

    Left out are rows that cover no more than `most` rows before them, which are no longer. Return
    how many there are, room or not. `counts` is zero for every row and is so on return.
    """
    m, size, total = len(codes), 0, len(marks) // 2
    least = (percent * m + 99) // 100
    if least >= len(first_row):
        return 0
    lost, low = m - least, np.int64(first_row[least])
    words = locate_words(codes, keys, jump)
    at, width, begin, end = locate_grams(codes, words, sizes, keys, jump, starts, rare)
    first = np.empty(len(at), np.int64)
    cut(postings, begin, end, low, first)
    chosen, need = choose_held(at, width, end - first, m, lost, max(1, total - low))
    one, two = query_signature(codes)
    candidates = without_lacking(
        collect(postings, first, end, chosen, need, low, total, counts), marks, one, two, lost
    )
    held, row, bits = prepare(words)
    reached, covering, seen = 0, np.zeros(m + 1, np.int64), np.empty(m, np.bool_)
    for c in candidates:
        length = length_of(first_row, c)
        start = start_of(first_row, first_token, c, length)
        share = covered(held, row, bits, words, tells, arena, start, start + length, seen)
        if share < least:
            continue
        size = keep(rows, shares, size, c, share)
        covering[share] += 1
        reached += 1
        while reached >= most:  # so many cover `least`: from now on more is wanted
            reached -= covering[least]
            least += 1
        if least > m:
            break
    return size
