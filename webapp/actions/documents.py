"""Whole documents against the memory: what it saves, and the document filled from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath
from typing import IO

from tm.drafts import FORMATS, Draft, blank_draft, open_draft
from tm.errors import Unreadable
from tm.extract import extract
from tm.languages import Language
from tm.leverage import LEAST, Leverage, leverage
from tm.match import Neighbours, Wish, best_score
from tm.pretranslate import Filled, pretranslate
from tm.text.sentences import sentences
from tm.units import Match
from webapp.actions.lookup import Standing, lookup, neighbours_of
from webapp.actions.many import answers
from webapp.work import Work

NEVER = 103  # a minimum that no match reaches: candidates are given, targets left alone
BESIDE = 3
"""Candidates written beside a segment where the format has room."""


@dataclass(frozen=True, slots=True)
class Segments:
    """The segments of a document, in order, and its language."""

    language: Language
    texts: tuple[str, ...]


def segments_of(data: bytes, *, name: str) -> Segments:
    """Return the segments of a document: translatable ones of a draft, sentences of a text."""
    if PurePath(name).suffix.lower() in FORMATS:
        draft = open_draft(data, name=name)
        return Segments(draft.source, tuple(slot.text for slot in draft.slots if slot.text.strip()))
    document = extract(data, name=name)
    language = document.language
    if language is None:
        raise Unreadable(name, None, "a document in Chinese or English", "both or neither")
    kept = [block.text for block in document.blocks if block.kept]
    cut = (span.cut(text).strip() for text in kept for span in sentences(text, language))
    return Segments(language, tuple(sentence for sentence in cut if sentence))


def analyse(
    work: Work, data: bytes, *, name: str, seen: set[str] | None = None
) -> Leverage:  # fmt: skip
    """Count what the memory saves on a document, by match band.

    Documents analysed one after the other with the same `seen` know each other's repetitions.
    """
    work.require("memory.read")
    found = segments_of(data, name=name)

    def scores(positions: Sequence[int]) -> Iterable[int]:
        answer = partial(best_scores, source=found.language)
        return answers(work, answer, [_asked(found.texts, position) for position in positions])

    return leverage(found.texts, found.language, scores, seen)


def fill(
    work: Work, data: bytes, file: IO[bytes], *, name: str, output: str, minimum: int = 75
) -> Filled:
    """Fill a document from matches of at least `minimum` and write it to `file`.

    `output` names what is written: the document itself where the extension is the same, else a
    table or XLIFF of its segments.
    """
    work.require("memory.read")
    draft = _draft(data, name, output)
    texts = [slot.text for slot in draft.slots]

    def found(positions: Sequence[int]) -> Iterable[Sequence[Match]]:
        answer = partial(_matches, source=draft.source, minimum=min(minimum, LEAST))
        return answers(work, answer, [_asked(texts, position) for position in positions])

    filled = pretranslate(draft, found, minimum=minimum)
    draft.write(file)
    return filled


def _draft(data: bytes, name: str, output: str) -> Draft:
    if PurePath(name).suffix.lower() == PurePath(output).suffix.lower() in FORMATS:
        return open_draft(data, name=name)
    found = segments_of(data, name=name)
    return blank_draft(found.texts, found.language, name=output)


Asked = tuple[str, Neighbours]


def _asked(texts: Sequence[str], position: int) -> Asked:
    return texts[position], neighbours_of(texts, position)


def best_scores(work: Work, asked: Sequence[Asked], *, source: Language) -> list[int]:
    """Return the score of the best match of each segment; 0 where none is alike."""
    standing = Standing(work)
    wish = Wish(LEAST, collections=standing.penalties)
    return [
        best_score(
            text, source, searcher=standing.searcher, memory=work.memory,
            wish=replace(wish, neighbours=around),
        )
        for text, around in asked
    ]  # fmt: skip


def _matches(
    work: Work, asked: Sequence[Asked], *, source: Language, minimum: int
) -> list[tuple[Match, ...]]:
    standing = Standing(work)
    return [
        lookup(
            work, text, source=source, minimum=minimum, limit=BESIDE, neighbours=around,
            bare=True, standing=standing,
        ).matches
        for text, around in asked
    ]  # fmt: skip
