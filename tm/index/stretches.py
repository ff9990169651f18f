"""Stretches of tokens within the rows of a part: phrases that stand there, runs of a query.

Plain loops over whole numbers, compiled by `tm.index.compiled` together with the kernel.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from tm.index.arithmetic import (
    AFTER_MARK,
    ZERO,
    length_of,
    lower_bound,
    query_signature,
    start_of,
    token,
)
from tm.index.choosing import locate_grams, locate_words

Array = npt.NDArray[Any]
Whole = Any


def runs_in(arena: Array, start: Whole, end: Whole, words: Array, at: Whole) -> bool:
    """Say whether the tokens stand at `at` with no phrase-ending mark inside."""
    if at < start or at + len(words) > end:
        return False
    for k in range(len(words)):
        found = token(arena, at + k)
        if found >> 1 != words[k] or (k > 0 and found & AFTER_MARK):
            return False
    return True


def phrase_in(arena: Array, start: Whole, end: Whole, words: Array) -> bool:
    """Say whether the segment holds the tokens as a phrase."""
    for at in range(start, end - len(words) + 1):
        if token(arena, at) >> 1 == words[0] and runs_in(arena, start, end, words, at):
            return True
    return False


def phrase_rows(
    arena: Array, first_row: Array, first_token: Array, words: Array, candidates: Array
) -> Array:
    """Return which of the candidates hold the tokens as a phrase."""
    found = np.zeros(len(candidates), np.bool_)
    for i in range(len(candidates)):
        row = np.int64(candidates[i])
        length = length_of(first_row, row)
        start = start_of(first_row, first_token, row, length)
        found[i] = phrase_in(arena, start, start + length, words)
    return found


def rows_with(
    arena: Array, first_row: Array, first_token: Array, keys: Array, jump: Array, starts: Array,
    postings: Array, marks: Array, sizes: Array, rare: Whole, codes: Array, found: Array,
) -> Whole:  # fmt: skip
    """Write the rows that hold the tokens in a row, ascending; return how many, room or not."""
    words = locate_words(codes, keys, jump)
    _, _, begin, end = locate_grams(codes, words, sizes, keys, jump, starts, rare)
    rarest, count = np.argmin(end - begin), 0
    one, two = query_signature(codes)
    for p in range(begin[rarest], end[rarest]):
        row = np.int64(postings[p])
        if holds(arena, first_row, first_token, marks, words, one, two, row):
            if count < len(found):
                found[count] = row
            count += 1
    return count


def holds(
    arena: Array, first_row: Array, first_token: Array, marks: Array, words: Array, one: Any,
    two: Any, row: Whole,
) -> bool:  # fmt: skip
    """Say whether a row holds the tokens as a phrase: first by their signature, then by reading."""
    if one & ~marks[2 * row] != ZERO or two & ~marks[2 * row + 1] != ZERO:
        return False
    length = length_of(first_row, row)
    start = start_of(first_row, first_token, row, length)
    return phrase_in(arena, start, start + length, words)


def estimate(
    arena: Array, first_row: Array, first_token: Array, keys: Array, jump: Array, starts: Array,
    postings: Array, marks: Array, sizes: Array, rare: Whole, codes: Array, most: Whole,
    enough: Whole,
) -> Whole:  # fmt: skip
    """Return about how many rows hold the tokens in a row, from `most` rows or a few more.

    Nothing more is read once there are more than `enough`.
    """
    words = locate_words(codes, keys, jump)
    _, _, begin, end = locate_grams(codes, words, sizes, keys, jump, starts, rare)
    rarest, count = np.argmin(end - begin), 0
    step = (end[rarest] - begin[rarest]) // most + 1
    one, two = query_signature(codes)
    for p in range(begin[rarest], end[rarest], step):
        row = np.int64(postings[p])
        if holds(arena, first_row, first_token, marks, words, one, two, row):
            count += step
            if count > enough:
                break
    return count


def anchors(costs: Array, window: Whole, chosen: Array) -> Whole:
    """Write the positions of least total cost of which every `window` in a row hold one.

    Return how many. A stretch of the query cannot hold so many grams without one of these: it is
    enough to look for stretches from there.

    >>> chosen = np.zeros(6, np.int64)
    >>> anchors(np.array([5, 1, 5, 5, 2, 5]), 3, chosen), chosen[:2].tolist()
    (2, [1, 4])
    """
    count = len(costs)
    # Item i + 1 is of the choices that end with i: the least cost, and where one came from.
    spent, came = np.zeros(count + 1, np.int64), np.zeros(count + 1, np.int64)
    for i in range(count):
        low = max(0, i + 1 - window)
        came[i + 1] = low + np.argmin(spent[low : i + 1])
        spent[i + 1] = spent[came[i + 1]] + costs[i]
    low = max(0, count + 1 - window)
    at, size = low + np.argmin(spent[low:]), 0
    while at > 0:
        chosen[size] = at - 1
        at, size = came[at], size + 1
    chosen[:size] = chosen[:size][::-1].copy()
    return size


def leap(rows: Array, at: Whole, end: Whole, row: Whole) -> Whole:
    """Return the first index from `at` on whose item is not below `row`, in growing steps."""
    step = 1
    while at + step < end and rows[at + step] < row:
        at, step = at + step, 2 * step
    return lower_bound(rows, at, min(at + step + 1, end), row)


def in_company(
    postings: Array, ahead: Array, end: Array, at: Whole, window: Whole, row: Whole
) -> bool:
    """Say whether a row that holds gram `at` holds its neighbours on, `window` in all.

    `ahead` says from where in its postings each gram's rows are still to come, and is moved on.
    """
    first, last, together = max(0, at - window + 1), min(at + window, len(end)), 1
    for gram in range(at - 1, first - 1, -1):
        ahead[gram] = leap(postings, ahead[gram], end[gram], row)
        if ahead[gram] == end[gram] or postings[ahead[gram]] != row:
            break
        together += 1
    for gram in range(at + 1, last):
        if together >= window:
            break
        ahead[gram] = leap(postings, ahead[gram], end[gram], row)
        if ahead[gram] == end[gram] or postings[ahead[gram]] != row:
            break
        together += 1
    enough: bool = together >= window
    return enough


def extend_run(
    arena: Array, start: Whole, stop: Whole, words: Array, at: Whole, size: Whole, row: Whole,
    longest: Array, example: Array,
) -> None:  # fmt: skip
    """Widen the gram at `at`, wherever the row holds it, to the longest run of the query."""
    m, gram = len(words), words[at : at + size]
    for t in range(start, stop - size + 1):
        if token(arena, t) >> 1 != gram[0] or not runs_in(arena, start, stop, gram, t):
            continue
        left, a = at, t
        while (
            left > 0
            and a > start
            and token(arena, a) & AFTER_MARK == 0
            and token(arena, a - 1) >> 1 == words[left - 1]
        ):
            left, a = left - 1, a - 1
        right, b = at + size, t + size
        while right < m and b < stop and token(arena, b) == words[right] << 1:
            right, b = right + 1, b + 1
        if right > longest[left]:
            longest[left], example[left] = right, row


def longest_runs(
    arena: Array, first_row: Array, first_token: Array, postings: Array, begin: Array, end: Array,
    words: Array, size: Whole, shortest: Whole, most: Whole, longest: Array, example: Array,
) -> None:  # fmt: skip
    """Write the longest runs of the query that rows hold, of at least `shortest` tokens.

    Gram i of the query, `size` tokens from token i, stands in `postings[begin[i]:end[i]]`.
    `longest[i]` becomes the end of the longest run that begins at token i, `example[i]` a row
    that holds it. No run is begun from a gram that stands in more than `most` rows.
    """
    window, count = shortest - size + 1, len(begin)
    found = end - begin
    at = np.empty(count, np.int64)
    for i in range(anchors(np.where(found > most, count * most, found), window, at)):
        if found[at[i]] > most:
            continue
        ahead = begin.copy()
        for p in range(begin[at[i]], end[at[i]]):
            row = np.int64(postings[p])
            if in_company(postings, ahead, end, at[i], window, row):
                length = length_of(first_row, row)
                start = start_of(first_row, first_token, row, length)
                extend_run(arena, start, start + length, words, at[i], size, row, longest, example)


def runs_of(
    arena: Array, first_row: Array, first_token: Array, keys: Array, jump: Array, starts: Array,
    postings: Array, marks: Array, sizes: Array, rare: Whole, codes: Array, shortest: Whole,
    most: Whole, longest: Array, example: Array,
) -> None:  # fmt: skip
    """Write the longest runs of a query among all rows, from the tokens of its text."""
    words = locate_words(codes, keys, jump)
    _, _, begin, end = locate_grams(codes, words, sizes, keys, jump, starts, rare)
    longest_runs(
        arena, first_row, first_token, postings, begin, end, words, sizes[0], shortest, most,
        longest, example,
    )  # fmt: skip
