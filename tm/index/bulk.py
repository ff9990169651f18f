"""Tokens of many segments at once, as the writer of a part needs them.

The scanner is the one of `tm.text.tokens`. For many segments it runs compiled, over arrays; for a
handful it runs as the plain Python it is, and no numba is imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from tm.index.grams import BREAK_BIT
from tm.text.lexemes import lex
from tm.text.merging import merge
from tm.text.symbols import (
    BROKEN,
    IGNORED,
    NUMERALS,
    ORDINAL,
    PER_CENT_SIGN,
    SPACE,
    word_table,
)
from tm.text.tokens import Tokens, shape, tokenise

Array = npt.NDArray[Any]
_UNKNOWN = 255
_STRANGE, _LONGER = -1, -2
# Latin, general and Chinese punctuation, full-width forms.
_COMMON = (0x20, 0x250), (0x2000, 0x2070), (0x3000, 0x3040), (0xFF00, 0xFFF0)
_COMMON_HAN = range(0xB0A1, 0xD7FA)
"""The 3,755 characters of level one of GB 2312, as it codes them: 99.7 % of running text."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Segments as codes: `arena[offsets[i]:offsets[i + 1]]` is segment i, break bits set.

    `surfaces` and `owners` list the lexemes inside values with the segment they stand in. `starts`
    and `ends` say where each token stands in its text; they are empty unless asked for.
    """

    arena: npt.NDArray[np.uint32]
    offsets: npt.NDArray[np.int64]
    surfaces: npt.NDArray[np.uint32]
    owners: npt.NDArray[np.uint32]
    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]


def encode(
    texts: Sequence[str], compiled: SimpleNamespace | None, *, placed: bool = False
) -> Encoded:
    """Return the tokens of `texts`, by machine code where it is given; `placed` asks for places."""
    if compiled is None:
        return _encode_plain(texts, placed=placed)
    return _encode_fast(texts, compiled, placed=placed)


def _encode_plain(texts: Sequence[str], *, placed: bool) -> Encoded:
    found = [tokenise(text) for text in texts]
    codes = [
        code | BREAK_BIT if broken else code
        for segment in found
        for code, broken in zip(segment.codes, segment.breaks, strict=True)
    ]
    owners = [i for i, segment in enumerate(found) for _ in segment.surfaces]
    return Encoded(
        np.array(codes, np.uint32),
        np.concatenate(([0], np.cumsum([len(segment) for segment in found]))).astype(np.int64),
        np.array([code for segment in found for code in segment.surfaces], np.uint32),
        np.array(owners, np.uint32),
        np.array([at for segment in found if placed for at in segment.starts], np.int64),
        np.array([at for segment in found if placed for at in segment.ends], np.int64),
    )


def _encode_fast(
    texts: Sequence[str], compiled: SimpleNamespace, *, placed: bool
) -> Encoded:
    folded, classes, bounds, counts = spread_all(texts)
    words, kinds = word_arrays()
    arena = np.empty(len(folded), np.uint32)
    offsets = np.zeros(len(texts) + 1, np.int64)
    surfaces = np.empty(len(folded), np.uint32)
    owners = np.empty(len(folded), np.uint32)
    scratch = np.empty((8, int(np.diff(bounds).max(initial=0)) + 1), np.int64)
    places = np.empty((2, len(folded) if placed else 0), np.int64)
    filled, inner = compiled.encode_segments(
        folded, classes, bounds, words, kinds, scratch, arena, offsets, surfaces, owners, places
    )
    if placed:
        places = _in_texts(places[:, :filled], origins(counts, len(folded)), bounds, offsets)
    starts, ends = places
    return Encoded(
        arena[:filled].copy(), offsets, surfaces[:inner].copy(), owners[:inner].copy(), starts, ends
    )


def _in_texts(places: Array, origins: Array, bounds: Array, offsets: Array) -> Array:
    """Turn places among all folded characters into places in each token's own text."""
    if len(origins) == 0:
        return places
    begins = origins[np.minimum(bounds[:-1], len(origins) - 1)]
    found: Array = np.array((origins[places[0]], origins[places[1] - 1] + 1))
    found -= np.repeat(begins, np.diff(offsets))
    return found


