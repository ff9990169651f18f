"""The shapes of the API's answers, for its description; a test holds real answers against them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from tm.languages import Language

Range = tuple[int, int]
TermStatus = Literal["preferred", "admitted", "deprecated", "superseded", "forbidden"]


class Shape(BaseModel):
    """The base: fields may be added, never taken away."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)


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
    hits: list[Hit]
    renderings: list[Rendering]
    facets: Facets | None = Field(None, description="of the newest hits, where asked for")
    variants: list[Variant] = Field([], description="found though it is written otherwise")


class TermsAnswer(Shape):
    """The terms recognised in a text."""

    lang: Language
    occurrences: list[Occurrence]


class Message(Shape):
    """A sentence in both languages."""

    en: str
    zh: str


class Edit(Shape):
    """Text to put in the place of a span."""

    span: Range
    text: str


class Fix(Shape):
    """A correction; its edits go together."""

    applicability: Literal["safe", "unsafe", "display"]
    edits: list[Edit]


class Finding(Shape):
    """One place where a rule is not kept."""

    code: str
    rule: str
    category: str
    severity: Literal["error", "warning", "note"]
    span: Range
    line: int
    column: int
    text: str
    message: Message
    suggestions: list[str]
    concept: int | str | None = None
    fix: Fix | None = None


class CheckAnswer(Shape):
    """The findings in a text, in text order."""

    lang: Language
    words: int
    findings: list[Finding]


class Problem(Shape):
    """Something that was wrong with a record."""

    place: str
    message: str


class PairAnswer(Shape):
    """What became of an article pair."""

    batch: int
    article: int
    segments: dict[str, int]
    beads: int
    published: int
    doubtful: int
    dropped: int
    already_known: int
    problems: list[Problem]


class BlockAnswer(Shape):
    """A stretch of a document between hard boundaries."""

    number: int
    kind: str
    kept: bool
    reason: str | None = Field(description="why it is left out")
    text: str


class DocumentAnswer(Shape):
    """A document as it was read."""

    name: str
    format: str
    language: Language | None
    script: str | None
    encoding: str | None
    sha256: str
    title: str | None
    date: str | None
    url: str | None
    han: int
    words: int
    blocks: list[BlockAnswer]
    problems: list[Problem]


class FileAnswer(Shape):
    """What became of a file's records."""

    batch: int | None = None
    read: int
    created: int
    updated: int
    unchanged: int
    skipped: int
    failed: int
    problems: list[Problem]


class BatchAnswer(Shape):
    """One import."""

    batch: int
    kind: str
    name: str
    actor: str
    created: str
    undone: str | None
    places: int
    problems: list[dict[str, str]]


class BatchesAnswer(Shape):
    """The imports, newest first."""

    batches: list[BatchAnswer]
    next: str | None = None


class TermByYear(Shape):
    """A term with the sentences it stands in, those of dated articles by year."""

    concept: int
    zh: str
    en: str
    total: int
    years: dict[str, int]


class OverviewAnswer(Shape):
    """The figures of an installation."""

    units: int
    reviewed: int
    articles: int
    concepts: int
    proposed: int
    waiting: int
    by_year: dict[str, int]
    leverage_by_month: dict[str, dict[str, int]] = Field(
        {}, description="how many pairs of a month the memory knew before, by match band"
    )
    terms_by_year: list[TermByYear] = Field([], description="the terms most in use")


class Bead(Shape):
    """One row of an article; steps of review name it by id and version."""

    id: int
    version: int
    position: int
    type: str
    zh: str
    en: str
    confidence: float
    status: str


class ArticleAnswer(Shape):
    """An article; `beads` only where one is asked for."""

    article: int
    batch: int
    title: str | None
    title_en: str | None
    date: str | None
    url: str | None
    collection: str | None
    counts: dict[str, int]
    beads: list[Bead] = []


class ArticlesAnswer(Shape):
    """A page of articles."""

    total: int
    articles: list[ArticleAnswer]
    next: str | None = None


class StepAnswer(Shape):
    """One step of a review; `rows` are the ids that stood after it."""

    id: int
    kind: str
    actor: str
    at: str
    undone: bool
    rows: list[int]


class StepsAnswer(Shape):
    """The steps of a review, oldest first."""

    steps: list[StepAnswer]


class ConceptAnswer(Shape):
    """A concept with its terms."""

    id: int
    revision: int = Field(description="rises with every change; it is the ETag")
    state: Literal["proposed", "approved", "deleted"]
    amends: int | None = Field(None, description="the concept a proposal would change")
    terms: list[dict[str, Any]]


class ConceptsAnswer(Shape):
    """A page of concepts."""

    total: int
    concepts: list[ConceptAnswer]
    next: str | None = None


class Use(Shape):
    """How pairs of the memory use a concept: by standing, and by rendering as written."""

    pairs: int
    standings: dict[str, int]
    renderings: dict[str, int]


class UseAnswer(Use):
    """How the newest pairs use a concept, in all and by year."""

    by_year: dict[str, Use]


class LintFinding(Shape):
    """One thing that is wrong with the glossary."""

    rule: str
    severity: Literal["error", "warning", "note"]
    concepts: list[int]
    terms: list[str]
    message: Message


class FormInUse(Shape):
    """A form that is not to be used, with the sentences it stands in."""

    concept: int
    text: str
    lang: Language
    count: int


class HealthAnswer(Shape):
    """What is wrong with the glossary, or waits."""

    findings: list[LintFinding]
    used: int
    unused: list[ConceptAnswer]
    proposed: list[ConceptAnswer]
    forbidden: list[FormInUse]


class PairText(Shape):
    """A pair of texts."""

    zh: str
    en: str


class CandidateAnswer(Shape):
    """Two phrases that seem to be one term; `concept` is the one it would be a variant of."""

    zh: str
    en: str
    count: int
    zh_count: int
    en_count: int
    score: float
    concept: int | None
    examples: list[PairText]


class CandidatesAnswer(Shape):
    """What might become terms, best first."""

    candidates: list[CandidateAnswer]


class Verdict(Shape):
    """What one entry of a file would do."""

    place: str
    verdict: Literal["new", "update", "duplicate", "conflict"]
    entry: str
    concept: int | None
    reason: str
    reason_zh: str


class GlossaryProblem(Problem):
    """What was wrong at a place of a glossary file, in Chinese too where it is known."""

    message_zh: str


class GlossaryFileAnswer(Shape):
    """What became of a glossary file, or would."""

    read: int
    created: int
    updated: int
    unchanged: int
    skipped: int
    failed: int
    problems: list[GlossaryProblem]
    verdicts: list[Verdict]



class GlossaryImport(Shape):
    """One import of the glossary."""

    import_: int = Field(alias="import")
    name: str
    by: str
    at: str
    created: int
    updated: int
    undone: bool


class GlossaryImportsAnswer(Shape):
    """The imports of the glossary, newest first."""

    imports: list[GlossaryImport]


class LeftConcept(Shape):
    """A concept somebody has changed since."""

    concept: int
    title: str


class GlossaryUndoneAnswer(Shape):
    """What taking an import of the glossary back came to."""

    import_: int = Field(alias="import")
    taken_back: int
    left: list[LeftConcept]
