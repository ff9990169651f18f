"""What a finished bead looks like when one reads it: fit, and reasons for doubt."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tm.align.beads import Bead
from tm.align.documents import Documents, Side
from tm.align.evidence import Table, evidence_between, tables
from tm.align.figures import apart
from tm.align.reasons import Reason

_LONG, _SHORT = 1.8, 0.55
_ENOUGH = 12
"""Chinese characters from which a length ratio tells something."""
_POOR = 0.05
_DOUBTFUL = 0.9
_CROSSED = 2.0
_USUAL_RATIO = (2.2, 4.5)
_MANY_NULLS = 0.3
UNFIT = -0.3
"""Mean evidence below which documents are hardly translations of each other.

Measured on texts of 3 to 300 sentences: true pairs, novels with a dictionary alone among them,
lie above −0.3; of wrong pairs 98 % of those with 6 sentences and all with 15 lie below, and those
of fewer leave most sentences without a counterpart, which is said too.
"""


@dataclass(frozen=True, slots=True)
class Reader:
    """Looks at beads of a pair of documents."""

    documents: Documents
    both: tuple[Table, Table]
    zh: Sequence[str]
    en: Sequence[str]

    @classmethod
    def of(cls, documents: Documents, zh: Sequence[str], en: Sequence[str]) -> Reader:
        """Prepare to read `documents`, whose sentences are `zh` and `en`."""
        return cls(documents, tables(documents), zh, en)

    def evidence(self, zh: range, en: range) -> float:
        """Mean evidence of a token, in nats; about 0 or less for strangers."""
        there = evidence_between(self.documents.zh, self.documents.en, self.both[0], zh, en)
        back = evidence_between(self.documents.en, self.documents.zh, self.both[1], en, zh)
        return (there + back) / max(1, _size(self.documents.zh, zh) + _size(self.documents.en, en))

    def reasons(self, zh: range, en: range, confidence: float, *, lexicon: bool) -> list[Reason]:
        """Return what makes one doubt the bead, the most telling first."""
        if not zh or not en:
            return [Reason("unpaired")]
        found = [*self._damage(zh, en), *self._numbers(zh, en), *self._length(zh, en)]
        if confidence < _DOUBTFUL:
            found += self._names(zh, en)
            if lexicon and self.evidence(zh, en) < _POOR:
                found.append(Reason("words"))
            found += self._order(zh, en)
            if not found:
                found.append(Reason("rival"))
        return found

    def _damage(self, zh: range, en: range) -> Iterable[Reason]:
        if "\ufffd" in _text(self.zh, zh) + _text(self.en, en):
            yield Reason("unreadable")

    def _length(self, zh: range, en: range) -> Iterable[Reason]:
        ours = float(self.documents.zh.lengths[zh.start : zh.stop].sum())
        theirs = float(self.documents.en.lengths[en.start : en.stop].sum())
        ratio = theirs / max(1.0, ours * self.documents.ratio)
        if ours >= _ENOUGH and not _SHORT <= ratio <= _LONG:
            yield Reason("length", (f"{ratio:.1f}",))

    def _numbers(self, zh: range, en: range) -> Iterable[Reason]:
        ours = _kind(self.documents.zh, zh, "N:")
        theirs = _kind(self.documents.en, en, "N:")
        if not (ours - theirs and theirs - ours):
            return
        sides = apart(_text(self.zh, zh), _text(self.en, en))
        # 三 and "a few", 万 and "thousands": small and round numbers differ in good translations.
        only = [[number for number in side if len(number) > 1] for side in sides]
        if all(only):
            yield Reason("numbers", tuple("、".join(sorted(each)) for each in only))

    def _names(self, zh: range, en: range) -> Iterable[Reason]:
        ours = _kind(self.documents.zh, zh, "Y:")
        theirs = _kind(self.documents.en, en, "Y:")
        if (ours or theirs) and not ours & theirs:
            yield Reason("names")

    def _order(self, zh: range, en: range) -> Iterable[Reason]:
        if len(zh) == len(en) == 2:
            cells = [
                [self.evidence(range(i, i + 1), range(j, j + 1)) * 10 for j in en] for i in zh
            ]
            if cells[0][1] + cells[1][0] > cells[0][0] + cells[1][1] + _CROSSED:
                yield Reason("order")


def fit_of(reader: Reader, beads: Sequence[Bead]) -> float:
    """Return the mean evidence of a token in beads with two sides."""
    paired = [bead for bead in beads if bead.is_pair]
    sizes = [
        _size(reader.documents.zh, bead.zh) + _size(reader.documents.en, bead.en) for bead in paired
    ]
    if not sum(sizes):
        return 0.0
    total = sum(
        reader.evidence(bead.zh, bead.en) * size for bead, size in zip(paired, sizes, strict=True)
    )
    return total / sum(sizes)


def doubts(
    documents: Documents, beads: Sequence[Bead], fit: float, *, lexicon: bool
) -> tuple[Reason, ...]:
    """Return what makes one doubt the whole pair of documents."""
    found = []
    if lexicon and beads and fit < UNFIT:
        found.append(Reason("fit"))
    ratio = documents.ratio
    if not _USUAL_RATIO[0] <= ratio <= _USUAL_RATIO[1] and len(documents.zh) and len(documents.en):
        found.append(Reason("ratio", (f"{ratio:.1f}",)))
    lost = sum(len(bead.zh) + len(bead.en) for bead in beads if not bead.is_pair)
    share = lost / max(1, len(documents.zh) + len(documents.en))
    if share > _MANY_NULLS:
        found.append(Reason("nulls", (f"{math.floor(100 * share)} %",)))
    return tuple(found)


def _text(texts: Sequence[str], rows: range) -> str:
    return "\n".join(texts[rows.start : rows.stop])


def _size(side: Side, rows: range) -> int:
    return int(side.ends[rows.stop] - side.ends[rows.start]) if rows else 0


def _kind(side: Side, rows: range, prefix: str) -> set[str]:
    tokens = side.tokens[side.ends[rows.start] : side.ends[rows.stop]]
    words = (side.words[at] for at in np.unique(tokens).tolist())
    return {word[2:] for word in words if word.startswith(prefix)}