def tokenise_fast(text: str, compiled: SimpleNamespace) -> Tokens:
    """Return what `tm.text.tokens.tokenise` returns, values' lexemes aside, many times faster."""
    points = _points(text)
    found = np.empty((4, len(points)), np.int64)
    tables = _tables()
    n = compiled.tokens_of(points, *tables, *word_arrays(), found)
    if n == _STRANGE:
        _learn(points, tables)
        n = compiled.tokens_of(points, *tables, *word_arrays(), found)
    if n <= 0:
        return tokenise(text)
    codes, starts, ends, breaks = found[:, :n].tolist()
    return Tokens(codes, starts, ends, breaks, [])


@cache
def word_arrays() -> tuple[Array, Array]:
    words, kinds = word_table()
    return np.array(words, np.int64), np.array(kinds, np.int64)


@cache
def _tables() -> tuple[Array, Array, Array]:
    """Return folded code, class and expanded length by code point, filled as characters appear.

    Two threads that are first at once get tables of their own, so whoever fills them goes on with
    the ones it filled.
    """
    points = 0x110000
    return (
        np.zeros(points, np.uint32),
        np.full(points, _UNKNOWN, np.uint8),
        np.ones(points, np.uint8),
    )


def learn_common() -> None:
    """Fill the tables with what Chinese and English are written in, before the first query."""
    han = b"".join(code.to_bytes(2, "big") for code in _COMMON_HAN if code & 0xFF >= 0xA1)
    common = [np.arange(first, last, dtype=np.uint32) for first, last in _COMMON]
    common.append(_points(han.decode("gb2312", "ignore")))
    _learn(np.concatenate(common), _tables())


