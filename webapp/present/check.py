"""A checked text as JSON."""

from __future__ import annotations

from typing import Any

from glossary.check.report.records import review_record
from webapp.actions.check import Checked


def checked(result: Checked) -> dict[str, Any]:
    """Return the findings of a text, in text order."""
    return review_record(
        result.review, result.text, file=result.name, lang=result.lang, words=result.words
    )
