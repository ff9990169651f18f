"""What one part says to a phrase: rows that hold it, about how many, and the longest stretches."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from tm.index import stretches
from tm.index.reader import Part

Array = npt.NDArray[Any]

SAMPLE = 200
"""Rows read for an estimate."""


class Alive:
    """Which units of a lot may be found: none that newer lots took away, of the others all wanted.

    `wanted` says so of each id, and of one beyond them all; where it is None, all are.
    """

    def __init__(self, gone: Array, wanted: Array | None) -> None:
        self._gone = gone
        self._wanted = wanted
        self.narrow = wanted is not None
        self.all = len(gone) == 0 and wanted is None

    def __call__(self, units: Array) -> Array:
        """Return for each id whether its unit may be found."""
        alive: Array = np.ones(len(units), np.bool_)
        if self._wanted is not None:
            alive = self._wanted[np.minimum(units, len(self._wanted) - 1)]
        if len(self._gone) and len(units):
            at = np.minimum(np.searchsorted(self._gone, units), len(self._gone) - 1)
            alive &= self._gone[at] != units
        return alive


Gram = tuple[int, ...]


def holding(part: Part, groups: Sequence[Sequence[Gram]]) -> Array:
    """Return the rows that may hold one gram of every group: the rarest group first."""
    lists = sorted((_any_of(part, group) for group in groups), key=len)
    found: Array = lists[0] if lists else np.empty(0, np.uint32)
    for rows in lists[1:]:
        if len(found) == 0 or len(rows) == 0:
            return found[:0]
        at = np.minimum(np.searchsorted(rows, found), len(rows) - 1)
        found = found[rows[at] == found]
    return found


def _any_of(part: Part, grams: Sequence[Gram]) -> Array:
    lists = [part.rows_of(gram) for gram in grams]
    return lists[0] if len(lists) == 1 else np.unique(np.concatenate(lists))


def _grams(part: Part, codes: Sequence[int]) -> list[Gram]:
    """Return the longest grams of some tokens, in order."""
    size = min(int(part.sizes[-1]), len(codes))
    return [tuple(codes[i : i + size]) for i in range(len(codes) - size + 1)]


def phrase(part: Part, codes: Sequence[int], compiled: SimpleNamespace | None) -> Array:
    """Return the rows that hold the tokens in a row with no break between, ascending."""
    if compiled is None:
        rows = holding(part, [[gram] for gram in dict.fromkeys(_grams(part, codes))])
        return rows[_phrase_rows(part, np.array(codes, np.int64), rows, None)]
    searched = _searched(part, codes)
    found, _ = part.filled(lambda found, _: compiled.rows_with(*searched, found))
    return found.copy()


def _searched(part: Part, codes: Sequence[int]) -> tuple[Any, ...]:
    """Return what the compiled searches for a phrase read, in the order they take it."""
    sizes = part.sizes[-1:] if len(codes) >= part.sizes[-1] else np.array([len(codes)])
    return (*part.searched(sizes), np.array(codes, np.int64))


def _phrase_rows(part: Part, codes: Array, rows: Array, compiled: SimpleNamespace | None) -> Array:
    """Return which of the rows hold the tokens in a row with no break between."""
    words = part.words(codes)
    if compiled is not None:
        found: Array = compiled.phrase_rows(
            part.arena, part.first_row, part.first_token, words, rows
        )
        return found
    wanted = words.tolist()
    return np.array([_stands_in(part, int(row), wanted) for row in rows], np.bool_)


def estimate(
    part: Part, codes: Sequence[int], enough: int, compiled: SimpleNamespace | None, alive: Alive
) -> int:
    """Return about how many rows hold the tokens in a row; not how many more than `enough`."""
    if compiled is not None and not alive.narrow:
        count: int = compiled.estimate(*_searched(part, codes), SAMPLE, enough)
        return count
    wanted = np.array(codes, np.int64)
    rows = min(map(part.rows_of, _grams(part, codes)), key=len)
    if alive.narrow:
        rows = rows[alive(part.units[rows])]
    step = len(rows) // SAMPLE + 1
    return step * int(_phrase_rows(part, wanted, rows[::step], compiled).sum())


def _stands_in(part: Part, row: int, wanted: list[int]) -> bool:
    tokens, width = part.tokens(row), len(wanted)
    unbroken = [2 * word for word in wanted]
    return any(
        tokens[i + 1 : i + width] == unbroken[1:] and tokens[i] >> 1 == wanted[0]
        for i in range(len(tokens) - width + 1)
    )


def runs(
    part: Part, codes: Sequence[int], shortest: int, most: int, compiled: SimpleNamespace | None,
    alive: Alive,
) -> tuple[Array, Array]:  # fmt: skip
    """Return for each token where the longest stretch from there ends, and a row that holds it."""
    if len(codes) < shortest:
        return np.zeros(len(codes), np.int64), np.zeros(len(codes), np.int64)
    if not alive.narrow:
        found = _longest_of_all(part, codes, shortest, most, compiled)
        # Rarely is the longest stretch that of a unit taken away: then it is left out beforehand.
        if alive.all or alive(part.units[found[1][found[0] > 0]]).all():
            return found
    every = [part.rows_of(gram) for gram in _grams(part, codes)]
    left = [rows[alive(part.units[rows])] for rows in every]
    end = np.cumsum([len(rows) for rows in left])
    begin = end - [len(rows) for rows in left]
    return _longest(part, np.concatenate(left), begin, end, codes, shortest, most, compiled)


def _longest_of_all(
    part: Part, codes: Sequence[int], shortest: int, most: int, compiled: SimpleNamespace | None
) -> tuple[Array, Array]:
    if compiled is None:
        begin, end = np.array(list(map(part.slice_of, _grams(part, codes))), np.int64).T.copy()
        return _longest(part, part.postings, begin, end, codes, shortest, most, None)
    longest, example = np.zeros(len(codes), np.int64), np.zeros(len(codes), np.int64)
    compiled.runs_of(*_searched(part, codes), shortest, most, longest, example)
    return longest, example


def _longest(
    part: Part, postings: Array, begin: Array, end: Array, codes: Sequence[int], shortest: int,
    most: int, compiled: SimpleNamespace | None,
) -> tuple[Array, Array]:  # fmt: skip
    longest, example = np.zeros(len(codes), np.int64), np.zeros(len(codes), np.int64)
    words = part.words(np.array(codes, np.int64))
    postings.setflags(write=False)  # as a part's are: one type, compiled once
    (stretches if compiled is None else compiled).longest_runs(
        part.arena, part.first_row, part.first_token, postings, begin, end,
        words, int(part.sizes[-1]), shortest, most, longest, example,
    )  # fmt: skip
    return longest, example
