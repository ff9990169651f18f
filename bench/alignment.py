"""Measure sentence alignment against hand-made alignments and two classical aligners.

    python -m bench.alignment FOLDER [--lexicon DICTIONARY] [--trained LEARNT] [--types]

FOLDER holds the gold sets (see `bench.alignment_sets`), the lexicons are files of
`<home>/lexicon/`. Prints one table for RESULTS.md. Times are processor time.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bench.alignment_peers import gale_church, length_and_lexicon
from bench.alignment_sets import Gold, Key, merged, null_figures, read_sets, strict
from tm.align import Alignment, Lexicon, align, lexicon_file
from tm.align.documents import prepare
from tm.align.features import read
from tm.text.words import WordSplitter
from webapp.actions.lexicon import word_cutter

Cut = Callable[[str], list[str]]


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lexicon", type=Path, required=True, help="dictionary alone")
    parser.add_argument("--trained", type=Path)
    parser.add_argument("--types", action="store_true")
    given = parser.parse_args()
    cut = word_cutter(WordSplitter(Path("var/cache/words")))
    golds = list(read_sets(given.folder))
    lexicon = lexicon_file.read(given.lexicon)
    align(golds[0].zh, golds[0].en, lexicon=lexicon, words=cut)
    columns = "aligner,set,P,R,F1,nulls P,nulls R,≥ .9 covers,≥ .9 right,sentences/s"
    print(f"| {' | '.join(columns.split(','))} |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name, peer in (("Gale–Church", gale_church), ("length + dictionary", length_and_lexicon)):
        _peer(name, golds, lambda gold, run=peer: run(_documents(gold, lexicon, cut)))
    _ours("ours, no lexicon", golds, None, cut, types=False)
    _ours("ours, CC-CEDICT", golds, lexicon, cut, types=given.types)
    if given.trained:
        trained = lexicon_file.read(given.trained)
        _ours("ours, trained", golds, trained, cut, types=given.types)


def _documents(gold: Gold, lexicon: Lexicon, cut: Cut):  # type: ignore[no-untyped-def]
    return prepare(*read(gold.zh, gold.en, lexicon, cut), lexicon)


def _peer(name: str, golds: list[Gold], run: Callable[[Gold], list[Key]]) -> None:
    for kind in sorted({gold.set for gold in golds}):
        start = time.process_time()
        found = [(gold, run(gold)) for gold in golds if gold.set == kind]
        _row(name, kind, found, None, time.process_time() - start)


def _ours(name: str, golds: list[Gold], lexicon: Lexicon | None, cut: Cut, *, types: bool) -> None:
    for kind in sorted({gold.set for gold in golds}):
        start = time.process_time()
        found = [
            (gold, align(gold.zh, gold.en, lexicon=lexicon, words=cut))
            for gold in golds if gold.set == kind
        ]  # fmt: skip
        took = time.process_time() - start
        keys = [(gold, [_key(bead) for bead in alignment.beads]) for gold, alignment in found]
        _row(name, kind, keys, found, took)
        if types:
            _types(keys)


def _key(bead) -> Key:  # type: ignore[no-untyped-def]
    return tuple(bead.zh), tuple(bead.en)


def _row(
    name: str, kind: str, found: list[tuple[Gold, list[Key]]],
    alignments: list[tuple[Gold, Alignment]] | None, took: float,
) -> None:  # fmt: skip
    scored = [(gold, keys if gold.exact else merged(gold, keys)) for gold, keys in found]
    precision, recall, f1 = strict(scored)
    nulls = null_figures(scored)
    sure = _sure(alignments) if alignments else ("", "")
    speed = sum(len(gold.zh) for gold, _ in found) / took
    print(
        f"| {name} | {kind} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {nulls[0]:.3f}"
        f" | {nulls[1]:.3f} | {sure[0]} | {sure[1]} | {speed:.0f} |", flush=True,
    )  # fmt: skip


def _sure(found: list[tuple[Gold, Alignment]]) -> tuple[str, str]:
    """Share of beads with a confidence of at least .9, and how many of them are right."""
    beads = [(gold, bead) for gold, alignment in found for bead in alignment.beads]
    sure = [right(gold, _key(bead)) for gold, bead in beads if bead.confidence >= 0.9]
    return f"{len(sure) / len(beads):.3f}", f"{sum(sure) / max(1, len(sure)):.4f}"


def right(gold: Gold, key: Key) -> bool:
    """Whether a bead is right by itself."""
    if key in gold.keys:
        return True
    lines = {gold.of_zh[i] for i in key[0]} | {gold.of_en[j] for j in key[1]}
    return not gold.exact and bool(key[0]) and bool(key[1]) and len(lines) == 1


def _types(found: list[tuple[Gold, list[Key]]]) -> None:
    wanted: Counter[str] = Counter()
    got: Counter[str] = Counter()
    for gold, keys in found:
        own = set(keys if gold.exact else merged(gold, keys))
        for zh, en in gold.beads:
            size = f"{len(zh)}-{len(en)}"
            wanted[size] += 1
            got[size] += (zh, en) in own
    print("  found by type:", ", ".join(
        f"{size} {got[size]}/{count}" for size, count in wanted.most_common(10)
    ), flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
