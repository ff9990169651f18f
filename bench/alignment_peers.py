"""Two classical aligners to measure ours against, each as published and no better.

`gale_church`: length alone (Gale and Church 1993), with their bead types and priors; the ratio of
characters is the documents' own, without which the method is hopeless between these languages.
`length_and_lexicon`: after hunalign (Varga et al. 2005): similarity is the share of words
with a dictionary translation on the other side plus a length term; one-to-one steps first, then
neighbours are merged where that raises the similarity.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

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
    """Align by dictionary words in common and length, then merge neighbours."""
    n, m = len(documents.zh), len(documents.en)
    alike = _similarity(documents)
    best, came = np.full((n + 1, m + 1), -np.inf), {}
    best[0, :], best[:, 0] = 0.0, 0.0
    steps = {(1, 1): None, (1, 0): -0.3, (0, 1): -0.3, (1, 2): None, (2, 1): None}
    for i in range(n + 1):
        for j in range(m + 1):
            for (a, b), fixed in steps.items():
                if i >= a and j >= b and (i, j) != (0, 0):
                    gain = fixed if fixed is not None else _gain(alike, i, j, a, b)
                    start = best[i - a, j - b] if i - a or j - b else 0.0
                    if start + gain > best[i, j] or (i, j) not in came:
                        best[i, j], came[i, j] = start + gain, (a, b)
    return _path(came, n, m)


def _gain(alike: np.ndarray, i: int, j: int, a: int, b: int) -> float:
    part = alike[i - a : i, j - b : j]
    return float(part.mean()) * max(a, b) - 0.1 * (a + b - 2)


def _similarity(documents: Documents) -> np.ndarray:
    zh, en, links = documents.zh, documents.en, documents.links
    known = {(int(z), int(e)) for z, e in zip(links.zh, links.en, strict=True)}
    partners: dict[int, set[int]] = {}
    for z, e in known:
        partners.setdefault(z, set()).add(e)
    ours = [set(zh.tokens[zh.ends[i] : zh.ends[i + 1]].tolist()) for i in range(len(zh))]
    theirs = [set(en.tokens[en.ends[j] : en.ends[j + 1]].tolist()) for j in range(len(en))]
    alike = np.zeros((len(zh), len(en)))
    for i, words in enumerate(ours):
        reach: set[int] = set().union(*(partners.get(word, set()) for word in words))
        for j, other in enumerate(theirs):
            shared = len(reach & other) / max(1, len(other))
            length = zh.lengths[i] * documents.ratio
            ratio = min(length, en.lengths[j]) / max(1.0, length, en.lengths[j])
            alike[i, j] = shared + 0.5 * ratio - 0.4
    return alike


def _path(came: dict[tuple[int, int], tuple[int, int]], n: int, m: int) -> list[Key]:
    i, j, found = n, m, []
    while i or j:
        a, b = came[i, j]
        found.append((tuple(range(i - a, i)), tuple(range(j - b, j))))
        i, j = i - a, j - b
    return found[::-1]


def types(keys: Sequence[Key]) -> list[str]:
    """Name the bead types."""
    return [f"{len(zh)}-{len(en)}" for zh, en in keys]
