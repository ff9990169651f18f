"""The English words a speller judges.

A word is letters with inner apostrophes (' or ’); a hyphen parts words, and the parts know that
they are joined. What looks like an address, a file or a product code is no word: its letters are
passed over (www.cango.org, info@cango.org, PM2.5, B2B, data/glossary.csv).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tm.text.spans import Span

_LETTER = r"[^\W\d_\u0250-\U0010ffff]"  # Latin up to Latin Extended-B: no Han, no Greek
_WORD = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)*")
# Every repetition is bounded: cost stays linear in hostile text.
_ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>（），。；、]+"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|\b(?:[\w-]{1,63}\.){1,8}(?:com|org|net|edu|gov|int|info|cn|hk|tw|uk|de|eu|html?|pdf|docx?|xlsx?|csv|txt)\b(?:/[^\s<>（），。；、]*)?"
    r"|(?<!\w)[@#]\w+"
    r"|\b[\w-]{0,60}(?:\d[A-Za-z]|[A-Za-z]\d)[\w-]{0,60}"
    r"|(?<!\w)/?(?:[\w.-]{1,80}/){2,20}[\w.-]{0,80}"
    r"|\b\w{1,60}_\w{1,60}"
    r"|(?<![\w-])--?[A-Za-z][\w-]+"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `text` as written, `word` folded for looking up (lower case, straight apostrophe).

    `joined` tells that a hyphen stands before or after it; `first` that a sentence begins with it.
    """

    text: str
    span: Span
    word: str
    joined: bool
    first: bool

    def moved(self, by: int) -> Token:
        """Return the same word in a text that begins `by` code points earlier."""
        return replace(self, span=self.span.shift(by))

    @property
    def capitalised(self) -> bool:
        """A capital first and small letters after: Haoming, not HUANG, not iPhone."""
        return self.text[:1].isupper() and self.text[1:].islower()

    @property
    def caps(self) -> bool:
        """Capitals throughout, at least two: HUANG."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def lower(self) -> bool:
        """Small letters throughout."""
        return self.text.islower()


def addresses(text: str) -> list[Span]:
    """Return the stretches of `text` that are addresses, file names or product codes.

    >>> text = "write to info@cango.org by 2nd May"
    >>> [span.cut(text) for span in addresses(text)]
    ['info@cango.org', '2nd']
    """
    return [Span(*match.span()) for match in _ADDRESS.finditer(text)]


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of `text` in order.

    >>> [token.word for token in tokens("CANGO’s Going-Global plan: see www.cango.org")]
    ["cango's", 'going', 'global', 'plan', 'see']
    """
    masked = iter([*addresses(text), Span(len(text), len(text))])
    mask = next(masked)
    for match in _WORD.finditer(text):
        start, end = match.span()
        while mask.end <= start < len(text):
            mask = next(masked)
        if mask.start < end and start < mask.end:
            continue
        yield Token(match[0], Span(start, end), _fold(match[0]), _joined(text, start, end),
                    _begins(text, start))  # fmt: skip


def _fold(word: str) -> str:
    return word.replace("’", "'").lower()


def _joined(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in {"-", "‐", "‑"} or text[end : end + 1] in {"-", "‐", "‑"}


def _begins(text: str, start: int) -> bool:
    before = start - 1
    while before >= 0 and text[before] in " \t\r'\"“‘(（[":
        before -= 1
    return before < 0 or text[before] in ".!?:;。！？：；\n•·*#>|"
