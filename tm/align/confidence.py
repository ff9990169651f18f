"""From a bead's posterior to a confidence that means what it says.

The posterior is the model's own opinion. Held against beads of documents the model was not fitted
on (cross-validation over the development sets), it is bent so that of beads said to be p a share
of at least p is right. The table follows what `bench/fit_alignment.py` prints, on the side of
caution: novels, the hardest kind, set its upper half.
"""

from __future__ import annotations

from bisect import bisect_right
from math import inf, pow

# (posterior, confidence), both rising; straight lines between.
CALIBRATION: tuple[tuple[float, float], ...] = (
    (0.0, 0.0), (0.5, 0.5), (0.8, 0.79), (0.92, 0.9), (0.98, 0.975), (1.0, 1.0),
)  # fmt: skip
_FEW, _CAUTION = 6, 0.6
"""In documents of `_FEW` sentences the posterior is taken to the power of 1 + `_CAUTION`: so much
less do they tell of their own length ratio and of their translator's habit."""


def calibrated(posterior: float, sentences: float = inf) -> float:
    """Return the confidence for a posterior in documents of so many sentences, of the shorter one.

    It never falls as the posterior or the number of sentences rises.

    >>> calibrated(0.0), calibrated(1.0), calibrated(0.92), calibrated(0.92, 6) < 0.9
    (0.0, 1.0, 0.9, True)
    """
    caution = _CAUTION * min(1.0, _FEW / max(1.0, sentences)) ** 2
    given = pow(min(1.0, max(0.0, posterior)), 1 + caution)
    at = min(bisect_right(CALIBRATION, (given, 2.0)), len(CALIBRATION) - 1)
    (x0, y0), (x1, y1) = CALIBRATION[at - 1], CALIBRATION[at]
    return y0 + (y1 - y0) * (given - x0) / (x1 - x0)
