"""How much of the lattice to look at: all of a short document, a band through a long one.

A long document is crossed first by landmarks: words rare in both documents that the lexicon holds
for translations of each other vote for pairs of sentences, and the heaviest chain of votes that
runs forward in both languages is the middle of the band (after Moore 2002 and Varga et al. 2005).
Time and memory then grow with the length of the documents, not with its square.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
import numpy.typing as npt

from tm.align.documents import Documents, Side
from tm.align.lattice import Band, whole

Longs = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]

_CELLS = 160_000
"""Up to this many pairs of sentences nothing is left out."""
_HALF = 30
_WIDEST = 200
_RARE = 8
_SURE = 0.1
_VOTES = 2.0


def band_of(documents: Documents, *, half: int = _HALF, cells: int = _CELLS) -> Band:
    """Return the band to search; it always holds both corners."""
    n, m = len(documents.zh), len(documents.en)
    if n * m <= cells:
        return whole(n, m)
    chain = landmarks(documents)
    points = np.array([(0, 0), *chain, (n, m)], np.int64)
    centre = np.interp(np.arange(n + 1), points[:, 0], points[:, 1]).round().astype(np.int64)
    # Where landmarks lie far apart the path may leave the straight line between them further.
    steps = np.diff(points, axis=0)
    slack = int(np.percentile(np.abs(steps[:, 1] - steps[:, 0] * m / n), 99)) if chain else m
    width = min(m + 1, 2 * min(slack + half, _WIDEST) + 1)
    low = np.clip(centre - width // 2, 0, m + 1 - width)
    return Band(np.maximum.accumulate(low), width)


def landmarks(documents: Documents) -> list[tuple[int, int]]:
    """Return pairs of sentences that very likely correspond, rising in both documents."""
    votes = _votes(documents)
    n, m = len(documents.zh), len(documents.en)
    # A quarter of the document off the diagonal is as far as translations stray.
    sure = [
        (i, j, weight) for (i, j), weight in votes.items()
        if weight >= _VOTES and abs(i / n - j / m) < 0.25
    ]  # fmt: skip
    return _heaviest_chain(sorted(sure, key=lambda point: (point[0], -point[1])))


def _votes(documents: Documents) -> dict[tuple[int, int], float]:
    zh, en, links = _places(documents.zh), _places(documents.en), documents.links
    votes: dict[tuple[int, int], float] = {}
    strength = np.minimum(links.en_given_zh, links.zh_given_en)
    for at in np.flatnonzero(strength >= _SURE).tolist():
        here, there = zh.get(int(links.zh[at]), ()), en.get(int(links.en[at]), ())
        if here and there and len(here) * len(there) <= _RARE**2:
            weight = 1 / max(len(here), len(there))
            for i in here:
                for j in there:
                    votes[i, j] = votes.get((i, j), 0.0) + weight
    return votes


def _places(side: Side) -> dict[int, list[int]]:
    """Sentences of each word that is rare in its document."""
    counts = np.bincount(side.tokens, minlength=len(side.words))
    sentence = np.repeat(np.arange(len(side)), side.sizes)
    kept = counts[side.tokens] <= _RARE
    places: dict[int, list[int]] = {}
    for word, at in zip(side.tokens[kept].tolist(), sentence[kept].tolist(), strict=True):
        places.setdefault(word, []).append(at)
    return places


def _heaviest_chain(points: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Return the heaviest strictly rising chain of (i, j, weight).

    The points come by rising i and, so that no sentence is a landmark twice, falling j. `ends`
    holds, rising, the j of the chains that no chain ending earlier outweighs.
    """
    ends: list[int] = []
    weights: list[float] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, j, weight) in enumerate(points):
        place = bisect_left(ends, j)
        before.append(last[place - 1] if place else -1)
        total = weight + (weights[place - 1] if place else 0.0)
        stop = place
        while stop < len(ends) and weights[stop] <= total:
            stop += 1
        ends[place:stop], weights[place:stop], last[place:stop] = [j], [total], [at]
    chain = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(points[at][:2])
        at = before[at]
    return chain[::-1]
