"""Align two documents: read, look up, search, search again with what was learnt, judge."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tm.align.beads import Alignment, Bead
from tm.align.documents import Documents, prepare
from tm.align.features import read
from tm.align.lattice import Habit, Lattice, Weights, lattice, whole
from tm.align.lexicon import Lexicon
from tm.align.reasons import Reason
from tm.align.search import Step, best_path, posteriors
from tm.align.words import SplitWords, longest_known

_COMMON = {
    (1, 1): 0.70, (1, 2): 0.13, (2, 1): 0.05, (1, 3): 0.021, (2, 2): 0.009, (1, 4): 0.0043,
    (3, 1): 0.0036, (2, 3): 0.003, (3, 2): 0.002, (2, 4): 0.002, (1, 5): 0.002, (4, 1): 0.001,
    (3, 3): 0.001,
}  # fmt: skip


def _habit(name: str, null: float, slope: float) -> Habit:
    priors = {**_COMMON, (1, 0): null, (0, 1): null}
    return Habit(name, {size: math.log(share) for size, share in priors.items()}, slope)


_HABITS = (_habit("complete", 0.04, -0.01), _habit("free", 0.08, 0.005))


@dataclass(frozen=True, slots=True)
class _Found:
    lattice: Lattice
    path: list[Step]


def align(
    zh: Sequence[str],
    en: Sequence[str],
    *,
    lexicon: Lexicon | None = None,
    words: SplitWords | None = None,
) -> Alignment:
    """Return the beads of two documents given as sentences.

    `words` cuts Chinese text; without it the longest words the lexicon knows are taken.
    """
    split = words or longest_known(lexicon)
    documents = prepare(*read(zh, en, lexicon, split), lexicon)
    found = _search(documents)
    shares, _ = posteriors(found.lattice, 0.6)
    beads = []
    for i, j, k in found.path:
        a, b = found.lattice.types[k]
        share = float(shares[k, i, j - int(found.lattice.band.low[i])])
        reasons = () if a and b else (Reason("unpaired"),)
        beads.append(Bead(range(i, i + a), range(j, j + b), min(1.0, share), reasons))
    return Alignment(tuple(beads), 1.0)


def _search(documents: Documents) -> _Found:
    band = whole(len(documents.zh), len(documents.en))
    tried = [lattice(documents, habit, Weights(), band) for habit in _HABITS]
    best = max(tried, key=lambda found: posteriors(found)[1])
    return _Found(best, best_path(best))
