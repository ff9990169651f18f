"""Concepts to rows and back, with the keys by which rows are found and sorted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from glossary.concepts import Concept, Term
from glossary.facts import CONCEPT_FACTS, TERM_FACTS, concept_from, facts, term_facts
from glossary.schema import MAX_KEY, ConceptRow, TermRow
from tm.text.fold import fold
from tm.text.sounds import initials, syllables


def write(row: ConceptRow, concept: Concept) -> None:
    """Put the facts of `concept` on its row; a term that stays keeps its row and id."""
    found = facts(concept)
    del found["terms"]
    _put(row, found)
    row.letter, row.sorting = _place(concept)
    stored = {(term.lang, term.text): term for term in row.terms}
    row.terms = [
        _written(stored.get((term.lang, term.text)) or TermRow(), term, position)
        for position, term in enumerate(concept.terms)
    ]


def concept_of(row: ConceptRow) -> Concept:
    """Return the concept a row holds."""
    found: dict[str, Any] = {name: getattr(row, name) for name in CONCEPT_FACTS}
    found["terms"] = [{name: getattr(term, name) for name in TERM_FACTS} for term in row.terms]
    concept = concept_from(found)
    kept = zip(concept.terms, row.terms, strict=True)
    terms = tuple(replace(term, id=stored.id) for term, stored in kept)
    return replace(concept, terms=terms, id=row.id, revision=row.revision)


def _written(row: TermRow, term: Term, position: int) -> TermRow:
    _put(row, term_facts(term))
    chinese = term.lang == "zh"
    row.position = position
    row.key = fold(term.text).text[:MAX_KEY]
    row.sound = "".join(syllables(term.text)) if chinese else ""
    row.initials = initials(term.text) if chinese else ""
    return row


def _put(row: ConceptRow | TermRow, found: Mapping[str, Any]) -> None:
    """Set only what differs, so that an unchanged row is not written."""
    for name, value in found.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _place(concept: Concept) -> tuple[str, str]:
    """Return the first letter and the sort key: the pinyin, else the English."""
    zh = concept.preferred("zh")
    name = " ".join(syllables(zh)) if zh else fold(concept.title).text
    first = name[:1].upper()
    letter = first if "A" <= first <= "Z" else "#"
    return letter, f"{name} {zh or ''}"[:MAX_KEY]
