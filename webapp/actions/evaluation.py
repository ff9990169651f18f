"""Measuring: the memory against itself, a translation against a reference."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tm.errors import Invalid
from tm.evaluate import Metric, Quality, compared, held_out
from tm.index import signature as index_signature
from tm.languages import LANGUAGES, Language
from tm.match import Wish, matches, signature
from tm.store.texts import Texts
from tm.text.detect import language_of
from tm.units import Match
from webapp.actions import index
from webapp.work import Work

SEED = 20170822
"""The same memory gives the same sample."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Both directions, with everything a score depends on."""

    signature: str
    sample: int
    directions: tuple[Quality, ...]


def evaluate_matching(work: Work, *, sample: int = 200, minimum: int = 50) -> Evaluation:
    """Hold out `sample` units with their articles, ask for each, compare suggestion and truth."""
    work.require("memory.read")
    ids = work.memory.ids()
    chosen = random.Random(SEED).sample(ids, min(sample, len(ids)))
    units = [unit for _, unit in sorted(work.memory.fetch(chosen).items())]
    texts = Texts(work.session)
    found = tuple(
        held_out(units, language, _suggest(work, minimum), texts.siblings) for language in LANGUAGES
    )
    return Evaluation(signature(index_signature()), len(units), found)


def evaluate_text(hypothesis: Iterable[str], reference: Iterable[str]) -> tuple[Metric, ...]:
    """Score a translation line by line; raise Invalid where lines do not pair up or say nothing.

    A line that is empty on both sides counts for nothing.
    """
    said, true = list(hypothesis), list(reference)
    if len(said) != len(true):
        raise Invalid("hypothesis", f"{len(said)} lines", f"{len(true)} lines, one a reference")
    if not any(line.strip() for line in true):
        raise Invalid("reference", "no text", "a reference with at least one line of text")
    return compared(said, true, language_of("\n".join(true)) or "en", ter=True)


def _suggest(work: Work, minimum: int) -> Callable[[str, Language, frozenset[int]], Match | None]:
    seeker = index.searcher(work)

    def suggest(text: str, source: Language, without: frozenset[int]) -> Match | None:
        wish = Wish(minimum=minimum, limit=1, without=without)
        found = matches(text, source, searcher=seeker, memory=work.memory, wish=wish)
        return found[0] if found else None

    return suggest
