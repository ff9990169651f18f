"""The values of a draft held against those of its source, bead by bead, once for all rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from glossary.check.figures.items import DATES, Item, items
from glossary.check.figures.pairing import Couple, pair, price
from glossary.check.reading import Bead, Reading, within
from tm.languages import Language
from tm.text.numerals import Figure, values
from tm.text.spans import Span

_GLOSS = re.compile(
    r"[(（/](?:约合?|合|即|about|around|approximately|or|some|roughly|~|≈|\s)*\s*\Z"
)
BESIDE = 300  # characters in which an unaligned sentence belongs to a bead
_ALL_DAY = re.compile(r"round[- ]the[- ]clock|day and night|24/7|昼夜|全天|日夜", re.IGNORECASE)
_BARE_SCALES = {100: "百", 1000: "千", 10_000: "万", 100_000_000: "亿"}
_MARK = re.compile(r"\s*[(（]?(?P<figure>\d{1,2})(?:[)）、，．]|[.,](?!\d))(?!\s*\d{1,2}[)）])")


@dataclass(frozen=True, slots=True)
class Difference:
    """A value of the source and the wrong one that stands in its place.

    `power` is the power of ten between them, 0 where it is none.
    """

    source: Item
    target: Item
    power: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """What a bead's values came to; `glosses` are additions that only explain another value.

    `spare` are the values of both sides that ask for no partner and have none.
    """

    bead: Bead
    couples: tuple[Couple, ...]
    missing: tuple[Item, ...]
    added: tuple[Item, ...]
    spare: tuple[tuple[Item, ...], tuple[Item, ...]] = ((), ())
    differences: tuple[Difference, ...] = ()
    glosses: tuple[Item, ...] = ()


def compared(reading: Reading) -> list[Compared]:
    """Compare the values of every bead that has both sides."""
    if not reading.beads:
        return []
    source = reading.source.gathered(_items) if reading.source else []
    target = [item for item in reading.gathered(_items) if not reading.skipped(item.span)]
    found = [
        _compare(
            bead, within(source, bead.source), within(target, bead.target), reading.draft.year
        )
        for bead in reading.beads
        if bead.source_text.strip() and bead.target_text.strip()
    ]
    alone = (
        [
            item
            for bead in reading.beads
            if not bead.target_text
            for item in within(source, bead.source)
        ],
        [
            item
            for bead in reading.beads
            if not bead.source_text
            for item in within(target, bead.target)
        ],
    )
    return [_settled(_answered_beside(each, *alone), reading) for each in _reconciled(found)]


def _answered_beside(each: Compared, source: list[Item], target: list[Item]) -> Compared:
    """Let a sentence nothing is aligned with answer for the bead beside it.

    Where one sentence became two, the aligner may leave the second by itself.
    """
    near_source = [item for item in source if _beside(item.span, each.bead.source)]
    near_target = [item for item in target if _beside(item.span, each.bead.target)]
    missing = (
        item
        for item in each.missing
        if all(price(item, other) is None for other in near_target)
    )
    added = (
        item for item in each.added if all(price(other, item) is None for other in near_source)
    )
    return replace(each, missing=tuple(missing), added=tuple(added))


def _beside(span: Span, bead: Span) -> bool:
    return bead.start - BESIDE <= span.start <= bead.end + BESIDE


def _items(passage: Reading) -> list[Item]:
    """Read the values; terms that are currencies hide none: RMB belongs to the number beside it."""
    text, lang = passage.text, passage.lang
    return items(text, lang, [s for s in passage.masked if not _measures(s.cut(text), lang)])


@lru_cache(maxsize=4096)
def _measures(term: str, lang: Language) -> bool:
    return any(
        isinstance(value, Figure) and value.kind in ("currency", "measure")
        for text in (f"{term} 9", f"9{term}", f"9 {term}")
        for value in values(text, lang)
    )


def _compare(
    bead: Bead, source: Sequence[Item], target: Sequence[Item], year: int | None
) -> Compared:
    pairing = pair(source, target, year)
    left, right = (
        _unread(bead.source_text, bead.source, source),
        _unread(bead.target_text, bead.target, target),
    )
    missing = tuple(item for item in pairing.missing if not _stands(item, right))
    added = tuple(item for item in pairing.added if not _stands(item, left))
    return Compared(bead, pairing.couples, missing, added, pairing.spare)


def _unread(text: str, place: Span, found: Sequence[Item]) -> str:
    """Return the text without the values read: what identifiers such as GB 18030 are left in."""
    pieces, at = [], 0
    for item in found:
        start = item.span.start - place.start
        if start >= at:
            pieces.append(text[at:start])
            at = item.span.end - place.start
    return " ".join([*pieces, text[at:]])


def _stands(item: Item, text: str) -> bool:
    """Whether the digits of a value stand in an identifier or the like of the other side."""
    if item.sort in DATES and item.sort != "year":
        return False
    if _idiom(item, text):
        return True
    return (
        re.search(rf"(?<![\d.]){re.escape(format(item.value, 'f'))}(?!\d|\.\d)", text) is not None
    )


def _idiom(item: Item, text: str) -> bool:
    """Whether the other side says it without a figure: 24小时 *around the clock*, 突破千单."""
    if item.unit is not None:
        return item.value == 24 and _ALL_DAY.search(text) is not None
    scale = _BARE_SCALES.get(int(item.value)) if item.value == int(item.value) else None
    return scale is not None and re.search(rf"(?<=[过破上成近达数]){scale}", text) is not None


def _reconciled(found: list[Compared]) -> list[Compared]:
    """Let a value that one bead lacks and its neighbour has too much be the same one."""
    done = list(found)
    for at, each in enumerate(done):
        for near in (at - 1, at + 1):
            if 0 <= near < len(done) and each.missing and done[near].added:
                each, done[near] = _exchange(each, done[near])
        done[at] = each
    return done


def _exchange(one: Compared, two: Compared) -> tuple[Compared, Compared]:
    missing, added = [], list(two.added)
    for item in one.missing:
        answer = next((each for each in added if price(item, each) is not None), None)
        if answer is None:
            missing.append(item)
        else:
            added.remove(answer)
    return replace(one, missing=tuple(missing)), replace(two, added=tuple(added))


def _settled(each: Compared, reading: Reading) -> Compared:
    """Join what is missing to what stands in its place; set aside additions that only explain."""
    differences = [*_marks(each.bead), *_differences(each)]
    lost = {id(difference.source) for difference in differences}
    wrong = {id(difference.target) for difference in differences}
    rest = [item for item in each.added if id(item) not in wrong]
    known_here = [couple.target for couple in each.couples]
    rest = [item for item in rest if not _converts(item, known_here, reading.text)]
    glosses = tuple(item for item in rest if _explains(item, each, reading.text))
    source, known = reading.draft.source or "", [couple.source for couple in each.couples]
    return replace(
        each,
        missing=tuple(
            item
            for item in each.missing
            if id(item) not in lost and not _in_brackets(item, known, source)
        ),
        added=tuple(item for item in rest if item not in glosses),
        differences=tuple(differences),
        glosses=glosses,
    )


def _explains(item: Item, each: Compared, text: str) -> bool:
    """A conversion in brackets, or the month of a year that both sides have."""
    if _in_brackets(item, [couple.target for couple in each.couples], text):
        return True
    return item.sort in ("month", "day") and any(
        couple.target.span == item.span for couple in each.couples
    )


def _in_brackets(item: Item, others: Sequence[Item], text: str) -> bool:
    """Whether a value restates the one before it: 300 mu (20 hectares), 140磅/63.5公斤."""
    opening = _GLOSS.search(text, max(0, item.span.start - 16), item.span.start)
    if opening is None or item.unit is None:
        return False
    return any(
        other.unit is not None and 0 <= opening.start() - other.span.end <= 1 for other in others
    )


def _converts(item: Item, others: Sequence[Item], text: str) -> bool:
    """Whether a value in brackets is the one before it, rightly converted."""
    return any(
        _in_brackets(item, [other], text) and price(other, item) is not None for other in others
    )


def _differences(each: Compared) -> list[Difference]:
    """Pair what is missing with what is added, powers of ten first, then what stands nearest.

    A spare value may take either place: of 三个 … *four* each alone asks for nothing.
    """
    left, right = each.spare
    if each.missing or each.added:
        ones, twos = (*each.missing, *left), (*each.added, *right)
    else:
        coupled = {id(item) for couple in each.couples for item in (couple.source, couple.target)}
        ones, twos = (
            tuple(item for item in side if id(item) not in coupled) for side in (left, right)
        )
        if not len(ones) == len(twos) == 1 or not (ones[0].small or twos[0].small):
            return []
    asking = {id(item) for item in (*each.missing, *each.added)}
    ranked = sorted(
        (rank, i, j)
        for i, one in enumerate(ones)
        for j, two in enumerate(twos)
        if (not asking or {id(one), id(two)} & asking)
        and (rank := _likeness(one, two, each.bead)) is not None
    )
    taken: set[int] = set()
    found = []
    for _, i, j in ranked:
        one, two = ones[i], twos[j]
        if not {id(one), id(two)} & taken:
            taken |= {id(one), id(two)}
            found.append(Difference(one, two, _power(one, two)))
    return sorted(found, key=lambda difference: difference.target.span)


def _marks(bead: Bead) -> Iterator[Difference]:
    """Yield the figure that opens a list item on both sides, where it is not the same."""
    source, target = _mark(bead.source_text, bead.source), _mark(bead.target_text, bead.target)
    if source is not None and target is not None and source.value != target.value:
        yield Difference(source, target)


def _mark(text: str, place: Span) -> Item | None:
    found = _MARK.match(text)
    if found is None:
        return None
    span = Span(*found.span("figure")).shift(place.start)
    return Item(Decimal(found["figure"]), "number", span, span, found["figure"])


def _likeness(one: Item, two: Item, bead: Bead) -> float | None:
    """Return how unlikely it is that `two` stands for `one`, None where it cannot."""
    if _family(one) != _family(two):
        return None
    if _power(one, two):
        return 0.0
    there = (one.span.start - bead.source.start) / max(1, len(bead.source))
    here = (two.span.start - bead.target.start) / max(1, len(bead.target))
    spare = not (one.hard and two.hard)
    if spare and max(one.value, two.value) > 100 * min(one.value, two.value):
        return None
    return 1 + abs(there - here) + (one.sort != two.sort) + spare


def _family(item: Item) -> str:
    if item.sort in ("percent", "point", "discount", "fraction"):
        return "share"
    return item.sort if item.sort in DATES or item.sort == "time" else "number"


def _power(one: Item, two: Item) -> int:
    """Return the power of ten by which two numbers differ; 0 for dates and for none."""
    if _family(one) not in ("number", "share") or not one.value or not two.value:
        return 0
    ratio = two.value / one.value
    power = ratio.adjusted()
    return power if ratio == Decimal(1).scaleb(power) else 0
