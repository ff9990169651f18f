"""The bilingual lexicon as a value: words, how likely they translate each other, how common.

Two sorted word lists and a sparse matrix between them in row form: the English candidates of
Chinese word `w` are `en_ids[starts[w]:starts[w + 1]]`, with t(en | zh) and t(zh | en) alongside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Links:
    """The part of a lexicon between two word lists: row, column and both probabilities."""

    zh: Ints
    en: Ints
    en_given_zh: Floats
    zh_given_en: Floats


@dataclass(frozen=True)
class Lexicon:
    """Word translation probabilities in both directions.

    `zh_share` and `en_share` are each word's share of all words seen; `facts` say where the
    lexicon comes from (sources, pairs), for people.
    """

    zh_words: Sequence[str]
    en_words: Sequence[str]
    starts: Longs
    en_ids: Ints
    en_given_zh: Floats
    zh_given_en: Floats
    zh_share: Floats
    en_share: Floats
    facts: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def zh_index(self) -> dict[str, int]:
        """Chinese word → row."""
        return {word: at for at, word in enumerate(self.zh_words)}

    @cached_property
    def en_index(self) -> dict[str, int]:
        """English stem → column."""
        return {word: at for at, word in enumerate(self.en_words)}

    def __len__(self) -> int:
        """Number of word pairs."""
        return len(self.en_ids)

    def knows(self, zh_word: str) -> bool:
        """Whether the Chinese word has any translation here."""
        return zh_word in self.zh_index

    def shares(self, zh: Sequence[str], en: Sequence[str]) -> tuple[Floats, Floats]:
        """Return the words' shares; 0 for a word never seen."""
        return (
            _looked_up(zh, self.zh_index, self.zh_share),
            _looked_up(en, self.en_index, self.en_share),
        )

    def links(self, zh: Sequence[str], en: Sequence[str]) -> Links:
        """Return what the lexicon holds between the distinct words `zh` and `en`, by position."""
        columns = np.full(len(self.en_words) + 1, -1, np.int32)
        known = [(self.en_index[word], at) for at, word in enumerate(en) if word in self.en_index]
        for column, at in known:
            columns[column] = at
        rows = np.array([self.zh_index.get(word, -1) for word in zh], np.int64)
        present = np.flatnonzero(rows >= 0)
        entries, repeated = _ranges(self.starts, rows[present])
        there = columns[self.en_ids[entries]]
        kept = there >= 0
        entries = entries[kept]
        return Links(
            present[repeated[kept]].astype(np.int32), there[kept],
            self.en_given_zh[entries], self.zh_given_en[entries],
        )  # fmt: skip


def sorted_rows(pairs: Longs, rows: int) -> tuple[Longs, Ints]:
    """Split sorted keys (row << 32 | column) into row starts and columns."""
    starts = np.searchsorted(pairs >> 32, np.arange(rows + 1)).astype(np.int64)
    return starts, (pairs & 0xFFFFFFFF).astype(np.int32)


def _looked_up(words: Sequence[str], index: Mapping[str, int], values: Floats) -> Floats:
    at = np.array([index.get(word, -1) for word in words], np.int64)
    if not len(values):
        return np.zeros(len(words), np.float32)
    return np.where(at >= 0, values[at], 0).astype(np.float32)


def _ranges(starts: Longs, rows: Longs) -> tuple[Longs, Longs]:
    """Concatenate the ranges of `rows`; the second array says which row each entry is of."""
    lengths = starts[rows + 1] - starts[rows]
    which = np.repeat(np.arange(len(rows)), lengths)
    before = np.cumsum(lengths) - lengths
    return starts[rows][which] + np.arange(len(which)) - before[which], which
