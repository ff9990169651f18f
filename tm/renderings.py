"""How the other language says a phrase, found by association over the memory.

Of the units that hold the phrase some hundreds are read. Every short stretch of their translations
is a candidate: up to six English words, up to ten Chinese characters. Which of them renders the
phrase, the log-likelihood ratio says (Dunning 1993): it weighs how many of the translations hold a
candidate against how many would by chance, and so prefers the usual rendering to a rare word that
happens to stand beside it. The best candidate is taken, widened while hardly anything is lost, the
units it explains are put aside, and the next one is sought among the rest: so competing renderings
come out one by one with their counts. What stands too loosely with the phrase, or explains too few
of the units, is not shown at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf, log
from typing import Any

import numpy as np
import numpy.typing as npt

from tm.index import Searcher
from tm.index.bulk import Encoded
from tm.index.gathering import Rows, Shared, first_places
from tm.index.grams import CODE_MASK
from tm.languages import Language, other
from tm.text.edges import Edges
from tm.text.spans import Span
from tm.text.symbols import ORDINAL, WORD_BIT
from tm.text.tokens import tokenise
from tm.text.wholeness import paired
from tm.units import Rendering

SAMPLE = 400
"""Units read for one phrase, newest first."""

LONGEST: dict[Language, int] = {"en": 9, "zh": 12}
SURE = 0.01
"""Least Dice coefficient, 2 · together / (units with the phrase + units with the candidate)."""
LIFT = 3.0
"""How much likelier a rendering must be beside the phrase than anywhere: 使用 is no rendering of
*you* for standing in many sentences. Where the phrase is in every third unit, this cannot tell."""
TELLING = 1_000
"""Units a memory must have before it tells what is common anyhow."""
LEAST = 2
"""Least units a rendering stands in: a single one proves nothing."""
SHARE = 8
"""A rendering stands in one of so many units that were read, at least."""
NEARLY = 0.8
"""Share of the best weight that a longer candidate around the best must keep."""
MOST = 5
_EXAMINED = 24

Array = npt.NDArray[Any]
Gram = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A stretch of the translations, with how strongly it is bound to the phrase."""

    weight: float
    gram: Gram
    count: int
    place: int


def renderings(
    texts: Sequence[str], total: int, source: Language, *, searcher: Searcher,
    edges: Edges | None = None, figures: bool = True,
) -> list[Rendering]:  # fmt: skip
    """Return how `texts` in the other language than `source` say what they have in common.

    They are the translations of a sample of the `total` units that hold the phrase. Counts are
    scaled up to the total where the sample is smaller; commonest first. `figures` says whether the
    phrase holds a number or date: where it has none, what renders it has none.
    """
    if len(texts) < LEAST:
        return []
    language = other(source)
    encoded = searcher.encode(texts)
    rows = _rows(encoded, edges or Edges(), figures=figures)
    left, found = np.ones(len(texts), np.bool_), list[Rendering]()
    scale = total / len(texts)
    while left.any() and len(found) < MOST:
        best = _best(rows, left, scale, language, searcher)
        if best is None:
            break
        places = first_places(rows, rows.codes[best.place : best.place + len(best.gram)])
        said = _spelled(_cut(texts, encoded, places, len(best.gram)))
        held = places >= 0
        found.append(Rendering(said, max(1, round(int((held & left).sum()) * scale))))
        left &= ~held
    return sorted(found, key=lambda rendering: (-rendering.count, rendering.text))


def _rows(encoded: Encoded, edges: Edges, *, figures: bool) -> Rows:
    arena = encoded.arena
    codes = (arena & np.uint32(CODE_MASK)).astype(np.int64)
    begins, ends = edges.along(codes, encoded.offsets)
    broken, words = arena > CODE_MASK, codes > ORDINAL
    if not figures:
        broken, begins = broken | ~words, begins & words
    return Rows(codes, encoded.offsets, broken, begins, ends, words)


