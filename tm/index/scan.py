"""The obvious search: every row of the window of lengths, by signature, then by distance.

It answers exactly what the kernel answers, needs no compiled code, and for some ten thousand
segments is as fast as anyone can tell. Tests hold the kernel against it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from tm.index.grams import signature_bits

if TYPE_CHECKING:
    from tm.index.reader import Part

Array = npt.NDArray[Any]


def near(part: Part, codes: Array, percent: int) -> tuple[Array, Array]:
    """Return rows and distances of all segments that reach `percent` against the query."""
    m = len(codes)
    low, high = part.window(max(1, -(-percent * m // 100)), 100 * m // percent)
    lengths = part.lengths(np.arange(low, high))
    limits = np.maximum(lengths, m) * (100 - percent) // 100
    differ = _missing(part.marks[2 * low : 2 * high].reshape(-1, 2), signature(codes))
    rows, distances, query = [], [], part.words(codes).tolist()
    for i in np.flatnonzero(differ <= limits):
        limit = int(limits[i])
        found = Levenshtein.distance(query, row_words(part, low + int(i)), score_cutoff=limit)
        if found <= limit:
            rows.append(low + int(i))
            distances.append(found)
    return np.array(rows, np.int64), np.array(distances, np.int64)


def covering(part: Part, codes: Array, tells: Array, percent: int) -> tuple[Array, Array]:
    """Return rows that may hold `percent` of the query, with the tokens they cover at most."""
    query = part.words(codes).tolist()
    least = -(-percent * len(query) // 100)
    low, _ = part.window(least, 1 << 30)
    rows, shares, wanted = [], [], signature(codes)
    lacking = np.bitwise_count(wanted & ~part.marks[2 * low :].reshape(-1, 2)).sum(axis=1)
    for row in (low + np.flatnonzero(lacking <= len(query) - least)).tolist():
        share = _covered(query, tells.tolist(), row_words(part, row))
        if share >= least:
            rows.append(row)
            shares.append(share)
    return np.array(rows, np.int64), np.array(shares, np.int64)


def _covered(query: list[int], tells: list[bool], words: list[int]) -> int:
    """Count the tokens of the query that stand in a row beside a neighbour, or tell alone."""
    there, pairs = set(words), set(pairwise(words))
    beside = [pair in pairs for pair in pairwise(query)]
    return sum(
        (tells[i] and word in there) or any(beside[max(0, i - 1) : i + 1])
        for i, word in enumerate(query)
    )


def row_words(part: Part, row: int) -> list[int]:
    """Return the tokens of one row, by the numbers of their keys."""
    return [each >> 1 for each in part.tokens(row)]


def signature(codes: Array) -> Array:
    """Return the two halves of the signature of some tokens."""
    halves = [0, 0]
    for bit in signature_bits(codes.astype(np.uint32)).tolist():
        halves[bit >> 6] |= 1 << (bit & 63)
    return np.array(halves, np.uint64)


def _missing(marks: Array, wanted: Array) -> Array:
    """Return how many edits the signatures prove for each row."""
    lacking = np.bitwise_count(wanted & ~marks).sum(axis=1, dtype=np.int64)
    extra = np.bitwise_count(marks & ~wanted).sum(axis=1, dtype=np.int64)
    most: Array = np.maximum(lacking, extra)
    return most
