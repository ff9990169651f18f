"""Training for small corpora: every link of the corpus as an array element, nothing compiled.

The same steps as `_ibm1`, which is held against this in the tests. Needs some 60 bytes a link.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def links_of(zh: Array, zh_ends: Array, en: Array, en_ends: Array, weights: Array) -> Array:
    """Return (Chinese position, English position, pair) of every link, in three rows."""
    used = np.flatnonzero(weights)
    ours, theirs = np.diff(zh_ends)[used], np.diff(en_ends)[used]
    pair = np.repeat(used, ours * theirs)
    before = np.cumsum(ours * theirs) - ours * theirs
    at = np.arange(len(pair)) - np.repeat(before, ours * theirs)
    width = np.repeat(theirs, ours * theirs)
    return np.stack([zh_ends[pair] + at // width, en_ends[pair] + at % width, pair])


def estimate(
    zh: Array, en: Array, weights: Array, links: Array, rounds: int, smoothing: float,
    sizes: tuple[int, int],
) -> tuple[Array, Array]:  # fmt: skip
    """Return the word pairs as keys (Chinese id << 32 | English id) and t in both directions."""
    of_zh, of_en = zh[links[0]].astype(np.int64), en[links[1]].astype(np.int64)
    keys, pair_of = np.unique((of_zh << 32) | of_en, return_inverse=True)
    weight = weights[links[2]].astype(np.float64)
    key_zh, key_en = keys >> 32, keys & 0xFFFFFFFF
    table = np.empty((len(keys), 2))
    table[:, 0], table[:, 1] = 1 / max(1, sizes[1]), 1 / max(1, sizes[0])
    token_weight = _token_weights(len(zh), links[0], weight), _token_weights(
        len(en), links[1], weight
    )
    empty = np.full(sizes[1], 1 / max(1, sizes[1])), np.full(sizes[0], 1 / max(1, sizes[0]))
    for _ in range(rounds):
        to_en, empty_en = _expected(table[:, 0], pair_of, links[1], en, empty[0], token_weight[1])
        to_zh, empty_zh = _expected(table[:, 1], pair_of, links[0], zh, empty[1], token_weight[0])
        counts = np.bincount(pair_of, to_en * weight, len(keys)), np.bincount(
            pair_of, to_zh * weight, len(keys)
        )
        table[:, 0] = counts[0] / (smoothing + np.bincount(key_zh, counts[0], sizes[0]))[key_zh]
        table[:, 1] = counts[1] / (smoothing + np.bincount(key_en, counts[1], sizes[1]))[key_en]
        empty = empty_en / max(1e-12, empty_en.sum()), empty_zh / max(1e-12, empty_zh.sum())
    return keys, table.astype(np.float32)


def _token_weights(size: int, tokens: Array, weight: Array) -> Array:
    found = np.zeros(size)
    found[tokens] = weight
    return found


def _expected(
    t: Array, pair_of: Array, tokens: Array, words: Array, empty: Array, weight: Array
) -> tuple[Array, Array]:
    """Share each target token among its links and the empty word."""
    given = t[pair_of]
    # Tokens of pairs left out have no weight, and perhaps no link to be explained by.
    total = empty[words] + np.bincount(tokens, given, len(words)) + (weight == 0)
    unexplained = np.bincount(words, weight * empty[words] / total, len(empty))
    return given / total[tokens], unexplained
