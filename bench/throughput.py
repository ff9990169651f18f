"""Many questions at once: the command line and a document, over a memory of full size.

    python -m bench.throughput --data PAIRS.tsv.xz [--size 686722] [--queries 20000] [--kept FOLDER]

PAIRS has Chinese, a tab, English on each line. Measured are `duizhao lookup --stdin --jsonl`, with
everything (terms, parts, longer sentences) and with `--bare` (matches alone), and `duizhao analyse`
of a text with one query a line. The time is the command's own, from its start to its last line:
opening, starting one process a core, answering, printing; the processor time is that of all its
processes. The first answers are compared with those of one process.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.matching import SAMPLE, Took
from bench.matching_data import Side, queries
from bench.matching_memory import memory, sample
from webapp.actions.index import searcher

SIDES: tuple[Side, Side] = ("zh", "en")
ALONE = 150  # fewer than the command spreads over processes
LOOKUP = ("lookup", "--stdin", "--jsonl")


def main() -> None:
    """Run the benchmark and print its table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--size", type=int, default=686_722)
    parser.add_argument("--queries", type=int, default=20_000)
    parser.add_argument("--kept", type=Path, help="folder for memories that the next run uses")
    options = parser.parse_args()
    with memory(options.data, options.size, options.kept) as services:
        services.index.warm()
        with services.work() as work:
            units = len(searcher(work))
        with services.engine.connect() as connection:
            stored = sample(connection, max(1, units // SAMPLE))
        where = {
            "DUIZHAO_HOME": str(services.settings.home),
            "DUIZHAO_DATABASE_URL": services.settings.database_url,
        }
        print(f"\n### {units:,} units\n\n| what | from | queries | s | cpu s | queries a second |")
        print("|---|---|---|---|---|---|")
        for side in SIDES:
            asked = queries(stored, side, options.queries)
            _lookups("everything", LOOKUP, side, asked, {**os.environ, **where})
            _lookups("matches alone", (*LOOKUP, "--bare"), side, asked, {**os.environ, **where})
            _document(side, asked, {**os.environ, **where})


def _lookups(
    what: str, command: Sequence[str], side: Side, asked: Sequence[str],
    environment: dict[str, str],
) -> None:  # fmt: skip
    took, answers = answered(command, asked, environment)
    _row(what, side, len(asked), took)
    _, alone = answered(command, asked[:ALONE], environment)
    if [_told(line) for line in alone] != [_told(line) for line in answers[:ALONE]]:
        raise SystemExit("the answers of several processes differ from those of one")


def _document(side: Side, asked: Sequence[str], environment: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "document.txt"
        path.write_text("\n\n".join(asked), encoding="utf-8")
        took, _ = answered(("analyse", str(path)), (), environment)
    _row("analysis of a document", side, len(asked), took)


def _row(what: str, side: Side, count: int, took: Took) -> None:
    figures = f"{took.wall:.1f} | {took.cpu:.1f} | {count / took.wall:.0f}"
    print(f"| {what} | {side} | {count:,} | {figures} |", flush=True)


def answered(
    command: Sequence[str], asked: Sequence[str], environment: dict[str, str]
) -> tuple[Took, list[str]]:
    """Return the seconds the command took for the questions, and its answers."""
    started, before = time.perf_counter(), _busy()
    done = subprocess.run(
        [sys.executable, "-m", "webapp", *command], input="".join(f"{query}\n" for query in asked),
        capture_output=True, text=True, env=environment, check=True,
    )  # fmt: skip
    return Took(time.perf_counter() - started, _busy() - before), done.stdout.splitlines()


def _busy() -> float:
    """Return the processor time of all commands that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _told(line: str) -> str:
    """Return an answer without the time it took."""
    before, _, after = line.partition('"took_ms"')
    return before + after.partition(",")[2]


if __name__ == "__main__":
    main()
