"""A new edition of a glossary laid over an older one that people have worked on.

What nobody has touched since it came becomes what the new edition says, terms that left it
included. What somebody has edited or removed stays as it is and is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from glossary.concepts import Concept, State, Term
from glossary.facts import same
from glossary.formats import Entry
from glossary.importing import Kind, Verdict, plan


@dataclass(frozen=True, slots=True)
class Left:
    """An entry of the new edition that was not taken over, and the concept that stands for it."""

    entry: Concept
    ours: Concept
    reason: str


@dataclass(frozen=True, slots=True)
class Refresh:
    """What a new edition brings: concepts to add, to replace (ours by id), and what is left."""

    new: tuple[Concept, ...]
    changed: tuple[Concept, ...]
    left: tuple[Left, ...]


def refresh(entries: Iterable[Entry], known: Iterable[Concept], edited: Collection[int]) -> Refresh:
    """Plan how an edition replaces what is known; `edited` are the ids people have worked on.

    `known` holds removed concepts too: what was removed here does not come back.
    """
    standing = {concept.id: concept for concept in known}
    new: list[Concept] = []
    changed: dict[int, Concept] = {}
    left: list[Left] = []
    for verdict in plan(entries, standing.values()).verdicts:
        ours = standing.get(verdict.concept.id)
        if ours is None:
            new.extend(_fresh(verdict))
            continue
        entry = replace(verdict.entry, id=ours.id, state=ours.state)
        entry = replace(entry, terms=tuple(_kept_ids(entry, ours)))
        if same(entry, ours) or ours.id in changed:
            continue
        reason = _reason(ours, edited)
        if reason:
            left.append(Left(verdict.entry, ours, reason))
        else:
            changed[ours.id] = entry
    return Refresh(tuple(new), tuple(changed.values()), tuple(left))


def _fresh(verdict: Verdict) -> Iterator[Concept]:
    """Yield a concept to add; an entry at odds with another of the same file is left out."""
    if verdict.kind is Kind.NEW:
        yield replace(verdict.entry, id=0, revision=0)


def _reason(ours: Concept, edited: Collection[int]) -> str:
    if ours.state is State.DELETED:
        return "removed here"
    return "edited here" if ours.id in edited else ""


def _kept_ids(entry: Concept, ours: Concept) -> Iterator[Term]:
    ids = {(term.lang, term.text): term.id for term in ours.terms}
    for term in entry.terms:
        yield replace(term, id=ids.get((term.lang, term.text), 0))
