"""The lexemes of many texts at once: what a phrase search reads where the index cannot settle it.

They are those of `tm.text.lexed`: for many texts by machine code, over one row of characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tm.index.bulk import spread_all, word_arrays
from tm.text.lexed import lexed
from tm.text.symbols import BROKEN, HAN, NUMERALS, PER_CENT_SIGN

Array = npt.NDArray[Any]
LOT = 5_000
"""Texts read at a time."""


class Lexemes(NamedTuple):
    """Lexemes in one row: code, whether a mark parts it from the one before, number of its text."""

    codes: Array
    broken: Array
    owners: Array
    texts: int


def lexemes(texts: Sequence[str], compiled: SimpleNamespace | None) -> Lexemes:
    """Return the lexemes of `texts`, Chinese numerals one by one."""
    if compiled is None:
        read = [lexed(text) for text in texts]
        sizes = np.array([len(each) for each in read], np.int64)
        return Lexemes(
            np.array([code for each in read for code in each.codes], np.int64),
            np.array([i > 0 and each.broken[i] for each in read for i in range(len(each))], bool),
            np.repeat(np.arange(len(texts)), sizes), len(texts),
        )  # fmt: skip
    folded, (codes, kinds, starts, ends, gaps), bounds = _lexed(texts, compiled)
    sizes = np.where(kinds == NUMERALS, ends - starts, 1)
    begins = np.cumsum(sizes) - sizes
    within = np.arange(int(sizes.sum())) - np.repeat(begins, sizes)
    points = folded[np.repeat(starts, sizes) + within]
    one_by_one = np.repeat(kinds == NUMERALS, sizes)
    owners = np.searchsorted(bounds, starts, "right") - 1
    broken = gaps == BROKEN
    broken[1:] &= owners[1:] == owners[:-1]
    broken[:1] = False
    return Lexemes(
        np.where(one_by_one, points, np.repeat(codes, sizes)),
        np.repeat(broken, sizes) & (within == 0), np.repeat(owners, sizes), len(texts),
    )  # fmt: skip


def in_a_row(read: Lexemes, groups: Sequence[Sequence[int]]) -> npt.NDArray[np.bool_]:
    """Say of each text whether lexemes stand side by side in it, one of each group, unbroken."""
    found = np.zeros(read.texts, np.bool_)
    count = len(read.codes) - len(groups) + 1
    if count <= 0:
        return found
    stands = np.ones(count, np.bool_)
    for k, group in enumerate(groups):
        stands &= np.isin(read.codes[k : k + count], group)
        if k:
            stands &= ~read.broken[k : k + count]
            stands &= read.owners[k : k + count] == read.owners[:count]
    found[read.owners[:count][stands]] = True
    return found


def words_in(texts: Iterable[str], compiled: SimpleNamespace | None) -> set[str]:
    """Return the words and figures in `texts`, folded."""
    found: set[str] = set()
    remaining = iter(texts)
    while lot := list(islice(remaining, LOT)):
        if compiled is None:
            found.update(_spelled(lot))
            continue
        folded, (codes, kinds, starts, ends, _), _ = _lexed(lot, compiled)
        words = np.flatnonzero((kinds != HAN) & (kinds != NUMERALS))
        _, first = np.unique(codes[words], return_index=True)
        for i in words[first]:
            found.add("".join(map(chr, folded[starts[i] : ends[i]])))
    return found


def _spelled(texts: Iterable[str]) -> Iterable[str]:
    for read in map(lexed, texts):
        for i, kind in enumerate(read.kinds):
            if kind not in (HAN, NUMERALS):
                yield read.text(i)


def _lexed(texts: Sequence[str], compiled: SimpleNamespace) -> tuple[Array, Array, Array]:
    """Return folded characters, the five columns of the lexemes, and where each text begins."""
    folded, classes, bounds, _ = spread_all([text + "\n" for text in texts])
    columns = np.empty((5, len(folded) + 1), np.int64)
    count = compiled.lex(folded, classes, *word_arrays(), *columns)
    found = columns[:, :count]
    return folded, found[:, found[1] != PER_CENT_SIGN], bounds
