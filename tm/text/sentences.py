"""Cutting text into segments: one sentence each, nothing lost and nothing added.

The parts in order equal the text: `"".join(span.cut(text) for span in sentences(text, lang)) ==
text`. White space goes with the sentence before it; that at the very beginning with the first. A
line break always ends a segment, so headings and list items are segments of their own; list marks
(一、（二）1. ①) stay with their line. The same rules serve import and lookup. The casebook
`tests/cases/segmentation.md` holds what they decide, case by case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tm.languages import Language
from tm.text.chinese import chinese_ends
from tm.text.english import english_ends, past
from tm.text.spans import Span

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_SPACE = re.compile(r"\s*")


def sentences(text: str, lang: Language) -> Iterator[Span]:
    """Yield the segments of `text` in order; none for an empty text.

    >>> text = "他问：“你来吗？”她笑了。2.5万人参加。"
    >>> [span.cut(text) for span in sentences(text, "zh")]
    ['他问：“你来吗？”', '她笑了。', '2.5万人参加。']
    >>> text = "Dr. Li came at 3 p.m. He spoke. "
    >>> [span.cut(text) for span in sentences(text, "en")]
    ['Dr. Li came at 3 p.m. ', 'He spoke. ']
    """
    start = 0
    for end in _ends(text, lang):
        if end > start:
            yield Span(start, end)
            start = end
    if start < len(text):
        yield Span(start, len(text))


def segments(text: str, lang: Language) -> list[str]:
    """Return the sentences without the white space around them, empty ones left out."""
    cut = (span.cut(text).strip() for span in sentences(text, lang))
    return [segment for segment in cut if segment]


def _ends(text: str, lang: Language) -> Iterator[int]:
    find = chinese_ends if lang == "zh" else english_ends
    for line in _LINE.finditer(text):
        if line.group().isspace():
            continue
        for end in find(line.group()):
            yield past(_SPACE, text, line.start() + end)
        yield past(_SPACE, text, line.end())
