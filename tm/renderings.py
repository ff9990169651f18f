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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from math import log
from typing import Any

import numpy as np
import numpy.typing as npt

from tm.index import Searcher
from tm.index.gathering import Rows, Shared, segments_with
from tm.index.grams import CODE_MASK
from tm.languages import Language, other
from tm.text.edges import Edges
from tm.text.spans import Span
from tm.text.symbols import ORDINAL, WORD_BIT
from tm.text.tokens import Tokens, tokenise
from tm.text.wholeness import paired
from tm.units import Rendering, TranslationUnit

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
    units: Sequence[TranslationUnit], total: int, source: Language, *, searcher: Searcher,
    edges: Edges | None = None, figures: bool = True,
) -> list[Rendering]:  # fmt: skip
    """Return how the units' texts in the other language say what they have in common.

    `figures` says whether the phrase holds a number or date: where it has none, what renders it has
    none. `units` is a sample of the `total` units that hold the phrase. Counts are scaled up to the
    total where the sample is smaller; commonest first.
    """
    if len(units) < LEAST:
        return []
    language = other(source)
    texts = [unit.text(language) for unit in units]
    rows = _rows(texts, searcher, edges or Edges(), figures=figures)
    left, found = np.ones(len(texts), np.bool_), list[Rendering]()
    scale = total / len(texts)
    while left.any() and len(found) < MOST:
        best = _best(rows, left, scale, language, searcher)
        if best is None:
            break
        held = segments_with(rows, rows.codes[best.place : best.place + len(best.gram)])
        said = _spelled(best.gram, list(compress(texts, held.tolist())), searcher.tokens)
        found.append(Rendering(said, max(1, round(int((held & left).sum()) * scale))))
        left &= ~held
    return sorted(found, key=lambda rendering: (-rendering.count, rendering.text))


def _rows(texts: Sequence[str], searcher: Searcher, edges: Edges, *, figures: bool) -> Rows:
    arena, offsets = searcher.encode(texts)
    codes = (arena & np.uint32(CODE_MASK)).astype(np.int64)
    begins, ends = edges.along(codes, offsets)
    broken, words = arena > CODE_MASK, codes > ORDINAL
    if not figures:
        broken, begins = broken | ~words, begins & words
    return Rows(codes, offsets, broken, begins, ends, words)


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
    unexplained = int(left.sum())
    here, scored = unexplained * scale, list[_Candidate]()
    untold = here * LIFT > len(searcher) or len(searcher) < TELLING
    # Worth a closer look are frequent stretches, and the longer of these.
    promise = shared.counts * np.sqrt(shared.sizes)
    for i in np.lexsort((shared.places, -promise))[:_EXAMINED].tolist():
        place, size, n = int(shared.places[i]), int(shared.sizes[i]), int(shared.counts[i])
        most = 2 * n * scale / SURE - here  # units that may hold it, for it to be one at all
        if not untold:
            most = min(most, n / unexplained * len(searcher) / LIFT)
        if n * scale > most:
            continue  # however rare it is elsewhere
        gram = tuple(rows.codes[place : place + size].tolist())
        everywhere = max(searcher.estimate(gram, language, int(most)), round(n * scale))
        if everywhere <= most:
            chance = unexplained * everywhere / max(len(searcher), everywhere + 1)
            weight = n * log(n / chance) - n + chance
            scored.append(_Candidate(weight, gram, n, place))
    return _widest(scored) if scored else None


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


def _spelled(gram: Gram, texts: Iterable[str], tokenised: Callable[[str], Tokens]) -> str:
    """Return the commonest way the candidate is written, marks without their partner left out."""
    seen: Counter[str] = Counter()
    for text in texts:
        tokens = tokenised(text)
        at = _find(tokens.codes, gram)
        if at is not None:
            seen[paired(text[tokens.starts[at] : tokens.ends[at + len(gram) - 1]])] += 1
    return min(seen, key=lambda text: (-seen[text], text != text.lower(), text))


def _find(codes: Sequence[int], wanted: Sequence[int]) -> int | None:
    width = len(wanted)
    for at in range(len(codes) - width + 1):
        if tuple(codes[at : at + width]) == tuple(wanted):
            return at
    return None
