"""Hand-aligned documents and how alignments are scored against them.

Scoring is strict: a bead is right when exactly these sentences stand together. Precision counts
all beads given, recall the gold beads with two sides. Where a gold bead is a translator's line,
beads given inside one line are merged first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

Key = tuple[tuple[int, ...], tuple[int, ...]]
EXACT = ("literary",)
"""Sets whose gold beads are as fine as beads can be."""


@dataclass(frozen=True)
class Gold:
    """One document with its alignment."""

    set: str
    number: int
    zh: list[str]
    en: list[str]
    beads: list[Key]

    @property
    def exact(self) -> bool:
        """Whether gold beads are not to be refined."""
        return self.set in EXACT

    def fold(self, folds: int) -> int:
        """Which part of cross-validation the document is in."""
        return self.number % folds

    @cached_property
    def keys(self) -> set[Key]:
        """The beads as a set."""
        return set(self.beads)

    @cached_property
    def of_zh(self) -> dict[int, int]:
        """Chinese sentence → bead."""
        return {i: at for at, (zh, _) in enumerate(self.beads) for i in zh}

    @cached_property
    def of_en(self) -> dict[int, int]:
        """English sentence → bead."""
        return {j: at for at, (_, en) in enumerate(self.beads) for j in en}


def read_sets(folder: Path) -> Iterator[Gold]:
    """Yield every document of every set in `folder`."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            found = json.loads(line)
            beads = [(tuple(zh), tuple(en)) for zh, en in found["gold"]]
            yield Gold(path.stem, number, found["zh"], found["en"], beads)


def merged(gold: Gold, beads: Iterable[Key]) -> list[Key]:
    """Join neighbouring beads that lie inside one gold bead."""
    found: list[Key] = []
    last: int | None = None
    for zh, en in beads:
        lines = {gold.of_zh[i] for i in zh} | {gold.of_en[j] for j in en}
        line = lines.pop() if len(lines) == 1 else None
        if line is not None and line == last:
            found[-1] = (found[-1][0] + zh, found[-1][1] + en)
        else:
            found.append((zh, en))
        last = line
    return found


def strict(results: Sequence[tuple[Gold, Sequence[Key]]]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    right = given = found = wanted = 0
    for gold, beads in results:
        right += sum(bead in gold.keys for bead in beads)
        given += len(beads)
        paired = {bead for bead in gold.keys if bead[0] and bead[1]}
        wanted += len(paired)
        found += len(paired & set(beads))
    precision, recall = right / max(1, given), found / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def null_figures(results: Sequence[tuple[Gold, Sequence[Key]]]) -> tuple[float, float]:
    """Return precision and recall of sentences said to have no counterpart."""
    own = wanted = both = 0
    for gold, beads in results:
        said, known = _alone(beads), _alone(gold.beads)
        own, wanted, both = own + len(said), wanted + len(known), both + len(said & known)
    return both / max(1, own), both / max(1, wanted)


def _alone(beads: Iterable[Key]) -> set[tuple[str, int]]:
    return {
        (side, at)
        for zh, en in beads
        if not (zh and en)
        for side, rows in (("zh", zh), ("en", en))
        for at in rows
    }
