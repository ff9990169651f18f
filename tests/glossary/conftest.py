"""Builders of concepts in one line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from glossary.concepts import Concept, Status, Term


@pytest.fixture
def concept() -> Callable[..., Concept]:
    """Build a concept: `concept("读书会", "reading group|book club", forbidden="book party")`.

    The first text of a language is preferred, the others admitted; `forbidden` is English.
    """

    def build(zh: str, en: str = "", *, forbidden: str = "", **fields: object) -> Concept:
        terms = [
            Term(text, lang, Status.ADMITTED if at else Status.PREFERRED)
            for lang, cell in (("zh", zh), ("en", en))
            for at, text in enumerate(filter(None, cell.split("|")))
        ]
        terms += [Term(text, "en", Status.FORBIDDEN) for text in filter(None, forbidden.split("|"))]
        return Concept(tuple(terms), **fields)

    return build
