"""Sums on 64 bits: hashes, set bits, searches in sorted arrays; compiled by `tm.index.compiled`."""

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
STIR = np.uint64(0x9E3779B1)
"""Odd, so that codes of 32 bits times this, cut to 32 bits, are again all different."""
LOW = np.uint64(0xFFFFFFFF)
ZERO, ONE = np.uint64(0), np.uint64(1)
S27, S30, S31, S32, S57, S63 = (np.uint64(n) for n in (27, 30, 31, 32, 57, 63))
ODD = np.uint64(0x5555555555555555)
PAIRS = np.uint64(0x3333333333333333)
NIBBLES = np.uint64(0x0F0F0F0F0F0F0F0F)
BYTES = np.uint64(0x0101010101010101)
S1, S2, S4, S56 = (np.uint64(n) for n in (1, 2, 4, 56))
AFTER_MARK = 1
"""The lowest bit of a token in an arena: a mark which ends a phrase stands before it."""


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


def token(arena: Array, at: Whole) -> Whole:
    """Return what an arena holds: twice the number of the key of a token, and `AFTER_MARK`."""
    return np.int64(arena[at])


def length_of(first_row: Array, row: Whole) -> Whole:
    """Return how many tokens a row has, as rows stand in order of length."""
    return lower_bound(first_row, 0, len(first_row), row + 1) - 1


def start_of(first_row: Array, first_token: Array, row: Whole, length: Whole) -> Whole:
    """Return where the tokens of a row begin, which are so many as those of its neighbours."""
    return np.int64(first_token[length]) + (row - np.int64(first_row[length])) * length


def gram_key(codes: Array, start: Whole, size: Whole) -> Any:
    """Return the key of one gram, as `grams.gram_keys` does."""
    if size == 1:
        return np.uint64(codes[start]) * STIR & LOW
    state = np.uint64(size) * _A
    for i in range(start, start + size):
        state = scramble(state + np.uint64(codes[i]) + _A)
    return (state >> S32) + (np.uint64(size - 1) << S32)


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
