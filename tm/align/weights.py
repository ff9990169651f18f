"""The fitted model; written by `bench/fit_alignment.py`, not by hand."""

from __future__ import annotations

from tm.align.lattice import Type
from tm.align.model import Habit, Model

_SIGNS = {
    "evidence": 0.3279,
    "edge": 0.1457,
    "length": 0.6781,
    "opening both": 2.6681,
    "opening zh": 1.2265,
    "opening en": -0.2688,
    "closing both": 3.3436,
    "closing zh": -1.0826,
    "closing en": 0.6709,
    "question both": 1.9165,
    "question zh": -0.0638,
    "question en": 1.3056,
    "exclamation both": -1.6014,
    "exclamation zh": -1.2216,
    "exclamation en": 0.2452,
}
_FREE: dict[Type, float] = {
    (1, 1): 0.5056,
    (1, 2): -1.3103,
    (2, 1): -1.0052,
    (1, 3): -3.3206,
    (3, 1): -7.7176,
    (2, 2): -2.8598,
    (1, 4): -4.7236,
    (4, 1): -6.9111,
    (2, 3): -4.3584,
    (3, 2): -3.8507,
    (2, 4): -6.6382,
    (1, 5): -7.5771,
    (3, 3): -6.1720,
    (1, 6): -7.0516,
    (3, 4): -7.2875,
    (1, 0): -5.9273,
    (0, 1): -7.1491,
}
_FREE_LOST = 0.8571, -2.6915
_FREE_USUAL = -2.3659
_CLOSE: dict[Type, float] = {
    (1, 1): 0.5645,
    (1, 2): -1.4118,
    (2, 1): -2.1447,
    (1, 3): -6.4052,
    (3, 1): -9.0359,
    (2, 2): -6.9413,
    (1, 4): -6.7035,
    (4, 1): -7.1860,
    (2, 3): -8.0654,
    (3, 2): -7.9310,
    (2, 4): -7.7651,
    (1, 5): -6.9110,
    (3, 3): -7.5640,
    (1, 6): -6.9895,
    (3, 4): -7.4202,
    (1, 0): -2.3797,
    (0, 1): -3.2291,
}
_CLOSE_LOST = -1.4432, 0.4499
_CLOSE_USUAL = 2.3659

MODEL = Model(
    _SIGNS,
    (
        Habit("free", _FREE, *_FREE_LOST, _FREE_USUAL, narrative=60.0, cost=0.3),
        Habit("close", _CLOSE, *_CLOSE_LOST, _CLOSE_USUAL, narrative=0.0, cost=0.15),
    ),
)
