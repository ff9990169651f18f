"""Run the benchmarks one after the other: `python -m bench DATA [NAME …]`.

DATA holds `big/pairs.tsv.xz` (zh TAB en), `alignment/*.jsonl` (gold beads) and `checks/*` (clean
pairs, misspellings, pinyin). `make bench DATA=…` does the same. Nothing of DATA is kept.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

COMMANDS: dict[str, tuple[str, ...]] = {
    "segmentation": ("bench.segmentation", "{data}/alignment"),
    "folding": ("bench.folding", "{data}/checks/clean_pairs_news.tsv"),
    "recognition": ("bench.recognition", "{data}/big/pairs.tsv.xz"),
    "checks": ("bench.checks", "{data}/checks"),
    "figures": ("bench.figures", "{data}/checks"),
    "alignment": ("bench.alignment", "{data}/alignment", "--train", "{data}/big/pairs.tsv.xz"),
    "matching": ("bench.matching", "--data", "{data}/big/pairs.tsv.xz"),
}


def main() -> int:
    """Run the wanted benchmarks; return 1 if one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("names", nargs="*", choices=[*COMMANDS, []], default=[])
    options = parser.parse_args()
    failed = []
    for name in options.names or COMMANDS:
        module, *arguments = COMMANDS[name]
        print(f"\n# {name}\n", flush=True)
        with TemporaryDirectory() as home:
            filled = [argument.format(data=options.data, home=home) for argument in arguments]
            if subprocess.run([sys.executable, "-m", module, *filled], check=False).returncode:
                failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
