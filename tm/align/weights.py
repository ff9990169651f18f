"""The fitted model; written by `bench/fit_alignment.py`, not by hand."""

from __future__ import annotations

from tm.align.lattice import Type
from tm.align.model import Habit, Model

_SIGNS = {
    "evidence": 0.3205,
    "edge": 0.4784,
    "length": 0.6984,
    "opening both": 2.7409,
    "opening zh": 1.4037,
    "opening en": -0.2729,
    "closing both": 3.3724,
    "closing zh": -1.1051,
    "closing en": 0.7333,
    "question both": 1.9566,
    "question zh": -0.0459,
    "question en": 1.3679,
    "exclamation both": -1.5864,
    "exclamation zh": -1.1637,
    "exclamation en": 0.2708,
}
_FREE: dict[Type, float] = {
    (1, 1): 0.4229,
    (1, 2): -1.3567,
    (2, 1): -0.9727,
    (1, 3): -3.3631,
    (3, 1): -7.8171,
    (2, 2): -2.8613,
    (1, 4): -4.7838,
    (4, 1): -6.9093,
    (2, 3): -4.3723,
    (3, 2): -3.8765,
    (2, 4): -6.6375,
    (1, 5): -7.6581,
    (3, 3): -6.2007,
    (1, 6): -7.1221,
    (3, 4): -7.3818,
    (1, 0): -5.9467,
    (0, 1): -7.1830,
}
_FREE_LOST = 0.8524, -2.6527
_FREE_USUAL = -2.3023
_CLOSE: dict[Type, float] = {
    (1, 1): 0.4856,
    (1, 2): -1.6744,
    (2, 1): -2.1169,
    (1, 3): -6.0970,
    (3, 1): -9.0779,
    (2, 2): -6.8756,
    (1, 4): -6.6898,
    (4, 1): -7.1003,
    (2, 3): -7.8999,
    (3, 2): -7.8983,
    (2, 4): -7.7841,
    (1, 5): -6.9649,
    (3, 3): -7.4400,
    (1, 6): -7.0251,
    (3, 4): -7.3439,
    (1, 0): -2.5613,
    (0, 1): -2.4591,
}
_CLOSE_LOST = -1.1267, -0.2777
_CLOSE_USUAL = 2.3023

MODEL = Model(
    _SIGNS,
    (
        Habit("free", _FREE, *_FREE_LOST, _FREE_USUAL, narrative=60.0, cost=0.3),
        Habit("close", _CLOSE, *_CLOSE_LOST, _CLOSE_USUAL, narrative=0.0, cost=0.15),
    ),
)
