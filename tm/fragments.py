"""Parts of a sentence found elsewhere, when no whole match is good enough.

The longest stretches of the query that stand in some unit, clause by clause, so that none crosses
a comma or a full stop, none reaches into an address, and none has a quotation mark, bracket or **
in it without the other one; the longest first, without overlaps. A stretch needs four tokens in
Chinese or three words in English and does not begin or end with a particle, an article or a figure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tm.index import Searcher
from tm.languages import SIDE, Language, other
from tm.renderings import renderings
from tm.text.edges import Edges
from tm.text.spans import Span
from tm.text.symbols import ORDINAL
from tm.text.tokens import Tokens
from tm.text.wholeness import addresses, partners
from tm.units import Example, Fragment, Units

SHORTEST: dict[Language, int] = {"zh": 4, "en": 3}
MOST = 5
COMMON = 10_000
"""Grams in more units than this are no place to start looking from; they may lie inside a part."""
FURTHEST = 3
"""Characters after the last token in which a mark still belongs to it."""
SAMPLE = 40
"""Units read for the renderings of one part, newest first."""


def fragments(
    query: str, source: Language, *, searcher: Searcher, memory: Units,
    edges: Edges | None = None, most: int = MOST,
) -> list[Fragment]:  # fmt: skip
    """Return the longest parts of `query` found elsewhere, in their order in the query."""
    tokens, edges = searcher.tokens(query), edges or Edges()
    whole = _Whole(query, tokens)
    parts = _parts(tokens, source, searcher, edges, whole)
    found = sorted(parts, key=lambda part: (part[0] - part[1], part[0]))
    chosen: list[tuple[int, int]] = []
    for start, end in found:
        if all(end <= a or b <= start for a, b in chosen) and len(chosen) < most:
            chosen.append((start, end))
    return [
        _fragment(query, tokens, part, source, searcher, memory, edges, whole.span(*part))
        for part in sorted(chosen)
    ]


def _parts(
    tokens: Tokens, source: Language, searcher: Searcher, edges: Edges, whole: _Whole
) -> Iterator[tuple[int, int]]:
    """Yield stretches [start, end) of tokens that stand in some unit, trimmed and long enough."""
    for first, last in _clauses(tokens, whole):
        codes = tokens.codes[first:last]
        if len(codes) < SHORTEST[source]:
            continue
        for start, end in searcher.runs(codes, source, SHORTEST[source], COMMON):
            for piece in whole.pieces(first + start, first + end):
                a, b = _trimmed(tokens.codes, *piece, edges)
                if b - a >= SHORTEST[source] and whole.size(a, b) >= SHORTEST[source]:
                    yield a, b


class _Whole:
    """Where a query may be cut: not between marks that belong together, nor within an address."""

    def __init__(self, query: str, tokens: Tokens) -> None:
        self._query, self._tokens = query, tokens
        self._partners = partners(query)
        spans = list(addresses(query))
        self.address = [
            any(tokens.span(i).overlaps(each) for each in spans) for i in range(len(tokens))
        ]

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield tokens [start, end) cut at marks whose partner is neither inside nor beside."""
        cuts = [start]
        reach = self._reach(start, end)
        for mark, partner in self._partners.items():
            alone = partner is None or not (reach.start <= partner.start < reach.end)
            if alone and self._inside(start, end, mark):
                cuts.append(bisect_left(self._tokens.starts, mark.end))
        yield from pairwise([*cuts, end])

    def span(self, start: int, end: int) -> Span:
        """Return where tokens [start, end) stand, with marks beside whose partner is inside."""
        first, last = self._tokens.starts[start], self._tokens.ends[end - 1]
        reach = self._reach(start, end)
        for mark, partner in self._partners.items():
            beside = reach.start <= mark.start < reach.end
            if beside and partner is not None and self._inside(start, end, partner):
                first, last = min(first, mark.start), max(last, mark.end)
        return Span(first, last)

    def size(self, start: int, end: int) -> int:
        """Count tokens [start, end), a name in code such as PR_DISPLAY_NAME as one."""
        starts, ends = self._tokens.starts, self._tokens.ends
        gaps = (self._query[ends[i - 1] : starts[i]] for i in range(start + 1, end))
        return end - start - sum(gap.strip(" \\") == "_" for gap in gaps)

    def _inside(self, start: int, end: int, mark: Span) -> bool:
        return self._tokens.starts[start] < mark.start < self._tokens.ends[end - 1]

    def _reach(self, start: int, end: int) -> Span:
        """Return the stretch from the token before to the token after, both left out."""
        ends, starts = self._tokens.ends, self._tokens.starts
        low = ends[start - 1] if start else 0
        return Span(low, starts[end] if end < len(starts) else ends[-1] + FURTHEST)


def _clauses(tokens: Tokens, whole: _Whole) -> Iterator[tuple[int, int]]:
    """Yield the stretches between marks that end a phrase, addresses left out."""
    start = 0
    for i in range(1, len(tokens) + 1):
        if i == len(tokens) or tokens.breaks[i] or whole.address[i] != whole.address[i - 1]:
            if not whole.address[i - 1]:
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
    memory: Units, edges: Edges, span: Span,
) -> Fragment:  # fmt: skip
    start, end = part
    ids = searcher.phrase(tokens.codes[start:end], source)
    read = memory.sides(sorted(ids, reverse=True)[:SAMPLE])
    side, across = SIDE[source], SIDE[other(source)]
    figures = any(code <= ORDINAL for code in tokens.codes[start:end])
    said = renderings(
        [read[id][across] for id in sorted(read, reverse=True)], len(ids), source,
        searcher=searcher, edges=edges, figures=figures,
    )  # fmt: skip
    shortest = min(read, key=lambda id: (len(read[id][side]), id))
    example = Example(shortest, *read[shortest])
    return Fragment(span, span.cut(query), len(ids), tuple(said), example)
