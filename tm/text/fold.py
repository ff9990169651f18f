"""What two spellings of the same text have in common, with the way back.

Folding goes character by character: compatibility form (NFKC), case, simplified character, one
shape for each punctuation mark. 「臺灣」，ＷＴＯ and “台湾”,wto fold to one string. Nearly every
character folds to exactly one, so one `str.translate` does the work and positions stay put; where
one folds to several (½, ㎏, ﬁ, ß), runs collapse to one (…… and ...) or characters disappear
(zero-width spaces), a map leads back. Whatever stands at a span of the folded text, `back` returns
the smallest span of the original it came from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tm.text.spans import Span
from tm.text.variants import ideographs, simplification

# The canonical shape first, then the marks that take it. 《》 keep a shape of their own: they say
# "title", which no quotation mark does. The apostrophe and the inner quotes of English look alike.
_SHAPES = (
    '"“”„‟「」『』«»〝〞〟＂',
    "'‘’‚‛`´＇｀",
    "-—–―‐‑‒−－﹣⸺⸻﹘─━",
    "…‥⋯︙",
    ",，︐﹐",
    ".。．｡︒﹒",
    ":：︓﹕∶",
    "·•‧・･∙⋅●",
    "~～〜∼",
    "《〈︽︿",
    "》〉︾﹀",
    "[【〔［〖﹝",
    "]】〕］〗﹞",
)
# Characters that OpenCC keeps apart because print does: for matching they are one.
_EQUIVALENTS = {"著": "着", "妳": "你", "祂": "他", "牠": "它"}
_NOTHING = "\u200b"
"""What a character without a shape (zero-width space, variation selector) is for a moment."""

_DOTS = f"(?:…|\\.(?:{_NOTHING}*\\.){{2,}})"
_RUN = re.compile(f"{_NOTHING}+|{_DOTS}(?:{_NOTHING}*{_DOTS})*|-(?:{_NOTHING}*-)+")
# No run without one of these: four searches for a literal cost a fifth of one for the pattern.
_RUN_SIGNS = ("…", "..", "--", _NOTHING)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back.

    `starts` and `ends` say for each folded character where in the original it came from; both are
    empty when every character kept its place.
    """

    text: str
    original_length: int
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def back(self, span: Span) -> Span:
        """Return where in the original the folded stretch came from.

        >>> folded = fold("约３½公里")
        >>> folded.text, folded.back(Span(2, 4))
        ('约31⁄2公里', Span(start=2, end=3))
        """
        if not self.starts and len(self.text) == self.original_length:
            return span
        if span.start == span.end:
            at = self._start(span.start)
            return Span(at, at)
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def forth(self, span: Span) -> Span:
        """Return the smallest folded stretch that covers the original's: the inverse of `back`.

        >>> fold("约３½公里").forth(Span(2, 3))
        Span(start=2, end=5)
        """
        if not self.starts and len(self.text) == self.original_length:
            return span
        start = bisect_right(self.ends, span.start)
        return Span(start, max(start, bisect_left(self.starts, span.end)))

    def _start(self, position: int) -> int:
        return self.starts[position] if position < len(self.starts) else self.original_length


def fold(text: str) -> Folded:
    """Fold `text`; folding what is folded changes nothing.

    >>> fold("「臺灣」，ＷＴＯ").text, fold("“台湾”, wto").text
    ('"台湾",wto', '"台湾", wto')
    >>> fold("等等……").text == fold("等等...").text
    True
    """
    shaped = text.translate(_table())
    # A table entry never shortens, so equal lengths mean that every character kept its place.
    expanded = len(shaped) != len(text)
    if not expanded and not any(sign in shaped for sign in _RUN_SIGNS):
        return Folded(shaped, len(text))
    return _mapped(text, shaped, expanded)


def _mapped(text: str, shaped: str, expanded: bool) -> Folded:
    """Fold a text whose characters do not all keep their place."""
    origins = list(_origins(text)) if expanded else range(len(text))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for first, last, piece in _runs(shaped):
        pieces.append(piece)
        if len(piece) == last - first:
            starts.extend(origins[first:last])
            ends.extend(at + 1 for at in origins[first:last])
        elif piece:
            starts.append(origins[first])
            ends.append(origins[last - 1] + 1)
    return Folded("".join(pieces), len(text), tuple(starts), tuple(ends))


def _origins(text: str) -> Iterator[int]:
    """Yield for each character of the translated text the position it came from."""
    table = _table()
    for position, ch in enumerate(text):
        for _ in table[ord(ch)]:
            yield position


def _runs(shaped: str) -> Iterator[tuple[int, int, str]]:
    """Cut `shaped` into stretches that stay and runs that collapse: start, end, what becomes."""
    done = 0
    for run in _RUN.finditer(shaped):
        if done < run.start():
            yield done, run.start(), shaped[done : run.start()]
        first = run.group()[0]
        yield run.start(), run.end(), {_NOTHING: "", "-": "-"}.get(first, "…")
        done = run.end()
    if done < len(shaped):
        yield done, len(shaped), shaped[done:]


class _Table(dict[int, str]):
    """What each code point folds to, filled as characters are met."""

    def __missing__(self, point: int) -> str:
        folded = fold_character(chr(point))
        self[point] = folded
        return folded


@cache
def _table() -> _Table:
    return _Table()


@cache
def _shapes() -> dict[int, str]:
    return {ord(mark): marks[0] for marks in _SHAPES for mark in marks}


def fold_character(ch: str) -> str:
    """Fold one character: at least one character, `_NOTHING` for what has no shape.

    >>> fold_character("臺"), fold_character("Ａ"), fold_character("㎏"), fold_character("『")
    ('台', 'a', 'kg', '"')
    """
    if ch.isspace():
        return " "
    shape = _shapes().get(ord(ch))
    if shape is not None:
        return shape
    if _shapeless(ch):
        return _NOTHING
    plain = unicodedata.normalize("NFKC", ideographs(ch)).casefold()
    plain = unicodedata.normalize("NFKC", plain)
    simplified = plain.translate(simplification()).translate(_shapes())
    return "".join(_EQUIVALENTS.get(each, " " if each.isspace() else each) for each in simplified)


def _shapeless(ch: str) -> bool:
    if unicodedata.category(ch) in ("Cf", "Cc"):
        return True
    return "\ufe00" <= ch <= "\ufe0f" or "\U000e0100" <= ch <= "\U000e01ef"
