"""Articles, their rows and the steps of their review."""

from __future__ import annotations

from webapp.api.shapes.base import Shape


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
