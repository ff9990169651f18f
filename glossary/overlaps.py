"""What was found at overlapping places, settled: longer, then more binding, then further left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Owners:
    """The forms that are written one way, by number, and how binding the most binding one is.

    `binding` counts down: 0 is strict.
    """

    numbers: tuple[int, ...]
    binding: int


Candidate = tuple[int, int, Owners]
"""Start, end, and whose form stands there."""


def merged(owners: list[Owners]) -> Owners:
    """Return the owners of several forms that are found by the same means."""
    if len(owners) == 1:
        return owners[0]
    numbers = sorted({number for each in owners for number in each.numbers})
    return Owners(tuple(numbers), min(each.binding for each in owners))


def chosen(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield in order the candidates that remain; no two of them overlap."""
    cluster: list[Candidate] = []
    end = -1
    for candidate in sorted(candidates, key=_place):
        if cluster and candidate[0] >= end:
            yield from cluster if len(cluster) < 2 else _settled(cluster)
            cluster = []
        cluster.append(candidate)
        end = max(end, candidate[1])
    yield from cluster if len(cluster) < 2 else _settled(cluster)


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate[0], candidate[1]


def _rank(candidate: Candidate) -> tuple[int, int, int]:
    start, end, owners = candidate
    return start - end, owners.binding, start


def _settled(cluster: list[Candidate]) -> list[Candidate]:
    """Return what remains of sorted candidates that hang together by overlaps."""
    start, end = cluster[0][0], max(candidate[1] for candidate in cluster)
    whole = [each for each in cluster if each[0] == start and each[1] == end]
    if len(whole) == 1:  # mostly one holds all the others
        return whole
    taken: list[Candidate] = []
    for candidate in sorted(_merged_places(cluster), key=_rank):
        if all(candidate[1] <= each[0] or each[1] <= candidate[0] for each in taken):
            taken.append(candidate)
    taken.sort(key=_place)
    return taken


def _merged_places(cluster: list[Candidate]) -> list[Candidate]:
    """Return one candidate a place."""
    found: dict[tuple[int, int], list[Owners]] = {}
    for start, end, owners in cluster:
        found.setdefault((start, end), []).append(owners)
    if len(found) == len(cluster):
        return cluster
    return [(*place, merged(owners)) for place, owners in found.items()]
