"""Search within one part: every segment whose raw score reaches a percentage, none missed.

The bounds, for a query of m tokens, a candidate of n and a percentage t:

- the distance is at most k = max(m, n) · (100 − t) // 100, so n lies in [⌈t·m/100⌉, ⌊100·m/t⌋];
- one edit touches at most one of several *disjoint* grams, so of any P disjoint grams of the query
  at least P − k stand in the candidate;
- of P single tokens at least P − (m − ⌈t·max(m, n)/100⌉) do, because the tokens that match number
  at least max(m, n) − distance.

Rows stand in order of length and postings ascend, so a window of lengths is one slice of every
posting list. Of all choices of disjoint grams the cheapest (shortest slices) is taken, rows are
counted, and those at or over the bound are verified: first by a signature of 128 bits (a bit that
one side lacks is an edit), then by the tokens in common whatever their order (of which there are
at least max(m, n) − distance), then by bit-parallel Levenshtein (Myers 1999, Hyyrö 2003) with
cut-off. Windows over the query's length are treated in bands, so that k stays tight.

Example: 慈善组织开展活动 (8 tokens) at 75 %: k = 2 for lengths 6 to 8; three disjoint grams, say
慈善, 组织 and 活动, and any candidate holds at least one of them.

Everything here is plain loops over whole numbers, compiled by `tm.index.compiled`; its obvious
twin, a scan of all rows, is `tm.index.scan`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Whole = Any
"""A whole number: Python's own here, of 64 bits in machine code."""

_A = np.uint64(0x9E3779B97F4A7C15)
_B = np.uint64(0xBF58476D1CE4E5B9)
_C = np.uint64(0x94D049BB133111EB)
ZERO, ONE = np.uint64(0), np.uint64(1)
S27, S30, S31, S32, S57, S63 = (np.uint64(n) for n in (27, 30, 31, 32, 57, 63))
ODD = np.uint64(0x5555555555555555)
PAIRS = np.uint64(0x3333333333333333)
NIBBLES = np.uint64(0x0F0F0F0F0F0F0F0F)
BYTES = np.uint64(0x0101010101010101)
S1, S2, S4, S56 = (np.uint64(n) for n in (1, 2, 4, 56))
MASK = np.uint32(0x7FFFFFFF)
BAGS = 4096
SLACK = 1
LONGEST_CHOICE = 400
"""Tokens up to which the cheapest choice of grams is computed exactly; it costs m · k steps."""
INFINITE = 1 << 60


# ---- arithmetic ----------------------------------------------------------------------------------


def scramble(x: Any) -> Any:
    """Scramble 64 bits, as `grams.mix` does."""
    x = (x ^ (x >> S30)) * _B
    x = (x ^ (x >> S27)) * _C
    return x ^ (x >> S31)


def ones(x: Any) -> Whole:
    """Count the bits that are set."""
    x = x - ((x >> S1) & ODD)
    x = (x & PAIRS) + ((x >> S2) & PAIRS)
    x = (x + (x >> S4)) & NIBBLES
    return np.int64((x * BYTES) >> S56)


