"""What lowers a score, and by how much, in one table.

Every penalty is charged once, however often its cause occurs, and is returned by name. Only text
that is identical letter for letter is charged nothing, so nothing else can show 100.
"""

from __future__ import annotations

from collections.abc import Iterable

from tm.units import Penalty, TranslationUnit

POINTS: dict[str, int] = {
    "width": 1,  # full-width and half-width forms: ＷＴＯ, WTO
    "case": 1,  # Charity Law, charity law
    "script": 1,  # 慈善團體, 慈善团体
    "spelling": 1,  # café, cafe; variant characters
    "spacing": 1,
    "punctuation": 1,
    "format": 1,  # the same value written another way: 三百二十亿, 320亿
    "number": 1,  # another number, percentage or ordinal in the same place
    "date": 1,  # another date in the same place
    "ambiguous": 1,  # identical texts with several translations in use
    "withdrawn": 30,  # the article was withdrawn or corrected
}
"""Points by name; "unreviewed" (1–5) and "collection" (as set there) vary and are not here."""


def penalties(names: Iterable[str]) -> list[Penalty]:
    """Return the penalties of these names in the table's order.

    >>> penalties({"script", "width"})
    [Penalty(name='width', points=1), Penalty(name='script', points=1)]
    """
    wanted = set(names)
    if not wanted:
        return []
    return [Penalty(name, points) for name, points in POINTS.items() if name in wanted]


def of_unit(unit: TranslationUnit, collections: dict[str, int]) -> list[Penalty]:
    """Return what the unit's origin costs it whatever the query."""
    found = []
    if unit.status == "auto":
        found.append(Penalty("unreviewed", _doubt(unit)))
    if unit.places and all(place.withdrawn for place in unit.places):
        found += penalties({"withdrawn"})
    points = _of_collections(unit, collections) if collections else 0
    return [*found, Penalty("collection", points)] if points else found


def _doubt(unit: TranslationUnit) -> int:
    """Return 1 to 5 points by the confidence of the best alignment: 1 from 0.9, 5 below 0.6."""
    best = max(
        (place.confidence for place in unit.places if place.confidence is not None), default=1.0
    )
    return min(5, max(1, 10 - int(best * 10 + 1e-9)))


def _of_collections(unit: TranslationUnit, collections: dict[str, int]) -> int:
    """Return the points of the collection that costs least: one good place is enough."""
    return min((collections.get(place.collection or "", 0) for place in unit.places), default=0)
