"""Longer sentences that hold most of a query, when no whole match is good enough.

Translators break long sentences up and shorten them; the source is then a part of what is stored,
spread over it, and no percentage of the whole says so. What counts is the share of the query's
tokens that stand in a unit in order, in runs, by the longest common subsequence. A single Chinese
character proves nothing and is not counted, nor is a single article or particle, and addresses are
left out. The index names
the units that may reach the share; those it promises most of are read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rapidfuzz.distance import LCSseq

from tm.index import Searcher
from tm.languages import SIDE, Language
from tm.text.edges import HOLLOW
from tm.text.spans import Span
from tm.text.symbols import ORDINAL, WORD_BIT
from tm.text.tokens import Tokens
from tm.text.wholeness import addresses
from tm.units import Containing, Units

SHORTEST: dict[Language, int] = {"zh": 6, "en": 4}
"""Tokens from which a query is more than a phrase; phrases are looked for by concordance."""
LEAST = 70
"""Least share of the query, in percent."""
CANDIDATES = 24
MOST = 3


def containing(
    query: str, source: Language, *, searcher: Searcher, memory: Units,
    without: Collection[int] = (), most: int = MOST,
) -> list[Containing]:  # fmt: skip
    """Return the units that hold most of `query`, best covered and shortest first.

    `without` names units to be left out, as those already found to match.
    """
    tokens = _worded(query, searcher.tokens(query))
    if len(tokens) < SHORTEST[source]:
        return []
    tells = [_tells(code) for code in tokens.codes]
    promised = searcher.covering(
        tokens.codes, tells, source, LEAST, CANDIDATES + len(without)
    )
    ids = [each.unit for each in promised if each.unit not in without][:CANDIDATES]
    texts = {id: sides[SIDE[source]] for id, sides in memory.sides(ids).items()}
    found = {id: _Shared(tokens, searcher.tokens(text)) for id, text in texts.items()}
    held = [id for id in found if found[id].coverage >= LEAST]
    held.sort(key=lambda id: (-found[id].coverage, len(texts[id]), id))
    units = memory.fetch(held[:most])
    return [Containing(units[id], found[id].coverage, *found[id].spans) for id in held[:most]]


def _worded(text: str, tokens: Tokens) -> Tokens:
    """Leave out the tokens of addresses: that two texts share them says nothing."""
    spans = list(addresses(text))
    if not spans:
        return tokens
    kept = [
        i for i in range(len(tokens)) if not any(tokens.span(i).overlaps(each) for each in spans)
    ]
    codes, starts, ends = ([column[i] for i in kept]
                           for column in (tokens.codes, tokens.starts, tokens.ends))  # fmt: skip
    return Tokens(codes, starts, ends, [tokens.breaks[i] for i in kept], tokens.surfaces)


class _Shared:
    """The runs of tokens that a query and a unit share, and which share of the query they are."""

    def __init__(self, query: Tokens, match: Tokens) -> None:
        self._query, self._match = query, match
        self._runs = list(_runs(query, match))
        self.coverage = 100 * sum(size for _, _, size in self._runs) // len(query)

    @property
    def spans(self) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """Where the runs stand in the query, and in the unit."""
        return (
            tuple(_span(self._query, start, size) for start, _, size in self._runs),
            tuple(_span(self._match, start, size) for _, start, size in self._runs),
        )


def _runs(query: Tokens, match: Tokens) -> Iterator[tuple[int, int, int]]:
    """Yield the runs both share that prove something: start in each, and length."""
    for block in LCSseq.editops(query.codes, match.codes).as_matching_blocks():
        if block.size > 1 or (block.size and _tells(query.codes[block.a])):
            yield block.a, block.b, block.size


def _tells(code: int) -> bool:
    """Say whether a token proves something by itself: a value or a word with content."""
    return code <= ORDINAL or (code >= WORD_BIT and code not in HOLLOW)


def _span(tokens: Tokens, start: int, size: int) -> Span:
    return Span(tokens.starts[start], tokens.ends[start + size - 1])
