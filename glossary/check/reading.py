"""A draft as the rules see it: the text, its source, and what is read of them once for all rules.

`Draft` is the value that is handed in. `Reading` adds what several rules need (terms, words,
beads) and computes each part when a rule first asks for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from glossary.check.tokens import Token, tokens
from tm.languages import Language, other
from tm.text.passages import passages
from tm.text.spans import Span

if TYPE_CHECKING:
    from glossary.recognise import Occurrence
    from glossary.rules import HouseRules
    from tm.pairs import SegmentPair



class Spanned(Protocol):
    """What stands somewhere in a text."""

    @property
    def span(self) -> Span:
        """The stretch of it."""


class Placed(Protocol):
    """What stands somewhere in a text and can be counted in a longer one."""

    def moved(self, by: int) -> Self:
        """Return the same in a text that begins `by` code points earlier."""


T = TypeVar("T")
M = TypeVar("M", bound=Placed)
S = TypeVar("S", bound=Spanned)
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

    def gathered(self, read: Callable[[Reading], Iterable[M]]) -> list[M]:
        """Return what `read` makes of every passage, with its places in the whole text.

        It must look at nothing but the passage: what it made is taken from the last check of a
        text that had the passage too.
        """
        return [
            each.moved(start) if start else each
            for start, passage in self.passages
            for each in passage._kept(read)
        ]

    @cached_property
    def passages(self) -> list[tuple[int, Reading]]:
        """The passages of the text, each with its beginning; a text of one is that itself."""
        spans = list(passages(self.text))
        if len(spans) == 1:
            return [(0, self)]
        return [(span.start, self._passage(span)) for span in spans]

    @cached_property
    def source(self) -> Reading | None:
        """The source, read as a text of its own."""
        if self.draft.source is None:
            return None
        return Reading(Draft(self.draft.source, other(self.lang)), self.rules)

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        """Terms of the house in the checked text, in order, none inside another."""
        return self.gathered(_occurrences)

    @property
    def source_occurrences(self) -> list[Occurrence]:
        """Terms of the house in the source, in order, none inside another."""
        return [] if self.source is None else self.source.occurrences

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
        return self.gathered(_tokens)

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

    def _passage(self, span: Span) -> Reading:
        skip = tuple(
            Span(max(each.start, span.start), min(each.end, span.end)).shift(-span.start)
            for each in self.draft.skip
            if each.overlaps(span)
        )
        draft = Draft(span.cut(self.text), self.lang, skip=skip)
        return self.rules.memo(
            (draft.text, draft.lang, skip), len(span), lambda: Reading(draft, self.rules)
        )

    def _kept(self, read: Callable[[Reading], Iterable[M]]) -> tuple[M, ...]:
        if read not in self._shared:
            self._shared[read] = tuple(read(self))
        result: tuple[M, ...] = self._shared[read]
        return result

    def skipped(self, span: Span) -> bool:
        """Tell whether `span` touches a stretch nobody should judge."""
        return self._skip.touches(span)

    def within(self, occurrences: Sequence[Occurrence], span: Span) -> list[Occurrence]:
        """Return the `occurrences` that lie in `span`."""
        return [each for each in within(occurrences, span) if each.span.end <= span.end]


def within(found: Sequence[S], span: Span) -> Sequence[S]:
    """Return what begins in a stretch; `found` is in order."""
    first = bisect_left(found, span.start, key=lambda each: each.span.start)
    return found[first : bisect_left(found, span.end, key=lambda each: each.span.start)]


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


def _occurrences(passage: Reading) -> Iterator[Occurrence]:
    for occurrence in passage.rules.recogniser(passage.text, passage.lang):
        if not passage.skipped(occurrence.span):
            yield occurrence


def _tokens(passage: Reading) -> Iterator[Token]:
    return (token for token in tokens(passage.text) if not passage.skipped(token.span))


def _bead(pair: SegmentPair, draft: Draft) -> Bead:
    theirs, ours = pair.text(other(draft.lang)), pair.text(draft.lang)
    spans = {"zh": pair.zh_span, "en": pair.en_span}
    source, target = spans[other(draft.lang)], spans[draft.lang]
    return Bead(source or Span(0, 0), target or Span(0, 0), theirs if source else "",
                ours if target else "")  # fmt: skip
