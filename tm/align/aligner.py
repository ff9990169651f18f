"""Align two documents: read, look up, search, search again with what was learnt, judge."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tm.align.anchors import Place, follow_paragraphs, hold, leave_alone
from tm.align.bands import band_of
from tm.align.beads import Alignment, Bead
from tm.align.confidence import calibrated
from tm.align.documents import Documents, prepare
from tm.align.embedding import Encoder, Vectors, add_likeness, vectors
from tm.align.features import read
from tm.align.judging import Reader, doubts, fit_of
from tm.align.lattice import NEVER, TYPES, Band, Lattice
from tm.align.learning import taught
from tm.align.lexicon import Lexicon
from tm.align.model import Model, lattice_of, shared_scores
from tm.align.search import Step, best_path, posteriors
from tm.align.units import in_segments, units_of
from tm.align.weights import MODEL
from tm.align.words import SplitWords, longest_known

Floats = npt.NDArray[np.float32]

# How sure a bead of the first search must be for the second to learn from it.
_TEACHES = 0.5
# English characters for a Chinese one: what translations show, and how many Chinese characters
# their mean is worth against what sure beads say. Beyond _STRAYED (in logarithms) from what the
# search assumed, it begins anew.
_RATIOS = 2.2, 5.2
_MEAN_RATIO, _WORTH = 3.2, 50.0
_STRAYED = 0.15


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of two documents before they are aligned.

    `zh_breaks` and `en_breaks` are the sentences that begin a paragraph; `anchors` are positions
    between sentences, rising in both documents, that beads may not straddle. `vectors` are what
    an embedding model makes of the sentences.
    """

    zh_breaks: Sequence[int] = ()
    en_breaks: Sequence[int] = ()
    anchors: Sequence[Place] = ()
    vectors: Vectors | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A search: every bead's probability `shares[k, i, j − low[i]]`, and what a bead costs."""

    documents: Documents
    band: Band
    shares: Floats
    cost: float

    def share(self, step: Step) -> float:
        """Probability of one bead."""
        i, j, k = step
        return float(self.shares[k, i, j - int(self.band.low[i])])

    def ratio(self) -> float:
        """Return English characters for a Chinese one in beads that are sure."""
        ours, theirs = _WORTH, _MEAN_RATIO * _WORTH
        for i, j, k in self.path():
            a, b = TYPES[k]
            if a and b and self.share((i, j, k)) > _TEACHES:
                ours += float(self.documents.zh.lengths[i : i + a].sum())
                theirs += float(self.documents.en.lengths[j : j + b].sum())
        return theirs / ours

    def path(self) -> list[Step]:
        """Return the beads that are right as often as can be expected.

        The likeliest path is right as a whole; what we want is as many right beads as possible,
        and few wrong ones: each bead counts its probability less a cost.
        """
        scores = self.shares - np.float32(self.cost)
        scores[self.shares <= 0] = NEVER
        sizes = len(self.documents.zh), len(self.documents.en)
        return best_path(Lattice(scores, self.band, sizes))


def align(
    zh: Sequence[str],
    en: Sequence[str],
    *,
    lexicon: Lexicon | None = None,
    words: SplitWords | None = None,
    zh_breaks: Sequence[int] = (),
    en_breaks: Sequence[int] = (),
    anchors: Sequence[Place] = (),
    encoder: Encoder | None = None,
    again: bool = False,
) -> Alignment:
    """Return the beads of two documents given as sentences; see `Known` for the rest.

    `words` cuts Chinese text; without it the longest words the lexicon knows are taken. Without a
    lexicon length, numbers, names, Latin words and punctuation decide. An `encoder`, a model of
    sentence embeddings for both languages, adds its opinion. With `again` a second
    search follows with what the first taught about the documents' own words: twice the time, and
    on the development sets no better. Time and memory are linear in the length of the documents.
    """
    ours, theirs = units_of(zh, (i for i, _ in anchors)), units_of(en, (j for _, j in anchors))
    texts = ours.texts, theirs.texts
    held = zip(
        ours.beginning(i for i, _ in anchors), theirs.beginning(j for _, j in anchors), strict=True
    )
    both = vectors(encoder, *texts) if encoder is not None and zh and en else None
    known = Known(ours.beginning(zh_breaks), theirs.beginning(en_breaks), tuple(held), both)
    documents = prepare(*read(*texts, lexicon, words or longest_known(lexicon)), lexicon)
    found = searched(documents, known, MODEL, again=again)
    reader = Reader.of(found.documents, *texts)
    beads = [_bead(reader, found, step, lexicon=lexicon is not None) for step in found.path()]
    fit = fit_of(reader, beads)
    reasons = doubts(documents, beads, fit, lexicon=lexicon is not None)
    used = _used(documents, known, lexicon)
    return Alignment(tuple(in_segments(beads, ours, theirs)), fit, reasons, used)


