"""Hand-aligned documents and how alignments are scored against them.

Scoring is strict: a bead is right when exactly these sentences stand together. Precision counts
all beads given, recall the gold beads with two sides. Where a gold bead is a translator's line,
beads given inside one line are merged first.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

from tm.align.units import Units, units_of

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


def short_with_strangers(golds: Sequence[Gold], each: int = 2, size: int = 5) -> Iterator[Gold]:
    """Yield short documents: a few lines of one with a short sentence of another between them.

    The sets have sentences left out, but none that are put in (credits, captions) nor documents of
    a few lines. The stranger stands beside a line of several sentences, where it is likeliest
    taken for a part of it.
    """
    random = Random(7)
    lines = [gold for gold in golds if not gold.exact]
    for gold in lines:
        several = [
            at for at, (zh, en) in enumerate(gold.beads)
            if zh and en and len(zh) + len(en) > 2 and 2 <= at < len(gold.beads) - size + 1
        ]  # fmt: skip
        for at in random.sample(several, min(each, len(several))):
            other = random.choice([one for one in lines if one is not gold])
            zh, en = gold.beads[at]
            on_zh = len(en) > 1 and (len(zh) == 1 or random.random() < 0.5)
            texts = [text for text in other.zh if 8 <= len(text) <= 22] if on_zh else [
                text for text in other.en if 25 <= len(text) <= 80
            ]  # fmt: skip
            start = at - random.randint(1, 2)
            if texts:
                place = at + random.randint(0, 1)
                yield _stretch(gold, range(start, start + size), place, random.choice(texts), on_zh)


def _stretch(gold: Gold, beads: range, place: int, stranger: str, on_zh: bool) -> Gold:
    zh: list[str] = []
    en: list[str] = []
    found: list[Key] = []
    for at in beads:
        if at == place:
            found.append(((len(zh),), ()) if on_zh else ((), (len(en),)))
            (zh if on_zh else en).append(stranger)
        ours, theirs = gold.beads[at]
        found.append((tuple(range(len(zh), len(zh) + len(ours))),
                      tuple(range(len(en), len(en) + len(theirs)))))  # fmt: skip
        zh += [gold.zh[i] for i in ours]
        en += [gold.en[j] for j in theirs]
    return Gold(f"{gold.set}, short", gold.number, zh, en, found)


def in_units(gold: Gold) -> Gold:
    """Return the document as the aligner sees it: a list mark together with what it numbers."""
    zh, en = units_of(gold.zh), units_of(gold.en)
    beads: list[Key] = []
    for ours, theirs in gold.beads:
        bead = _units(zh, ours), _units(en, theirs)
        if beads and (set(beads[-1][0]) & set(bead[0]) or set(beads[-1][1]) & set(bead[1])):
            before = beads.pop()
            bead = (tuple(sorted({*before[0], *bead[0]})), tuple(sorted({*before[1], *bead[1]})))
        beads.append(bead)
    return Gold(gold.set, gold.number, list(zh.texts), list(en.texts), beads)


def _units(units: Units, segments: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({bisect_right(units.starts, at) - 1 for at in segments}))


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
