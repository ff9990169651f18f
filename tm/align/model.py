"""The model that weighs the signs: a conditional random field over the lattice.

Chosen so that the hand-made alignments of the development sets are as likely as possible among
all alignments of the same documents (`bench/fit_alignment.py`), judged by cross-validation.
Translators differ in how freely they drop and split, so the model holds several habits: how
likely each bead type is, and what a sentence left alone costs. The habits share the weights of
the signs; each document is read with all habits, each counting as much as it explains.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tm.align.documents import Documents
from tm.align.lattice import (
    NEVER,
    SIGNS,
    TYPES,
    Band,
    Lattice,
    Type,
    blocks,
    forbid_overruns,
    place,
)

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Habit:
    """How translators of one kind of text go about it.

    `types` holds the log weight of each bead type, `lost_zh` and `lost_en` what a sentence left
    alone gains for every 100 characters (counted in English ones), `usual` the log weight of the
    habit itself and `narrative` what a narrative adds to it. `cost` is what a bead must be likelier
    than to be told apart from its neighbours: see `aligner.Found.path`.
    """

    name: str
    types: dict[Type, float]
    lost_zh: float
    lost_en: float
    usual: float
    narrative: float
    cost: float

    def weight(self, narration: float) -> float:
        """Return the habit's log weight in documents with this much narration."""
        return self.usual + self.narrative * narration


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the signs of `lattice.SIGNS`, and the habits."""

    signs: dict[str, float]
    habits: tuple[Habit, ...]


def shared_scores(documents: Documents, model: Model, band: Band) -> Floats:
    """Return what the signs say of every bead of the band, the same for all habits."""
    n, m = len(documents.zh), len(documents.en)
    scores = np.full((len(TYPES), n + 1, band.width), NEVER, np.float32)
    weights = np.array([model.signs[sign] for sign in SIGNS], np.float32)
    for rows, columns, values in blocks(documents, band):
        place(scores, np.tensordot(weights, values, 1), rows, columns, band)
    forbid_overruns(scores, band, (n, m))
    return scores


def lattice_of(documents: Documents, shared: Floats, band: Band, habit: Habit) -> Lattice:
    """Add a habit to the shared scores."""
    sizes = len(documents.zh), len(documents.en)
    own = np.array([habit.types[size] for size in TYPES], np.float32)
    scores = shared + own[:, None, None]
    zh_length = documents.zh.lengths * np.float32(documents.ratio * habit.lost_zh / 100)
    scores[TYPES.index((1, 0)), : sizes[0]] += zh_length[:, None]
    columns = band.low[:, None] + np.arange(band.width)[None, :]
    en_length = np.append(documents.en.lengths, 0) * np.float32(habit.lost_en / 100)
    scores[TYPES.index((0, 1))] += en_length[np.minimum(columns, sizes[1])]
    return Lattice(np.maximum(scores, NEVER, out=scores), band, sizes)
