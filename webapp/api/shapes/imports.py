"""What importing answers: reports, documents looked at, batches."""

from __future__ import annotations

from pydantic import Field

from tm.languages import Language
from webapp.api.shapes.base import Shape


class Problem(Shape):
    """Something that was wrong with a record."""

    place: str
    message: str
    message_zh: str


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
