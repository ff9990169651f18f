"""The values of the memory: what a translation unit is and what a search answers.

All are frozen; rows of the database never leave `tm.store`. Scores are integers from 0 to 102,
positions are half-open spans in code points of the text exactly as stored or given.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from tm.languages import Language
from tm.text.spans import Span

UnitStatus = Literal["auto", "reviewed"]
MatchKind = Literal["context", "exact", "fuzzy"]
DiffTag = Literal["equal", "replace", "insert", "delete"]
TermStatus = Literal["preferred", "admitted", "deprecated", "superseded", "forbidden"]


@dataclass(frozen=True, slots=True)
class Place:
    """One occurrence of a unit: in an article, or in a file that brought it.

    `position` counts the beads of the article from 0. `previous` and `next` hold the neighbours'
    texts as (zh, en); None at the edge of the article or where the origin has no order.
    """

    batch: int
    status: UnitStatus
    article: int | None = None
    title: str | None = None
    title_en: str | None = None
    date: str | None = None
    url: str | None = None
    collection: str | None = None
    position: int | None = None
    previous: tuple[str, str] | None = None
    next: tuple[str, str] | None = None
    name: str | None = None
    line: int | None = None
    confidence: float | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A pair of segments that translate each other, with every place it stands in.

    `status` is "reviewed" when a person stands behind at least one place. `revision` grows with
    every write of the whole memory, so that an index knows what is newer than itself.
    `places` is ordered: reviewed first, then the newest.
    """

    id: int
    zh: str
    en: str
    status: UnitStatus
    revision: int
    places: tuple[Place, ...] = ()
    zh_tag: str = "zh"
    en_tag: str = "en"
    created: datetime | None = None
    created_by: str | None = None
    changed: datetime | None = None
    changed_by: str | None = None
    key: str | None = None
    note: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """Return the variant in `language`."""
        return self.zh if language == "zh" else self.en

    @property
    def times(self) -> int:
        """In how many places the pair stands."""
        return len(self.places)

    @property
    def origin(self) -> Place | None:
        """The place that is shown first."""
        return self.places[0] if self.places else None


class Units(Protocol):
    """What a search reads of a memory: its live units, whole or as a Chinese and an English text.

    Texts alone come many times faster; ids of units that are not there are passed over.
    """

    def fetch(self, ids: Collection[int], /) -> Mapping[int, TranslationUnit]: ...
    def sides(self, ids: Collection[int], /) -> Mapping[int, tuple[str, str]]: ...


@dataclass(frozen=True, slots=True)
class Penalty:
    """Points taken off a score, with the name of the reason."""

    name: str
    points: int


@dataclass(frozen=True, slots=True)
class DiffOp:
    """A step from the stored segment to the query; the steps tile both texts."""

    op: DiffTag
    query: Span
    match: Span


@dataclass(frozen=True, slots=True)
class Match:
    """A unit found for a query.

    `score` = `raw_score` (0–100) + context (0–2) − the points of all `penalties`.
    """

    unit: TranslationUnit
    source: str
    target: str
    score: int
    raw_score: int
    kind: MatchKind
    penalties: tuple[Penalty, ...] = ()
    warnings: tuple[str, ...] = ()
    diff: tuple[DiffOp, ...] = ()
    adapted: str | None = None
    changes: tuple[Span, ...] = ()
    """Spans of `target` that will need changing, where known."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """How the other language says a phrase, with the number of places; status from a termbase."""

    text: str
    count: int
    status: TermStatus | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """The texts of a unit, by its id."""

    unit: int
    zh: str
    en: str

    def text(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of the query that was found elsewhere."""

    query: Span
    text: str
    count: int
    renderings: tuple[Rendering, ...]
    example: Example


@dataclass(frozen=True, slots=True)
class Containing:
    """A unit that holds most of a query, with the stretches both share.

    `coverage` is the share of the query's tokens in them, in whole percent.
    """

    unit: TranslationUnit
    coverage: int
    query: tuple[Span, ...]
    match: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One unit in which a phrase stands, with the spans on both sides."""

    unit: TranslationUnit
    zh_spans: tuple[Span, ...]
    en_spans: tuple[Span, ...]
