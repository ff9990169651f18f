"""The inner loops of training, compiled.

A word pair is one 64-bit key, Chinese id above English id, in an open-addressing hash table.
`tests/tm/align/test_training.py` holds the same algorithm in a dozen plain lines.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

Array = Any


@njit(cache=True, nogil=True, inline="always")
def _slot(keys: Array, key: Any) -> Any:
    """Where `key` is, or the empty place where it belongs."""
    mask = len(keys) - 1
    mixed = np.uint64(key) * np.uint64(0x9E3779B97F4A7C15)
    at = np.int64(mixed >> np.uint64(24)) & mask
    while keys[at] != -1 and keys[at] != key:
        at = (at + 1) & mask
    return at


@njit(cache=True, nogil=True)
def collect(
    zh: Array, zh_ends: Array, en: Array, en_ends: Array, weights: Array, keys: Array
) -> bool:
    """Enter every word pair that occurs; give up when the table is half full."""
    room = len(keys) // 2
    for pair in range(len(weights)):
        if weights[pair] == 0:
            continue
        for z in range(zh_ends[pair], zh_ends[pair + 1]):
            for e in range(en_ends[pair], en_ends[pair + 1]):
                key = (np.int64(zh[z]) << 32) | np.int64(en[e])
                at = _slot(keys, key)
                if keys[at] == -1:
                    keys[at] = key
                    room -= 1
                    if room < 0:
                        return False
    return True


@njit(cache=True, nogil=True)
def expect(
    zh: Array, zh_ends: Array, en: Array, en_ends: Array, weights: Array,
    first: int, last: int, keys: Array, table: Array, counts: Array,
    empty_en: Array, empty_zh: Array,
) -> tuple[Array, Array]:  # fmt: skip
    """Add the expected links of pairs [first, last) to `counts`; return those to the empty word."""
    to_en, to_zh = np.zeros(len(empty_en)), np.zeros(len(empty_zh))
    slots = np.empty(1 << 16, np.int64)
    en_sums, zh_sums = np.empty(1 << 16), np.empty(1 << 16)
    for pair in range(first, last):
        weight = weights[pair]
        z0, e0 = zh_ends[pair], en_ends[pair]
        m, n = zh_ends[pair + 1] - z0, en_ends[pair + 1] - e0
        if weight == 0 or m == 0 or n == 0:
            continue
        for b in range(n):
            en_sums[b] = empty_en[en[e0 + b]]
        for a in range(m):
            total = empty_zh[zh[z0 + a]]
            high = np.int64(zh[z0 + a]) << 32
            for b in range(n):
                at = _slot(keys, high | np.int64(en[e0 + b]))
                slots[a * n + b] = at
                en_sums[b] += table[at, 0]
                total += table[at, 1]
            zh_sums[a] = total
        for b in range(n):
            to_en[en[e0 + b]] += weight * empty_en[en[e0 + b]] / en_sums[b]
        for a in range(m):
            to_zh[zh[z0 + a]] += weight * empty_zh[zh[z0 + a]] / zh_sums[a]
            for b in range(n):
                at = slots[a * n + b]
                counts[at, 0] += weight * table[at, 0] / en_sums[b]
                counts[at, 1] += weight * table[at, 1] / zh_sums[a]
    return to_en, to_zh


@njit(cache=True, nogil=True)
def maximise(
    keys: Array, counts: Array, table: Array, smoothing: float, zh_size: int, en_size: int
) -> None:
    """Turn expected links into probabilities."""
    zh_total, en_total = np.full(zh_size, smoothing), np.full(en_size, smoothing)
    for at in range(len(keys)):
        if keys[at] != -1:
            zh_total[keys[at] >> 32] += counts[at, 0]
            en_total[keys[at] & 0xFFFFFFFF] += counts[at, 1]
    for at in range(len(keys)):
        if keys[at] != -1:
            table[at, 0] = counts[at, 0] / zh_total[keys[at] >> 32]
            table[at, 1] = counts[at, 1] / en_total[keys[at] & 0xFFFFFFFF]
