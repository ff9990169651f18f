"""Aligning the two sides of an article with what the installation knows."""

from __future__ import annotations

from collections.abc import Sequence

from tm.align import Alignment, align
from tm.articles import ArticleSegment
from webapp.work import Work


def aligned(
    work: Work, zh: Sequence[ArticleSegment], en: Sequence[ArticleSegment]
) -> Alignment:
    """Align two lists of segments."""
    return align([segment.text for segment in zh], [segment.text for segment in en])