def searched(
    documents: Documents, known: Known, model: Model, *, again: bool, band: Band | None = None
) -> Found:
    """Search; with `again`, learn from what is sure and search once more."""
    start = replace(documents, ratio=float(np.clip(documents.ratio, *_RATIOS)))
    found = _search(start, band or band_of(start), known, model)
    # Where much of one side is missing, the documents' lengths say little about its sentences'.
    ratio = found.ratio()
    if abs(math.log(ratio / found.documents.ratio)) > _STRAYED:
        found = _search(replace(documents, ratio=ratio), found.band, known, model)
    if not again:
        return found
    sure = [
        (range(i, i + TYPES[k][0]), range(j, j + TYPES[k][1]))
        for i, j, k in found.path()
        if min(TYPES[k]) and found.share((i, j, k)) > _TEACHES
    ]
    return _search(taught(found.documents, sure), found.band, known, model)


def _search(documents: Documents, band: Band, known: Known, model: Model) -> Found:
    """Find every bead's probability, over all paths and habits."""
    end = len(documents.zh), len(documents.en)
    shared = shared_scores(documents, model, band)
    if known.vectors is not None:
        add_likeness(shared, band, known.vectors)
    follow_paragraphs(shared, band, known.zh_breaks, known.en_breaks, end)
    hold(shared, band, known.anchors, end)
    leave_alone(shared, band, documents.zh.lengths == 0, documents.en.lengths == 0)
    shares, weights = [], []
    for habit in model.habits:
        share, total = posteriors(lattice_of(documents, shared, band, habit))
        shares.append(share)
        weights.append(total + habit.weight(documents.narration))
    del shared
    mixed = np.exp(np.array(weights) - np.logaddexp.reduce(weights)).astype(np.float32)
    cost = sum(float(part) * habit.cost for part, habit in zip(mixed, model.habits, strict=True))
    return Found(documents, band, _mixture(shares, mixed), cost)


def _mixture(shares: list[Floats], parts: Floats) -> Floats:
    """Return the weighted sum of `shares`, which are used up: a book's take much memory."""
    every = shares.pop(0)
    every *= parts[0]
    for part in parts[1:]:
        own = shares.pop(0)
        own *= part
        every += own
    return every


def _bead(reader: Reader, found: Found, step: Step, *, lexicon: bool) -> Bead:
    i, j, k = step
    a, b = TYPES[k]
    zh, en = range(i, i + a), range(j, j + b)
    documents = found.documents
    confidence = calibrated(found.share(step), min(len(documents.zh), len(documents.en)))
    return Bead(zh, en, confidence, tuple(reader.reasons(zh, en, confidence, lexicon=lexicon)))


def _used(documents: Documents, known: Known, lexicon: Lexicon | None) -> tuple[str, ...]:
    kinds = {word[:2] for word in documents.zh.words} & {word[:2] for word in documents.en.words}
    signs = {
        "length": True,
        "punctuation": "P:" in kinds,
        "numbers": bool(kinds & {"N:", "D:"}),
        "names": "Y:" in kinds,
        "lexicon": lexicon is not None,
        "paragraphs": bool(known.zh_breaks and known.en_breaks),
        "anchors": bool(known.anchors),
        "embeddings": known.vectors is not None,
    }
    return tuple(name for name, there in signs.items() if there)
