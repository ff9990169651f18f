"""How long an index takes to open, and how much of it is read for that.

    python -m bench.opening INDEX...

INDEX is the folder of an index, as `python -m bench.matching --kept` leaves it. It is opened for
searching, with the signature it has, in processes of their own: median of their times, and the
bytes of the parts that are in the memory of the process afterwards (pages the system brings along
included). Then one sentence is looked for, which tells how much a search reads.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from tm.index import manifest, reader
from tm.index.searcher import Lot, Searcher
from tm.languages import LANGUAGES

TIMES = 9
SENTENCE = "社会组织在农村开展公益活动。"
_RESIDENT = "Rss:"


def main() -> None:
    """Print one line of a table for each index."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("indexes", type=Path, nargs="+", metavar="INDEX")
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        print(json.dumps(opened(options.indexes[0])))
        return
    print("| units | parts | MB | opened in ms | KB of it read | KB read after one search |")
    print("|---|---|---|---|---|---|")
    for folder in options.indexes:
        runs = [_in_a_process(folder) for _ in range(TIMES)]
        first = runs[0]
        took, read, after = (median(run[key] for run in runs) for key in ("ms", "read", "after"))
        print(
            f"| {first['units']:,} | {first['parts']} | {first['bytes'] / 1e6:,.0f} | {took:.2f} | "
            f"{read / 1e3:,.0f} | {after / 1e3:,.0f} |"
        )


def opened(folder: Path) -> dict[str, float]:
    """Open an index and say how long it took, in ms, and how many bytes were read."""
    path = folder / manifest.NAME
    signature = json.loads(json.loads(path.read_bytes())["manifest"])["signature"]
    started = time.perf_counter()
    found = manifest.load(path, signature)
    assert found is not None
    lots = []
    for entry in found.parts:
        files = {"zh": entry.zh, "en": entry.en}
        parts = {
            language: reader.open_part(folder / files[language].name, language, signature)
            for language in LANGUAGES
        }
        lots.append(Lot(parts.__getitem__))
    searcher = Searcher(lots, found.revision, lambda: None)
    took = (time.perf_counter() - started) * 1000
    read = resident(folder)
    searcher.phrase(searcher.tokens(SENTENCE).codes, "zh")
    return {
        "units": found.units, "parts": len(found.files), "bytes": found.size, "ms": took,
        "read": read, "after": resident(folder),
    }  # fmt: skip


def resident(folder: Path) -> int:
    """Return how many bytes of the files in a folder are in this process's memory."""
    total, ours = 0, False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        name, *rest = line.split()
        if "-" in name and not name.endswith(":"):
            ours = len(rest) > 4 and rest[4].startswith(str(folder.absolute()))
        elif ours and name == _RESIDENT:
            total += 1024 * int(rest[0])
    return total


def _in_a_process(folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.opening", "--once", str(folder)]
    found: dict[str, float] = json.loads(subprocess.run(
        command, check=True, capture_output=True, text=True
    ).stdout)  # fmt: skip
    return found


if __name__ == "__main__":
    main()
