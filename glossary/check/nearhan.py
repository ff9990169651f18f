"""Slips inside Chinese glossary terms.

A slip leaves most of a term whole. Each term of four and more characters is cut into two pieces,
from six on into three; an automaton finds the pieces in the text, and round each the term is held
against the text: one character wrong, dropped, put in or two changed over, from six characters on
two wrong ones. A wrong character counts only if it sounds or looks like the right one; in long
terms, where chance is out of the question, any does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick
from rapidfuzz.distance import OSA

from glossary.check.finding import Found, Message
from glossary.check.reading import Reading
from glossary.check.rule import SPELLING, rule
from glossary.check.shapes import look_alike
from glossary.concepts import Concept, Enforcement, Term
from tm.text.chars import han_count
from tm.text.fold import fold
from tm.text.pinyin import character_readings
from tm.text.spans import Span

SHORTEST = 4
TWO_SLIPS = 6  # from this length on two characters may be wrong
ANY_SLIP = 7  # from this length on the wrong character may be any
# Characters that end one word and begin the next: 教育部|部长, 促进会|会员.
_SEAMS = frozenset("会部国长人家市省院局团员中")
_PARTICLES = frozenset("的和与及副前原总各该新老")
_FIGURES = frozenset("一二三四五六七八九十百千万亿两零〇0123456789第")


@dataclass(frozen=True, slots=True)
class NearHan:
    """A stretch that is nearly a Chinese term."""

    span: Span
    text: str
    concept: Concept
    term: Term
    slips: int
    sure: bool  # every wrong character sounds or looks like the right one


@dataclass(frozen=True, slots=True)
class _Entry:
    folded: str
    concept: Concept
    term: Term


class NearHanTerms:
    """Finds stretches that are nearly a Chinese term of `concepts`; built once, then pure."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._entries = list(_entries(concepts))
        self._terms = {entry.folded for entry in self._entries}
        pieces: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            for start, end in _pieces(len(entry.folded)):
                pieces[entry.folded[start:end]].append((number, start))
            if len(entry.folded) < TWO_SLIPS:
                pieces[_swapped_within(entry.folded)].append((number, 0))
        self._automaton = ahocorasick.Automaton()
        for piece, owners in pieces.items():
            self._automaton.add_word(piece, (len(piece), owners))
        self._automaton.make_automaton()

    def __call__(self, text: str) -> list[NearHan]:
        """Return the near-misses in the order of the text, one a place: the best."""
        if not self._entries:
            return []
        folded = fold(text)
        best: dict[Span, NearHan] = {}
        for window, number in self._windows(folded.text):
            span = folded.back(window)
            near = self._judged(self._entries[number], window.cut(folded.text), span, text)
            if near is not None and (span not in best or _better(near, best[span])):
                best[span] = near
        return _longest(best.values())

    def _windows(self, folded: str) -> set[tuple[Span, int]]:
        """Return the stretches round every piece where its term may stand."""
        found: set[tuple[Span, int]] = set()
        tried: dict[tuple[str, int], bool] = {}
        for last, (length, owners) in self._automaton.iter(folded):
            at = last + 1 - length
            for number, offset in owners:
                term = self._entries[number].folded
                for start, end in _places(at - offset, len(term)):
                    key = (folded[max(start, 0) : end], number)
                    if key not in tried:
                        distance = OSA.distance(key[0], term, score_cutoff=2)
                        tried[key] = 0 < distance <= 2
                    if tried[key] and 0 <= start < end <= len(folded):
                        found.add((Span(start, end), number))
        return found

    def _judged(self, entry: _Entry, window: str, span: Span, text: str) -> NearHan | None:
        if window in self._terms:
            return None
        verdict = _verdict(window, entry.folded)
        if verdict is None:
            return None
        slips, sure = verdict
        return NearHan(span, span.cut(text), entry.concept, entry.term, slips, sure)


@rule("T105", "near-miss-zh", category=SPELLING, severity="error", languages=("zh",),
      gives_way_to=("T102",))  # fmt: skip
def near_miss_zh(reading: Reading) -> Iterator[Found]:
    """
    Checks. Stretches of Chinese that differ from a term of four and more characters by one slip: a
    character that sounds or looks like the right one, one dropped or put in, two changed over.

    Why. An input method offers 一代一路 as readily as 一带一路, and no speller knows the term.

    Example. 会议讨论了一代一路与民心像通。

    Instead. 会议讨论了一带一路与民心相通。

    Fix safety. Safe where the wrong character sounds like the right one in a term of five and more
    characters, else unsafe.
    """
    for near in reading.rules.near_han(reading.text):
        if _is_term(reading, near.span):
            continue
        right = near.term.text
        message = Message(
            f"“{near.text}” is nearly the term “{right}”.",
            f"“{near.text}”与术语“{right}”仅有微小差异。",
        )
        safe = near.sure and near.slips == 1 and len(right) >= 5 and len(near.text) == len(right)
        yield Found(
            near.span, message, (right,), concept=near.concept.id or None,
            severity="error" if near.sure else "warning",
            applicability="safe" if safe else "unsafe",
        )  # fmt: skip


