"""How fast articles come in: pairs a second, the aligner's start-up, one long book.

    python -m bench.articles FOLDER [--pairs N] [--book N]

FOLDER holds the gold sets (see `bench.alignment_sets`); articles of 30 sentences a side are cut out
of them and brought in by `duizhao import folder`, on all cores, into a home of their own with the
dictionary's lexicon. Times are of whole commands, processor time next to time on the clock.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.alignment_sets import Gold, read_sets
from tm.align import align, lexicon_file
from tm.text.words import WordSplitter
from webapp.actions.lexicon import DICTIONARY, word_cutter

SENTENCES, PARAGRAPH, STARTS = 30, 4, 5


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pairs", type=int, default=300)
    parser.add_argument("--book", type=int, default=10_000, help="sentences of a made-up book")
    given = parser.parse_args()
    golds = list(read_sets(given.folder))
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
    with TemporaryDirectory() as home, TemporaryDirectory() as folder:
        _run(home, "lexicon", "stats")  # builds the dictionary's
        _start_up(home, Path(folder))
        _pairs(home, Path(folder), golds, given.pairs)
        _book(Path(home), golds, given.book)


def _run(home: str, *arguments: str) -> tuple[float, float]:
    """Run a command; return seconds on the clock and of processors, its children's included."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "DUIZHAO_HOME": home}
    line = [sys.executable, "-m", "webapp", *arguments]
    subprocess.run(line, env=environment, stdout=subprocess.DEVNULL, check=True)
    took, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _start_up(home: str, folder: Path) -> None:
    texts = folder / "start.zh.txt", folder / "start.en.txt"
    texts[0].write_text("会议在西安举行。", encoding="utf-8")
    texts[1].write_text("The meeting was held in Xi'an.", encoding="utf-8")
    _run(home, "align", *map(str, texts))
    clock, cpu = zip(*(_run(home, "align", *map(str, texts)) for _ in range(STARTS)), strict=True)
    for path in texts:
        path.unlink()
    print(
        f"start-up, one sentence, best of {STARTS}: {min(clock):.2f} s, processor {min(cpu):.2f} s",
        flush=True,
    )


def _pairs(home: str, folder: Path, golds: list[Gold], count: int) -> None:
    articles = _articles([gold for gold in golds if not gold.exact])
    for number in range(count):
        for side, text in zip(("zh", "en"), next(articles), strict=True):
            (folder / f"{number}.{side}.txt").write_text(text, encoding="utf-8")
    clock, cpu = _run(home, "import", "folder", str(folder))
    print(
        f"{count} pairs of {SENTENCES} sentences a side: {clock:.1f} s, {count / clock:.1f} pairs a"
        f" second; processor {cpu:.1f} s, {count / cpu:.1f} a second of one core",
        flush=True,
    )


def _articles(golds: list[Gold]) -> Iterator[tuple[str, str]]:
    """Cut stretches of gold beads into articles; later rounds begin elsewhere."""
    shift = 0
    while True:
        for gold in golds:
            at = shift
            while True:
                size = _beads(gold, at)
                if not size:
                    break
                yield _text(gold, range(at, at + size))
                at += size
        shift += 7


def _beads(gold: Gold, at: int) -> int:
    """Count the beads from `at` on that make up an article; 0 where too few are left."""
    sentences = 0
    for size, (zh, _) in enumerate(gold.beads[at:], 1):
        sentences += len(zh)
        if sentences >= SENTENCES:
            return size
    return 0


def _text(gold: Gold, beads: range) -> tuple[str, str]:
    zh, en = [], []
    for first in range(beads.start, beads.stop, PARAGRAPH):
        part = gold.beads[first : min(beads.stop, first + PARAGRAPH)]
        zh.append("".join(gold.zh[i] for ours, _ in part for i in ours))
        en.append(" ".join(gold.en[j] for _, theirs in part for j in theirs))
    return "\n\n".join(zh), "\n\n".join(en)


def _book(home: Path, golds: list[Gold], size: int) -> None:
    """Time one long document made of the sets' documents, one after the other."""
    cut = word_cutter(WordSplitter(home / "cache" / "words"))
    lexicon = lexicon_file.read(home / "lexicon" / DICTIONARY)
    zh: list[str] = []
    en: list[str] = []
    while len(zh) < size:
        for gold in golds:
            if len(zh) < size:
                zh += gold.zh
                en += gold.en
    clock, start = time.perf_counter(), time.process_time()
    found = align(zh, en, lexicon=lexicon, words=cut)
    cpu, clock = time.process_time() - start, time.perf_counter() - clock
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"book of {len(zh)} and {len(en)} sentences, {len(found.beads)} beads: {clock:.1f} s,"
        f" processor {cpu:.1f} s, peak memory {memory:.0f} MB"
    )


if __name__ == "__main__":
    main()
