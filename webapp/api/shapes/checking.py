"""What a check answers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tm.languages import Language
from webapp.api.shapes.base import Range, Shape


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
    total: int | None = Field(None, description="all findings; where a page was asked for")