def alike(one: str, other: str) -> bool:
    """Tell whether two characters sound the same (tones apart) or look alike.

    >>> alike("带", "代"), alike("相", "像"), alike("己", "已"), alike("社", "公")
    (True, True, True, False)
    """
    return look_alike(one, other) or not _sounds(one).isdisjoint(_sounds(other))


@lru_cache(maxsize=8192)
def _sounds(char: str) -> frozenset[str]:
    return frozenset(character_readings(char))


def _verdict(window: str, term: str) -> tuple[int, bool] | None:
    """Return how many slips make `window` of `term` and whether they are of the known kinds."""
    if len(window) == len(term):
        return _wrong(window, term)
    longer, shorter = (window, term) if len(window) > len(term) else (term, window)
    at = next((i for i, ch in enumerate(shorter) if ch != longer[i]), len(shorter))
    if abs(len(longer) - len(shorter)) != 1 or longer[:at] + longer[at + 1 :] != shorter:
        return None
    odd = longer[at]
    if odd in _FIGURES or not 0 < at < len(longer) - 1:
        return None  # an edge character belongs to what stands beside
    if longer is term:
        return (1, True) if _dropped_inside(term, at) else None
    if odd in (longer[at - 1], longer[at + 1]):
        return (1, True) if odd not in _SEAMS and 1 < at < len(longer) - 1 else None
    return (1, False) if len(term) >= 5 and odd not in _PARTICLES else None


def _dropped_inside(term: str, at: int) -> bool:
    """Whether a character was dropped where what is left cannot belong to the next word."""
    return len(term) >= ANY_SLIP or 2 <= at < len(term) - 2


def _wrong(window: str, term: str) -> tuple[int, bool] | None:
    pairs = [(ours, right) for ours, right in zip(window, term, strict=True) if ours != right]
    if any(ours in _FIGURES and right in _FIGURES for ours, right in pairs):
        return None
    if any(not _han(ours) or not _han(right) for ours, right in pairs):
        return None
    known = all(alike(ours, right) for ours, right in pairs)
    if len(pairs) == 1:
        if known:
            return 1, True
        inside = window[0] == term[0] and window[-1] == term[-1]
        return (1, False) if len(term) >= ANY_SLIP and inside else None
    if len(pairs) == 2:
        (one, two), (three, four) = pairs
        at = [i for i, (ours, right) in enumerate(zip(window, term, strict=True)) if ours != right]
        if one == four and two == three and at[1] == at[0] + 1:
            return 1, True
        return (2, True) if known and len(term) >= TWO_SLIPS else None
    return None


def _han(char: str) -> bool:
    return han_count(char) == 1


def _entries(concepts: Iterable[Concept]) -> Iterator[_Entry]:
    for concept in concepts:
        if concept.enforcement is Enforcement.OFF:
            continue
        for term in concept.of("zh", lookup_only=False):
            folded = fold(term.text).text
            if term.status.passes and han_count(folded) == len(folded) >= SHORTEST:
                yield _Entry(folded, concept, term)


def _pieces(size: int) -> list[tuple[int, int]]:
    """Cut a term into pieces of two and more characters, so that a slip spares one of them."""
    if size < TWO_SLIPS:
        return [(0, size // 2), (size // 2, size)]
    return [(0, size // 3), (size // 3, 2 * size // 3), (2 * size // 3, size)]


def _swapped_within(term: str) -> str:
    """The one slip that spares neither half: the characters at the cut changed over."""
    cut = len(term) // 2
    return term[: cut - 1] + term[cut] + term[cut - 1] + term[cut + 1 :]


def _places(start: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield where a term may stand that would begin at `start` if nothing were amiss before."""
    yield start, start + size
    yield start, start + size - 1
    yield start + 1, start + size
    yield start, start + size + 1
    yield start - 1, start + size


def _better(one: NearHan, other: NearHan) -> bool:
    return (one.slips, not one.sure, one.term.text) < (other.slips, not other.sure, other.term.text)


def _longest(found: Iterable[NearHan]) -> list[NearHan]:
    """Keep, of near-misses that overlap, the surest, then the longest."""
    taken: list[NearHan] = []
    for near in sorted(
        found, key=lambda each: (each.slips, not each.sure, -len(each.span), each.span)
    ):
        if not any(near.span.overlaps(other.span) for other in taken):
            taken.append(near)
    return sorted(taken, key=lambda near: near.span)


def _is_term(reading: Reading, span: Span) -> bool:
    """Whether a term of the house covers the stretch, or crosses its border and is as long."""
    return any(
        each.span.contains(span) or (len(each.span) >= len(span) and not span.contains(each.span))
        for each in reading.occurrences
        if each.span.overlaps(span)
    )
