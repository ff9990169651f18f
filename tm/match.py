"""A sentence in, its matches out: candidates, score, penalties, rank, difference.

    matches(query)
      searcher.near      every unit whose raw score reaches the minimum, best first
      fetch              their texts and places, a lot at a time
      judge              what folding hid, what the origin costs, whether the neighbours agree
      rank               score, then rarity of what is covered, review, recency, diversity
      finish             difference, warnings, adapted target: for the few that are shown

Penalties only lower a score and context only raises an identical text, so no unit whose raw score
is below the minimum can reach it, and none at or above it is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappushpop, nlargest
from itertools import islice

from rapidfuzz.distance import Levenshtein

from tm.adapted import adapt
from tm.alarms import Names, alarms
from tm.comparison import Comparison, compare, difference, folded_away, values_apart
from tm.index import Near, Searcher
from tm.languages import SIDE, Language, other
from tm.penalties import POINTS, of_unit, penalties
from tm.units import Match, MatchKind, Penalty, Place, TranslationUnit, Units
from tm.values import Written, written_apart

ADAPTED_FROM = 75
"""Raw score from which a translation is worth rewriting for its values."""

SURELY = (75, 65)
"""Scores above which one match is looked for first, where only one is wanted."""

SCORE_VERSION = 1
"""Raise it whenever the same query and memory give another score."""


def signature(index: str) -> str:
    """Return everything a score depends on, on one line."""
    return f"{index}|context:1+1|penalties:{SCORE_VERSION}"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The sentences before and after the query; None at the edge of its text."""

    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class Wish:
    """How many matches of which least score are wanted, and what is known of query and memory.

    `neighbours` None means that nothing is known of the query's surroundings, and no match is a
    context match then. `collections` holds the points that matches of a collection lose. `without`
    names units to be left out, as if they were not there; a searcher `among` others has only those.
    """

    minimum: int = 60
    limit: int = 5
    neighbours: Neighbours | None = None
    collections: Mapping[str, int] = field(default_factory=dict)
    names: Names | None = None
    without: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its score, before what only shown matches need.

    `letters` is how alike both texts are letter for letter, in whole percent.
    """

    unit: TranslationUnit
    compared: Comparison
    raw_score: int
    context: int
    penalties: tuple[Penalty, ...]
    values: tuple[Written, ...]
    score: int
    letters: int

    @property
    def sure_score(self) -> int:
        """The score left where another translation of the same text makes it ambiguous."""
        doubtful = self.letters == 100 and not self.context
        return self.score - POINTS["ambiguous"] if doubtful else self.score

    def charged(self, more: Sequence[Penalty]) -> Judged:
        """Return the candidate with some points less."""
        lost = sum(penalty.points for penalty in more)
        penalties = (*self.penalties, *more)
        return replace(self, penalties=penalties, score=max(0, self.score - lost))


def matches(
    query: str, source: Language, *, searcher: Searcher, memory: Units, wish: Wish | None = None
) -> list[Match]:
    """Return the matches of `query` among the texts in `source`, best first.

    Every unit whose score reaches the minimum is considered; ties end with the unit id.
    """
    wish = wish or Wish()
    judge = _Judge(query, source, searcher, wish)
    for least in _steps(wish):
        near = judge.near(least)
        judged = _ambiguous(query, source, list(_judged(near, memory, judge, wish.limit)))
        wanted = sorted((j for j in judged if j.score >= least), key=_rank)
        if wanted:
            return [_finish(each, source, wish) for each in _diverse(wanted, source)[: wish.limit]]
    return []


def best_score(
    query: str, source: Language, *, searcher: Searcher, memory: Units, wish: Wish
) -> int:
    """Return the score of the best match; 0 where none reaches the minimum.

    It is the first one's of `matches`, found without choosing among equals or looking closer.
    """
    wish = replace(wish, limit=1)
    judge = _Judge(query, source, searcher, wish)
    for least in _steps(wish):
        judged = _judged(judge.near(least), memory, judge, 1, ties=False)
        best = max((each.score for each in _ambiguous(query, source, list(judged))), default=0)
        if best >= least:
            return best
    return 0


def _steps(wish: Wish) -> Iterator[int]:
    """Yield the scores to search from, one after the other until something is found.

    Where one match is wanted, no unit below can beat what reaches a step, and looking no further
    is much faster.
    """
    if wish.limit == 1:
        yield from (step for step in SURELY if step > wish.minimum)
    yield wish.minimum


def _at_most(candidate: Near) -> int:
    """Return the score a candidate can reach: context raises identical texts alone."""
    return candidate.raw_score + (2 if candidate.raw_score == 100 else 0)


def _judged(
    near: Sequence[Near], memory: Units, judge: _Judge, limit: int, *, ties: bool = True
) -> Iterator[Judged]:
    """Judge candidates from the best raw score down until no further one can be shown.

    Without `ties` those are passed over that can only equal the last one shown.
    """
    best = [0] * limit  # a heap: what every further one has to reach, or to beat, comes first
    foremost = _Foremost(judge, limit)
    for lot in _lots(near, max(limit, 4) if ties else 1):
        left = [each for each in lot if _at_most(each) >= best[0] + (not ties)]
        if not left:
            return
        left = foremost.challenged(left, memory) if ties else left
        units = memory.fetch([candidate.unit for candidate in left])
        for candidate in left:
            unit = units.get(candidate.unit)
            if unit is not None and _at_most(candidate) >= best[0] + (not ties):
                judged = judge(unit)
                heappushpop(best, judged.sure_score)
                foremost.add(judged)
                yield judged


class _Foremost:
    """The first matches so far, by score and letters, no two with one translation.

    Where a sentence stands in the memory hundreds of times with another name in it, all score the
    same. What is less alike than as many as are wanted, each with a translation of its own, is not
    shown, and is told from its texts alone.
    """

    def __init__(self, judge: _Judge, limit: int) -> None:
        self._judge, self._limit = judge, limit
        self._best: dict[str, tuple[int, int]] = {}

    def add(self, judged: Judged) -> None:
        """Count one match."""
        target, rank = self._judge.target(judged.unit), (judged.sure_score, judged.letters)
        self._best[target] = max(rank, self._best.get(target, rank))

    def challenged(self, lot: Sequence[Near], memory: Units) -> list[Near]:
        """Leave out candidates that cannot come before the last of them."""
        if len(self._best) < self._limit:
            return list(lot)
        last = nlargest(self._limit, self._best.values())[-1]
        texts = memory.sides([each.unit for each in lot])
        return [
            each
            for each in lot
            if each.unit in texts and self._at_most(each, texts[each.unit]) >= last
        ]

    def _at_most(self, candidate: Near, sides: tuple[str, str]) -> tuple[int, int]:
        """Return the score and letters a candidate can have: less than 100 unless identical."""
        letters = self._judge.letters(sides)
        score = _at_most(candidate) if letters == 100 else min(candidate.raw_score, 99)
        return score, letters


def _lots(near: Sequence[Near], first: int) -> Iterator[list[Near]]:
    """Cut into growing lots, each ending where the raw score changes where that is not far."""
    iterator, size = iter(near), first
    while lot := list(islice(iterator, size)):
        yield lot
        size = min(2 * size, 256)


class _Judge:
    """Scores units against one query."""

    def __init__(self, query: str, source: Language, searcher: Searcher, wish: Wish) -> None:
        self._query, self._source, self._tokens = query, source, searcher.tokens(query)
        self._searcher, self._wish = searcher, wish
        self._collections = dict(wish.collections)

    def target(self, unit: TranslationUnit) -> str:
        """Return the translation a unit offers."""
        return unit.text(other(self._source))

    def letters(self, sides: tuple[str, str]) -> int:
        """Return how alike a pair is to the query letter for letter, in whole percent."""
        return _letters(self._query, sides[SIDE[self._source]])

    def near(self, percent: int) -> list[Near]:
        """Return the units whose raw score reaches `percent`, best first."""
        found = self._searcher.near(self._tokens.codes, self._source, min(100, max(1, percent)))
        without = self._wish.without
        return [each for each in found if each.unit not in without] if without else found

    def __call__(self, unit: TranslationUnit) -> Judged:
        text = unit.text(self._source)
        tokens = self._tokens if text == self._query else self._searcher.tokens(text)
        compared = compare(self._query, text, self._tokens, tokens)
        raw_score, context, values = 100, 0, tuple[Written, ...]()
        lost = of_unit(unit, self._collections)
        if text == self._query:
            context = _context(unit, self._source, self._wish.neighbours)
        else:
            raw_score = compared.raw_score
            values = tuple(written_apart(compared, values_apart(compared), self._source))
            names = folded_away(compared) | {value.penalty for value in values}
            lost = [*penalties(names), *lost]
        score = max(0, raw_score + context - sum(penalty.points for penalty in lost))
        letters = _letters(self._query, text)
        return Judged(unit, compared, raw_score, context, tuple(lost), values, score, letters)


def _letters(query: str, text: str) -> int:
    return int(100 * Levenshtein.normalized_similarity(query, text))


def _context(unit: TranslationUnit, source: Language, around: Neighbours | None) -> int:
    """Return how many neighbours agree in the place where most do: 0, 1 or 2."""
    if around is None:
        return 0
    return max((_agreeing(place, source, around) for place in unit.places), default=0)


def _agreeing(place: Place, source: Language, around: Neighbours) -> int:
    if place.article is None and place.previous is None and place.next is None:
        return 0
    side = SIDE[source]
    stored = (place.previous and place.previous[side], place.next and place.next[side])
    return (stored[0] == around.previous) + (stored[1] == around.next)


def _ambiguous(query: str, source: Language, judged: list[Judged]) -> list[Judged]:
    """Charge identical texts that have several translations, unless their context decides."""
    target = other(source)
    exact = [each for each in judged if each.unit.text(source) == query]
    if len({each.unit.text(target) for each in exact}) < 2:
        return judged
    charge = tuple(penalties({"ambiguous"}))
    return [
        each.charged(charge)
        if each.unit.text(source) == query and not each.context
        else each
        for each in judged
    ]


def _rank(judged: Judged) -> tuple[object, ...]:
    """Order by score; then by likeness letter for letter; then reviewed, used, recent; by id.

    Equal scores are common, values and words being single symbols; the letters tell among them
    which translation serves best (measured: `python -m bench.ranking`).
    """
    unit = judged.unit
    date = max((place.date or "" for place in unit.places), default="")
    return (
        -judged.score, -judged.letters, unit.status != "reviewed", -len(unit.places),
        tuple(-ord(ch) for ch in date) or (1,), unit.id,
    )  # fmt: skip


def _diverse(ranked: list[Judged], source: Language) -> list[Judged]:
    """Within one score, let a translation that was not shown yet go before one that was."""
    seen: set[str] = set()
    again: list[Judged] = []
    ordered: list[Judged] = []
    for each in [*ranked, None]:
        if again and (each is None or each.score != again[0].score):
            ordered += again
            again = []
        if each is None:
            break
        target = each.unit.text(other(source))
        (again if target in seen else ordered).append(each)
        seen.add(target)
    return ordered


def _finish(judged: Judged, source: Language, wish: Wish) -> Match:
    """Add what only a match that is shown needs."""
    target = judged.unit.text(other(source))
    adapted = None
    if judged.raw_score >= ADAPTED_FROM:
        adapted = adapt(target, other(source), judged.values, judged.compared, source)
    kind: MatchKind = "fuzzy"
    if judged.compared.query == judged.compared.match:
        kind = "context" if judged.context else "exact"
    steps = difference(judged.compared)
    lost = {penalty.name for penalty in judged.penalties}
    return Match(
        unit=judged.unit, source=judged.compared.match, target=target, score=judged.score,
        raw_score=judged.raw_score, kind=kind, penalties=judged.penalties,
        warnings=alarms(judged.compared, steps, source, lost, wish.names),
        diff=steps, adapted=adapted.text if adapted else None,
        changes=adapted.places if adapted else (),
    )  # fmt: skip