def _points(text: str) -> Array:
    """Return the code points of a text, lone surrogates included."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def spread_all(texts: Sequence[str]) -> tuple[Array, Array, Array, Array | None]:
    """Return folded codes and classes of all texts in one row, and where each text begins.

    Last comes how many codes each character of the texts, put together, gave: None where all
    gave one.
    """
    points = _points("".join(texts))
    lengths = np.fromiter((len(text) for text in texts), np.int64, len(texts))
    bounds = np.concatenate(([0], np.cumsum(lengths)))
    folded, classes, sizes = tables = _tables()
    _learn(points, tables)
    counts = sizes[points]
    odd = np.flatnonzero(counts != 1)
    if len(odd) == 0:
        return folded[points], classes[points], bounds, None
    # Few characters are odd: nothing of the length of a part's texts is made but what is returned.
    shifts = np.concatenate(([0], np.cumsum(counts[odd].astype(np.int64) - 1)))
    several = odd[counts[odd] > 1]
    shapes = [shape(chr(points[i])) for i in several]
    starts = several + shifts[np.searchsorted(odd, several)]
    points = np.repeat(points, counts)
    codes, kinds = folded[points], classes[points]
    for start, parts in zip(starts.tolist(), shapes, strict=True):
        for k, (code, kind) in enumerate(parts):
            codes[start + k], kinds[start + k] = code, kind
    return codes, kinds, bounds + shifts[np.searchsorted(odd, bounds)], counts


def origins(counts: Array | None, size: int) -> Array:
    """Return of each of `size` codes which character of the texts, put together, it is from."""
    return np.arange(size) if counts is None else np.repeat(np.arange(len(counts)), counts)


def _learn(points: Array, tables: tuple[Array, Array, Array]) -> None:
    folded, classes, sizes = tables
    unknown = points[classes[points] == _UNKNOWN]
    for point in np.unique(unknown) if len(unknown) else ():
        parts = shape(chr(point))
        sizes[point] = len(parts)
        folded[point], classes[point] = parts[0] if parts else (0, IGNORED)


# ---- compiled as they stand ----------------------------------------------------------------


def encode_segments(
    folded: Array, classes: Array, bounds: Array, words: Array, kinds: Array, scratch: Array,
    arena: Array, offsets: Array, surfaces: Array, owners: Array, places: Array,
) -> tuple[int, int]:  # fmt: skip
    """Fill arena, offsets, surfaces and owners; return how far the first and third are filled.

    `places`, where it has room, gets start and end of every token among the folded characters.
    """
    filled, inner = 0, 0
    for segment in range(len(bounds) - 1):
        start, end = bounds[segment], bounds[segment + 1]
        points, of = folded[start:end], classes[start:end]
        count = lex(
            points, of, words, kinds, scratch[0], scratch[1], scratch[2], scratch[3], scratch[4]
        )
        n = merge(
            scratch[0], scratch[1], scratch[2], scratch[3], scratch[4], count,
            scratch[5], scratch[6], scratch[7],
        )  # fmt: skip
        if n == 0:
            filled = write_marks(points, of, start, arena, filled, places)
        else:
            if places.shape[1] > 0:
                write_places(scratch, n, start, filled, places)
            was = inner
            filled, inner = write_tokens(points, scratch, n, arena, filled, surfaces, inner)
            owners[was:inner] = segment
        offsets[segment + 1] = filled
    return filled, inner


def tokens_of(
    points: Array, folds: Array, kinds_of: Array, sizes: Array, words: Array, kinds: Array,
    found: Array,
) -> int:  # fmt: skip
    """Write code, start, end and break of every token of one text; return how many.

    Negative where a character is not in the tables yet, or folds to several.
    """
    folded, classes = np.empty(len(points), np.uint32), np.empty(len(points), np.uint8)
    for i in range(len(points)):
        folded[i], classes[i] = folds[points[i]], kinds_of[points[i]]
        if classes[i] == _UNKNOWN:
            return _STRANGE
        if sizes[points[i]] != 1:
            return _LONGER
    scratch = np.empty((8, len(points) + 1), np.int64)
    code, kind, start, end, gap = scratch[0], scratch[1], scratch[2], scratch[3], scratch[4]
    count = lex(folded, classes, words, kinds, code, kind, start, end, gap)
    n = merge(code, kind, start, end, gap, count, scratch[5], scratch[6], scratch[7])
    for t in range(n):
        first = scratch[6, t]
        found[0, t], found[1, t] = scratch[5, t], start[first]
        found[2, t], found[3, t] = end[scratch[7, t]], gap[first] == BROKEN
    return n


def write_marks(
    points: Array, of: Array, begin: int, arena: Array, filled: int, places: Array
) -> int:
    """Write every visible character as a token."""
    for i in range(len(points)):
        if of[i] != IGNORED and of[i] != SPACE:
            arena[filled] = points[i]
            if places.shape[1] > 0:
                places[0, filled], places[1, filled] = begin + i, begin + i + 1
            filled += 1
    return filled


def write_places(scratch: Array, n: int, begin: int, filled: int, places: Array) -> None:
    """Write where n tokens start and end among the folded characters of all texts."""
    start, end = scratch[2], scratch[3]
    for t in range(n):
        places[0, filled + t] = begin + start[scratch[6, t]]
        places[1, filled + t] = begin + end[scratch[7, t]]


def write_tokens(
    points: Array, scratch: Array, n: int, arena: Array, filled: int, surfaces: Array, inner: int
) -> tuple[int, int]:
    """Write n tokens with their break bits, and the lexemes inside values."""
    code, kind, start, end, gap = scratch[0], scratch[1], scratch[2], scratch[3], scratch[4]
    for t in range(n):
        value, first, last = scratch[5, t], scratch[6, t], scratch[7, t]
        arena[filled] = value | (BREAK_BIT if gap[first] == BROKEN else 0)
        filled += 1
        if value > ORDINAL:
            continue
        for i in range(first, last + 1):
            if kind[i] != NUMERALS:
                surfaces[inner] = code[i]
                inner += 1
                continue
            for p in range(start[i], end[i]):
                if points[p] > 0x7F:
                    surfaces[inner] = points[p]
                    inner += 1
    return filled, inner


def list_lexemes(
    points: Array, bounds: Array, code: Array, kind: Array, start: Array, end: Array, gap: Array,
    listed: Array,
) -> int:  # fmt: skip
    """Write code, break, text, start and end of lexemes as `tm.text.lexed` lists them.

    Of several texts in one row, which begin at `bounds`. Return how many.
    """
    size, owner = 0, -1
    for i in range(len(code)):
        if kind[i] == PER_CENT_SIGN:
            continue
        broken = gap[i] == BROKEN
        while start[i] >= bounds[owner + 1]:
            owner += 1
            broken = False
        step = 1 if kind[i] == NUMERALS else end[i] - start[i]
        for k in range(start[i], end[i], step):
            listed[0, size] = points[k] if kind[i] == NUMERALS else code[i]
            listed[1, size] = broken and k == start[i]
            listed[2, size] = owner
            listed[3, size], listed[4, size] = k, k + step
            size += 1
    return size
