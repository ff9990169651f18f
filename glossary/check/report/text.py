"""Findings for a terminal: the place, the message, the line with a caret under the stretch.

Carets are measured in display columns: a Han character or a full-width mark takes two, a combining
mark none, so that they stand under what they mean.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from glossary.check.finding import Finding
from glossary.check.places import line_and_column, line_starts
from glossary.check.run import Review
from tm.languages import Language

WIDTH = 96  # columns of context shown of a long line
LEAD = 32  # of them, at most, before the stretch


def text_report(review: Review, text: str, *, file: str, ui: Language = "en") -> Iterator[str]:
    """Yield the lines of the report; nothing at all where there is nothing to say."""
    starts = line_starts(text)
    for finding in review.findings:
        line, column = line_and_column(starts, finding.span.start)
        message = finding.message.zh if ui == "zh" else finding.message.en
        yield f"{file}:{line}:{column}: {finding.severity} {finding.code} {message}"
        yield from _context(finding, text, starts[line - 1])
    if review.new_names:
        names = ", ".join(review.new_names)
        yield f"{file}: new names, add them to the glossary? {names}"
    for unused in review.unused:
        yield f"{file}: unused suppression {unused.code} “{unused.text}” ({unused.reason})"


def display_width(text: str) -> int:
    """Return how many terminal columns `text` takes.

    >>> display_width("中国 NGO"), display_width("é"), display_width("e\\u0301")
    (8, 1, 1)
    """
    return sum(_width(ch) for ch in text)


def _context(finding: Finding, text: str, start: int) -> Iterator[str]:
    """Yield the part of the line round the finding, and carets under the finding."""
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].rstrip("\r")
    first = finding.span.start - start
    last = max(first, min(finding.span.end - start, len(line)))
    cut = _cut(line, first)
    shown = _shortened(line[cut:], WIDTH)
    before = line[cut:first].replace("\t", " ")
    carets = min(
        display_width(line[first:last]), max(1, display_width(shown) - display_width(before))
    )
    mark = "…" if cut else ""
    yield f"  {mark}{shown.replace(chr(9), ' ')}"
    yield f"  {' ' * (display_width(before) + len(mark))}{'^' * max(1, carets)}"


def _cut(line: str, first: int) -> int:
    """Return where the shown part begins: at a word, some columns before the finding."""
    at, room = first, LEAD
    while at and room > 0:
        at -= 1
        room -= _width(line[at])
    while 0 < at < first and line[at - 1].isascii() and line[at - 1].isalnum():
        at += 1
    return at


def _shortened(text: str, width: int) -> str:
    for at, ch in enumerate(text):
        width -= _width(ch)
        if width < 0:
            return text[:at] + "…"
    return text


def _width(ch: str) -> int:
    if unicodedata.combining(ch) or unicodedata.category(ch) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(ch) in "WF" else 1
