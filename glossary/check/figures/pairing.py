"""Which value of the target answers which of the source, and what is left over.

Every possible couple has a cost (0 = the same thing said the same way … 4 = a relative word such as
去年 stands for a year); couples are made cheapest first, each value once. A value that the source
repeats may be said once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from glossary.check.figures.items import DATES, Item
from tm.text.numerals.units import convert, is_currency

TOLERANCE = Decimal("0.03")  # conversions are rounded (500 mu is 33 hectares), 公里 to 里 are not
REACH = 200  # items; a text without alignment is one bead of thousands
_PAIR = ("两", "俩")  # soft because "both" may answer it
_DOLLARS = frozenset(("USD", "HKD", "TWD", "SGD", "AUD", "CAD", "NZD"))
_COUNTS = frozenset(
    (
        "number",
        "ordinal",
        "year",
        "month",
        "day",
        "century",
        "quarter",
        "half",
        "plan",
        "multiple",
        "decade",
    )
)


@dataclass(frozen=True, slots=True)
class Couple:
    """A value of the source and the one that answers it; `cost` says how directly."""

    source: Item
    target: Item
    cost: int


@dataclass(frozen=True, slots=True)
class Pairing:
    """The couples of one bead and the hard values nothing answers.

    `spare` holds what has no partner of its own on either side and asks for none: counted numbers
    below ten in words (三个, *four*), repetitions, and a figure 1 that only an article answers. It
    may be what stands in the place of a missing value, or what an added one should have been.
    """

    couples: tuple[Couple, ...]
    missing: tuple[Item, ...]
    added: tuple[Item, ...]
    spare: tuple[tuple[Item, ...], tuple[Item, ...]] = ((), ())


def pair(source: Sequence[Item], target: Sequence[Item], year: int | None = None) -> Pairing:
    """Couple the values of a bead; `year` is the article's own, which a translator may add.

    >>> from glossary.check.figures.items import items
    >>> done = pair(items("1.2亿元，增长三成", "zh"), items("RMB 12 million, up 30%", "en"))
    >>> [(c.source.text, c.target.text) for c in done.couples], [i.text for i in done.missing]
    ([('三成', '30%')], ['1.2亿元'])
    """
    costs = [
        (cost, one.hard != two.hard, not one.hard, abs(i * len(target) - j * len(source)), i, j)
        for i, one in enumerate(source)
        for j, two in _near(target, i * len(target) // len(source))
        if (cost := price(one, two)) is not None
    ]
    ours: dict[int, int] = {}
    theirs: dict[int, int] = {}
    couples = []
    for cost, _, _, _, i, j in sorted(costs):
        if i not in ours and j not in theirs:
            ours[i], theirs[j] = j, i
            couples.append(Couple(source[i], target[j], cost))
    alone = [one for i, one in enumerate(source) if i not in ours]
    more = [two for j, two in enumerate(target) if j not in theirs]
    missing = [one for one in alone if _asks(one) and not _answered(one, target)]
    added = [
        two for two in more if _asks(two) and not _answered(two, source) and not _own(two, year)
    ]
    return Pairing(
        tuple(sorted(couples, key=lambda couple: couple.target.span)),
        tuple(missing),
        tuple(added),
        (
            (*_spare(alone, missing), *_lone_ones((c.source, c.target) for c in couples)),
            (*_spare(more, added), *_lone_ones((c.target, c.source) for c in couples)),
        ),
    )


def _near(target: Sequence[Item], middle: int) -> Iterator[tuple[int, Item]]:
    """Yield the items of the target about as far on as a source item: all, in any usual bead."""
    start = max(0, middle - REACH)
    yield from enumerate(target[start : middle + REACH], start)


def _spare(alone: Sequence[Item], asking: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(
        item
        for item in alone
        if (item.hard or item.small or item.unit is not None or item.text[:1] in _PAIR)
        and item not in asking
    )


def _lone_ones(couples: Iterable[tuple[Item, Item]]) -> Iterator[Item]:
    """Yield the figures 1 whose partners are words (一种, *one or more*)."""
    for one, partner in couples:
        if one.hard and one.value == 1 and one.sort == "number" and not partner.hard:
            yield one


def price(one: Item, two: Item) -> int | None:
    """Return what it costs to let one value answer the other, None if it cannot."""
    if "relative" in (one.sort, two.sort):
        return _relative(one, two)
    if one.sort == two.sort and one.value == two.value and not (one.vague or two.vague):
        return 0 if _same_unit(one, two) else 2
    if one.value == two.value and _equal_sorts(one, two):
        return 1
    if _rounded(one, two) or _rounded(two, one):
        return 2
    if _converted(one, two) or _related(one, two) or _related(two, one):
        return 2
    if (one.vague or two.vague) and _overlap(one, two):
        return 3
    return 3 if _about(one, two) else None


def _same_unit(one: Item, two: Item) -> bool:
    return one.unit == two.unit or one.unit is None or two.unit is None


def _equal_sorts(one: Item, two: Item) -> bool:
    if one.vague or two.vague:
        return False
    if {one.sort, two.sort} <= {"percent", "point", "discount"}:
        return True
    if {one.sort, two.sort} == {"month", "day"}:
        return False
    return one.sort in _COUNTS and two.sort in _COUNTS


def _relative(one: Item, two: Item) -> int | None:
    """Let 去年 or *last year* stand for a year, 昨天 or *Monday* for a day, and so on."""
    if one.sort == two.sort:
        return 0 if one.unit == two.unit else None
    word, date = (one, two) if one.sort == "relative" else (two, one)
    if word.unit == "century" and date.sort == "decade" and date.value >= 1900:
        return 4
    return 4 if date.sort == word.unit else None


def _converted(one: Item, two: Item) -> bool:
    """Whether two measures agree within the tolerance of rounding."""
    if one.unit is None or two.unit is None or one.unit == two.unit:
        return False
    value = convert(one.value, one.unit, two.unit)
    if value is None:
        return False
    factor = convert(Decimal(1), one.unit, two.unit) or Decimal(1)
    whole = factor == int(factor) or 1 / factor == int(1 / factor)
    return value == two.value if whole else abs(value - two.value) <= TOLERANCE * two.value


def _rounded(one: Item, two: Item) -> bool:
    """Whether `two` is `one` rounded to three digits or more: 1993.03万 and 19.93 million."""
    if two.step is None or one.sort != two.sort or two.value < 100 * two.step:
        return False
    return abs(one.value - two.value) * 2 <= two.step


def _related(one: Item, two: Item) -> bool:
    """Whether `two` says what `one` says in another way."""
    match one.sort, two.sort:
        case ("percent", "fraction"):
            return abs(one.value / 100 - two.value) <= Decimal("0.006")
        case ("number", "fraction"):
            return one.value == two.value or one.value * two.value == 1
        case ("discount", "percent" | "fraction"):
            share = two.value if two.sort == "percent" else two.value * 100
            return share in (one.value, 100 - one.value)
        case ("multiple", "multiple"):  # 增长两倍 is threefold
            return abs(one.value - two.value) <= 1
        case ("multiple", "percent"):
            return two.value / 100 in (one.value, one.value - 1, one.value + 1)
        case ("multiple", "fraction"):
            return one.value * two.value == 1
        case ("year", "year") | ("decade" | "cohort", "decade" | "cohort" | "year"):
            return one.value == two.value or (one.value < 100 and two.value % 100 == one.value)
        case ("century", "decade" | "year"):
            return two.value // 100 + 1 == one.value
        case ("year", "decade"):
            return one.value == two.value or one.value % 100 == two.value
        case ("time", "time"):
            clock = 720 if one.twelve or two.twelve else 1440  # 24时 is midnight
            return (one.value - two.value) % clock == 0
        case ("time", "number"):
            return (one.value - two.value * 60) % 720 == 0
        case ("number", "percent" | "point"):
            return one.value == two.value
        case ("month" | "day", "month" | "day"):
            return one.other is not None and one.other == two.value
        case ("number", "decade" | "cohort"):
            return one.value == two.value
    return False


def _overlap(one: Item, two: Item) -> bool:
    """Whether two magnitudes meet: 数十 is 10 to 100, *dozens* 12 to 120."""
    if not {one.sort, two.sort} <= {"number", "multiple"}:
        return False
    if any(item.hard and not item.approximate for item in (one, two)):
        return False
    first, second = one.high or one.value, two.high or two.value
    return one.value <= second and two.value <= first


def _about(one: Item, two: Item) -> bool:
    """Whether both are words, rough and close: 十多次 and *more than a dozen times*."""
    if not (one.approximate and two.approximate and {one.sort, two.sort} <= _COUNTS):
        return False
    if any(char.isdigit() for char in one.text + two.text):
        return False
    low, high = sorted((one.value, two.value))
    return high <= low * Decimal("1.2") and high <= 100


def _answered(item: Item, others: Sequence[Item]) -> bool:
    """Whether the value stands on the other side, though it answers another already.

    7级 is not answered by the month of *July 28*, nor a month by a number.
    """
    return any(
        (cost := price(item, other)) is not None and cost <= 1 and _dated(item) == _dated(other)
        for other in others
    )


def _dated(item: Item) -> bool:
    return item.sort in DATES and item.sort != "year"


def _asks(item: Item) -> bool:
    """Whether a value must have a partner; 1个 may be "a" and 100% "all"."""
    if not item.hard or (item.sort == "percent" and item.value == 100):
        return False
    return item.sort not in ("number", "multiple") or item.value not in (0, 1)


def _own(item: Item, year: int | None) -> bool:
    return item.sort == "year" and year is not None and item.value == year


def same_money(one: str | None, two: str | None) -> bool:
    """Whether two units can be the same: ¥ is both yuan and yen, a dollar may be any dollar."""
    if one is None or two is None or one == two:
        return True
    return "USD" in (one, two) and one in _DOLLARS and two in _DOLLARS


def is_money(item: Item) -> bool:
    """Whether the item has a currency."""
    return is_currency(item.unit)
