"""The fitted model; written by `bench/fit_alignment.py`, not by hand."""

from __future__ import annotations

from tm.align.lattice import Type
from tm.align.model import Habit, Model

_SIGNS = {
    "evidence": 0.1728,
    "edge": -0.1070,
    "length": 0.7053,
    "opening both": 1.8657,
    "opening zh": 0.3288,
    "opening en": -0.1269,
    "closing both": 3.3955,
    "closing zh": -0.6049,
    "closing en": 0.6085,
    "question both": 1.8286,
    "question zh": -0.7177,
    "question en": 1.3752,
    "exclamation both": -1.1421,
    "exclamation zh": -1.9548,
    "exclamation en": 0.1426,
}
_FREE: dict[Type, float] = {
    (1, 1): 1.1291,
    (1, 2): -0.7089,
    (2, 1): -0.6408,
    (1, 3): -2.7449,
    (3, 1): -6.2310,
    (2, 2): -2.5604,
    (1, 4): -4.1469,
    (4, 1): -6.9286,
    (2, 3): -3.8295,
    (3, 2): -4.4776,
    (2, 4): -6.7797,
    (1, 5): -7.2642,
    (3, 3): -7.1449,
    (1, 6): -6.8060,
    (3, 4): -8.2017,
    (1, 0): -4.4008,
    (0, 1): -6.5304,
}
_FREE_LOST = 1.1735, -2.1818
_FREE_USUAL = -0.5671
_CLOSE: dict[Type, float] = {
    (1, 1): 1.3051,
    (1, 2): -1.2383,
    (2, 1): -2.0015,
    (1, 3): -6.0113,
    (3, 1): -7.3651,
    (2, 2): -6.7549,
    (1, 4): -5.8564,
    (4, 1): -7.3381,
    (2, 3): -6.5397,
    (3, 2): -7.1201,
    (2, 4): -6.7329,
    (1, 5): -6.2408,
    (3, 3): -7.3315,
    (1, 6): -7.6120,
    (3, 4): -7.7777,
    (1, 0): -2.7793,
    (0, 1): -3.1585,
}
_CLOSE_LOST = 0.6119, 1.3272
_CLOSE_USUAL = 0.5671

MODEL = Model(
    _SIGNS,
    (
        Habit("free", _FREE, *_FREE_LOST, _FREE_USUAL, cost=0.4),
        Habit("close", _CLOSE, *_CLOSE_LOST, _CLOSE_USUAL, cost=0.15),
    ),
)
