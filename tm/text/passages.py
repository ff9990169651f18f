"""Passages: the stretches of a text that are read each by itself.

A passage ends with a blank line, or with a line that ends a sentence. A line that ends in the
middle of one does not end it: text wrapped by hand stays together, and so does a heading with what
stands below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tm.text.spans import Span

# Three letters before the stop: no abbreviation (U.S., No.) ends a passage.
_END = re.compile(
    r"\n(?:[^\S\n]*\n)+"
    r"|(?:[。！？…]|(?<=[a-z]{3})[.!?])[\"'”’」』）)]*[^\S\n]*\n(?:\s*\n)?"
)


def passages(text: str) -> Iterator[Span]:
    """Yield the passages of `text`: they tile it, and each alone is one passage.

    >>> text = "关于会议的通知\\n会议在北京举行。\\nIt was held\\nin Beijing."
    >>> [span.cut(text) for span in passages(text)]
    ['关于会议的通知\\n会议在北京举行。\\n', 'It was held\\nin Beijing.']
    """
    done = 0
    for end in _END.finditer(text):
        yield Span(done, end.end())
        done = end.end()
    if done < len(text) or not text:
        yield Span(done, len(text))
