"""Matching, measured: the whole way from a query to ranked matches, and peers beside it.

    python -m bench.matching --data PAIRS.tsv.xz [--sizes 10000,100000,686722] [--peers all|none]
        [--kept FOLDER]

PAIRS has Chinese, a tab, English on each line. Sizes above the file's are reached with perturbed
copies. Every size gets its own database and index in a temporary home, or in FOLDER, where the
next run finds them (10 million need 12 GB, and as much memory to stay fast). Latencies are of one
query at a time in one process, compiled code and files warm; recall is against scoring every unit,
for the queries that peers get too.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np

from bench.matching_data import Pair, Side, queries
from bench.matching_memory import memory, sample
from bench.matching_peers import PEERS, Search
from tm.index import Index, Searcher
from tm.match import Wish, matches
from webapp.actions.index import IndexFacts, build, searcher, stats
from webapp.services import Services

Result = TypeVar("Result")

THRESHOLDS = (70, 60)
SAMPLE = 20_000
"""Pairs kept to make queries of, where no peer needs them all."""
FEWER = {"PostgreSQL pg_trgm": 5}
"""Peers that take seconds a query are asked less often."""
SIDES: tuple[Side, Side] = ("zh", "en")


class Took(NamedTuple):
    """Time by the clock on the wall, and of the processor."""

    wall: float
    cpu: float


def main() -> None:
    """Run the benchmark and print its tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sizes", default="10000,100000,686722")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--peer-queries", type=int, default=30)
    parser.add_argument("--peers", default="all", choices=["all", "none"])
    parser.add_argument("--without", action="append", default=[], choices=list(PEERS))
    parser.add_argument("--kept", type=Path, help="folder for memories that the next run uses")
    options = parser.parse_args()
    for size in map(int, options.sizes.split(",")):
        with memory(options.data, size, options.kept) as services:
            one_size(services, options)


