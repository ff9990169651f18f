"""How the other language says a phrase, found by association over the memory.

Of the units that hold the phrase some hundreds are read. Every short stretch of their translations
is a candidate: up to nine English words, up to twelve Chinese characters. A rendering stands in
many of these translations and in few others; the Dice coefficient

    2 · together / (units with the phrase + units with the candidate)

says both at once. The best candidate is taken, widened while hardly anything is lost, the units it
explains are put aside, and the next one is sought among the rest: so competing renderings come out
one by one with their counts. What stands too loosely with the phrase is not shown at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest

from tm.index import Searcher
from tm.languages import Language, other
from tm.text.edges import Edges
from tm.text.spans import Span
from tm.text.tokens import ORDINAL, WORD_BIT, Tokens, tokenise
from tm.units import Rendering, TranslationUnit

SAMPLE = 400
"""Units read for one phrase, newest first."""

LONGEST: dict[Language, int] = {"en": 9, "zh": 12}
SURE = 0.12
"""Least Dice coefficient: below it a candidate is a neighbour, not a rendering."""
LIFT = 3.0
"""How much likelier a rendering must be beside the phrase than anywhere: 使用 is no rendering of
*you* for standing in many sentences. Where the phrase is in every third unit, this cannot tell."""
TELLING = 1_000
"""Units a memory must have before it tells what is common anyhow."""
LEAST = 2
"""Least units a rendering stands in: a single one proves nothing."""
NEARLY = 0.8
"""Share of the best coefficient that a longer candidate around the best must keep."""
MOST = 5
_EXAMINED = 24

Gram = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """One translation with its tokens and the grams in it."""

    text: str
    tokens: Tokens
    grams: frozenset[Gram]


def renderings(
    units: Sequence[TranslationUnit], total: int, source: Language, *, searcher: Searcher,
    edges: Edges | None = None,
) -> list[Rendering]:  # fmt: skip
    """Return how the units' texts in the other language say what they have in common.

    `units` is a sample of the `total` units that hold the phrase. Counts are scaled up to the
    total where the sample is smaller; commonest first.
    """
    language = other(source)
    grams = partial(_grams, longest=LONGEST[language], edges=edges or Edges())
    sides = [_side(unit.text(language), searcher.tokens, grams) for unit in units]
    left, found = list(sides), list[tuple[Gram, int]]()
    scale = total / len(sides) if sides else 1
    while left and len(found) < MOST:
        best = _best(left, scale, language, searcher)
        if best is None:
            break
        explained = [side for side in left if best in side.grams]
        found.append((best, len(explained)))
        left = [side for side in left if best not in side.grams]
    shown = [Rendering(_spelled(gram, sides), max(1, round(n * scale))) for gram, n in found]
    return sorted(shown, key=lambda rendering: (-rendering.count, rendering.text))


def spans_of(text: str, language: Language, shown: Sequence[Rendering]) -> tuple[Span, ...]:
    """Return where the first of the renderings that stands in `text` stands."""
    tokens = tokenise(text)
    for rendering in shown:
        wanted = tokenise(rendering.text).codes
        at = _find(tokens.codes, wanted)
        if at is not None:
            return (Span(tokens.starts[at], tokens.ends[at + len(wanted) - 1]),)
    return ()


def _side(
    text: str, tokens: Callable[[str], Tokens], grams: Callable[[Tokens], set[Gram]]
) -> _Side:
    found = tokens(text)
    return _Side(text, found, frozenset(grams(found)))


def _grams(tokens: Tokens, longest: int, edges: Edges) -> set[Gram]:
    """Return all stretches without a break that begin and end with content."""
    codes, found = tokens.codes, set[Gram]()
    ends = [end and edges.may_end(codes, end) for end in range(len(codes) + 1)]
    for start in range(len(codes)):
        if not edges.may_begin(codes, start):
            continue
        for end in range(start + 1, min(start + longest, len(codes)) + 1):
            if end > start + 1 and tokens.breaks[end - 1]:
                break
            if ends[end]:
                found.add(tuple(codes[start:end]))
    return found


def _best(
    left: Sequence[_Side], scale: float, language: Language, searcher: Searcher
) -> Gram | None:
    """Return the candidate most strongly bound to the phrase among the unexplained sides."""
    together = Counter(gram for side in left for gram in side.grams)
    likely = ((gram, n) for gram, n in together.items() if n >= LEAST and _tells(gram, language))
    scored: list[tuple[float, int, Gram]] = []
    here = len(left) * scale
    untold = here * LIFT > len(searcher) or len(searcher) < TELLING
    for gram, n in nlargest(_EXAMINED, likely, key=_weight):
        if 2 * n / (len(left) + n) < NEARLY * max(scored, default=(SURE, 0, ()))[0]:
            continue  # however rare it is elsewhere, it is no rival of the best
        everywhere = max(searcher.estimate(gram, language), round(n * scale))
        dice, lift = 2 * n * scale / (here + everywhere), n / len(left) * len(searcher) / everywhere
        if dice >= SURE and (lift >= LIFT or untold):
            scored.append((dice, len(gram), gram))
    return _widest(scored, together) if scored else None


def _weight(item: tuple[Gram, int]) -> tuple[float, Gram]:
    """Order candidates worth a closer look: frequent ones, and the longer of these."""
    gram, n = item
    return n * len(gram) ** 0.5, gram


def _tells(gram: Gram, language: Language) -> bool:
    """Say whether a candidate has content: no value alone, and in Chinese two characters."""
    if all(code <= ORDINAL for code in gram):
        return False
    return language == "en" or len(gram) > 1 or gram[0] >= WORD_BIT


def _widest(scored: Sequence[tuple[float, int, Gram]], together: Mapping[Gram, int]) -> Gram:
    """Return the best candidate, or a longer one around it that is nearly as strong."""
    dice, _, best = max(scored, key=lambda item: (item[0], item[1], item[2]))
    around = [
        (size, value, gram)
        for value, size, gram in scored
        if size > len(best) and _find(gram, best) is not None and value >= NEARLY * dice
        and together[gram] >= 0.7 * together[best]
    ]  # fmt: skip
    return max(around)[2] if around else best


def _spelled(gram: Gram, sides: Sequence[_Side]) -> str:
    """Return the commonest way the candidate is written."""
    seen: Counter[str] = Counter()
    for side in sides:
        at = _find(side.tokens.codes, gram) if gram in side.grams else None
        if at is not None:
            seen[side.text[side.tokens.starts[at] : side.tokens.ends[at + len(gram) - 1]]] += 1
    return min(seen, key=lambda text: (-seen[text], text != text.lower(), text))


def _find(codes: Sequence[int], wanted: Sequence[int]) -> int | None:
    width = len(wanted)
    for at in range(len(codes) - width + 1):
        if tuple(codes[at : at + width]) == tuple(wanted):
            return at
    return None
