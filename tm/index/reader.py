"""A part opened for reading, from a memory map or from any other buffer."""

from __future__ import annotations

import mmap
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from tm.errors import IndexUnusable
from tm.index import layout, scan
from tm.index.grams import SIZES
from tm.languages import Language

Array = npt.NDArray[Any]
_ROOM = 4096
_ARRAYS = (
    "arena", "offsets", "keys", "jump", "starts", "postings", "first_row", "marks",
)  # fmt: skip


class Part:
    """The segments of one language of one lot of units; never changes.

    Attributes: `units` unit id by row · `arena`, `offsets` the tokens of each row · `jump`,
    `keys`, `starts`, `postings` rows by gram: where the keys of a high half begin, and of each the
    low half · `first_row` first row of at least n tokens ·
    `marks` signatures · `removes` ids whose older selves this part takes away, ascending.
    """

    def __init__(self, language: Language, arrays: Mapping[str, Array]) -> None:
        for array in arrays.values():
            array.setflags(write=False)  # as a memory map is: one type, compiled once
        self.language = language
        self.units = arrays["units"]
        self.removes = arrays.get("removes", self.units[:0])
        self.arena, self.offsets, self.keys, self.jump, self.starts = (
            arrays[name] for name in _ARRAYS[:5]
        )
        self.postings, self.first_row, self.marks = (arrays[name] for name in _ARRAYS[5:])
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
            lengths = self.offsets[rows + 1].astype(np.int64) - self.offsets[rows]
            longest = np.maximum(lengths, len(codes))
            raw = 100 * (longest - distances) // longest
            return self.units[rows].tolist(), raw.tolist()
        found, scores = self._filled(
            lambda found, scores: compiled.search(
                self.units, *self._searched(), codes, percent, self._counts(), found, scores
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
        *arrays, sizes = self._searched()
        sizes = sizes if self.language == "zh" else sizes[:1]
        found, shares = self._filled(
            lambda found, shares: compiled.holders(
                *arrays, sizes, codes, tells, percent, room, self._counts(), found, shares
            )
        )
        return found.copy(), shares.copy()

    def _searched(self) -> tuple[Array, ...]:
        """Return what compiled searches read, in the order they take it."""
        return (
            self.arena, self.offsets, self.keys, self.jump, self.starts, self.postings,
            self.first_row, self.marks, self.sizes,
        )  # fmt: skip

    def _filled(self, fill: Callable[[Array, Array], int]) -> tuple[Array, Array]:
        """Return what `fill` writes and counts, in more room where there was too little."""
        found, figures = self._room(_ROOM)
        count = fill(found, figures)
        if count > len(found):
            found, figures = self._room(count)
            fill(found, figures)
        return found[:count], figures[:count]

    def rows_of(self, key: int) -> Array:
        """Return the rows that hold a gram, ascending."""
        begin, end = self.slice_of(key)
        return self.postings[begin:end]

    def slice_of(self, key: int) -> tuple[int, int]:
        """Return where in the postings the rows of a gram stand."""
        bucket, tail = key >> 16, np.uint16(key & 0xFFFF)
        low, high = int(self.jump[bucket]), int(self.jump[bucket + 1])
        at = low + int(self.keys[low:high].searchsorted(tail))
        if at == high or self.keys[at] != tail:
            return 0, 0
        return int(self.starts[at]), int(self.starts[at + 1])

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
