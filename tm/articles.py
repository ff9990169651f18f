"""Articles as values: what a document in both languages is, bead by bead."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as calendar_date
from typing import Any, Literal

from tm.errors import Invalid
from tm.languages import Language

BeadStatus = Literal["auto", "doubtful", "reviewed", "dropped"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an article beside its text; `date` is ISO, the tags are as given."""

    title_zh: str | None = None
    title_en: str | None = None
    date: str | None = None
    url: str | None = None
    collection: str | None = None
    zh_tag: str = "zh"
    en_tag: str = "en"
    zh_name: str | None = None
    en_name: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ArticleSegment:
    """A segment of one side; `paragraph` counts the blocks it was cut from."""

    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class ArticleBead:
    """Segments aligned as one, and what review has made of them.

    `zh_parts` and `en_parts` are the segments as they were cut; `zh` and `en` the texts as they
    stand now, which differ from the joined parts once a person has edited them. `id` and `version`
    are None for a bead that is not stored yet; the version rises with every decision.
    """

    zh_parts: tuple[str, ...]
    en_parts: tuple[str, ...]
    zh: str
    en: str
    confidence: float
    status: BeadStatus
    reasons: tuple[Mapping[str, Any], ...] = ()
    position: int = 0
    id: int | None = None
    version: int | None = None

    @property
    def type(self) -> str:
        """The bead's shape, Chinese side first: "1-2"."""
        return f"{len(self.zh_parts)}-{len(self.en_parts)}"

    @property
    def paired(self) -> bool:
        """Whether both sides hold text."""
        return bool(self.zh.strip() and self.en.strip())

    @property
    def edited(self) -> bool:
        """Whether a person has changed a text."""
        return (self.zh, self.en) != (joined(self.zh_parts, "zh"), joined(self.en_parts, "en"))

    @property
    def published(self) -> bool:
        """Whether the bead belongs in the memory once its article is published."""
        return self.paired and self.status in ("auto", "reviewed")

    def parts(self, language: Language) -> tuple[str, ...]:
        """Return the segments of one side."""
        return self.zh_parts if language == "zh" else self.en_parts


def bead_of(
    zh: Sequence[str],
    en: Sequence[str],
    *,
    confidence: float,
    status: BeadStatus,
    reasons: Sequence[Mapping[str, Any]] = (),
) -> ArticleBead:
    """Make a bead of segments; its texts are the segments joined."""
    return ArticleBead(
        tuple(zh), tuple(en), joined(zh, "zh"), joined(en, "en"), confidence, status, tuple(reasons)
    )


def joined(texts: Sequence[str], language: Language) -> str:
    """Join the segments of one side: English with spaces, Chinese only between Latin letters.

    >>> joined(["共20人。", "来自8省。"], "zh"), joined(["He came.", "She left."], "en")
    ('共20人。来自8省。', 'He came. She left.')
    """
    if language == "en":
        return " ".join(texts)
    result = ""
    for text in texts:
        between = " " if result and result[-1].isascii() and text[:1].isascii() else ""
        result += between + text
    return result


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its newest edition has it; `beads` is empty in lists."""

    id: int
    edition: int
    batch: int
    facts: Facts
    withdrawn: bool
    published: bool
    fit: float | None
    counts: Mapping[str, int]
    beads: tuple[ArticleBead, ...] = ()

    @property
    def title(self) -> str:
        """The name an article is shown under: Chinese before English before its number."""
        return self.facts.title_zh or self.facts.title_en or f"#{self.id}"


def fingerprint(zh: Sequence[ArticleSegment], en: Sequence[ArticleSegment]) -> str:
    """Return the identity of a pair of texts, paragraphs apart: SHA-256 in hexadecimal."""
    lines = [segment.text.strip() for side in (zh, en) for segment in (*side, _MARK)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


_MARK = ArticleSegment("\f", -1)


def valid_date(date: str | None) -> str | None:
    """Return an ISO date unchanged; raise Invalid for anything else that is not None."""
    if date is None:
        return None
    try:
        return calendar_date.fromisoformat(date).isoformat()
    except ValueError:
        raise Invalid("date", date, "a date such as 2017-08-22") from None
