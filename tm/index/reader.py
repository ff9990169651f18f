"""A part opened for reading, from a memory map or from any other buffer."""

from __future__ import annotations

import mmap
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from tm.errors import IndexUnusable
from tm.index import layout, scan
from tm.index.grams import SIZES, gram_keys, key_of
from tm.languages import Language

Array = npt.NDArray[Any]
_ROOM = 4096
_ARRAYS = (
    "first_row", "first_token", "keys", "jump", "starts", "postings", "marks",
)  # fmt: skip


class Part:
    """The segments of one language of one lot of units; never changes.

    Attributes: `units` unit id by row · `first_row`, `first_token` the first row of at least n
    tokens, and where they begin in `arena`, which holds them as `arithmetic.token` says ·
    `jump`, `keys`, `starts`, `postings` rows by gram: where the keys of a high half begin, and of
    each the low half; `rare` as `choosing.locate_grams` takes it · `marks` signatures · `removes`
    ids whose older selves this part takes away, ascending.
    """

    def __init__(self, language: Language, arrays: Mapping[str, Array]) -> None:
        for array in arrays.values():
            array.setflags(write=False)  # as a memory map is: one type, compiled once
        self.language = language
        self.units = arrays["units"]
        self.removes = arrays.get("removes", self.units[:0])
        self.first_row, self.first_token, self.keys, self.jump = (
            arrays[name] for name in _ARRAYS[:4]
        )
        self.starts, self.postings, self.marks = (arrays[name] for name in _ARRAYS[4:])
        self.arena = arrays["arena"]
        self.rare = int(arrays["rare"][0])
        self.sizes = np.array(SIZES[language], np.int64)
        self._own = threading.local()

    def __len__(self) -> int:
        return len(self.units)

    def near(
        self, codes: Array, percent: int, compiled: SimpleNamespace | None
    ) -> tuple[list[int], list[int]]:
        """Return unit ids and raw scores of all segments that reach `percent`."""
        if compiled is None or len(self) == 0:
            rows, distances = scan.near(self, codes, percent)
            longest = np.maximum(self.lengths(rows), len(codes))
            raw = 100 * (longest - distances) // longest
            return self.units[rows].tolist(), raw.tolist()
        found, scores = self.filled(
            lambda found, scores: compiled.search(
                self.units, *self.searched(self.sizes), codes, percent, self._counts(), found,
                scores,
            )
        )
        return found.tolist(), scores.tolist()

    def covering(
        self, codes: Array, tells: Array, percent: int, most: int | None,
        compiled: SimpleNamespace | None,
    ) -> tuple[Array, Array]:  # fmt: skip
        """Return rows that may hold `percent` of the query, with the tokens they cover at most.

        Those are there that come among the `most` of largest cover and least length, if not more.
        """
        if compiled is None or len(self) == 0:
            return scan.covering(self, codes, tells, percent)
        room = len(self) + 1 if most is None else most
        # Words are sought one by one: unlike pairs they cannot be torn, and none is missed.
        sizes = self.sizes if self.language == "zh" else self.sizes[:1]
        found, shares = self.filled(
            lambda found, shares: compiled.holders(
                *self.searched(sizes), codes, tells, percent, room, self._counts(), found, shares
            )
        )
        return found.copy(), shares.copy()

    def searched(self, sizes: Array) -> tuple[Any, ...]:
        """Return what compiled searches by grams of some sizes read, in the order they take it."""
        return (
            self.arena, self.first_row, self.first_token, self.keys, self.jump, self.starts,
            self.postings, self.marks, sizes, self.rare,
        )  # fmt: skip

    def lengths(self, rows: Array) -> Array:
        """Return how many tokens some rows have."""
        found: Array = self.first_row.searchsorted(rows, "right") - 1
        return found

    def tokens(self, row: int) -> list[int]:
        """Return the tokens of a row, as `arithmetic.token` reads them."""
        length = int(self.lengths(np.array([row]))[0])
        start = int(self.first_token[length]) + (row - int(self.first_row[length])) * length
        found: list[int] = self.arena[start : start + length].tolist()
        return found

    def words(self, codes: Array) -> Array:
        """Return the numbers by which the tokens of a query are known here; −1 where none is."""
        keys = gram_keys(codes.astype(np.uint32), 1).tolist()
        return np.array([self._find(key) for key in keys], np.int64)

    def filled(self, fill: Callable[[Array, Array], int]) -> tuple[Array, Array]:
        """Return what `fill` writes and counts, in more room where there was too little."""
        found, figures = self._room(_ROOM)
        count = fill(found, figures)
        if count > len(found):
            found, figures = self._room(count)
            fill(found, figures)
        return found[:count], figures[:count]

    def rows_of(self, gram: Sequence[int]) -> Array:
        """Return the rows that may hold a gram, ascending: all that do, those of a token alone."""
        begin, end = self.slice_of(gram)
        return self.postings[begin:end]

    def slice_of(self, gram: Sequence[int]) -> tuple[int, int]:
        """Return where in the postings these rows stand."""
        slices = [self._slice(key_of([code])) for code in gram]
        begin, end = min(slices, key=lambda each: each[1] - each[0])
        if len(gram) > 1 and end - begin > self.rare:
            return self._slice(key_of(gram))
        return begin, end

    def _slice(self, key: int) -> tuple[int, int]:
        at = self._find(key)
        return (int(self.starts[at]), int(self.starts[at + 1])) if at >= 0 else (0, 0)

    def _find(self, key: int) -> int:
        """Return the number of a key; −1 where no row holds its gram."""
        bucket, tail = key >> 16, np.uint16(key & 0xFFFF)
        low, high = int(self.jump[bucket]), int(self.jump[bucket + 1])
        at = low + int(self.keys[low:high].searchsorted(tail))
        return at if at < high and self.keys[at] == tail else -1

    def window(self, shortest: int, longest: int) -> tuple[int, int]:
        """Return the range of rows that have `shortest` to `longest` tokens."""
        top = len(self.first_row) - 1
        low = int(self.first_row[shortest]) if shortest <= top else len(self)
        high = int(self.first_row[longest + 1]) if longest < top else len(self)
        return low, high

    def _counts(self) -> Array:
        """Return this thread's counters, one for each row; the kernel leaves them zero."""
        if not hasattr(self._own, "counts"):
            self._own.counts = np.zeros(len(self), np.uint16)
        counts: Array = self._own.counts
        return counts

    def _room(self, size: int) -> tuple[Array, Array]:
        if not hasattr(self._own, "found") or len(self._own.found) < size:
            self._own.found = np.empty(size, np.int64)
            self._own.scores = np.empty(size, np.int64)
        return self._own.found, self._own.scores


def open_part(path: Path, language: Language, signature: str) -> Part:
    """Map a part into memory; raise IndexUnusable where it is not whole and ours. O(1)."""
    data = map_file(path)
    frame = layout.open_frame(data, path, signature)
    return Part(language, {name: layout.section(data, frame, name) for name in frame.sections})


def map_file(path: Path) -> memoryview:
    """Return the bytes of a file without reading them."""
    try:
        with path.open("rb") as file:
            if path.stat().st_size == 0:
                raise IndexUnusable(path, "a part of an index", "an empty file")
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except FileNotFoundError:
        raise IndexUnusable(path, "a part of an index", "no such file") from None
