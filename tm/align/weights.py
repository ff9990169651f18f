"""The fitted model; written by `bench/fit_alignment.py`, not by hand."""

from __future__ import annotations

from tm.align.lattice import TYPES
from tm.align.model import Habit, Model

_SIGNS = {
    "evidence": 0.13, "edge": 0.42, "length": 0.74,
    "opening both": 0.66, "opening zh": -0.12, "opening en": -0.23,
    "closing both": 3.16, "closing zh": -1.93, "closing en": -0.38,
    "question both": 0.89, "question zh": -0.61, "question en": 0.51,
    "exclamation both": 0.0, "exclamation zh": -0.7, "exclamation en": 0.21,
}  # fmt: skip
_FREE = (0.84, -0.97, -1.5, -2.78, -5.72, -3.51, -3.92, -6.92, -5.17, -6.36, -7.0, -6.77, -7.32,
         -7.44, -8.07, -3.76, -4.65)  # fmt: skip
_CLOSE = (1.02, -1.75, -2.37, -4.88, -6.08, -5.85, -5.6, -6.97, -6.17, -6.55, -6.5, -6.27, -7.07,
          -7.61, -7.69, -2.9, -3.18)  # fmt: skip

MODEL = Model(
    _SIGNS,
    (
        Habit("free", dict(zip(TYPES, _FREE, strict=True)), -0.69, -1.49, -0.12),
        Habit("close", dict(zip(TYPES, _CLOSE, strict=True)), 0.44, 0.85, 0.12),
    ),
)
