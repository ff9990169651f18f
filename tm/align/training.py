"""Learn a bilingual lexicon: IBM model 1 in both directions.

A word pair's probability grows when the two stand in sentence pairs together more often than
chance would have it (Brown et al. 1993). Five rounds of expectation–maximisation over all pairs,
with an empty word on either side to take what has no counterpart, and a constant in the M step
that keeps rare words from being sure of themselves (Moore 2004). Both directions share one hash
table of the word pairs that occur, so that a round walks the corpus once.

Pairs come as `Corpus`: word ids in flat arrays, built chunk by chunk so that text is never held
twice. Numbers are left out: they are matched by value when aligning, not learnt.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any

import numpy as np
import numpy.typing as npt

from tm.align.lexicon import Lexicon, sorted_rows

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """How the lexicon is learnt.

    `rounds` of expectation–maximisation; word pairs below `floor` in both directions are dropped;
    words seen fewer than `fewest` times, or making up more than `commonest` of their side, are
    left out; pairs with more than `links` word pairs (long paragraphs) too; `smoothing` is added
    to every word's total in the M step; `threads` share the corpus. Up to `plain` links nothing
    is compiled.
    """

    rounds: int = 5
    floor: float = 0.002
    fewest: int = 2
    commonest: float = 0.03
    links: int = 2400
    smoothing: float = 0.3
    threads: int = 2
    plain: int = 8_000_000


@dataclass(slots=True)
class _Side:
    """Word ids of one language, sentence after sentence."""

    ids: dict[str, int] = field(default_factory=dict)
    words: array[int] = field(default_factory=lambda: array("i"))
    ends: array[int] = field(default_factory=lambda: array("q", [0]))

    def add(self, words: Sequence[str]) -> None:
        ids = self.ids
        self.words.extend([ids.setdefault(word, len(ids)) for word in words])
        self.ends.append(len(self.words))


class Corpus:
    """Sentence pairs as word ids, each with the number of times it counts."""

    def __init__(self) -> None:
        self.zh, self.en = _Side(), _Side()
        self.weights = array("f")

    def add(self, zh: Sequence[str], en: Sequence[str], weight: float = 1.0) -> None:
        """Take one pair of tokenised sentences; a side without words is passed over."""
        if zh and en:
            self.zh.add(zh)
            self.en.add(en)
            self.weights.append(weight)

    def extend(self, pairs: Iterable[tuple[Sequence[str], Sequence[str]]], weight: float) -> None:
        """Take many pairs of the same weight."""
        for zh, en in pairs:
            self.add(zh, en, weight)

    def __len__(self) -> int:
        return len(self.weights)


def train(corpus: Corpus, options: TrainingOptions | None = None) -> Lexicon:
    """Return the lexicon the pairs of `corpus` teach; the same corpus gives the same lexicon."""
    options = options or TrainingOptions()
    zh_words, zh, zh_ends, zh_share = _kept(corpus.zh, options)
    en_words, en, en_ends, en_share = _kept(corpus.en, options)
    weights = np.frombuffer(corpus.weights, np.float32).copy()
    weights[np.diff(zh_ends) * np.diff(en_ends) > options.links] = 0
    sides = (zh, zh_ends, en, en_ends, weights)
    keys, table = _learnt(sides, (len(zh_words), len(en_words)), options)
    return _lexicon(keys, table, (zh_words, en_words), (zh_share, en_share), options.floor)


def _learnt(
    sides: tuple[Any, ...], sizes: tuple[int, int], options: TrainingOptions
) -> tuple[Longs, Floats]:
    """Return keys and probabilities; compiling pays from some millions of links on."""
    zh, zh_ends, en, en_ends, weights = sides
    if int((np.diff(zh_ends) * np.diff(en_ends))[weights > 0].sum()) <= options.plain:
        from tm.align import _ibm1_arrays

        links = _ibm1_arrays.links_of(*sides)
        return _ibm1_arrays.estimate(
            zh, en, weights, links, options.rounds, options.smoothing, sizes
        )
    from tm.align import _ibm1

    keys = _pairs_that_occur(sides, _ibm1)
    return keys, _estimate(sides, keys, sizes, options, _ibm1)


def _kept(side: _Side, options: TrainingOptions) -> tuple[list[str], Ints, Longs, Floats]:
    """Drop the rarest and commonest words and number the others anew, in order of the words."""
    ids = np.frombuffer(side.words, np.int32)
    ends = np.frombuffer(side.ends, np.int64)
    counts = np.bincount(ids, minlength=len(side.ids))
    share = counts / max(1, len(ids))
    keep = (counts >= options.fewest) & (share <= options.commonest)
    words = sorted(word for word, kept in zip(side.ids, keep.tolist(), strict=True) if kept)
    renumber = np.full(len(side.ids), -1, np.int32)
    old = np.fromiter((side.ids[word] for word in words), np.int64, len(words))
    renumber[old] = np.arange(len(words), dtype=np.int32)
    new = renumber[ids]
    running = np.concatenate([[0], np.cumsum(new >= 0)])
    return words, new[new >= 0], running[ends], share[old].astype(np.float32)


def _pairs_that_occur(sides: tuple[Any, ...], kernel: Any) -> Longs:
    """Return the hash table of word pairs, doubled until it is at most half full."""
    for bits in count(20):
        keys = np.full(1 << bits, -1, np.int64)
        if kernel.collect(*sides, keys):
            return keys
    raise AssertionError("unreachable")


def _estimate(
    sides: tuple[Any, ...],
    keys: Longs,
    sizes: tuple[int, int],
    options: TrainingOptions,
    kernel: Any,
) -> Floats:
    """Return t(en | zh) and t(zh | en) for each slot of `keys`."""
    zh_size, en_size = sizes
    table = np.empty((len(keys), 2), np.float32)
    table[:, 0], table[:, 1] = 1 / max(1, en_size), 1 / max(1, zh_size)
    empty_en = np.full(en_size, 1 / max(1, en_size))
    empty_zh = np.full(zh_size, 1 / max(1, zh_size))
    counts = [np.zeros((len(keys), 2), np.float32) for _ in range(options.threads)]
    cuts = np.linspace(0, len(sides[4]), options.threads + 1).astype(np.int64)
    with ThreadPoolExecutor(options.threads) as pool:
        for _ in range(options.rounds):
            task = partial(_round, kernel, sides, cuts, (keys, table, counts), (empty_en, empty_zh))
            parts = list(pool.map(task, range(options.threads)))
            for other in counts[1:]:
                counts[0] += other
            kernel.maximise(keys, counts[0], table, options.smoothing, zh_size, en_size)
            empty_en, empty_zh = (sum(side) for side in zip(*parts, strict=True))
            empty_en, empty_zh = empty_en / empty_en.sum(), empty_zh / empty_zh.sum()
            for part in counts:
                part[:] = 0
    return table


def _round(
    kernel: Any,
    sides: tuple[Any, ...],
    cuts: Longs,
    table: tuple[Longs, Floats, Sequence[Floats]],
    empty: tuple[Any, Any],
    part: int,
) -> tuple[Any, Any]:
    """Collect one thread's share of the expected links."""
    keys, values, counts = table
    found: tuple[Any, Any] = kernel.expect(
        *sides, cuts[part], cuts[part + 1], keys, values, counts[part], *empty
    )
    return found


def _lexicon(
    keys: Longs,
    table: Floats,
    words: tuple[list[str], list[str]],
    shares: tuple[Floats, Floats],
    floor: float,
) -> Lexicon:
    kept = (keys >= 0) & (table.max(axis=1) > floor)
    pairs, values = keys[kept], table[kept]
    order = np.argsort(pairs)
    pairs, values = pairs[order], values[order]
    starts, en_ids = sorted_rows(pairs, len(words[0]))
    return Lexicon(
        zh_words=words[0], en_words=words[1], starts=starts, en_ids=en_ids,
        en_given_zh=values[:, 0].copy(), zh_given_en=values[:, 1].copy(),
        zh_share=shares[0], en_share=shares[1],
    )  # fmt: skip