def spans_of(text: str, language: Language, shown: Sequence[Rendering]) -> tuple[Span, ...]:
    """Return where the first of the renderings that stands in `text` stands."""
    tokens = tokenise(text)
    for rendering in shown:
        wanted = tokenise(rendering.text).codes
        at = _find(tokens.codes, wanted)
        if at is not None:
            return (Span(tokens.starts[at], tokens.ends[at + len(wanted) - 1]),)
    return ()


def _best(
    rows: Rows, left: Array, scale: float, language: Language, searcher: Searcher
) -> _Candidate | None:
    """Return the candidate most strongly bound to the phrase among the unexplained segments."""
    least = max(LEAST, -(-len(left) // SHARE))
    shared = _telling(searcher.shared(rows, left, LONGEST[language], least), rows, language)
    unexplained, memory = int(left.sum()), len(searcher)
    here, scored, best = unexplained * scale, list[_Candidate](), 0.0
    untold = here * LIFT > memory or memory < TELLING
    # Worth a closer look are frequent stretches, and the longer of these.
    promise = shared.counts * np.sqrt(shared.sizes)
    first = np.lexsort((shared.places, -promise))[:_EXAMINED]
    for place, size, n in zip(*(array[first].tolist() for array in shared), strict=True):
        most = 2 * n * scale / SURE - here  # units that may hold it, for it to be one at all
        if not untold:
            most = min(most, n / unexplained * memory / LIFT)
        least = round(n * scale)
        bound = inf if untold else _weight(n, unexplained, least, memory)
        if n * scale > most or bound < NEARLY * best:
            continue  # however rare it is elsewhere
        gram = tuple(rows.codes[place : place + size].tolist())
        everywhere = max(searcher.estimate(gram, language, int(most)), least)
        if everywhere <= most:
            weight = _weight(n, unexplained, everywhere, memory)
            scored.append(_Candidate(weight, gram, n, place))
            best = max(best, weight)
    return _widest(scored) if scored else None


def _weight(together: int, here: int, everywhere: int, size: int) -> float:
    """Return the log-likelihood ratio of a candidate that stands `together` times with the phrase.

    The phrase is `here` times among `size` units, the candidate `everywhere` times.
    """
    chance = here * everywhere / max(size, everywhere + 1)
    return together * log(together / chance) - together + chance


def _telling(shared: Shared, rows: Rows, language: Language) -> Shared:
    """Leave out single Chinese characters: they are parts of too many words."""
    if language == "en":
        return shared
    kept = (shared.sizes > 1) | (rows.codes[shared.places] >= WORD_BIT)
    return Shared(*(array[kept] for array in shared))


def _widest(scored: Sequence[_Candidate]) -> _Candidate:
    """Return the best candidate, or a longer one around it that is nearly as strong."""
    best = max(scored, key=lambda each: (each.weight, len(each.gram), each.gram))
    around = [
        each
        for each in scored
        if len(each.gram) > len(best.gram) and _find(each.gram, best.gram) is not None
        and each.weight >= NEARLY * best.weight and each.count >= 0.7 * best.count
    ]  # fmt: skip
    return max(around, key=lambda each: (len(each.gram), each.weight, each.gram), default=best)


def _cut(texts: Sequence[str], encoded: Encoded, places: Array, size: int) -> Iterable[str]:
    """Yield the `size` tokens that begin at each place of the row, as they are written."""
    held = np.flatnonzero(places >= 0)
    starts, ends = encoded.starts[places[held]], encoded.ends[places[held] + size - 1]
    for segment, start, end in zip(held.tolist(), starts.tolist(), ends.tolist(), strict=True):
        yield texts[segment][start:end]


def _spelled(written: Iterable[str]) -> str:
    """Return the commonest way a candidate is written, marks without their partner left out."""
    seen = Counter(map(paired, written))
    return min(seen, key=lambda text: (-seen[text], text != text.lower(), text))


def _find(codes: Sequence[int], wanted: Sequence[int]) -> int | None:
    width = len(wanted)
    for at in range(len(codes) - width + 1):
        if tuple(codes[at : at + width]) == tuple(wanted):
            return at
    return None
