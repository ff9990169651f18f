"""The lexemes of many texts at once: what a phrase search reads where the index cannot settle it.

They are those of `tm.text.lexed`: for many texts by machine code, over one row of characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tm.index.bulk import origins, spread_all, word_arrays
from tm.text.lexed import lexed
from tm.text.symbols import HAN, NUMERALS, PER_CENT_SIGN

Array = npt.NDArray[Any]
LOT = 5_000
"""Texts read at a time."""
_END = "\n"
"""What parts the texts in one row of characters."""
_NOWHERE: Array = np.empty(0, np.int64)


class Lexemes(NamedTuple):
    """Lexemes in one row: code, whether a mark parts it from the one before, number of its text.

    `starts` and `ends` count in `folded`, the characters of all texts, which begin at `bounds`.
    `origins` leads from there back to the texts as given, one after the other, which begin at
    `begins`.
    """

    codes: Array
    broken: Array
    owners: Array
    starts: Array
    ends: Array
    folded: Array
    bounds: Array
    origins: Array
    begins: Array


class Sought(NamedTuple):
    """What must stand in a text: lexemes in a row, one of each group.

    Before one that is `far` up to `furthest` characters of any kind may stand, before one that is
    `free` any marks; before others none that ends a phrase. `head` and `tail` are signs written
    onto the first and the last. Where the last ends with `ending`, that is no part of its place.
    """

    groups: Sequence[Sequence[int]]
    far: Sequence[bool]
    free: Sequence[bool]
    furthest: int
    head: str = ""
    tail: str = ""
    ending: str = ""

    @property
    def stretches(self) -> list[tuple[int, int]]:
        """Return the items that stand side by side: first and end of each stretch."""
        cuts = [0, *(i for i in range(1, len(self.groups)) if self.far[i]), len(self.groups)]
        return list(pairwise(cuts))


def lexemes(texts: Sequence[str], compiled: SimpleNamespace | None) -> Lexemes:
    """Return the lexemes of `texts`, Chinese numerals one by one."""
    if compiled is None:
        return _lexemes_plain(texts)
    folded, columns, bounds, from_where = _lexed(texts, compiled)
    listed = np.empty((5, len(folded)), np.int64)
    count = compiled.list_lexemes(folded, bounds, *columns, listed)
    codes, broken, owners, starts, ends = listed[:, :count]
    return Lexemes(
        codes, broken > 0, owners, starts, ends, folded, bounds, from_where, _begins(texts)
    )


def _begins(texts: Sequence[str]) -> Array:
    return np.concatenate(([0], np.cumsum([len(text) + len(_END) for text in texts])))


def _lexemes_plain(texts: Sequence[str]) -> Lexemes:
    rows, folded, bounds, from_where = list[tuple[int, ...]](), "", [0], list[int]()
    begins = _begins(texts)
    for owner, read in enumerate(map(lexed, texts)):
        for i, code in enumerate(read.codes):
            place = bounds[-1] + read.starts[i], bounds[-1] + read.ends[i]
            rows.append((code, i > 0 and read.broken[i], owner, *place))
        folded += read.folded + " "  # as `_END` is folded
        bounds.append(len(folded))
        from_where += [int(begins[owner]) + at for at in (*read.at, len(texts[owner]))]
    codes, broken, owners, starts, ends = np.array(rows, np.int64).reshape(-1, 5).T
    points = np.array(list(map(ord, folded)), np.uint32)
    return Lexemes(
        codes, broken > 0, owners, starts, ends, points, np.array(bounds), np.array(from_where),
        begins,
    )  # fmt: skip


def standing(read: Lexemes, sought: Sought) -> npt.NDArray[np.bool_]:
    """Say of each text whether what is sought stands in it."""
    found = np.zeros(len(read.bounds) - 1, np.bool_)
    found[read.owners[_occurrences(read, sought)[0]]] = True
    return found


def first_spans(read: Lexemes, sought: Sought) -> tuple[Array, Array]:
    """Return where what is sought first begins and ends in each text as given; −1 for nowhere."""
    every, starts, ends = spans(read, sought)
    owners, first = np.unique(every, return_index=True)
    found = np.full((2, len(read.bounds) - 1), -1)
    found[0, owners], found[1, owners] = starts[first], ends[first]
    return found[0], found[1]


def spans(read: Lexemes, sought: Sought) -> tuple[Array, Array, Array]:
    """Return the numbers of texts, and where in these as given what is sought begins and ends.

    In order; one may overlap the next.
    """
    places, stops = _occurrences(read, sought)
    owners, last = read.owners[places], stops - 1
    ends = read.ends[last]
    cut = ends - len(sought.ending)
    owned = (cut >= read.starts[last]) & _written(read, cut, sought.ending)
    stopped = np.where(
        owned & (sought.ending != ""), read.origins[cut], read.origins[ends - 1] + 1
    )
    begins = read.begins[owners]
    return owners, read.origins[read.starts[places]] - begins, stopped - begins


def _occurrences(read: Lexemes, sought: Sought) -> tuple[Array, Array]:
    """Return where what is sought begins, ascending, and the lexemes before which it ends.

    Of a gap only the nearest end is looked at, as in `tm.phrases`.
    """
    places, stops = _NOWHERE, _NOWHERE
    for first, end in reversed(sought.stretches):
        here, size = _side_by_side(read, sought, first, end), end - first
        if end < len(sought.groups):
            here, stops = _followed(read, here, size, places, stops, sought.furthest)
        else:
            stops = here + size
        places = here
    signed = _headed(read, places, sought.head) & _tailed(read, places, stops, sought.tail)
    return places[signed], stops[signed]


def _side_by_side(read: Lexemes, sought: Sought, first: int, end: int) -> Array:
    """Return where items `first` to `end` stand side by side."""
    count = len(read.codes) - (end - first) + 1
    if count <= 0:
        return _NOWHERE
    stands = np.ones(count, np.bool_)
    for k in range(end - first):
        stands &= np.isin(read.codes[k : k + count], sought.groups[first + k])
        if k:
            stands &= read.owners[k : k + count] == read.owners[:count]
            if not sought.free[first + k]:
                stands &= ~read.broken[k : k + count]
    return np.flatnonzero(stands)


def _followed(
    read: Lexemes, places: Array, size: int, further: Array, stops: Array, furthest: int
) -> tuple[Array, Array]:
    """Leave the places that the nearest of `further` follows near enough, `size` lexemes on.

    Return them, and where what stands there stops.
    """
    at = np.searchsorted(further, places + size)
    there = at < len(further)
    places, at = places[there], at[there]
    gaps = read.starts[further[at]] - read.ends[places + size - 1]
    near = (gaps <= furthest) & (read.owners[further[at]] == read.owners[places])
    return places[near], stops[at[near]]


def _headed(read: Lexemes, places: Array, head: str) -> Array:
    """Say of each place whether signs are written onto its beginning."""
    start, last = read.starts[places], np.maximum(places - 1, 0)
    follows = (places > 0) & (read.owners[last] == read.owners[places])
    gap = np.where(follows, read.ends[last], read.bounds[read.owners[places]])
    found: Array = _written(read, start - len(head), head) & (start - len(head) >= gap)
    return found


def _tailed(read: Lexemes, places: Array, stops: Array, tail: str) -> Array:
    """Say of each place whether signs are written onto its end, which is before lexeme `stops`."""
    end, owners = read.ends[stops - 1] + len(tail), read.owners[places]
    following = np.minimum(stops, len(read.codes) - 1)
    follows = (stops < len(read.codes)) & (read.owners[following] == owners)
    gap = np.where(follows, read.starts[following], read.bounds[owners + 1] - len(_END))
    found: Array = _written(read, end - len(tail), tail) & (end <= gap)
    return found


def _written(read: Lexemes, places: Array, signs: str) -> Array:
    """Say of each place among the characters whether the signs stand there."""
    found = np.ones(len(places), np.bool_)
    for i, sign in enumerate(signs):
        found &= read.folded[np.clip(places + i, 0, len(read.folded) - 1)] == ord(sign)
    return found


def words_in(texts: Iterable[str], compiled: SimpleNamespace | None) -> set[str]:
    """Return the words and figures in `texts`, folded."""
    found: set[str] = set()
    remaining = iter(texts)
    while lot := list(islice(remaining, LOT)):
        if compiled is None:
            found.update(_spelled(lot))
            continue
        folded, (codes, kinds, starts, ends, _), *_ = _lexed(lot, compiled)
        words = np.flatnonzero((kinds != HAN) & (kinds != NUMERALS) & (kinds != PER_CENT_SIGN))
        _, first = np.unique(codes[words], return_index=True)
        for i in words[first]:
            found.add("".join(map(chr, folded[starts[i] : ends[i]])))
    return found


def _spelled(texts: Iterable[str]) -> Iterable[str]:
    for read in map(lexed, texts):
        for i, kind in enumerate(read.kinds):
            if kind not in (HAN, NUMERALS):
                yield read.text(i)


def _lexed(texts: Sequence[str], compiled: SimpleNamespace) -> tuple[Array, Array, Array, Array]:
    """Return folded characters, the five columns of the lexemes, and where each text begins.

    Last come the places in the texts that the characters are from.
    """
    folded, classes, bounds, counts = spread_all([text + _END for text in texts])
    columns = np.empty((5, len(folded) + 1), np.int64)
    count = compiled.lex(folded, classes, *word_arrays(), *columns)
    return folded, columns[:, :count], bounds, origins(counts, len(folded))
