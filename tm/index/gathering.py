"""Stretches that several segments share: counted once a segment, however often they stand in it.

Segments are rows of tokens one after the other; a stretch may begin and end where the caller says,
and crosses no break. Its plain twin with tuples and a dictionary is `gather_plainly`.
"""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tm.index.arithmetic import ZERO, scramble

Array = npt.NDArray[Any]
Whole = Any


class Rows(NamedTuple):
    """Tokens of several segments: where each begins (and the last ends), what may begin and end.

    `tells` says which tokens have content: a stretch of others alone is not counted.
    """

    codes: Array
    offsets: Array
    broken: Array
    begins: Array
    ends: Array
    tells: Array


class Shared(NamedTuple):
    """Stretches by their first place in the row of tokens, their size, and in how many segments."""

    places: Array
    sizes: Array
    counts: Array


def gathered(
    rows: Rows, left: Array, longest: int, least: int, compiled: SimpleNamespace | None
) -> Shared:
    """Return the stretches of up to `longest` tokens that `least` of the segments `left` share."""
    if compiled is None:
        return gather_plainly(rows, left, longest, least)
    room = len(rows.codes) * longest
    capacity = 64
    while capacity < 2 * room:
        capacity *= 2
    found = np.empty((3, room), np.int64)
    table = np.zeros((2, capacity), np.int64)
    count = compiled.gather(*rows, left, longest, least, table.view(np.uint64)[0], table[1], found)
    return Shared(*found[:, :count])


def gather_plainly(rows: Rows, left: Array, longest: int, least: int) -> Shared:
    """Return the same with one dictionary."""
    first: dict[tuple[int, ...], int] = {}
    counts: Counter[tuple[int, ...]] = Counter()
    for segment in np.flatnonzero(left):
        here = dict[tuple[int, ...], int]()
        for start, end in _stretches(rows, int(segment), longest):
            here.setdefault(tuple(rows.codes[start:end].tolist()), start)
        for gram, start in here.items():
            first.setdefault(gram, start)
        counts.update(here.keys())
    kept = [gram for gram, count in counts.items() if count >= least]
    table = [(first[gram], len(gram), counts[gram]) for gram in kept]
    return Shared(*np.array(table, np.int64).reshape(-1, 3).T)


def _stretches(rows: Rows, segment: int, longest: int) -> list[tuple[int, int]]:
    first, stop = int(rows.offsets[segment]), int(rows.offsets[segment + 1])
    return [
        (start, end)
        for start in range(first, stop)
        if rows.begins[start]
        for end in range(start + 1, min(start + longest, stop) + 1)
        if rows.ends[end - 1]
        and not rows.broken[start + 1 : end].any()
        and rows.tells[start:end].any()
    ]


def first_places(rows: Rows, gram: Array) -> Array:
    """Return where in the row of tokens each segment first holds the gram; -1 where it does not.

    It counts only where it may begin and end.
    """
    size = len(gram)
    held = rows.begins[: len(rows.codes) - size + 1] & rows.ends[size - 1 :]
    for i, code in enumerate(gram.tolist()):
        held = held & (rows.codes[i : len(rows.codes) - size + 1 + i] == code)
        if i:
            held = held & ~rows.broken[i : len(rows.codes) - size + 1 + i]
    places = np.flatnonzero(held)
    segments = np.searchsorted(rows.offsets, places, side="right") - 1
    inside = places + size <= rows.offsets[segments + 1]
    found = np.full(len(rows.offsets) - 1, -1, np.int64)
    found[segments[inside][::-1]] = places[inside][::-1]  # of several the first is written last
    return found


# ---- compiled as it stands -----------------------------------------------------------------


def gather(
    codes: Array, offsets: Array, broken: Array, begins: Array, ends: Array, tells: Array,
    left: Array, longest: Whole, least: Whole, keys: Array, slots: Array, found: Array,
) -> Whole:  # fmt: skip
    """Write place, size and count of the shared stretches; return how many.

    `keys` and `slots` are an open hash table, empty; no two stretches of a memory have had one
    key of 64 bits.
    """
    size, mask = 0, len(keys) - 1
    last = np.empty(found.shape[1], np.int64)
    for segment in range(len(left)):
        if not left[segment]:
            continue
        stop = offsets[segment + 1]
        for start in range(offsets[segment], stop):
            if not begins[start]:
                continue
            state, content = ZERO, False
            for end in range(start, min(start + longest, stop)):
                if end > start and broken[end]:
                    break
                state = scramble(state + np.uint64(codes[end]) + np.uint64(end - start + 1))
                content = content or tells[end]
                if not ends[end] or not content:
                    continue
                slot = np.int64(state & np.uint64(mask))
                while slots[slot] > 0 and keys[slot] != state:
                    slot = (slot + 1) & mask
                if slots[slot] == 0:
                    found[0, size], found[1, size], found[2, size] = start, end - start + 1, 1
                    keys[slot], last[size] = state, segment
                    size += 1
                    slots[slot] = size
                elif last[slots[slot] - 1] != segment:
                    found[2, slots[slot] - 1] += 1
                    last[slots[slot] - 1] = segment
    kept = 0
    for i in range(size):
        if found[2, i] >= least:
            found[0, kept], found[1, kept], found[2, kept] = found[0, i], found[1, i], found[2, i]
            kept += 1
    return kept
