"""Grams: what a part is searched by. One or two neighbouring tokens, hashed to 32 bits.

A clash of hashes adds a candidate and can never lose one. `numpy` hashes whole arenas here; the
kernel hashes a query with the same arithmetic.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from tm.languages import Language

SIZES: dict[Language, tuple[int, ...]] = {"zh": (1, 2), "en": (1, 2)}
"""Gram sizes by language: pairs tell most; single tokens serve short queries and torn ones."""

CODE_MASK = 0x7FFFFFFF
"""In an arena, the bit above says that a mark which ends a phrase stands before the token."""

BREAK_BIT = 0x80000000

_A = np.uint64(0x9E3779B97F4A7C15)
_B = np.uint64(0xBF58476D1CE4E5B9)
_C = np.uint64(0x94D049BB133111EB)

Codes = npt.NDArray[np.uint32]
Words = npt.NDArray[np.uint64]


def mix(x: Any) -> Any:
    """Scramble 64 bits (the finaliser of splitmix64)."""
    x = (x ^ (x >> np.uint64(30))) * _B
    x = (x ^ (x >> np.uint64(27))) * _C
    return x ^ (x >> np.uint64(31))


def gram_keys(codes: Codes, size: int) -> Codes:
    """Return the key of the gram of `size` tokens that begins at each position."""
    count = max(len(codes) - size + 1, 0)
    with np.errstate(over="ignore"):
        state: Words = np.full(count, np.uint64(size) * _A, np.uint64)
        for i in range(size):
            state = mix(state + codes[i : i + count].astype(np.uint64) + _A)
    return (state >> np.uint64(32)).astype(np.uint32)


def signature_bits(codes: Codes) -> npt.NDArray[np.uint8]:
    """Return for each token which of the 128 bits of a segment's signature it sets."""
    with np.errstate(over="ignore"):
        bits: npt.NDArray[np.uint8] = (mix(codes.astype(np.uint64) * _A) >> np.uint64(57)).astype(
            np.uint8
        )
    return bits
