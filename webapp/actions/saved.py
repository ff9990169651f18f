"""What the memory saved month by month: how much of each month's articles it knew before.

Every unit is held against the units that were there before it and stand in other articles. A
month with many pairs is judged by a sample, spread evenly over it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from sqlalchemy import func, select

from tm.index import Searcher
from tm.leverage import LEAST
from tm.store.schema import EditionRow, PlaceRow
from tm.store.texts import Texts
from tm.units import TranslationUnit
from webapp.actions import index
from webapp.work import Work

MONTHS = 12
SAMPLE = 100
BANDS: tuple[tuple[str, int], ...] = (("100", 100), ("85-99", 85), ("75-84", 75), ("none", 0))
"""Names with the least score of each; what is below the lowest that helps counts as none."""


def by_month(work: Work, *, months: int = MONTHS) -> dict[str, dict[str, int]]:
    """Return for each of the newest months with articles how many pairs fell in which band."""
    work.require("memory.read")
    name, revision = f"saved {months}", work.memory.revision()
    return work.services.remembered(name, revision, lambda: _by_month(work, months))


def _by_month(work: Work, months: int) -> dict[str, dict[str, int]]:
    seeker, texts = index.searcher(work), Texts(work.session)
    found = {}
    for month in reversed(list(islice(_months(work), months))):
        units = list(work.memory.fetch(_sampled(_ids(work, month))).values())
        found[month] = _banded(_known(unit, month, seeker, texts) for unit in units)
    return found


def _months(work: Work) -> Iterator[str]:
    """Yield the months of dated articles, newest first."""
    month = func.substr(EditionRow.date, 1, 7)
    wanted = select(month).where(func.length(EditionRow.date) >= len("2024-03")).distinct()
    yield from work.session.scalars(wanted.order_by(month.desc()))


def _ids(work: Work, month: str) -> list[int]:
    wanted = (
        select(PlaceRow.unit_id)
        .join(EditionRow, EditionRow.id == PlaceRow.edition_id)
        .where(PlaceRow.retired_by.is_(None), func.substr(EditionRow.date, 1, 7) == month)
        .order_by(PlaceRow.unit_id)
    )
    return list(dict.fromkeys(work.session.scalars(wanted)))


def _sampled(ids: Sequence[int]) -> list[int]:
    return list(ids[:: max(1, len(ids) // SAMPLE)][:SAMPLE])


def _known(unit: TranslationUnit, month: str, seeker: Searcher, texts: Texts) -> int:
    """Return the best raw score the memory had for a pair before its month brought it."""
    if any(place.date and place.date[:7] < month for place in unit.places):
        return 100  # the very pair stood in an earlier article
    siblings = texts.siblings(unit)
    near = seeker.near(seeker.tokens(unit.zh).codes, "zh", LEAST)
    earlier = (n.raw_score for n in near if n.unit < unit.id and n.unit not in siblings)
    return next(earlier, 0)


def _banded(scores: Iterator[int]) -> dict[str, int]:
    counts = Counter(next(name for name, least in BANDS if score >= least) for score in scores)
    return {name: counts[name] for name, _ in BANDS}


def shares(months: Mapping[str, Mapping[str, int]]) -> dict[str, list[int]]:
    """Return the months with their counts in the order of the bands."""
    return {month: [bands[name] for name, _ in BANDS] for month, bands in months.items()}
