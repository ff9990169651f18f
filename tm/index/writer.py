"""Make a part: segments in, flat arrays out.

Rows are put in order of length (ties by unit id), so that a window of lengths is one range of rows.
Gram keys are sorted once; postings are row numbers in ascending order, each at most once a gram.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from tm.index import layout
from tm.index.bulk import Encoded, encode
from tm.index.grams import CODE_MASK, SIZES, gram_keys, signature_bits
from tm.languages import Language

Array = npt.NDArray[Any]


def sections(
    ids: Sequence[int], texts: Sequence[str], language: Language,
    compiled: SimpleNamespace | None = None,
) -> dict[str, Array]:  # fmt: skip
    """Return the arrays of a part that holds `texts` under their unit ids."""
    encoded = encode(texts, compiled)
    lengths = np.diff(encoded.offsets)
    order = np.lexsort((np.asarray(ids), lengths))
    lengths = lengths[order]
    offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.uint32)
    arena = _permuted(encoded, order, lengths, offsets)
    rows = np.repeat(np.arange(len(ids), dtype=np.uint32), lengths)
    pairs = _pairs(arena & np.uint32(CODE_MASK), rows, _inside_values(encoded, order), language)
    keys, starts, postings = _postings(pairs)
    return {
        "units": np.asarray(ids, np.uint32)[order],
        "arena": arena,
        "offsets": offsets,
        "keys": keys.astype(np.uint16),  # their low halves; `jump` knows the high ones
        "jump": np.searchsorted(keys, np.arange(65537, dtype=np.uint64) << 16).astype(np.uint32),
        "starts": starts,
        "postings": postings,
        "first_row": np.searchsorted(lengths, np.arange(_top(lengths) + 2)).astype(np.uint32),
        "marks": _marks(arena & np.uint32(CODE_MASK), rows, len(ids)),
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


def _pairs(codes: Array, rows: Array, inside: tuple[Array, Array], language: Language) -> Array:
    """Return key and row of every gram, as sorted 64-bit numbers without repeats."""
    surfaces, owners = inside
    lots = [_packed(gram_keys(surfaces, 1), owners)]
    for size in SIZES[language]:
        keys = gram_keys(codes, size)
        own = rows[: len(keys)]
        if size > 1:
            whole = rows[size - 1 :] == own
            keys, own = keys[whole], own[whole]
        lots.append(_packed(keys, own))
    pairs = np.concatenate(lots)
    pairs.sort()
    return pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))[: len(pairs)]]


def _packed(keys: Array, rows: Array) -> Array:
    packed = keys.astype(np.uint64)
    packed <<= np.uint64(32)
    packed |= rows
    return packed


def _postings(pairs: Array) -> tuple[Array, Array, Array]:
    """Return unique keys, where each one's rows begin (and the end), and the rows."""
    keys = (pairs >> np.uint64(32)).astype(np.uint32)
    begins = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))[: len(keys)])
    starts = np.append(begins, len(keys)).astype(np.uint32)
    return keys[begins], starts, pairs.astype(np.uint32)


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