def one_size(services: Services, options: argparse.Namespace) -> None:
    """Measure one memory."""
    facts = _built(services)
    with services.engine.connect() as connection:
        wanted = facts.units if options.peers != "none" else SAMPLE
        stored = sample(connection, max(1, facts.units // wanted))
    print("| who | from | at | p50 ms | p95 ms | p99 ms | cpu p50 | cpu p95 | recall | × ours |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for side in SIDES:
        asked = queries(stored, side, options.queries)
        few = asked[: options.peer_queries]
        ours = {percent: whole_way(services, asked, side, percent) for percent in THRESHOLDS}
        for percent, times in ours.items():
            _row("ours, whole way", side, percent, times, _recall(services, few, side, percent), 1)
        if options.peers != "none":
            medians = {percent: median(times) for percent, times in ours.items()}
            asked_of = [name for name in PEERS if name not in options.without]
            _peers(services, stored, few, side, medians, asked_of)


def _built(services: Services) -> IndexFacts:
    """Build the index where it is not there yet, and tell how long that took."""
    services.index.warm()
    told = "built before"
    _read_through(services.settings.home)
    with services.work() as work:
        facts = stats(work)
        if facts.behind:
            started, before = time.perf_counter(), time.process_time()
            facts = build(work)
            took, busy = time.perf_counter() - started, time.process_time() - before
            told = f"build {took:.1f} s, {busy:.1f} s of processor time"
    print(f"\n### {facts.units:,} units\n")
    print(
        f"{told} · {facts.bytes / facts.units:.0f} bytes a unit on disk · "
        f"second worker {_second_worker(services.settings.home)} MB of its own\n"
    )
    return facts


def _read_through(home: Path) -> None:
    """Bring index and database into the system's page cache, where a running server has them."""
    for path in (*home.glob("bench.db"), *home.glob("index/*.part")):
        with path.open("rb") as file:
            while file.read(1 << 24):
                pass


def whole_way(services: Services, asked: Sequence[str], side: Side, percent: int) -> list[Took]:
    """Time the way from query string to ranked matches with difference and origin."""
    with services.work() as work:

        def ask(query: str) -> None:
            seeker = searcher(work)
            matches(query, side, searcher=seeker, memory=work.memory, wish=Wish(percent))

        for query in asked[:20]:
            ask(query)
        return [timed(partial(ask, query))[0] for query in asked]


def median(times: Sequence[Took]) -> float:
    """Return the median by the wall clock."""
    return statistics.median(took.wall for took in times)


def timed(call: Callable[[], Result]) -> tuple[Took, Result]:
    """Return what a call took and what it returned."""
    wall, cpu = time.perf_counter(), time.thread_time()
    result = call()
    took = Took((time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000)
    return took, result


def _ids(seeker: Searcher, query: str, side: Side, percent: int) -> set[int]:
    return {near.unit for near in seeker.near(seeker.tokens(query).codes, side, percent)}


def _recall(services: Services, asked: Sequence[str], side: Side, percent: int) -> float:
    """Compare the compiled search with the plain scan of every unit."""
    plain = Index(services.settings.index)
    hit = wanted = 0
    with services.work() as work:
        fast, slow = searcher(work), plain.searcher(work.memory.revision(), lambda _: ())
        for query in asked:
            truth = {n.unit for n in slow.near(fast.tokens(query).codes, side, percent)}
            hit += len(truth & _ids(fast, query, side, percent))
            wanted += len(truth)
    return hit / wanted if wanted else 1.0


def _peers(
    services: Services, stored: list[Pair], asked: Sequence[str], side: Side,
    ours: dict[int, float], names: Sequence[str],
) -> None:  # fmt: skip
    """Ask every peer; what the scan of everything finds is the truth for the others."""
    with services.work() as work:
        seeker = searcher(work)
    symbols = _Symbols()
    texts = [symbols(seeker.tokens(pair[0 if side == "zh" else 1]).codes) for pair in stored]
    wanted = [symbols(seeker.tokens(query).codes) for query in asked]
    truth: dict[int, list[set[int]]] = {}
    for name in names:
        few = wanted[: FEWER.get(name, len(wanted))]
        try:
            with PEERS[name](texts) as search:
                for percent in THRESHOLDS:
                    times, found = _asked(search, few, percent)
                    recall = _share(found, truth.setdefault(percent, found))
                    ratio = median(times) / ours[percent]
                    _row(name, side, percent, times, recall, ratio)
        except (ImportError, FileNotFoundError) as error:
            print(f"| {name} | {side} | | not here: {error} | | | | | | |")


def _share(found: Sequence[set[int]], truth: Sequence[set[int]]) -> float:
    pairs = list(zip(found, truth, strict=False))
    total = sum(len(there) for _, there in pairs)
    return sum(len(here & there) for here, there in pairs) / total if total else 1.0


def _asked(
    search: Search, wanted: Sequence[str], percent: int
) -> tuple[list[Took], list[set[int]]]:
    every = [timed(partial(search, query, percent)) for query in wanted if query]
    return [took for took, _ in every], [found for _, found in every]


class _Symbols:
    """Writes every token as one character, the same everywhere."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}

    def __call__(self, codes: Iterable[int]) -> str:
        known = self._known
        for code in codes:
            if code not in known:
                # Han from U+4E00 on, past the surrogates where those do not suffice.
                at = 0x4E00 + len(known)
                known[code] = chr(at if at < 0xD800 else at + 0x2800)
        return "".join(known[code] for code in codes)


def _row(
    name: str, side: Side, percent: int, times: Sequence[Took], recall: float, ratio: float
) -> None:
    wall = np.percentile([took.wall for took in times], (50, 95, 99))
    cpu = np.percentile([took.cpu for took in times], (50, 95))
    figures = " | ".join(f"{ms:.2f}" for ms in (*wall, *cpu))
    print(f"| {name} | {side} | {percent} | {figures} | {recall:.3f} | {ratio:.1f} |", flush=True)


WORKER = """
import sys
from pathlib import Path
from webapp.services import open_services
from webapp.settings import Settings
from webapp.actions.index import searcher
home = Path(sys.argv[1])
services = open_services(Settings(home=home, database_url=f"sqlite:///{home}/bench.db"))
services.index.warm()
def own():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty")) // 1024
before = own()
with services.work() as work:
    seeker = searcher(work)
    for text, side in (("社会组织在农村开展公益活动。", "zh"), ("The project has invested.", "en")):
        seeker.near(seeker.tokens(text).codes, side, 60)
print(own() - before)
"""


def _second_worker(home: Path) -> str:
    """Return how many megabytes another process needs for itself to search the same index."""
    done = subprocess.run([sys.executable, "-c", WORKER, str(home)], capture_output=True, text=True)
    return done.stdout.strip().splitlines()[-1] if done.returncode == 0 else "?"


if __name__ == "__main__":
    main()
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
