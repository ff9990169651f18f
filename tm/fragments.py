"""Parts of a sentence found elsewhere, when no whole match is good enough.

The longest stretches of the query that stand in some unit, clause by clause, so that none crosses
a comma or a full stop; the longest first, without overlaps. A stretch needs four tokens in Chinese
or three words in English and does not begin or end with a particle, an article or a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from tm.index import Searcher
from tm.languages import Language
from tm.renderings import renderings
from tm.text.edges import Edges
from tm.text.spans import Span
from tm.text.symbols import ORDINAL
from tm.text.tokens import Tokens
from tm.units import Fragment, TranslationUnit

Fetch = Callable[[Collection[int]], Mapping[int, TranslationUnit]]

SHORTEST: dict[Language, int] = {"zh": 4, "en": 3}
MOST = 5
COMMON = 10_000
"""Grams in more units than this are no place to start looking from; they may lie inside a part."""
SAMPLE = 40
"""Units read for the renderings of one part, newest first."""


def fragments(
    query: str, source: Language, *, searcher: Searcher, fetch: Fetch,
    edges: Edges | None = None, most: int = MOST,
) -> list[Fragment]:  # fmt: skip
    """Return the longest parts of `query` found elsewhere, in their order in the query."""
    tokens, edges = searcher.tokens(query), edges or Edges()
    parts = _parts(tokens, source, searcher, edges)
    found = sorted(parts, key=lambda part: (part[0] - part[1], part[0]))
    chosen: list[tuple[int, int]] = []
    for start, end in found:
        if all(end <= a or b <= start for a, b in chosen) and len(chosen) < most:
            chosen.append((start, end))
    return [
        _fragment(query, tokens, part, source, searcher, fetch, edges)
        for part in sorted(chosen)
    ]


def _parts(
    tokens: Tokens, source: Language, searcher: Searcher, edges: Edges
) -> Iterator[tuple[int, int]]:
    """Yield stretches [start, end) of tokens that stand in some unit, trimmed and long enough."""
    for first, last in _clauses(tokens):
        codes = tokens.codes[first:last]
        if len(codes) < SHORTEST[source]:
            continue
        for start, end in searcher.runs(codes, source, SHORTEST[source], COMMON):
            a, b = _trimmed(tokens.codes, first + start, first + end, edges)
            if b - a >= SHORTEST[source]:
                yield a, b


def _clauses(tokens: Tokens) -> Iterator[tuple[int, int]]:
    start = 0
    for i in range(1, len(tokens) + 1):
        if i == len(tokens) or tokens.breaks[i]:
            yield start, i
            start = i


def _trimmed(
    codes: Sequence[int], start: int, end: int, edges: Edges
) -> tuple[int, int]:
    """Leave off edges, articles and values at both ends."""
    while start < end and not _tells(codes[start], edges.may_begin(codes, start)):
        start += 1
    while start < end and not _tells(codes[end - 1], edges.may_end(codes, end)):
        end -= 1
    return start, end


def _tells(code: int, content: bool) -> bool:
    return content and code > ORDINAL


def _fragment(
    query: str, tokens: Tokens, part: tuple[int, int], source: Language, searcher: Searcher,
    fetch: Fetch, edges: Edges,
) -> Fragment:  # fmt: skip
    start, end = part
    ids = searcher.phrase(tokens.codes[start:end], source)
    units = fetch(sorted(ids, reverse=True)[:SAMPLE])
    newest = [units[id] for id in sorted(units, reverse=True)]
    figures = any(code <= ORDINAL for code in tokens.codes[start:end])
    said = renderings(
        newest, len(ids), source, searcher=searcher, edges=edges, figures=figures
    )
    span = Span(tokens.starts[start], tokens.ends[end - 1])
    shortest = min(newest, key=lambda unit: (len(unit.text(source)), unit.id))
    return Fragment(span, span.cut(query), len(ids), tuple(said), shortest)
