"""Run the benchmarks one after the other: `python -m bench DATA [NAME …]`.

DATA holds `big/pairs.tsv.xz` (zh TAB en), `alignment/*.jsonl` (gold beads) and `checks/*` (clean
pairs, misspellings, pinyin). `make bench DATA=…` does the same. Nothing of DATA is kept.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

# name -> modules to run with their arguments, in a home of their own
COMMANDS: dict[str, tuple[str, ...]] = {
    "segmentation": ("bench.segmentation {data}/alignment",),
    "folding": ("bench.folding {data}/checks/clean_pairs_news.tsv",),
    "recognition": ("bench.recognition {data}/big/pairs.tsv.xz",),
    "checks": ("bench.checks {data}/checks",),
    "figures": ("bench.figures {data}/checks",),
    "alignment": (
        "webapp lexicon stats",  # builds the dictionary's
        "webapp lexicon train {data}/big/pairs.tsv.xz",
        "bench.alignment {data}/alignment --lexicon {home}/lexicon/dictionary.lexicon"
        " --trained {home}/lexicon/learnt.lexicon",
    ),
    "articles": ("bench.articles {data}/alignment",),
    "matching": ("bench.matching --data {data}/big/pairs.tsv.xz",),
    "ranking": ("bench.ranking --data {data}/big/pairs.tsv.xz",),
    "throughput": ("bench.throughput --data {data}/big/pairs.tsv.xz",),
    "pages": ("bench.pages --data {data}/big/pairs.tsv.xz",),
}


def main() -> int:
    """Run the wanted benchmarks; return 1 if one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("names", nargs="*", choices=[*COMMANDS, []], default=[])
    options = parser.parse_args()
    failed = []
    for name in options.names or COMMANDS:
        print(f"\n# {name}\n", flush=True)
        with TemporaryDirectory() as home:
            places = {"data": options.data, "home": home}
            if not all(_ran(command, places) for command in COMMANDS[name]):
                failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _ran(command: str, places: Mapping[str, object]) -> bool:
    arguments = [part.format(**places) for part in command.split()]
    environment = {**os.environ, "DUIZHAO_HOME": str(places["home"])}
    return not subprocess.run([sys.executable, "-m", *arguments], env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
