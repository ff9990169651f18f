"""Many questions at once: `duizhao lookup --stdin --jsonl` over a memory of full size.

    python -m bench.throughput --data PAIRS.tsv.xz [--size 686722] [--queries 20000]

PAIRS has Chinese, a tab, English on each line. The time is the command's own, from its start to
its last line: opening, starting one process a core, answering with terms and parts, printing.
The answers are compared with those of one process for the first of them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.matching import SAMPLE, fill
from bench.matching_data import Side, pairs, queries
from webapp.actions.index import build
from webapp.services import open_services
from webapp.settings import Settings

SIDES: tuple[Side, Side] = ("zh", "en")
ALONE = 150  # fewer than the command spreads over processes


def main() -> None:
    """Run the benchmark and print its table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--size", type=int, default=686_722)
    parser.add_argument("--queries", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        services = open_services(Settings.from_environment({"DUIZHAO_HOME": home}))
        services.index.warm()
        step = max(1, options.size // SAMPLE)
        stored = fill(services, pairs(options.data, options.size), step)
        with services.work() as work:
            units = build(work).units
        services.close()
        print(f"\n### {units:,} units\n\n| from | queries | seconds | queries a second |")
        print("|---|---|---|---|")
        for side in SIDES:
            asked = queries(stored, side, options.queries)
            took, answers = answered(home, asked)
            print(f"| {side} | {len(asked):,} | {took:.1f} | {len(asked) / took:.0f} |", flush=True)
            _, alone = answered(home, asked[:ALONE])
            if [_told(line) for line in alone] != [_told(line) for line in answers[:ALONE]]:
                raise SystemExit("the answers of several processes differ from those of one")


def answered(home: str, asked: Sequence[str]) -> tuple[float, list[str]]:
    """Return the seconds the command took for the questions, and its answers."""
    command = [sys.executable, "-m", "webapp", "lookup", "--stdin", "--jsonl"]
    started = time.perf_counter()
    done = subprocess.run(
        command, input="".join(f"{query}\n" for query in asked), capture_output=True, text=True,
        env={**os.environ, "DUIZHAO_HOME": home}, check=True,
    )  # fmt: skip
    return time.perf_counter() - started, done.stdout.splitlines()


def _told(line: str) -> str:
    """Return an answer without the time it took."""
    before, _, after = line.partition('"took_ms"')
    return before + after.partition(",")[2]


if __name__ == "__main__":
    main()
