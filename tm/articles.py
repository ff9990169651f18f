"""Articles as values: what a document in both languages is, bead by bead."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as calendar_date
from typing import Any, Literal

from tm.errors import Invalid

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
    """A stored bead: ranges of segments on both sides and what review has made of their texts.

    `id` and `version` are None for a bead that is not stored yet. A bead with an empty side is
    never published.
    """

    zh_range: tuple[int, int]
    en_range: tuple[int, int]
    zh: str
    en: str
    confidence: float
    status: BeadStatus
    reasons: tuple[Mapping[str, Any], ...] = ()
    original: Mapping[str, str] | None = None
    position: int = 0
    id: int | None = None
    version: int | None = None

    @property
    def type(self) -> str:
        """The bead's shape, Chinese side first: "1-2"."""
        zh, en = (end - start for start, end in (self.zh_range, self.en_range))
        return f"{zh}-{en}"

    @property
    def paired(self) -> bool:
        """Whether both sides hold text."""
        return bool(self.zh.strip() and self.en.strip())


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its newest edition has it; `beads` is empty in lists."""

    id: int
    edition: int
    batch: int
    facts: Facts
    withdrawn: bool
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
