"""What a document teaches about its own words: the lexicon between its sides, once more.

Beads found with some certainty are sentence pairs like any other; one round of expectation over
them, with the lexicon's own probabilities as a prior worth a few occurrences, lets names and
words of the day, unknown to any dictionary, speak in a second search.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from tm.align.documents import Documents, Links, Side

Doubles = npt.NDArray[np.float64]
Longs = npt.NDArray[np.int64]

_PRIOR = 3.0
_GROUND = 1e-4
_NEW = 0.6
_SELDOM = 1e-5
_LONGEST = 120
"""Tokens of a side beyond which a bead teaches nothing worth its price."""


def taught(documents: Documents, beads: Iterable[tuple[range, range]]) -> Documents:
    """Return the documents with the links their own beads suggest."""
    zh, en = documents.zh, documents.en
    pairs = [_crossed(zh, en, *bead) for bead in beads]
    if not pairs:
        return documents
    of_zh, of_en, group_zh, group_en = (np.concatenate(part) for part in zip(*pairs, strict=True))
    if not len(of_zh):
        return documents
    keys, pair_of = np.unique((of_zh << 32) | of_en, return_inverse=True)
    known = _known(documents.links, keys)
    counts_en = _expected(known[:, 0][pair_of], pair_of, group_en, len(keys))
    counts_zh = _expected(known[:, 1][pair_of], pair_of, group_zh, len(keys))
    links = _merged(documents, keys, (counts_en, counts_zh))
    return replace(documents, zh=_met(zh), en=_met(en), links=links)


def _crossed(
    zh: Side, en: Side, rows: range, columns: range
) -> tuple[Longs, Longs, Longs, Longs]:
    """Pair every token of a bead's sides; tokens are numbered through the whole document."""
    ours = np.arange(zh.ends[rows.start], zh.ends[rows.stop])[:_LONGEST]
    theirs = np.arange(en.ends[columns.start], en.ends[columns.stop])[:_LONGEST]
    here, there = np.repeat(ours, len(theirs)), np.tile(theirs, len(ours))
    return zh.tokens[here].astype(np.int64), en.tokens[there].astype(np.int64), here, there


def _known(links: Links, keys: Longs) -> Doubles:
    """Return what the links say of each pair, on the ground that any two words may meet."""
    have = (links.zh.astype(np.int64) << 32) | links.en
    found = np.full((len(keys), 2), _GROUND)
    if len(have):
        at = np.minimum(np.searchsorted(have, keys), len(have) - 1)
        hit = have[at] == keys
        found[hit, 0] += links.en_given_zh[at[hit]]
        found[hit, 1] += links.zh_given_en[at[hit]]
    return found


def _expected(given: Doubles, pair_of: Longs, tokens: Longs, size: int) -> Doubles:
    """Share each target token among the words that may have caused it."""
    total = np.bincount(tokens, given) + 1e-3
    counts: Doubles = np.bincount(pair_of, given / total[tokens], size).astype(np.float64)
    return counts


def _merged(documents: Documents, keys: Longs, counts: tuple[Doubles, Doubles]) -> Links:
    links = documents.links
    have = (links.zh.astype(np.int64) << 32) | links.en
    fresh = keys[(counts[0] > _NEW) & ~np.isin(keys, have)]
    every = np.union1d(have, fresh)
    of_zh, of_en = every >> 32, every & 0xFFFFFFFF
    totals = (
        np.bincount(keys >> 32, counts[0], len(documents.zh.words)),
        np.bincount(keys & 0xFFFFFFFF, counts[1], len(documents.en.words)),
    )
    prior = [_PRIOR * (part - _GROUND) for part in _known(links, every).T]
    values = [_at(keys, count, every) + own for count, own in zip(counts, prior, strict=True)]
    return Links(
        of_zh.astype(np.int32), of_en.astype(np.int32),
        (values[0] / (totals[0][of_zh] + _PRIOR)).astype(np.float32),
        (values[1] / (totals[1][of_en] + _PRIOR)).astype(np.float32),
    )  # fmt: skip


def _at(keys: Longs, values: Doubles, wanted: Longs) -> Doubles:
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], 0.0)


def _met(side: Side) -> Side:
    """Let words the lexicon never saw speak once they stand in a document twice."""
    counts = np.bincount(side.tokens, minlength=len(side.words))
    share = np.where((side.share == 0) & (counts > 1), np.float32(_SELDOM), side.share)
    return replace(side, share=share)
