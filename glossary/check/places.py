"""Where something stands: its sentence, its paragraph, its bead, its line and column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from glossary.check.reading import Bead, Reading
from tm.text.sentences import sentences
from tm.text.spans import Span


def around(reading: Reading, span: Span) -> Bead | None:
    """Return the bead whose target holds `span`, None outside every bead."""
    beads = reading.beads
    at = bisect_right(beads, span.start, key=lambda bead: bead.target.start) - 1
    while at >= 0 and beads[at].target.end <= span.start and beads[at].target == Span(0, 0):
        at -= 1
    if at >= 0 and beads[at].target.contains(span):
        return beads[at]
    return None


def sentence_at(reading: Reading, span: Span) -> Span:
    """Return the sentence in which `span` begins."""
    spans = reading.once(sentence_spans)
    at = bisect_right(spans, span.start, key=lambda sentence: sentence.start) - 1
    return spans[at] if at >= 0 else Span(0, len(reading.text))


def sentence_spans(reading: Reading) -> list[Span]:
    """Return the sentences of the checked text: they tile it."""
    return list(sentences(reading.text, reading.lang))


def trimmed(span: Span, text: str) -> Span:
    """Return `span` without the white space at its ends."""
    cut = span.cut(text)
    start = span.start + len(cut) - len(cut.lstrip())
    return Span(start, max(start, span.start + len(cut.rstrip())))


def line_starts(text: str) -> list[int]:
    """Return where the lines of `text` begin, for `line_and_column`."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def line_and_column(starts: Sequence[int], position: int) -> tuple[int, int]:
    """Return line and column of a position, both from 1; columns count code points."""
    line = bisect_right(starts, position)
    return line, position - starts[line - 1] + 1
