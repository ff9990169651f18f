"""Chinese terms in running text: one automaton over folded characters.

Quotation marks, title marks and the space between Han and Latin do not count, so that
“一带一路”倡议 is 一带一路倡议 and PPP 模式 is PPP模式. A Latin or digit edge of a term needs the
edge of a word in the text. A term of one or two Han characters may not lie across the seam of two
longer words (人大 in 本 人|大 力): see `Seams`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Set
from itertools import product

import ahocorasick

from glossary.overlaps import Candidate, Owners, merged
from tm.text.chars import HAN, han_count, is_han

_IGNORED = re.compile(
    rf"[\"《》]+|(?<=[{HAN}]) +|(?<=[{HAN}][\"《》]) +| {{1,20}}(?=[\"《》]*[{HAN}])"
)
_SHORT = 2
_LEFT, _RIGHT, _SEAM = 1, 2, 4


class Squeezed:
    """A folded text without what does not count, and the way back."""

    def __init__(self, folded: str) -> None:
        cuts = [found.span() for found in _IGNORED.finditer(folded)]
        self._at: list[int] = []
        self._removed: list[int] = []
        kept: list[str] = []
        done = removed = 0
        for start, end in cuts:
            kept.append(folded[done:start])
            removed += end - start
            self._at.append(end - removed)
            self._removed.append(removed)
            done = end
        self.text = "".join([*kept, folded[done:]]) if cuts else folded

    def back(self, position: int) -> int:
        """Return where in the folded text the kept character at `position` stands."""
        before = bisect_right(self._at, position)
        return position + (self._removed[before - 1] if before else 0)


class Seams:
    """Tells whether a short term lies across two words, by a list of words.

    The term is cut at each inner place; if a word ends there that began before the term, and a
    word begins there that ends after it, the term is an accident. No segmentation is run.
    """

    def __init__(self, words: Set[str]) -> None:
        self._words = words

    def accident(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end], one or two characters, is made of parts of its neighbours."""
        if end - start == 1:
            return self._inside(text, start)
        words, cut = self._words, start + 1
        into = text[start - 1 : cut] in words if start else False
        into = into or (start > 1 and text[start - 2 : cut] in words)
        return into and (text[cut : end + 1] in words or text[cut : end + 2] in words)

    def _inside(self, text: str, at: int) -> bool:
        """Whether the character at `at` is part of a word of two or three."""
        for left, right in product(range(3), range(3)):
            word = text[max(0, at - left) : at + 1 + right]
            if 2 <= len(word) <= 3 and word in self._words:
                return True
        return False


class Automaton:
    """Forms by their squeezed characters; every form carries what its owner gave for it."""

    def __init__(self, forms: Mapping[str, Owners], words: Set[str]) -> None:
        squeezed: dict[str, list[Owners]] = {}
        for folded, owners in forms.items():
            form = Squeezed(folded).text
            if form:
                squeezed.setdefault(form, []).append(owners)
        self._automaton = ahocorasick.Automaton()
        self._seams = Seams(words | {form for form in squeezed if 2 <= len(form) <= 3})
        for form, found in squeezed.items():
            self._automaton.add_word(form, (len(form), _guard(form), merged(found)))
        self._automaton.make_automaton()
        self._empty = not squeezed

    def search(self, folded: str) -> Iterator[Candidate]:
        """Yield every form in `folded`, overlapping ones too."""
        if self._empty:
            return
        squeezed = Squeezed(folded)
        text = squeezed.text
        straight = text is folded
        for last, (length, guard, owners) in self._automaton.iter(text):
            start, end = last + 1 - length, last + 1
            if guard and not self._stands(text, start, end, guard):
                continue
            if not straight:
                start, end = _quoted(folded, squeezed.back(start), squeezed.back(last) + 1)
            yield start, end, owners

    def _stands(self, text: str, start: int, end: int, guard: int) -> bool:
        """Whether a guarded form at this place is a word, not part of others."""
        if guard & _LEFT and start and _alnum(text[start - 1]):
            return False
        if guard & _RIGHT and end < len(text) and _alnum(text[end]):
            return False
        return not (guard & _SEAM and self._seams.accident(text, start, end))


def _guard(form: str) -> int:
    """Say which edges of a form need the edge of a word, and whether it may lie across a seam."""
    short = len(form) <= _SHORT and han_count(form) == len(form)
    return _LEFT * _alnum(form[0]) | _RIGHT * _alnum(form[-1]) | _SEAM * short


def _alnum(ch: str) -> bool:
    return ch.isalnum() and not is_han(ch)


def _quoted(folded: str, start: int, end: int) -> tuple[int, int]:
    """Take the opening mark in where the stretch holds only the closing one: “一带一路”倡议."""
    inside = folded[start:end]
    if inside.count('"') % 2 and start and folded[start - 1] == '"':
        return start - 1, end
    if inside.count("》") > inside.count("《") and start and folded[start - 1] == "《":
        return start - 1, end
    return start, end
