"""How much better each stretch of one document explains a stretch of the other than chance does.

For sentences S and T, the evidence that T translates S is

    LLR(T | S) = Σ over tokens e of T of ln(λ + (1 − λ) · Σ over tokens w of S of
                 t(e | w) / (|S| · p(e)))

The inner sum adds up over sentences, so one pass over single sentences serves beads of any size;
the outer sum does too, so for each number of source sentences a running total over the target
gives any target stretch as a difference. Everything is computed for a block of source sentences
against a window of target sentences, which is what keeps a book within memory.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tm.align.documents import Documents, Side

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

MIXED = 0.3
"""λ: how much of a token's probability is left to chance."""


@dataclass(frozen=True, slots=True)
class Table:
    """t(target word | source word) in row form."""

    starts: Longs
    targets: Ints
    values: Floats


def tables(documents: Documents) -> tuple[Table, Table]:
    """Return t(en | zh) by Chinese word and t(zh | en) by English word."""
    links = documents.links
    forward = _table(links.zh, links.en, links.en_given_zh, len(documents.zh.words))
    order = np.argsort(links.en, kind="stable")
    backward = _table(
        links.en[order], links.zh[order], links.zh_given_en[order], len(documents.en.words)
    )
    return forward, backward


def _table(rows: Ints, columns: Ints, values: Floats, size: int) -> Table:
    return Table(np.searchsorted(rows, np.arange(size + 1)).astype(np.int64), columns, values)


def running_evidence(
    source: Side, target: Side, table: Table, rows: range, window: range, most: int
) -> Floats:
    """Return running totals of LLR(target | source) for stretches of 1 … `most` source sentences.

    Entry [a − 1, i, j] is the total over target sentences window[0] … window[j − 1] given source
    sentences rows[i] … rows[i] + a − 1; stretches that would pass the end of the source are
    zero. Values and names count more than words.
    """
    first, last = int(target.ends[window.start]), int(target.ends[window.stop])
    tokens = target.tokens[first:last]
    share = target.share[tokens]
    cuts = target.ends[window.start : window.stop + 1] - first
    support = _support(source, table, range(rows.start, min(len(source), rows.stop + most - 1)),
                       len(target.words))[:, tokens]  # fmt: skip
    sizes = source.sizes[rows.start : rows.start + len(support)].astype(np.float32)
    scale = np.where(share > 0, (1 - MIXED) / np.maximum(share, 1e-9), 0).astype(np.float32)
    rest = np.where(share > 0, MIXED, 1.0).astype(np.float32)
    counts = target.counts[tokens]
    totals = np.zeros((most, len(rows), len(window) + 1), np.float32)
    summed, size = np.zeros((len(rows), len(tokens)), np.float32), np.zeros(len(rows), np.float32)
    for a in range(most):
        count = max(0, min(len(rows), len(support) - a))
        if not count:
            break
        summed[:count] += support[a : a + count]
        size[:count] += sizes[a : a + count]
        gains = (summed[:count] / np.maximum(size[:count, None], 1)).astype(np.float32, copy=False)
        gains *= scale
        gains += rest
        np.log(gains, out=gains)
        gains *= counts
        gains[size[:count] == 0] = 0
        np.cumsum(_by_sentence(gains, cuts), axis=1, out=totals[a, :count, 1:])
    return totals


def _by_sentence(gains: Floats, cuts: Longs) -> Floats:
    """Sum up the tokens of each sentence; a sentence may have none."""
    sums = np.zeros((len(gains), len(cuts) - 1), np.float32)
    filled = np.flatnonzero(np.diff(cuts))
    if len(filled):
        sums[:, filled] = np.add.reduceat(gains, cuts[filled], axis=1)
    return sums


def evidence_between(source: Side, target: Side, table: Table, rows: range, window: range) -> float:
    """Return LLR(target | source) of one stretch against one other."""
    if not rows or not window:
        return 0.0
    tokens = target.tokens[target.ends[window.start] : target.ends[window.stop]]
    tokens = tokens[target.share[tokens] > 0]
    words, token_of = np.unique(tokens, return_inverse=True)
    if not len(words):
        return 0.0
    size = int(source.ends[rows.stop] - source.ends[rows.start])
    support = _support_of(source, table, rows, words)[token_of]
    gains = np.log(MIXED + (1 - MIXED) * support / (target.share[tokens] * max(1, size)))
    return float((gains * target.counts[tokens]).sum())


def _support_of(source: Side, table: Table, rows: range, words: Ints) -> Floats:
    """Return Σ t(word | source stretch) for a few target words, given in order."""
    entries, _ = _entries(source, table, rows)
    targets = table.targets[entries]
    at = np.minimum(np.searchsorted(words, targets), len(words) - 1)
    meant = words[at] == targets
    found = np.bincount(at[meant], table.values[entries][meant], minlength=len(words))
    return found.astype(np.float32)


def _support(source: Side, table: Table, rows: range, words: int) -> Floats:
    """Return, for each source sentence and target word, Σ t(target | source)."""
    entries, token_of = _entries(source, table, rows)
    sentence = np.repeat(np.arange(len(rows)), source.sizes[rows.start : rows.stop])
    flat = sentence[token_of] * words + table.targets[entries]
    dense = np.bincount(flat, table.values[entries], minlength=len(rows) * words)
    return dense.reshape(len(rows), words).astype(np.float32)


def _entries(source: Side, table: Table, rows: range) -> tuple[Longs, Longs]:
    """Return the table's entries for the tokens of `rows`, and the token each entry is of."""
    tokens = source.tokens[source.ends[rows.start] : source.ends[rows.stop]]
    lengths = table.starts[tokens + 1] - table.starts[tokens]
    which = np.repeat(np.arange(len(tokens)), lengths)
    before = np.cumsum(lengths) - lengths
    return table.starts[tokens][which] + np.arange(len(which)) - before[which], which
