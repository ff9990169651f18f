"""Speed of folding: characters a second, against the plain way.

    python bench/folding.py FILE [--lines N]

FILE holds one text a line (columns of a table are folded together). The plain way folds each
character by itself and keeps the place of each; both give the same result, which a test holds.
"""

from __future__ import annotations

import argparse
import lzma
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from tm.text.fold import fold, fold_character


def main() -> None:
    """Print one line for each way."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--lines", type=int, default=20_000)
    options = arguments.parse_args()
    reader = lzma.open if options.file.suffix == ".xz" else open
    with reader(options.file, "rt", encoding="utf-8") as file:
        texts = [line.rstrip("\n") for line in islice(file, options.lines)]
    columns = [text.split("\t") for text in texts]
    sides = {"first": [row[0] for row in columns], "second": [row[1] for row in columns if row[1:]]}
    for name, side in sides.items():
        for way, function in (("fold", lambda text: fold(text).text), ("plain", plain)):
            print(f"{name} {way:<6} {measured(function, side)}")


def plain(text: str) -> str:
    """Fold without a table kept between texts and without runs."""
    return "".join(fold_character(ch) for ch in text)


def measured(function: Callable[[str], str], texts: list[str]) -> str:
    """Return microseconds a text and characters a second, once every character has been met."""
    for text in texts:
        function(text)
    begun = time.perf_counter()
    for text in texts:
        function(text)
    seconds = time.perf_counter() - begun
    size = sum(map(len, texts))
    return f"{seconds / len(texts) * 1e6:8.1f} µs a text {size / seconds / 1e6:8.2f} M characters/s"


if __name__ == "__main__":
    main()
