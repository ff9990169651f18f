"""Chinese terms in running text: one automaton over folded characters.

Quotation marks, title marks and the space between Han and Latin do not count, so that
“一带一路”倡议 is 一带一路倡议 and PPP 模式 is PPP模式. A Latin or digit edge of a term needs the
edge of a word in the text. A term of one or two Han characters may not lie across the seam of two
longer words (人大 in 本 人|大 力): see `Seams`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator
from itertools import product

import ahocorasick

from tm.text.chars import HAN, han_count, is_han

_IGNORED = re.compile(rf"[\"《》]+|(?<=[{HAN}]) +|(?<=[{HAN}][\"《》]) +| +(?=[\"《》]*[{HAN}])")
_SHORT = 2
_REACH = 3  # how far a neighbouring word is looked for on either side


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

    def __init__(self, words: Container[str]) -> None:
        self._words = words

    def accident(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end] is made of parts of its neighbours."""
        if end - start == 1:
            return self._inside(text, start)
        return any(
            self._word_into(text, start, cut) and self._word_out_of(text, cut, end)
            for cut in range(start + 1, end)
        )

    def _word_into(self, text: str, start: int, cut: int) -> bool:
        reach = range(max(0, start - _REACH), start)
        return any(text[left:cut] in self._words for left in reach)

    def _word_out_of(self, text: str, cut: int, end: int) -> bool:
        reach = range(end + 1, min(len(text), end + _REACH) + 1)
        return any(text[cut:right] in self._words for right in reach)

    def _inside(self, text: str, at: int) -> bool:
        """Whether the character at `at` is part of a word of two or three."""
        for left, right in product(range(3), range(3)):
            word = text[max(0, at - left) : at + 1 + right]
            if 2 <= len(word) <= 3 and word in self._words:
                return True
        return False


class Automaton:
    """Forms by their squeezed characters; every form carries the numbers its owner gave it."""

    def __init__(self, forms: Iterable[tuple[str, int]], words: Container[str]) -> None:
        numbers: dict[str, list[int]] = {}
        for folded, number in forms:
            squeezed = Squeezed(folded).text
            if squeezed and number not in numbers.setdefault(squeezed, []):
                numbers[squeezed].append(number)
        self._automaton = ahocorasick.Automaton()
        self._seams = Seams(_Either(words, numbers))
        for form, owners in numbers.items():
            self._automaton.add_word(form, (len(form), _guarded(form), owners))
        self._automaton.make_automaton()
        self._empty = not numbers

    def search(self, folded: str) -> Iterator[tuple[int, int, list[int]]]:
        """Yield start, end and numbers of every form in `folded`, overlapping ones too."""
        if self._empty:
            return
        squeezed = Squeezed(folded)
        text = squeezed.text
        straight = text is folded
        for last, (length, guarded, numbers) in self._automaton.iter(text):
            start, end = last + 1 - length, last + 1
            if guarded and not self._stands(text, start, end):
                continue
            if straight:
                yield start, end, numbers
            else:
                yield *_quoted(folded, squeezed.back(start), squeezed.back(last) + 1), numbers

    def _stands(self, text: str, start: int, end: int) -> bool:
        """Whether a guarded form at this place is a word, not part of others."""
        if _alnum(text[start]) and start and _alnum(text[start - 1]):
            return False
        if _alnum(text[end - 1]) and end < len(text) and _alnum(text[end]):
            return False
        if end - start > _SHORT or not is_han(text[start]) or not is_han(text[end - 1]):
            return True
        return not self._seams.accident(text, start, end)


class _Either:
    """Membership in either of two collections."""

    def __init__(self, one: Container[str], two: Container[str]) -> None:
        self._one, self._two = one, two

    def __contains__(self, word: object) -> bool:
        return word in self._one or word in self._two


def _guarded(form: str) -> bool:
    return _alnum(form[0]) or _alnum(form[-1]) or (han_count(form) == len(form) <= _SHORT)


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
