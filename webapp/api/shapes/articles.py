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


class SheetText(Shape):
    """A value of a row before and after."""

    before: str
    after: str


class SheetRow(Shape):
    """A row that a sheet changes; of its values only those that differ are given."""

    id: int
    position: int
    status: SheetText | None = None
    zh: SheetText | None = None
    en: SheetText | None = None


class SheetProblem(Shape):
    """Why a row is not taken; `row` is that of the sheet, from 1, the header included."""

    row: int | None
    code: str
    message: str
    message_zh: str


class SheetAnswer(Shape):
    """What a returned sheet changed, or with `dry_run` would change."""

    changes: list[SheetRow]
    not_taken: list[SheetProblem]
