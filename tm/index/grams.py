"""Grams: what a part is searched by. One or two neighbouring tokens, each gram with its key.

The key of a single token is its code, stirred so that no two tokens share one: the number of that
key is what a part writes for the token. Pairs are hashed to 32 bits: a clash adds a candidate and
can never lose one. `numpy` reckons the keys of whole arenas here; the kernel does a query's with
the same arithmetic.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tm.index.arithmetic import LOW, STIR
from tm.languages import Language

SIZES: dict[Language, tuple[int, ...]] = {"zh": (1, 2), "en": (1, 2)}
"""Gram sizes by language: pairs tell most; single tokens serve short queries and torn ones."""

RARE = 32
"""Rows up to which a token is rare: pairs with one have no rows of their own but are sought by it.

They are most of all pairs, and reading some more rows takes less than storing each pair.
"""

CODE_MASK = 0x7FFFFFFF
"""In what is encoded, the bit above says that a mark which ends a phrase stands before the token.
"""

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


def gram_keys(codes: Codes, size: int) -> Words:
    """Return the key of the gram of `size` tokens that begins at each position: 33 bits.

    Keys of single tokens are below 2³², those of pairs above.
    """
    if size == 1:
        return codes.astype(np.uint64) * STIR & LOW
    count = max(len(codes) - size + 1, 0)
    with np.errstate(over="ignore"):
        state: Words = np.full(count, np.uint64(size) * _A, np.uint64)
        for i in range(size):
            state = mix(state + codes[i : i + count].astype(np.uint64) + _A)
    return (state >> np.uint64(32)) + (np.uint64(size - 1) << np.uint64(32))


def key_of(gram: Sequence[int]) -> int:
    """Return the key of one gram."""
    if len(gram) == 1:
        return gram[0] * int(STIR) & int(LOW)
    return int(gram_keys(np.array(gram, np.uint32), len(gram))[0])


def signature_bits(codes: Codes) -> npt.NDArray[np.uint8]:
    """Return for each token which of the 128 bits of a segment's signature it sets."""
    with np.errstate(over="ignore"):
        bits: npt.NDArray[np.uint8] = (mix(codes.astype(np.uint64) * _A) >> np.uint64(57)).astype(
            np.uint8
        )
    return bits
