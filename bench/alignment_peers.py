"""Two classical aligners to measure ours against, each as published and no better.

`gale_church`: length alone (Gale and Church 1993), with their bead types and priors; the ratio of
characters is the documents' own, without which the method is hopeless between these languages.
`length_and_lexicon`: after hunalign (Varga et al. 2005): similarity is the share of words with a
dictionary translation on the other side plus a length term, over the same words as ours.
"""

from __future__ import annotations

import math

import numpy as np

from bench.alignment_sets import Key
from tm.align.documents import Documents

_PRIORS = {(1, 1): 0.89, (1, 0): 0.0099, (0, 1): 0.0099, (2, 1): 0.089, (1, 2): 0.089,
           (2, 2): 0.011}  # fmt: skip
_VARIANCE = 6.8


def gale_church(documents: Documents) -> list[Key]:
    """Align by length alone."""
    zh = np.concatenate([[0.0], np.cumsum(documents.zh.lengths)])
    en = np.concatenate([[0.0], np.cumsum(documents.en.lengths)])
    n, m, ratio = len(zh) - 1, len(en) - 1, documents.ratio
    best = np.full((n + 1, m + 1), -np.inf)
    came: dict[tuple[int, int], tuple[int, int]] = {}
    best[0, 0] = 0.0
    for i in range(n + 1):
        for j in range(m + 1):
            for (a, b), prior in _PRIORS.items():
                if i >= a and j >= b and best[i - a, j - b] > -np.inf:
                    ours, theirs = zh[i] - zh[i - a], en[j] - en[j - b]
                    total = best[i - a, j - b] + math.log(prior) + _match(ours, theirs, ratio)
                    if total > best[i, j]:
                        best[i, j], came[i, j] = total, (a, b)
    return _path(came, n, m)


def _match(ours: float, theirs: float, ratio: float) -> float:
    mean = (ours + theirs / ratio) / 2
    if mean == 0:
        return 0.0
    distance = abs(theirs / ratio - ours) / math.sqrt(mean * _VARIANCE)
    return math.log(max(1e-300, math.erfc(distance / math.sqrt(2))))


def length_and_lexicon(documents: Documents) -> list[Key]:
    """Align by the share of words with a translation on the other side, and by length."""
    n, m = len(documents.zh), len(documents.en)
    alike = _Similarity(documents)
    best, came = np.full((n + 1, m + 1), -np.inf), {}
    best[0, 0] = 0.0
    band = max(30, abs(n - m) + 20)
    for i in range(n + 1):
        for j in range(max(0, i * m // max(1, n) - band), min(m, i * m // max(1, n) + band) + 1):
            for a, b in ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (1, 3), (2, 2)):
                if i >= a and j >= b and best[i - a, j - b] > -np.inf:
                    gain = alike.of(i - a, a, j - b, b) if a and b else 0.0
                    if best[i - a, j - b] + gain > best[i, j]:
                        best[i, j], came[i, j] = best[i - a, j - b] + gain, (a, b)
    return _path(came, n, m)


class _Similarity:
    """Words in common plus agreement of length, for a bead of any size; at most about 1."""

    def __init__(self, documents: Documents) -> None:
        zh, en, links = documents.zh, documents.en, documents.links
        reach: dict[int, set[int]] = {}
        back: dict[int, set[int]] = {}
        for z, e in zip(links.zh.tolist(), links.en.tolist(), strict=True):
            reach.setdefault(z, set()).add(e)
            back.setdefault(e, set()).add(z)
        self.zh = [zh.tokens[zh.ends[i] : zh.ends[i + 1]].tolist() for i in range(len(zh))]
        self.en = [en.tokens[en.ends[j] : en.ends[j + 1]].tolist() for j in range(len(en))]
        self.to_en = [set().union(*(reach.get(w, ()) for w in words)) for words in self.zh]
        self.to_zh = [set().union(*(back.get(w, ()) for w in words)) for words in self.en]
        self.lengths = zh.lengths * documents.ratio, en.lengths

    def of(self, i: int, a: int, j: int, b: int) -> float:
        """Return what the bead gains: its similarity, less a little for every sentence merged."""
        to_en = set().union(*self.to_en[i : i + a])
        to_zh = set().union(*self.to_zh[j : j + b])
        ours = [word for words in self.zh[i : i + a] for word in words]
        theirs = [word for words in self.en[j : j + b] for word in words]
        hits = sum(w in to_en for w in theirs) / max(1, len(theirs))
        hits += sum(w in to_zh for w in ours) / max(1, len(ours))
        ours_long, theirs_long = self.lengths[0][i : i + a].sum(), self.lengths[1][j : j + b].sum()
        length = min(ours_long, theirs_long) / max(1.0, ours_long, theirs_long)
        return float(hits / 2 + 0.5 * length - 0.2) - 0.15 * (a + b - 2)


def _path(came: dict[tuple[int, int], tuple[int, int]], n: int, m: int) -> list[Key]:
    i, j, found = n, m, []
    while i or j:
        a, b = came[i, j]
        found.append((tuple(range(i - a, i)), tuple(range(j - b, j))))
        i, j = i - a, j - b
    return found[::-1]
