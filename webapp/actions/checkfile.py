"""Checking files: what of a file is text to judge, and where its positions count.

Plain text and saved pages are judged where they stand: positions count in the file's own text, and
the stretches the extractor calls navigation are passed over, code and markup too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from tm.encodings import decode
from tm.text.spans import Span
from webapp.actions.check import Part

_MARKDOWN = re.compile(
    r"^(?P<fence>```|~~~).*?^(?P=fence)[^\n]*$"
    r"|`[^`\n]+`"
    r"|(?<=\])\([^)\n]*\)"
    r"|<[^>\n]+>",
    re.MULTILINE | re.DOTALL,
)


def part_of(data: bytes, name: str) -> Part:
    """Read the text of a .txt or .md file and say what of it nobody should judge."""
    text = decode(data, name=name).text
    if PurePath(name).suffix.lower() in (".md", ".markdown"):
        return Part(text, tuple(Span(*match.span()) for match in _MARKDOWN.finditer(text)))
    from tm.extract import extract

    document = extract(data, name=name)
    return Part(text, tuple(_left_out(text, ((b.text, b.kept) for b in document.blocks))))


def _left_out(text: str, blocks: Iterable[tuple[str, bool]]) -> Iterable[Span]:
    """Yield where the blocks that were not kept stand in `text`."""
    at = 0
    for block, kept in blocks:
        span = _find(text, block, at)
        if span is not None:
            at = span.end
            if not kept:
                yield span


def _find(text: str, block: str, at: int) -> Span | None:
    """Find where a block stands: letter for letter, or with other white space."""
    start = text.find(block, at)
    if start >= 0:
        return Span(start, start + len(block))
    words = block.split()
    found = re.compile(r"\s+".join(map(re.escape, words))).search(text, at) if words else None
    return Span(*found.span()) if found else None
