"""The fitted model; written by `bench/fit_alignment.py`, not by hand."""

from __future__ import annotations

from tm.align.lattice import Type
from tm.align.model import Habit, Model

_SIGNS = {
    "evidence": 0.3289,
    "edge": 0.1381,
    "length": 0.6777,
    "opening both": 2.6708,
    "opening zh": 1.2075,
    "opening en": -0.2729,
    "closing both": 3.3782,
    "closing zh": -1.0752,
    "closing en": 0.6749,
    "question both": 1.9129,
    "question zh": -0.0664,
    "question en": 1.2997,
    "exclamation both": -1.6213,
    "exclamation zh": -1.2406,
    "exclamation en": 0.2496,
}
_FREE: dict[Type, float] = {
    (1, 1): 0.5145,
    (1, 2): -1.3218,
    (2, 1): -0.9795,
    (1, 3): -3.3432,
    (3, 1): -7.8655,
    (2, 2): -2.8482,
    (1, 4): -4.7612,
    (4, 1): -6.9098,
    (2, 3): -4.3661,
    (3, 2): -3.8197,
    (2, 4): -6.6225,
    (1, 5): -7.6361,
    (3, 3): -6.1736,
    (1, 6): -7.0890,
    (3, 4): -7.2837,
    (1, 0): -5.8900,
    (0, 1): -7.1696,
}
_FREE_LOST = 0.8410, -2.6725
_FREE_USUAL = -2.3981
_CLOSE: dict[Type, float] = {
    (1, 1): 0.5725,
    (1, 2): -1.4212,
    (2, 1): -2.1250,
    (1, 3): -6.4318,
    (3, 1): -9.1068,
    (2, 2): -6.9244,
    (1, 4): -6.6632,
    (4, 1): -7.1755,
    (2, 3): -8.0289,
    (3, 2): -7.9251,
    (2, 4): -7.7155,
    (1, 5): -6.8802,
    (3, 3): -7.5217,
    (1, 6): -6.9880,
    (3, 4): -7.3952,
    (1, 0): -2.3492,
    (0, 1): -3.2454,
}
_CLOSE_LOST = -1.4589, 0.4609
_CLOSE_USUAL = 2.3981

MODEL = Model(
    _SIGNS,
    (
        Habit("free", _FREE, *_FREE_LOST, _FREE_USUAL, cost=0.4),
        Habit("close", _CLOSE, *_CLOSE_LOST, _CLOSE_USUAL, cost=0.15),
    ),
)
