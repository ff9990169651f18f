"""Finding concepts by what people type: either script, pinyin, initials, English in any form.

The tiers, best first: the text of a term; its reading (`shehuizuzhi`, `dú shū huì`, `dsh`); the
beginning of a term; a part of it; where all that finds nothing, what is written nearly so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from glossary.concepts import State, Status
from glossary.inflect import forms
from glossary.schema import ConceptRow, TermRow
from tm.text.chars import han_count
from tm.text.fold import fold
from tm.text.sounds import plain, syllables

How = Literal["exact", "sound", "start", "part", "note", "similar"]

_STATUSES = {status.value: rank for rank, status in enumerate(Status)}
_ENOUGH = 400  # rows of one tier that are looked at; more are not worth ranking
_ALIKE = 0.75  # least similarity of a misspelt query, as 1 - distance / length
_MAX_QUERY = 200
_FEW_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept that answers a query, the term that did, and how."""

    concept: int
    term: str
    how: How


def find(session: Session, query: str, *, limit: int, everywhere: bool) -> list[Hit]:
    """Return hits best first: by tier, then status, then the shorter term; one a concept."""
    key = fold(query.strip()[:_MAX_QUERY]).text
    if not key:
        return []
    hits: dict[int, Hit] = {}
    for how, condition in _tiers(key, everywhere=everywhere):
        for hit in _matching(session, how, condition):
            hits.setdefault(hit.concept, hit)
        if len(hits) >= limit:
            break
    if not hits:
        hits = {hit.concept: hit for hit in _similar(session, key, limit)}
    return list(hits.values())[:limit]


def _tiers(key: str, *, everywhere: bool) -> Iterator[tuple[How, ColumnElement[bool]]]:
    yield "exact", TermRow.key.in_(sorted({key, *_other_forms(key)}))
    typed = plain(key).replace(" ", "").replace("'", "")
    reading = typed.isascii() and typed.isalnum()
    if reading:
        yield "sound", or_(TermRow.sound == typed, TermRow.initials == typed)
    yield "start", TermRow.key.startswith(key, autoescape=True)
    if reading and len(typed) > 1:
        yield "sound", TermRow.sound.startswith(typed, autoescape=True)
        yield "sound", TermRow.initials.startswith(typed, autoescape=True)
    # A few letters stand inside half of all words: they must begin one (dsh is not friendship).
    part = f" {key}" if reading and len(typed) <= _FEW_LETTERS else key
    yield "part", TermRow.key.contains(part, autoescape=True)
    if reading and len(typed) > 3:
        yield "sound", TermRow.sound.contains(typed, autoescape=True)
    if everywhere:
        columns = (ConceptRow.definition, ConceptRow.note, TermRow.note, TermRow.reason)
        yield "note", or_(*(column.icontains(key, autoescape=True) for column in columns))


def _other_forms(key: str) -> Iterator[str]:
    """Yield the forms an English query may be asking for: plural and singular, bare verb."""
    if han_count(key):
        return
    yield from (fold(form).text for form in forms(key))
    first, space, rest = key.partition(" ")
    for ending, instead in (("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("ied", "y")):
        if first.endswith(ending) and len(first) > len(ending) + 2:
            yield first.removesuffix(ending) + instead + space + rest


def _matching(session: Session, how: How, condition: ColumnElement[bool]) -> list[Hit]:
    rows = session.execute(
        select(TermRow.concept_id, TermRow.text, TermRow.status)
        .join(ConceptRow, ConceptRow.id == TermRow.concept_id)
        .where(ConceptRow.state != State.DELETED.value, condition)
        .limit(_ENOUGH)
    )
    ranked = sorted(rows, key=lambda row: (_STATUSES[row[2]], len(row[1]), row[0]))
    return [Hit(row[0], row[1], how) for row in ranked]


def _similar(session: Session, key: str, limit: int) -> Iterable[Hit]:
    """Yield the concepts whose terms are nearest to a query that found nothing.

    A Chinese slip mostly sounds right (社会阻止 for 社会组织): its reading is tried first.
    """
    if han_count(key):
        yield from _matching(session, "similar", TermRow.sound == "".join(syllables(key)))
    if len(key) < 3:
        return
    rows = session.execute(
        select(TermRow.concept_id, TermRow.text, TermRow.key)
        .join(ConceptRow, ConceptRow.id == TermRow.concept_id)
        .where(ConceptRow.state != State.DELETED.value)
        .order_by(TermRow.id)
    ).all()
    keys = [row.key for row in rows]
    scored = process.extract(
        key, keys, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, limit=limit * 2
    )
    seen: set[int] = set()
    for _, _, at in scored:
        if rows[at].concept_id not in seen:
            seen.add(rows[at].concept_id)
            yield Hit(rows[at].concept_id, rows[at].text, "similar")