def lower_bound(array: Array, low: Whole, high: Whole, value: Whole) -> Whole:
    """Return the first index in [low, high) whose item is not below `value`."""
    while low < high:
        middle = (low + high) >> 1
        if array[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low


def gram_key(codes: Array, start: Whole, size: Whole) -> Any:
    """Return the key of one gram, as `grams.gram_keys` does."""
    state = np.uint64(size) * _A
    for i in range(start, start + size):
        state = scramble(state + np.uint64(codes[i]) + _A)
    return state >> S32


def query_signature(codes: Array) -> tuple[Any, Any]:
    """Return the two halves of the query's signature."""
    low, high = ZERO, ZERO
    for i in range(len(codes)):
        bit = scramble(np.uint64(codes[i]) * _A) >> S57
        if bit < np.uint64(64):
            low |= ONE << bit
        else:
            high |= ONE << (bit - np.uint64(64))
    return low, high


# ---- distance ------------------------------------------------------------------------------------


def prepare(codes: Array) -> tuple[Array, Array, Array]:
    """Return an open hash table from code to row, and for each row where the code stands."""
    m = len(codes)
    words, capacity = (m + 63) // 64, 64
    while capacity < 4 * m:
        capacity *= 2
    held = np.zeros(capacity, np.int64)
    row = np.zeros(capacity, np.int32)
    bits = np.zeros((m + 1, words), np.uint64)
    used = 1
    for i in range(m):
        slot = (codes[i] * 2654435761 >> 7) & (capacity - 1)
        while row[slot] > 0 and held[slot] != codes[i]:
            slot = (slot + 1) & (capacity - 1)
        if row[slot] == 0:
            row[slot], held[slot] = used, codes[i]
            used += 1
        bits[row[slot], i >> 6] |= ONE << np.uint64(i & 63)
    return held, row, bits


def bag_of(codes: Array) -> Array:
    """Return how many tokens of the query fall into each of `BAGS` classes of codes."""
    bag = np.zeros(BAGS, np.int32)
    for code in codes:
        bag[(code * 2654435761 >> 16) & (BAGS - 1)] += 1
    return bag


def is_strange(bag: Array, arena: Array, start: Whole, n: Whole, most: Whole) -> bool:
    """Say whether more than `most` tokens of `arena[start:start+n]` have no partner in the query.

    Two codes of one class pass for the same: the answer may be no too often, never yes. The bag
    is as before on return.
    """
    lone, seen = 0, 0
    while seen < n and lone <= most:
        at = (np.int64(arena[start + seen] & MASK) * 2654435761 >> 16) & (BAGS - 1)
        bag[at] -= 1
        lone += bag[at] < 0
        seen += 1
    for j in range(start, start + seen):
        bag[(np.int64(arena[j] & MASK) * 2654435761 >> 16) & (BAGS - 1)] += 1
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
        code = np.int64(arena[start + j] & MASK)
        slot = (code * 2654435761 >> 7) & mask
        while row[slot] > 0 and held[slot] != code:
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


# ---- choosing grams ------------------------------------------------------------------------------


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


def narrow(
    postings: Array, begin: Array, end: Array, low: Whole, high: Whole, first: Array, last: Array
) -> None:
    """Cut every posting slice to the rows [low, high)."""
    for g in range(len(begin)):
        first[g] = lower_bound(postings, begin[g], end[g], low)
        last[g] = lower_bound(postings, first[g], end[g], high)


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
    candidates: Array, arena: Array, offsets: Array, marks: Array, codes: Array, percent: Whole,
    rows: Array, distances: Array, size: Whole,
) -> Whole:  # fmt: skip
    """Write the candidates within their distance; return the new number of results."""
    m = len(codes)
    low, high = query_signature(codes)
    held, row, bits = prepare(codes)
    bag = bag_of(codes)
    plus, minus = np.empty(bits.shape[1], np.uint64), np.empty(bits.shape[1], np.uint64)
    for i in range(len(candidates)):
        c = candidates[i]
        start = np.int64(offsets[c])
        n: Whole = np.int64(offsets[c + 1]) - start
        limit = max(m, n) * (100 - percent) // 100
        if abs(m - n) > limit:
            continue
        other_low, other_high = marks[2 * c], marks[2 * c + 1]
        if ones(low & ~other_low) + ones(high & ~other_high) > limit:
            continue
        if ones(other_low & ~low) + ones(other_high & ~high) > limit:
            continue
        if is_strange(bag, arena, start, n, n - max(m, n) + limit):
            continue
        found = distance(held, row, bits, m, arena, start, n, limit, plus, minus)
        if found <= limit:
            size = keep(rows, distances, size, c, found)
    return size


def search_band(
    shortest: Whole, longest: Whole, m: Whole, percent: Whole, low: Whole, high: Whole, at: Array,
    width: Array, begin: Array, end: Array, postings: Array, counts: Array,
) -> Array:  # fmt: skip
    """Return the rows of lengths [shortest, longest], rows [low, high), that may be near enough."""
    first, last = np.empty(len(at), np.int64), np.empty(len(at), np.int64)
    narrow(postings, begin, end, low, high, first, last)
    cost = last - first
    edits = max(m, longest) * (100 - percent) // 100
    lost = m - (percent * max(m, shortest) + 99) // 100
    best, chosen, need = choose_unigrams(width, cost, lost)
    wanted = edits + 1 + SLACK
    while len(width) > m and wanted > edits and wanted <= m:
        if m <= LONGEST_CHOICE:
            price, grams = choose_disjoint(at, width, cost, m, wanted)
        else:
            price, grams = choose_tiling(at, width, cost, wanted)
        if price >= 0:
            if best < 0 or price < best:
                best, chosen, need = price, grams, wanted - edits
            break
        wanted -= 1
    if best < 0 or best > 4 * (high - low):
        return scan_window(low, high)
    return collect(postings, first, last, chosen, need, low, high, counts)


def search(
    units: Array, arena: Array, offsets: Array, keys: Array, jump: Array, starts: Array,
    postings: Array,    first_row: Array, marks: Array, sizes: Array, codes: Array,
    percent: Whole, counts: Array,
    found: Array, scores: Array,
) -> Whole:  # fmt: skip
    """Write unit ids and raw scores of all matches; return how many, room or not.

    `first_row[n]` is the first row of at least n tokens; `counts` is zero for every row and is
    so again on return.
    """
    m, size, total = len(codes), 0, len(offsets) - 1
    shortest, longest = max(1, (percent * m + 99) // 100), 100 * m // percent
    at, width, begin, end = locate_grams(codes, sizes, keys, jump, starts)
    top = len(first_row) - 1
    edge = shortest
    for share in (100, 106, 115, 130, 1_000_000):
        until = min(longest, m * share // 100)
        if until < edge or edge > top:
            continue
        a = np.int64(first_row[edge])
        b = np.int64(first_row[until + 1]) if until + 1 <= top else total
        if a < b:
            candidates = search_band(
                edge, until, m, percent, a, b, at, width, begin, end, postings, counts
            )
            size = verify(
                candidates, arena, offsets, marks, codes, percent, found, scores, size
            )
        edge = until + 1
    for i in range(min(size, len(found))):
        at = found[i]
        longest = max(m, np.int64(offsets[at + 1]) - np.int64(offsets[at]))
        scores[i] = 100 * (longest - scores[i]) // longest
        found[i] = units[at]
    return size
