"""Slips inside Chinese glossary terms.

A slip leaves most of a term whole. Each term of four and more characters is cut into two pieces,
from six on into three; an automaton finds the pieces in the text, and round each the term is held
against the text: one character wrong, dropped, put in or two changed over, from six characters on
two wrong ones.

A wrong character that sounds or looks like the right one is sure to be a slip. Any other difference
counts only where what stands there is no ordinary Chinese: 社会织 leaves 织 over, while 联合国会员
(nearly 联合国委员会) and 大会组织 fall into words (see `Plain`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
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
SURE_DROP = 7  # from this length on a character left out inside is no chance
SURE_EDGE = 5  # below this length an odd character at the edge, or any wrong one, says little
SURE_DOUBLE = 6  # from this length on a character doubled inside is no chance: not 教育部|部长
TWO_SLIPS = 6  # from this length on two characters may be wrong
_ALIKE_IN_MEANING = frozenset("和与及暨")
_TITLES = frozenset("的副前原总各该新老")
_FIGURES = frozenset("一二三四五六七八九十百千万亿两零〇0123456789第")
# Characters that are words by themselves often enough to say nothing.
_ALONE = frozenset(
    "的地得了着过在和与及或而且但并是有无为等将对从由向以于到被把让使给其此该本各每某这那之所"
    "不没未非也都就还又再才只更最很则即如若因比按据经随同跟除超约近可某项个位我你他她它们谁您"
)
_ENDINGS = frozenset("会法部局署处长员者师办委组院所社军党国省市县区性化率式型类级")
_LONGEST_WORD = 3


@dataclass(frozen=True, slots=True)
class NearHan:
    """A stretch that is nearly a Chinese term."""

    span: Span
    text: str
    concept: Concept
    term: Term
    slips: int
    sure: bool  # every wrong character sounds or looks like the right one

    def moved(self, by: int) -> NearHan:
        """Return the same near-miss in a text that begins `by` code points earlier."""
        return replace(self, span=self.span.shift(by))


@dataclass(frozen=True, slots=True)
class _Entry:
    folded: str
    concept: Concept
    term: Term


class NearHanTerms:
    """Finds stretches that are nearly a Chinese term of `concepts`; built once, then pure."""

    def __init__(self, concepts: Iterable[Concept], words: Set[str] = frozenset()) -> None:
        self._entries = list(_entries(concepts))
        self._terms = {entry.folded for entry in self._entries}
        self._plain = Plain(words)
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
            near = self._judged(self._entries[number], folded.text, window, span, text)
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

    def _judged(
        self, entry: _Entry, folded: str, window: Span, span: Span, text: str
    ) -> NearHan | None:
        written = window.cut(folded)
        if written in self._terms:
            return None
        verdict = _verdict(written, entry.folded)
        if verdict is None:
            return None
        slips, sure = verdict
        if not sure and self._plain.stands(folded, window, entry.folded):
            return None
        return NearHan(span, span.cut(text), entry.concept, entry.term, slips, sure)


class Plain:
    """Tells whether a stretch is ordinary Chinese: it falls into words of a list.

    A word may begin before the stretch or end behind it (大|会组织); what is no Han character and
    what is often a word by itself (的, 会, 年) is plain. No segmentation is run: one way will do.
    """

    def __init__(self, words: Set[str]) -> None:
        self._words = words

    def stands(self, text: str, window: Span, term: str) -> bool:
        """Whether `window` of a folded text, nearly `term`, may be so; always without a list.

        Where the whole term stands there, its first or last character doubled, that character
        alone has to belong to a word outside.
        """
        if not self._words:
            return True
        written = window.cut(text)
        if written[1:] == term:
            return self._before(text, window.start + 1)
        if written[:-1] == term:
            return self._behind(text, window.end - 1)
        return self._covers(text, window)

    def _before(self, text: str, end: int) -> bool:
        """Whether a word ends at `end` that begins before its last character."""
        words = (text[max(0, end - size) : end] for size in range(2, _LONGEST_WORD + 1))
        return text[end - 1] in _ALONE or any(word in self._words for word in words)

    def _behind(self, text: str, start: int) -> bool:
        """Whether a word of several characters begins at `start`."""
        return any(True for _ in self._ends(text, start))

    def _covers(self, text: str, span: Span) -> bool:
        reached = {span.start}
        for start in range(max(0, span.start - _LONGEST_WORD + 1), span.start):
            reached.update(end for end in self._ends(text, start) if end > span.start)
        for at in range(span.start, span.end):
            if at in reached:
                reached.update(self._ends(text, at))
        return max(reached) >= span.end

    def _ends(self, text: str, start: int) -> Iterator[int]:
        """Yield where the words end that begin at `start`."""
        if text[start] in _ALONE or not _han(text[start]):
            yield start + 1
        for end in range(start + 2, min(len(text), start + _LONGEST_WORD) + 1):
            if text[start:end] in self._words:
                yield end


def near_han(passage: Reading) -> list[NearHan]:
    """Return what is nearly a Chinese term, terms themselves too."""
    return passage.rules.near_han(passage.text)


@rule("T105", "near-miss-zh", category=SPELLING, severity="error", languages=("zh",),
      gives_way_to=("T102",), reach="passage")  # fmt: skip
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
    for near in reading.gathered(near_han):
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
    # What is doubled at the edge counts as put before: 中|国国家 may be 中国|国家.
    odd_first = 0 if longer[1:] == shorter else len(shorter)
    at = next((i for i, ch in enumerate(shorter) if odd_first and ch != longer[i]), odd_first)
    if abs(len(longer) - len(shorter)) != 1 or longer[:at] + longer[at + 1 :] != shorter:
        return None
    odd = longer[at]
    if odd in _FIGURES or not _han(odd) or (longer is window and odd in _TITLES):
        return None
    if 0 < at < len(longer) - 1:
        long = SURE_DROP if longer is term else SURE_DOUBLE
        doubled = odd in (longer[at - 1], longer[at + 1])
        return 1, len(term) >= long and (longer is term or doubled)
    return (1, False) if _slip_at_edge(longer, at, term) else None


def _slip_at_edge(longer: str, at: int, term: str) -> bool:
    """Whether an odd character at the first or last place is more than the word beside the term.

    A doubled one may be, and one left out of a term that stays long: not the 会 of 公募基金会.
    """
    if longer is not term:
        return longer[at] == longer[1 if at == 0 else at - 1]
    return len(term) >= SURE_EDGE and longer[at] not in _ENDINGS


def _wrong(window: str, term: str) -> tuple[int, bool] | None:
    at = [i for i, (ours, right) in enumerate(zip(window, term, strict=True)) if ours != right]
    pairs = [(window[i], term[i]) for i in at]
    if any(_no_slip(ours, right) for ours, right in pairs):
        return None
    known = all(alike(ours, right) for ours, right in pairs)
    if len(pairs) == 1:
        inside = 0 < at[0] < len(term) - 1
        return (1, known) if known or (inside and len(term) >= SURE_EDGE) else None
    if len(pairs) == 2 and pairs[0] == pairs[1][::-1] and at[1] == at[0] + 1:
        return 1, True
    return (2, True) if len(pairs) == 2 and known and len(term) >= TWO_SLIPS else None


def _no_slip(ours: str, right: str) -> bool:
    """Whether two characters differ for a reason: another figure, another *and*, no Han."""
    return any(
        ours in group and right in group for group in (_FIGURES, _ALIKE_IN_MEANING)
    ) or not (_han(ours) and _han(right))


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
