"""What one search sees: the live parts and the tail of newer units, newest word first.

A unit that was edited or deleted after a part was made stands in the tail (or in a newer part) and
its older self is passed over. A searcher is a snapshot: it goes on answering for its revision
while others write and rebuild.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress
from types import SimpleNamespace
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from tm.index import phrasing, writer
from tm.index.bulk import Encoded, encode, tokenise_fast
from tm.index.gathering import Rows, Shared, gathered
from tm.index.lexemes import Sought, first_spans, lexemes, spans, standing
from tm.index.phrasing import Alive
from tm.index.reader import Part
from tm.languages import Language
from tm.text.tokens import Tokens, tokenise

Array = npt.NDArray[Any]
Compiled = Callable[[], SimpleNamespace | None]

_REMEMBERED = 50_000
"""Counts of phrases a searcher remembers."""

PLAIN_UP_TO = 3_000
"""Units up to which plain Python makes a lot faster than numba can be imported."""

_NEVER = 1 << 60


class Row(Protocol):
    """What the index must know of a unit."""

    @property
    def id(self) -> int: ...
    @property
    def revision(self) -> int: ...
    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...
    @property
    def deleted(self) -> bool: ...


class Near(NamedTuple):
    """A unit whose raw score reaches what was asked."""

    unit: int
    raw_score: int


class Cover(NamedTuple):
    """A unit that holds much of a query: how many of its tokens at most, and its own length."""

    unit: int
    tokens: int
    length: int


class Lot:
    """The units of one stretch of writing, as one part for each language, opened when used."""

    def __init__(self, opened: Callable[[Language], Part], removes: Array | None = None) -> None:
        self._open = opened
        self._parts: dict[Language, Part] = {}
        self._removes = removes

    def part(self, language: Language) -> Part:
        """Return the part of one language."""
        if language not in self._parts:
            self._parts[language] = self._open(language)
        return self._parts[language]

    @property
    def removes(self) -> Array:
        """Ids whose older selves are to be passed over, ascending."""
        return self.part("zh").removes if self._removes is None else self._removes


def tail_of(rows: Sequence[Row], compiled: SimpleNamespace | None) -> Lot:
    """Return a lot in memory that holds `rows` and takes their older selves away."""
    live = [row for row in rows if not row.deleted]
    ids = [row.id for row in live]

    def made(language: Language) -> Part:
        texts = [row.zh if language == "zh" else row.en for row in live]
        return Part(language, writer.sections(ids, texts, language, compiled))

    return Lot(made, np.array(sorted(row.id for row in rows), np.uint32))


class Searcher:
    """Answers for one revision of the memory; safe to share between threads."""

    def __init__(
        self, lots: Sequence[Lot], revision: int, compiled: Compiled, tail: int = 0,
        wanted: Array | None = None,
    ) -> None:  # fmt: skip
        self.revision = revision
        self.tail = tail
        """How many units were read from the memory because the parts do not hold them."""
        self._lots = tuple(lots)
        self._compiled = compiled
        self._counted: dict[tuple[object, ...], int] = {}
        self._estimated: dict[tuple[object, ...], tuple[int, bool]] = {}  # whether it is all
        self._wanted = wanted  # of each id, and of one beyond them all
        gone = [lot.removes for lot in self._lots]
        self._alive = [Alive(_union(gone[i + 1 :]), wanted) for i in range(len(gone))]
        self._size: int | None = None

    def __len__(self) -> int:
        """Return how many units are searched; edited ones may count twice."""
        if self._size is None:
            whole = sum(len(part) for part, _ in self._parts("zh"))
            self._size = whole if self._wanted is None else int(np.count_nonzero(self._wanted))
        return self._size

    def among(self, units: Array) -> Searcher:
        """Return a searcher that answers as if the memory held these units alone."""
        wanted = np.zeros(int(units.max(initial=0)) + 2, np.bool_)
        wanted[units] = True
        return Searcher(self._lots, self.revision, self._compiled, self.tail, wanted)

    def tokens(self, text: str) -> Tokens:
        """Return the tokens of a text, by compiled code where this process has it."""
        compiled = self._compiled()
        return tokenise(text) if compiled is None else tokenise_fast(text, compiled)

    def encode(self, texts: Sequence[str]) -> Encoded:
        """Return the tokens of several texts in one row, with their places."""
        return encode(texts, self._compiled(), placed=True)

    def standing(self, texts: Sequence[str], sought: Sought) -> list[bool]:
        """Say of each text whether what is sought stands in it."""
        found: list[bool] = standing(lexemes(texts, self._compiled()), sought).tolist()
        return found

    def spans(self, texts: Sequence[str], sought: Sought) -> list[tuple[int, int, int]]:
        """Return number of text, start and end of what is sought, wherever it stands."""
        found = spans(lexemes(texts, self._compiled()), sought)
        return list(zip(*(column.tolist() for column in found), strict=True))

    def first_spans(self, texts: Sequence[str], sought: Sought) -> list[tuple[int, int]]:
        """Return where what is sought first stands in each text; −1 twice where nowhere."""
        starts, ends = first_spans(lexemes(texts, self._compiled()), sought)
        return list(zip(starts.tolist(), ends.tolist(), strict=True))

    def shared(self, rows: Rows, left: Array, longest: int, least: int) -> Shared:
        """Return the stretches of tokens that `least` of the segments `left` share."""
        return gathered(rows, left, longest, least, self._compiled())

    def near(self, codes: Sequence[int], language: Language, percent: int) -> list[Near]:
        """Return every unit that reaches `percent` (1–100), best first, ties by unit id."""
        if not codes:
            return []
        query = np.array(codes, np.int64)
        found: list[Near] = []
        compiled = self._compiled()
        for part, alive in self._parts(language):
            units, scores = part.near(query, percent, compiled)
            if units and not alive.all:
                left = alive(np.array(units, np.uint32)).tolist()
                units, scores = list(compress(units, left)), list(compress(scores, left))
            found += map(Near, units, scores)
        found.sort(key=lambda near: (-near.raw_score, near.unit))
        return found

    def covering(
        self, codes: Sequence[int], tells: Sequence[bool], language: Language, percent: int,
        most: int | None = None,
    ) -> list[Cover]:  # fmt: skip
        """Return up to `most` units that may hold `percent` of the query, spread over them.

        Counted are tokens beside a neighbour of theirs and those that tell alone, in any order:
        never fewer than stand there in order. Shorter units are left out. Most covered first, then
        the shortest.
        """
        query, telling = np.array(codes, np.int64), np.array(tells, np.bool_)
        found: list[Cover] = []
        for part, alive in self._parts(language):
            wanted = most if alive.all else None  # or those gone would stand in others' places
            rows, shares = part.covering(query, telling, percent, wanted, self._compiled())
            units = part.units[rows]
            left = alive(units)
            sizes = part.lengths(rows)[left]
            units, shares = units[left], shares[left]
            # Thousands may hold a short query: they are put in order before they are objects.
            best = np.lexsort((units, sizes, -shares))[:most]
            found += map(Cover, *(array[best].tolist() for array in (units, shares, sizes)))
        return sorted(found, key=lambda each: (-each.tokens, each.length, each.unit))[:most]

    def frequency(self, code: int, language: Language) -> int:
        """Return in how many units a token stands; edited ones may count twice."""
        return sum(len(part.rows_of([code])) for part, _ in self._parts(language))

    def holding(self, lexemes: Iterable[Sequence[int]], language: Language) -> list[int]:
        """Return the units that hold, for each group, at least one of its lexemes, by id.

        A lexeme inside a value (2016, 亿, 三) counts as held.
        """
        groups = [[(code,) for code in group] for group in lexemes]
        found: list[int] = []
        for part, alive in self._parts(language):
            units = part.units[phrasing.holding(part, groups)]
            found += units[alive(units)].tolist()
        return sorted(found)

    def phrase(self, codes: Sequence[int], language: Language) -> list[int]:
        """Return the units that hold the tokens in a row with no break between, by id."""
        found, compiled = [np.empty(0, np.uint32)], self._compiled()
        for part, alive in self._parts(language):
            units = part.units[phrasing.phrase(part, codes, compiled)]
            found.append(units if alive.all else units[alive(units)])
        ids: list[int] = np.sort(np.concatenate(found)).tolist()
        return ids

    def estimate(self, codes: Sequence[int], language: Language, enough: int = _NEVER) -> int:
        """Return about how many units hold the tokens in a row: exact up to some hundreds.

        Of the rows that hold the rarest gram an even sample is read; edited units may count twice.
        Where there are more than `enough`, nobody looks how many more. What was found is kept for
        the next question: the same renderings are weighed again and again.
        """
        key, compiled = (language, *codes), self._compiled()
        known, whole = self._estimated.get(key, (0, False))
        if whole or known > enough:
            return known
        total = 0
        for part, alive in self._parts(language):
            total += phrasing.estimate(part, codes, enough - total, compiled, alive)
            if total > enough:
                break
        if len(self._estimated) < _REMEMBERED:
            self._estimated[key] = total, total <= enough
        return total

    def count(self, codes: Sequence[int], language: Language) -> int:
        """Return in how many units the tokens stand in a row."""
        key = (language, *codes)
        known = self._counted.get(key)
        if known is None:
            known = len(self.phrase(codes, language))
            if len(self._counted) < _REMEMBERED:
                self._counted[key] = known
        return known

    def runs(
        self, codes: Sequence[int], language: Language, shortest: int, most: int
    ) -> dict[tuple[int, int], int]:
        """Return the longest stretches [a, b) of the query found elsewhere, with one unit each.

        Only stretches of at least `shortest` tokens are sought. Grams that stand in more than
        `most` units are passed over as a place to start from.
        """
        found: dict[tuple[int, int], int] = {}
        for part, alive in self._parts(language):
            longest, example = phrasing.runs(part, codes, shortest, most, self._compiled(), alive)
            for start in np.flatnonzero(longest - np.arange(len(codes)) >= shortest):
                unit = int(part.units[example[start]])
                found.setdefault((int(start), int(longest[start])), unit)
        return found

    def _parts(self, language: Language) -> Iterator[tuple[Part, Alive]]:
        for lot, alive in zip(self._lots, self._alive, strict=True):
            part = lot.part(language)
            if len(part):
                yield part, alive


def _union(arrays: Sequence[Array]) -> Array:
    return np.unique(np.concatenate(arrays)) if arrays else np.empty(0, np.uint32)
