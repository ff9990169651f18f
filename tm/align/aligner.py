"""Align two documents: read, look up, search, search again with what was learnt, judge."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tm.align.beads import Alignment, Bead
from tm.align.documents import Documents, prepare
from tm.align.features import read
from tm.align.lattice import NEVER, TYPES, Band, Lattice, whole
from tm.align.lexicon import Lexicon
from tm.align.model import Model, lattice_of, shared_scores
from tm.align.reasons import Reason
from tm.align.search import Step, best_path, posteriors
from tm.align.weights import MODEL
from tm.align.words import SplitWords, longest_known

Floats = npt.NDArray[np.float32]

# What a bead must be worth to be told apart from its neighbours: see `_surest`.
_COST = 0.3


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
    band = whole(len(zh), len(en))
    shares = _shares(documents, MODEL, band)
    beads = []
    for i, j, k in _surest(shares, band, (len(zh), len(en))):
        a, b = TYPES[k]
        share = float(shares[k, i, j - int(band.low[i])])
        reasons = () if a and b else (Reason("unpaired"),)
        beads.append(Bead(range(i, i + a), range(j, j + b), min(1.0, share), reasons))
    return Alignment(tuple(beads), 1.0)


def _shares(documents: Documents, model: Model, band: Band) -> Floats:
    """Return every bead's probability, over all paths and habits."""
    shared = shared_scores(documents, model, band)
    found, weights = [], []
    for habit in model.habits:
        shares, total = posteriors(lattice_of(documents, shared, band, habit))
        found.append(shares)
        weights.append(total + habit.usual)
    mixed = np.exp(np.array(weights) - np.logaddexp.reduce(weights)).astype(np.float32)
    return np.asarray(sum(part * each for part, each in zip(mixed, found, strict=True)))


def _surest(shares: Floats, band: Band, sizes: tuple[int, int]) -> list[Step]:
    """Return the path whose beads are right as often as can be expected.

    The likeliest path is right as a whole; what we want is as many right beads as possible, and
    few wrong ones: each bead counts its probability less a cost.
    """
    scores = np.where(shares > 0, shares - np.float32(_COST), NEVER).astype(np.float32)
    return best_path(Lattice(scores, band, sizes))
