"""What the memory answers: lookup, concordance and the terms of a text."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from tm.languages import Language
from webapp.api.shapes.base import Range, Shape, TermStatus


class Origin(Shape):
    """Where a unit comes from."""

    article: int | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    collection: str | None = None
    position: int | None = Field(None, description="row of the article, from 0")
    batch: int | None = None


class Penalty(Shape):
    """Points taken off a score."""

    name: str
    points: int


class Step(Shape):
    """A step from the stored segment to the query."""

    op: Literal["equal", "replace", "insert", "delete"]
    query: Range
    match: Range


class Match(Shape):
    """A unit found for a query; score = raw_score (+ context) − the points of all penalties."""

    score: int
    raw_score: int
    kind: Literal["context", "exact", "fuzzy"]
    source: str
    target: str
    unit: int
    penalties: list[Penalty]
    warnings: list[str]
    diff: list[Step]
    adapted: str | None = None
    status: Literal["auto", "reviewed"]
    times: int
    origin: Origin


class Rendering(Shape):
    """How the other language says a phrase."""

    text: str
    count: int
    status: TermStatus | None = None


class Example(Shape):
    """A unit that holds a fragment."""

    source: str
    target: str
    unit: int


class Fragment(Shape):
    """A part of the query found elsewhere."""

    query: Range
    text: str
    count: int
    renderings: list[Rendering]
    example: Example


class Shared(Shape):
    """The stretches a query and a stored sentence share."""

    query: list[Range]
    match: list[Range]


class Containing(Shape):
    """A longer sentence that holds most of the query; coverage in percent of the query."""

    coverage: int
    source: str
    target: str
    unit: int
    spans: Shared
    status: Literal["auto", "reviewed"]
    times: int
    origin: Origin


class Translation(Shape):
    """What the glossary writes in the other language."""

    text: str
    status: str


class Occurrence(Shape):
    """A term recognised in a text."""

    span: Range
    text: str
    concept: int
    status: str
    translations: list[Translation]
    avoid: list[str] = Field([], description="what the glossary says not to write")


class InUse(Shape):
    """One translation of exactly the query, with how often it stands in which year."""

    target: str
    count: int
    years: dict[str, int]


class PromptTerm(Shape):
    """What may be written for a term of the text, and what may not."""

    text: str
    write: list[str]
    avoid: list[str]


class PromptAnswer(Shape):
    """A prompt for a language model, and what it was made of."""

    from_: Language = Field(alias="from")
    to: Language
    prompt: str
    tokens: int = Field(description="an estimate")
    notice: str
    terms: list[PromptTerm]
    examples: list[Match]


class LookupAnswer(Shape):
    """Matches for a sentence, best first."""

    query: str
    from_: Language = Field(alias="from")
    to: Language
    signature: str
    took_ms: float
    matches: list[Match]
    fragments: list[Fragment]
    containing: list[Containing] = Field([], description="where no whole match is good")
    terms: list[Occurrence]
    hidden: int = Field(0, description="matches that the filters asked for keep back")
    in_use: list[InUse] = Field([], description="where the very query has several translations")
    preview: dict[str, Any] | None = Field(None, description="a phrase's concordance, its start")


class Spans(Shape):
    """Spans on both sides."""

    zh: list[Range]
    en: list[Range]


class Hit(Shape):
    """One unit in which a phrase stands."""

    zh: str
    en: str
    spans: Spans
    unit: int
    status: Literal["auto", "reviewed"]
    times: int
    origin: Origin


class ArticleCount(Shape):
    """An article with the number of hits in it."""

    article: int
    title: str
    count: int


class Facets(Shape):
    """Where the hits come from: units by year, collection, state and article."""

    years: dict[str, int]
    collections: dict[str, int]
    statuses: dict[str, int]
    articles: list[ArticleCount]


class Variant(Shape):
    """Another way of writing what was asked."""

    text: str
    count: int


class ConcordanceAnswer(Shape):
    """Every occurrence of a phrase."""

    query: str
    in_: Language = Field(alias="in")
    total: int
    upto: int = Field(0, description="the newest unit among them; the next page is asked with it")
    hits: list[Hit]
    renderings: list[Rendering]
    facets: Facets | None = Field(None, description="of the newest 20,000 hits, where asked for")
    variants: list[Variant] = Field([], description="found though it is written otherwise")


class TermsAnswer(Shape):
    """The terms recognised in a text."""

    lang: Language
    occurrences: list[Occurrence]
