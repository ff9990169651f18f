"""Machine code for the plain functions of the scanner and the kernel.

The functions themselves are ordinary Python over whole numbers and arrays and can be read, run and
tested as such. Here they are handed to numba, in order, so that each finds those it calls already
compiled. Importing numba takes half a second and the first compilation several: neither happens
before `load` is called, and the result is kept in a folder named after the source it was made of.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from itertools import chain
from pathlib import Path
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any

_SYMBOLS = ("hash_run",)
_LEXEMES = (
    "kind_of", "end_of_numerals", "end_of_word", "end_of_group", "is_nth",
    "end_of_written_date", "end_of_run", "lex",
)  # fmt: skip
_MERGING = (
    "end_of_number", "is_figure", "month_after",
    "end_of_year", "is_counted", "end_of_moon", "end_of_day", "after_han_number", "after_number",
    "after_month", "value_at", "merge",
)  # fmt: skip
_BULK = (
    "write_marks", "write_places", "write_tokens", "encode_segments", "tokens_of", "list_lexemes",
)  # fmt: skip
_ARITHMETIC = (
    "scramble", "ones", "lower_bound", "token", "length_of", "start_of", "gram_key",
    "query_signature",
)  # fmt: skip
_CHOOSING = (
    "find_key", "locate_words", "slice_of", "rarest_slice", "locate_grams", "cut", "effort",
    "choose_rarest", "choose_disjoint", "choose",
)  # fmt: skip
_KERNEL = (
    "prepare", "bag_of", "is_strange", "distance",
    "collect", "scan_window", "keep", "verify", "search_band", "search",
)  # fmt: skip
_STRETCHES = (
    "runs_in", "phrase_in", "phrase_rows", "holds", "rows_with", "estimate", "anchors", "leap",
    "in_company", "extend_run", "longest_runs", "runs_of",
)  # fmt: skip
_COVERING = ("covered", "without_lacking", "choose_held", "holders")
_GATHERING = ("gather",)


def sources() -> tuple[ModuleType, ...]:
    """Return the modules whose functions are compiled."""
    from tm.index import arithmetic, bulk, choosing, covering, gathering, kernel, stretches
    from tm.text import lexemes, merging, symbols

    scanner = (symbols, lexemes, merging, bulk)
    return (*scanner, arithmetic, choosing, kernel, stretches, covering, gathering)


def fingerprint() -> str:
    """Return a name for the machine code that the present source gives."""
    digest = hashlib.blake2b(digest_size=6)
    for module in (*sources(), sys.modules[__name__]):
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()


def is_loaded() -> bool:
    """Say whether this process has paid for numba already."""
    return load.cache_info().currsize > 0


@cache
def load(folder: Path | None = None) -> SimpleNamespace:
    """Return the compiled functions by name; machine code is kept under `folder`."""
    import numba
    from numba.core import config

    settings: Any = config
    if folder is not None:
        settings.CACHE_DIR = str(folder / f"compiled-{fingerprint()}")
    names: dict[str, Any] = {}
    lots = (
        _SYMBOLS, _LEXEMES, _MERGING, _BULK, _ARITHMETIC, _CHOOSING, _KERNEL, _STRETCHES,
        _COVERING, _GATHERING,
    )  # fmt: skip
    done = frozenset(chain(*lots))
    for module, functions in zip(sources(), lots, strict=True):
        names |= {key: value for key, value in vars(module).items() if key not in done}
        for name in functions:
            plain = FunctionType(getattr(module, name).__code__, names, name)
            plain.__module__, plain.__qualname__ = module.__name__, name
            names[name] = numba.njit(cache=folder is not None, nogil=True)(plain)
    return SimpleNamespace(**{name: names[name] for name in chain(*lots)})
