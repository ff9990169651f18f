"""Make a part: segments in, flat arrays out.

Rows are put in order of length (ties by unit id), so that a window of lengths is one range of rows.
Gram keys are sorted; postings are row numbers in ascending order, each at most once a gram. Tokens
are written by the number of their key.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from tm.index import layout
from tm.index.bulk import Encoded, encode
from tm.index.grams import CODE_MASK, RARE, SIZES, gram_keys, signature_bits
from tm.languages import Language

Array = npt.NDArray[Any]
_ROW_BITS = 31
_HALVES = (1 << 17) + 1
"""High halves of keys, and their end."""


def sections(
    ids: Sequence[int], texts: Sequence[str], language: Language,
    compiled: SimpleNamespace | None = None, rare: int = RARE,
) -> dict[str, Array]:  # fmt: skip
    """Return the arrays of a part that holds `texts` under their unit ids."""
    encoded = encode(texts, compiled)
    lengths = np.diff(encoded.offsets)
    order = np.lexsort((np.asarray(ids), lengths))
    lengths = lengths[order]
    offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.uint32)
    arena = _permuted(encoded, order, lengths, offsets)
    codes = arena & np.uint32(CODE_MASK)
    rows = np.repeat(np.arange(len(ids), dtype=np.uint32), lengths)
    singles = _singles(codes, rows, *_inside_values(encoded, order))
    known, starts, _ = _postings(singles)
    words = _numbers(known, codes, compiled)
    common = (np.diff(starts) > rare)[words]
    keys, starts, postings = _postings(
        np.concatenate([singles, *_longer(codes, rows, common, language)])
    )
    first_row = np.searchsorted(lengths, np.arange(_top(lengths) + 2)).astype(np.uint32)
    return {
        "rare": np.array([rare], np.uint32),  # read on opening: beside the header
        "units": np.asarray(ids, np.uint32)[order],
        "arena": words << np.uint32(1) | (arena > CODE_MASK),
        "first_row": first_row,
        "first_token": offsets[first_row],
        "keys": keys.astype(np.uint16),  # their low halves; `jump` knows the high ones
        "jump": _jump(keys),
        "starts": starts,
        "postings": postings,
        "marks": _marks(codes, rows, len(ids)),
    }


def _top(lengths: Array) -> int:
    return int(lengths[-1]) if len(lengths) else 0


def _permuted(encoded: Encoded, order: Array, lengths: Array, offsets: Array) -> Array:
    """Return the arena in order of rows."""
    shift = encoded.offsets[:-1][order] - offsets[:-1].astype(np.int64)
    source = np.repeat(shift, lengths)
    source += np.arange(len(source))
    return encoded.arena[source]


def _inside_values(encoded: Encoded, order: Array) -> tuple[Array, Array]:
    """Return the lexemes inside values with their rows: phrases are sought by them too."""
    row_of = np.empty(len(order), np.uint32)
    row_of[order] = np.arange(len(order), dtype=np.uint32)
    return encoded.surfaces, row_of[encoded.owners]


def _numbers(known: Array, codes: Array, compiled: SimpleNamespace | None) -> Array:
    """Return the numbers of the tokens' keys, all of which are known."""
    if compiled is None:
        return np.searchsorted(known, gram_keys(codes, 1)).astype(np.uint32)
    found: Array = compiled.locate_words(codes, known.astype(np.uint16), _jump(known))
    return found.astype(np.uint32)


def _jump(keys: Array) -> Array:
    """Return where the keys of every high half begin, and the end."""
    return np.searchsorted(keys, np.arange(_HALVES, dtype=np.uint64) << 16).astype(np.uint32)


def _singles(codes: Array, rows: Array, surfaces: Array, owners: Array) -> Array:
    """Return key and row of every token and of every lexeme inside a value."""
    return _sorted(
        np.concatenate(
            [_packed(gram_keys(codes, 1), rows), _packed(gram_keys(surfaces, 1), owners)]
        )
    )


def _longer(codes: Array, rows: Array, common: Array, language: Language) -> Iterator[Array]:
    """Yield key and row of the grams of more tokens than one, all of which are common."""
    for size in SIZES[language]:
        if size == 1:
            continue
        count = max(len(codes) - size + 1, 0)
        whole = rows[size - 1 :] == rows[:count]
        for i in range(size):
            whole &= common[i : i + count]
        yield _sorted(_packed(gram_keys(codes, size)[whole], rows[:count][whole]))


def _sorted(pairs: Array) -> Array:
    """Return packed keys and rows in order, without repeats."""
    pairs.sort()
    return pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))[: len(pairs)]]


def _packed(keys: Array, rows: Array) -> Array:
    """Return keys of 33 bits with rows of 31 as single numbers."""
    packed: Array = keys << np.uint64(_ROW_BITS)
    packed |= rows
    return packed


def _postings(pairs: Array) -> tuple[Array, Array, Array]:
    """Return unique keys, where each one's rows begin (and the end), and the rows."""
    keys = pairs >> np.uint64(_ROW_BITS)
    begins = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)])
    starts = np.append(begins, len(keys)).astype(np.uint32)
    return keys[begins], starts, (pairs & np.uint64((1 << _ROW_BITS) - 1)).astype(np.uint32)


def _marks(codes: Array, rows: Array, count: int) -> Array:
    """Return the signatures: two 64-bit words a row, one bit for each token."""
    bits = signature_bits(codes)
    marks = np.zeros((count, 2), np.uint64)
    if len(codes):
        first = np.flatnonzero(np.concatenate(([True], rows[1:] != rows[:-1])))
        for half in (0, 1):
            mine = (bits >> 6) == half
            word = np.where(mine, np.uint64(1) << (bits & 63).astype(np.uint64), np.uint64(0))
            marks[rows[first], half] = np.bitwise_or.reduceat(word, first)
    return marks.ravel()


def write(path: Path, signature: str, arrays: Mapping[str, Array]) -> int:
    """Write a part under a temporary name, flush it to disk, rename it; return its size."""
    return replace(path, layout.encode(signature, arrays))


def replace(path: Path, pieces: Iterable[bytes | memoryview]) -> int:
    """Put a file in place as a whole or not at all, whenever the machine stops."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    with temporary.open("wb") as file:
        size = sum(file.write(piece) for piece in pieces)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    flush_folder(path.parent)
    return size


def flush_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut; a no-op where folders cannot be opened."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
