"""From a bead's posterior to a confidence that means what it says.

The posterior is the model's own opinion. Held against beads of documents the model was not fitted
on (cross-validation over the development sets), it is bent so that of beads said to be p a share
of at least p is right. The table follows what `bench/fit_alignment.py` prints, on the side of
caution: novels, the hardest kind, set its upper half.
"""

from __future__ import annotations

from bisect import bisect_right

# (posterior, confidence), both rising; straight lines between.
CALIBRATION: tuple[tuple[float, float], ...] = (
    (0.0, 0.0), (0.5, 0.5), (0.8, 0.79), (0.935, 0.9), (0.98, 0.975), (1.0, 1.0),
)  # fmt: skip


def calibrated(posterior: float) -> float:
    """Return the confidence for a posterior; never falls as the posterior rises.

    >>> calibrated(0.0), calibrated(1.0)
    (0.0, 1.0)
    """
    given = min(1.0, max(0.0, posterior))
    at = min(bisect_right(CALIBRATION, (given, 2.0)), len(CALIBRATION) - 1)
    (x0, y0), (x1, y1) = CALIBRATION[at - 1], CALIBRATION[at]
    return y0 + (y1 - y0) * (given - x0) / (x1 - x0)
