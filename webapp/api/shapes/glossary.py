"""Concepts, their use and health, candidates and imports of the glossary."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from tm.languages import Language
from webapp.api.shapes.base import Shape
from webapp.api.shapes.checking import Message
from webapp.api.shapes.imports import Problem


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


class GlossaryFileAnswer(Shape):
    """What became of a glossary file, or would."""

    read: int
    created: int
    updated: int
    unchanged: int
    skipped: int
    failed: int
    problems: list[Problem]
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
