"""A draft as the rules see it: the text, its source, and what is read of them once for all rules.

`Draft` is the value that is handed in. `Reading` adds what several rules need (terms, words,
beads) and computes each part when a rule first asks for it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from glossary.check.tokens import Token, tokens
from tm.languages import Language, other
from tm.text.spans import Span

if TYPE_CHECKING:
    from glossary.recognise import Occurrence
    from glossary.rules import HouseRules
    from tm.pairs import SegmentPair

T = TypeVar("T")
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’)）」』]*\s*$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text under check.

    `pairs` are the aligned beads, with spans into `text` and `source`; without them the source
    counts as one bead. `skip` are stretches nobody should judge (navigation round a saved page,
    code, markup). `year` is the article's own, for dates that leave it out. `remembered` holds
    earlier renderings by the source sentence.
    """

    text: str
    lang: Language
    source: str | None = None
    pairs: tuple[SegmentPair, ...] = ()
    skip: tuple[Span, ...] = ()
    year: int | None = None
    remembered: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bead:
    """An aligned stretch with its places in both texts; an empty side has an empty span."""

    source: Span
    target: Span
    source_text: str
    target_text: str


class Reading:
    """A draft with what the rules share. Pure: the same draft and rules read the same."""

    def __init__(self, draft: Draft, rules: HouseRules) -> None:
        self.draft, self.rules = draft, rules
        self.text, self.lang = draft.text, draft.lang
        self._skip = Cover(draft.skip)
        self._shared: dict[Callable[..., Any], Any] = {}

    def once(self, read: Callable[[Reading], T]) -> T:
        """Return `read(self)`, computed for the first rule that asks and kept for the others."""
        if read not in self._shared:
            self._shared[read] = read(self)
        result: T = self._shared[read]
        return result

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        """Terms of the house in the checked text, in order, none inside another."""
        return [o for o in self.rules.recogniser(self.text, self.lang) if not self.skipped(o.span)]

    @cached_property
    def source_occurrences(self) -> list[Occurrence]:
        """Terms of the house in the source, in order, none inside another."""
        source = self.draft.source
        return [] if source is None else list(self.rules.recogniser(source, other(self.lang)))

    @cached_property
    def masked(self) -> list[Span]:
        """The spans of terms in the checked text: no number is read inside them."""
        return [occurrence.span for occurrence in self.occurrences]

    @cached_property
    def source_masked(self) -> list[Span]:
        """The spans of terms in the source."""
        return [occurrence.span for occurrence in self.source_occurrences]

    @cached_property
    def tokens(self) -> list[Token]:
        """English words of the checked text, in order, outside what is skipped."""
        return [token for token in tokens(self.text) if not self.skipped(token.span)]

    @cached_property
    def beads(self) -> list[Bead]:
        """The aligned stretches, in the order of the checked text."""
        if self.draft.source is None:
            return []
        pairs = [_bead(pair, self.draft) for pair in self.draft.pairs]
        whole = Bead(Span(0, len(self.draft.source)), Span(0, len(self.text)),
                     self.draft.source, self.text)  # fmt: skip
        return sorted(pairs, key=lambda bead: bead.target) or [whole]

    @cached_property
    def body(self) -> int:
        """Where the text proper begins: after the headline, the first lines without an end mark."""
        start = 0
        for line in self.text.splitlines(keepends=True):
            if _SENTENCE_END.search(line) and not self.skipped(Span(start, start + 1)):
                return start
            start += len(line)
        return 0

    def skipped(self, span: Span) -> bool:
        """Tell whether `span` touches a stretch nobody should judge."""
        return self._skip.touches(span)

    def within(self, occurrences: Sequence[Occurrence], span: Span) -> list[Occurrence]:
        """Return the `occurrences` that lie in `span`."""
        first = bisect_right(occurrences, span.start - 1, key=lambda o: o.span.start)
        found = []
        for occurrence in occurrences[first:]:
            if occurrence.span.start >= span.end:
                break
            if occurrence.span.end <= span.end:
                found.append(occurrence)
        return found


class Cover:
    """A set of spans that answers in logarithmic time what touches it."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def touches(self, span: Span) -> bool:
        """Tell whether some point of `span` is covered (an empty span: inside a cover)."""
        if not self._starts:
            return False
        at = bisect_right(self._starts, max(span.start, span.end - 1)) - 1
        return at >= 0 and self._ends[at] > span.start


def _bead(pair: SegmentPair, draft: Draft) -> Bead:
    theirs, ours = pair.text(other(draft.lang)), pair.text(draft.lang)
    spans = {"zh": pair.zh_span, "en": pair.en_span}
    source, target = spans[other(draft.lang)], spans[draft.lang]
    return Bead(source or Span(0, 0), target or Span(0, 0), theirs if source else "",
                ours if target else "")  # fmt: skip
