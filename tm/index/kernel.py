"""Search within one part: every segment whose raw score reaches a percentage, none missed.

The bounds, for a query of m tokens, a candidate of n and a percentage t:

- the distance is at most k = max(m, n) · (100 − t) // 100, so n lies in [⌈t·m/100⌉, ⌊100·m/t⌋];
- one edit touches at most one of several *disjoint* grams, so of any P disjoint grams of the query
  at least P − k stand in the candidate;
- of P single tokens at least P − (m − ⌈t·max(m, n)/100⌉) do, because the tokens that match number
  at least max(m, n) − distance.

Rows stand in order of length and postings ascend, so a window of lengths is one slice of every
posting list. Of all choices of disjoint grams the cheapest (shortest slices) are taken, some more
than needed where that leaves far fewer rows to look at; rows are counted, and those at or over the
bound are verified: first by a signature of 128 bits (a bit that one side lacks is an edit), then by
the tokens in common whatever their order (of which there are at least max(m, n) − distance), then
by bit-parallel Levenshtein (Myers 1999, Hyyrö 2003) with cut-off. Windows over the query's length
are treated in bands, so that k stays tight.

Example: 慈善组织开展活动 (8 tokens) at 75 %: k = 2 for lengths 6 to 8; three disjoint grams, say
慈善, 组织 and 活动, and any candidate holds at least one of them.

Everything here is plain loops over whole numbers, compiled by `tm.index.compiled`; its obvious
twin, a scan of all rows, is `tm.index.scan`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from tm.index.arithmetic import (
    ONE,
    S63,
    ZERO,
    length_of,
    ones,
    query_signature,
    start_of,
    token,
)
from tm.index.choosing import choose, choose_rarest, cut, locate_grams, locate_words

Array = npt.NDArray[Any]
Whole = Any
BAGS = 4096
"""Classes of tokens in the count of tokens that two segments have in common."""


# ---- distance ------------------------------------------------------------------------------------


def prepare(query: Array) -> tuple[Array, Array, Array]:
    """Return an open hash table from token to row, and for each row where the token stands."""
    m = len(query)
    words, capacity = (m + 63) // 64, 64
    while capacity < 4 * m:
        capacity *= 2
    held = np.zeros(capacity, np.int64)
    row = np.zeros(capacity, np.int32)
    bits = np.zeros((m + 1, words), np.uint64)
    used = 1
    for i in range(m):
        slot = (query[i] * 2654435761 >> 7) & (capacity - 1)
        while row[slot] > 0 and held[slot] != query[i]:
            slot = (slot + 1) & (capacity - 1)
        if row[slot] == 0:
            row[slot], held[slot] = used, query[i]
            used += 1
        bits[row[slot], i >> 6] |= ONE << np.uint64(i & 63)
    return held, row, bits


def bag_of(query: Array) -> Array:
    """Return how many tokens of the query fall into each of `BAGS` classes of tokens."""
    bag = np.zeros(BAGS, np.int32)
    for word in query:
        bag[(word * 2654435761 >> 16) & (BAGS - 1)] += 1
    return bag


def is_strange(bag: Array, arena: Array, start: Whole, n: Whole, most: Whole) -> bool:
    """Say whether more than `most` tokens of `arena[start:start+n]` have no partner in the query.

    Two tokens of one class pass for the same: the answer may be no too often, never yes. The bag
    is as before on return.
    """
    lone, seen = 0, 0
    while seen < n and lone <= most:
        at = ((token(arena, start + seen) >> 1) * 2654435761 >> 16) & (BAGS - 1)
        bag[at] -= 1
        lone += bag[at] < 0
        seen += 1
    for j in range(start, start + seen):
        bag[((token(arena, j) >> 1) * 2654435761 >> 16) & (BAGS - 1)] += 1
    enough: bool = lone <= most
    return not enough


def distance(
    held: Array, row: Array, bits: Array, m: Whole, arena: Array, start: Whole, n: Whole,
    limit: Whole, plus: Array, minus: Array,
) -> Whole:  # fmt: skip
    """Return the Levenshtein distance of the query to `arena[start:start+n]`, or limit + 1."""
    words, mask = bits.shape[1], len(held) - 1
    top = ONE << np.uint64((m - 1) & 63)
    score = m
    for w in range(words):
        plus[w], minus[w] = ~ZERO, ZERO
    for j in range(n):
        word = token(arena, start + j) >> 1
        slot = (word * 2654435761 >> 7) & mask
        while row[slot] > 0 and held[slot] != word:
            slot = (slot + 1) & mask
        found = row[slot]
        up, down = ONE, ZERO
        for w in range(words):
            vp, vn = plus[w], minus[w]
            x = bits[found, w] | down
            d0 = (((x & vp) + vp) ^ vp) | x | vn
            hp, hn = vn | ~(d0 | vp), d0 & vp
            if w == words - 1:
                score += 1 if hp & top else 0
                score -= 1 if hn & top else 0
            carry_up, carry_down = hp >> S63, hn >> S63
            hp, hn = (hp << ONE) | up, (hn << ONE) | down
            up, down = carry_up, carry_down
            plus[w], minus[w] = hn | ~(d0 | hp), hp & d0
        if score - (n - 1 - j) > limit:
            return limit + 1
    return score


# ---- candidates ----------------------------------------------------------------------------------


def collect(
    postings: Array, first: Array, last: Array, chosen: Array, need: Whole, low: Whole, high: Whole,
    counts: Array,
) -> Array:  # fmt: skip
    """Return the rows that stand in at least `need` of the chosen slices; leaves counts zero."""
    total = 0
    for g in chosen:
        total += last[g] - first[g]
    found = np.empty(min(total, high - low), np.int64)
    size = 0
    for g in chosen:
        for i in range(first[g], last[g]):
            row = np.int64(postings[i])
            counts[row] += 1
            if counts[row] == need:
                found[size] = row
                size += 1
    for g in chosen:
        for i in range(first[g], last[g]):
            counts[postings[i]] = 0
    return found[:size]


def scan_window(low: Whole, high: Whole) -> Array:
    """Return all rows of the window: cheaper than postings where no gram tells."""
    return np.arange(low, high)


def keep(rows: Array, distances: Array, size: Whole, row: Whole, found: Whole) -> Whole:
    """Write one result where there is room; the caller sees from the count that there was none."""
    if size < len(rows):
        rows[size], distances[size] = row, found
    return size + 1


def verify(
    candidates: Array, arena: Array, first_row: Array, first_token: Array, marks: Array, m: Whole,
    percent: Whole, mark: tuple[Any, Any], table: tuple[Array, Array, Array], bag: Array,
    rows: Array, distances: Array, size: Whole,
) -> Whole:  # fmt: skip
    """Write the candidates within their distance; return the new number of results.

    `mark`, `table` and `bag` are the query's signature, what `prepare` and what `bag_of` returns.
    """
    low, high = mark
    held, row, bits = table
    plus, minus = np.empty(bits.shape[1], np.uint64), np.empty(bits.shape[1], np.uint64)
    for i in range(len(candidates)):
        c = candidates[i]
        n = length_of(first_row, c)
        limit = max(m, n) * (100 - percent) // 100
        if abs(m - n) > limit:
            continue
        other_low, other_high = marks[2 * c], marks[2 * c + 1]
        if ones(low & ~other_low) + ones(high & ~other_high) > limit:
            continue
        if ones(other_low & ~low) + ones(other_high & ~high) > limit:
            continue
        start = start_of(first_row, first_token, c, n)
        if is_strange(bag, arena, start, n, n - max(m, n) + limit):
            continue
        found = distance(held, row, bits, m, arena, start, n, limit, plus, minus)
        if found <= limit:
            size = keep(rows, distances, size, c, found)
    return size


def search_band(
    shortest: Whole, longest: Whole, m: Whole, percent: Whole, low: Whole, high: Whole, at: Array,
    width: Array, first: Array, last: Array, postings: Array, counts: Array,
) -> Array:  # fmt: skip
    """Return the rows of lengths [shortest, longest], rows [low, high), that may be near enough.

    Those rows of gram g of the query stand in `postings[first[g]:last[g]]`.
    """
    cost = last - first
    edits = max(m, longest) * (100 - percent) // 100
    lost = m - (percent * max(m, shortest) + 99) // 100
    rows = high - low
    spent, chosen, need = choose_rarest(np.flatnonzero(width == 1), cost, lost, 0, rows)
    if len(width) > m > edits:
        other = choose(at, width, cost, m, edits, 0, rows)
        if other[0] >= 0 and (spent < 0 or other[0] < spent):
            spent, chosen, need = other
    if spent < 0 or cost[chosen].sum() > 4 * rows:
        return scan_window(low, high)
    return collect(postings, first, last, chosen, need, low, high, counts)


def search(
    units: Array, arena: Array, first_row: Array, first_token: Array, keys: Array, jump: Array,
    starts: Array, postings: Array, marks: Array, sizes: Array, rare: Whole, codes: Array,
    percent: Whole, counts: Array, found: Array, scores: Array,
) -> Whole:  # fmt: skip
    """Write unit ids and raw scores of all matches; return how many, room or not.

    `first_row[n]` is the first row of at least n tokens, `first_token[n]` where it begins; `counts`
    is zero for every row and is so again on return.
    """
    m, size, total = len(codes), 0, len(units)
    shortest, longest = max(1, (percent * m + 99) // 100), 100 * m // percent
    words = locate_words(codes, keys, jump)
    at, width, begin, end = locate_grams(codes, words, sizes, keys, jump, starts, rare)
    mark, table, bag = query_signature(codes), prepare(words), bag_of(words)
    top, edge = len(first_row) - 1, shortest
    first, last = np.empty(len(at), np.int64), np.empty(len(at), np.int64)
    cut(postings, begin, end, np.int64(first_row[min(edge, top)]), first)
    for share in (100, 106, 115, 130, 1_000_000):
        until = min(longest, m * share // 100)
        if until < edge or edge > top:
            continue
        a = np.int64(first_row[edge])
        b = np.int64(first_row[until + 1]) if until + 1 <= top else total
        if a < b:
            cut(postings, first, end, b, last)
            candidates = search_band(
                edge, until, m, percent, a, b, at, width, first, last, postings, counts
            )
            size = verify(
                candidates, arena, first_row, first_token, marks, m, percent, mark, table, bag,
                found, scores, size,
            )  # fmt: skip
            first, last = last, first  # the next band begins where this one ends
        edge = until + 1
    for i in range(min(size, len(found))):
        at = found[i]
        longest = max(m, length_of(first_row, np.int64(at)))
        scores[i] = 100 * (longest - scores[i]) // longest
        found[i] = units[at]
    return size
