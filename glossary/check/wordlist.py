"""English words, how common they are, and what an unknown one was probably meant to be.

Suggestions in bounded time: every string one edit away is made and looked up (some hundred look-ups
in a dict); words two or three edits away are sought only among those that begin alike and are about
as long. What is found is ranked by what a slip costs (a doubled letter or two letters changed over
less than a strange one), by how common the word is, and by a common beginning.

Frequencies are Zipf values: log10 of the occurrences in a billion words. *the* has 7.6, *charity*
4.1, *tittle* 1; what no list holds has 0.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

LONGEST = 40  # a longer "word" is no word: it is neither corrected nor compared
CANDIDATES = 50
PLAIN = 3.6  # a word this common, one edit away, spares the search farther off
FINALISTS = 8  # how many of them are weighed letter by letter
_LETTERS = "abcdefghijklmnopqrstuvwxyz'"
_VOWELS = frozenset("aeiouy")
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = {
    frozenset(pair)
    for row in _KEYBOARD
    for pair in pairwise(row)
} | {
    frozenset(pair)
    for upper, lower in pairwise(_KEYBOARD)
    for pair in (*zip(upper, lower, strict=False), *zip(upper[1:], lower, strict=False))
}  # fmt: skip
# Letters that sound alike: the slips of people who write by ear.
_ALIKE = {
    frozenset(pair) for pair in ("sc", "sz", "ck", "cq", "kq", "fv", "gj", "iy", "mn", "bp", "dt")
}
_PREFIXES = tuple(
    "anti auto bio co counter cross cyber de dis eco euro extra geo hyper infra inter intra macro"
    " mega meta micro mid mini mis mono multi neo neuro non over poly post pre pro pseudo quasi re"
    " semi socio sub super tele trans ultra un under uni".split()
)


class WordList:
    """The words of English as one dictionary: spelling → Zipf frequency.

    `favoured` are words of the house (glossary, names, memory): known, and first among equals when
    a correction is suggested.
    """

    def __init__(
        self,
        frequencies: Mapping[str, float],
        dialects: Mapping[str, str] | None = None,
        favoured: Iterable[str] = (),
    ) -> None:
        self._frequencies = dict(frequencies)
        self._dialects = dict(dialects or {})
        self._favoured: frozenset[str] = frozenset(
            form for word in favoured for form in (word, word.lower())
        )

    def with_favoured(self, words: Iterable[str]) -> WordList:
        """Return a list that knows `words` of the house as well; the dictionaries are shared."""
        copy = WordList.__new__(WordList)
        copy._frequencies, copy._dialects = self._frequencies, self._dialects
        copy._favoured = self._favoured | {f for word in words for f in (word, word.lower())}
        return copy

    def __len__(self) -> int:
        return len(self._frequencies)

    def __contains__(self, word: str) -> bool:
        return self.zipf(word) > 0

    def zipf(self, word: str) -> float:
        """Return how common `word` is as written, 0 where it is unknown.

        A capital may be the sentence's: *Charity* counts as *charity*; *beijing* is not *Beijing*.
        """
        best = self._zipf(word)
        if not word.islower():
            best = max(best, self._zipf(word.lower()), self._zipf(word.capitalize()))
        return best

    def favours(self, word: str) -> bool:
        """Tell whether `word` is one of the house's own."""
        return word in self._favoured

    def dialect(self, word: str) -> str | None:
        """Return "us", "gb" or "ise" for a spelling of one country, None for all others."""
        return self._dialects.get(word.lower())

    def compound(self, word: str) -> bool:
        """Tell whether `word` is a common prefix before a word everybody knows: *multilingual*."""
        return any(
            word.startswith(prefix)
            and len(word) - len(prefix) >= 5
            and self._zipf(word[len(prefix) :].lstrip("-")) >= 2.7
            for prefix in _PREFIXES
        )

    def near(self, word: str) -> list[str]:
        """Return the known words one edit away from `word` (in small letters), in no order."""
        if len(word) > LONGEST:
            return []
        edited = set(_edits(word)) - {word}
        plain = (self._frequencies.keys() & edited) | (edited & self._favoured)
        return [*plain, *(self._capitals[text] for text in self._capitals.keys() & edited)]

    def suggest(self, word: str, limit: int = 5) -> tuple[str, ...]:
        """Return what `word` was probably meant to be, best first, in the capitals of `word`."""
        if not 2 <= len(word) <= LONGEST:
            return ()
        lower = word.lower()
        found = {*self.near(lower), *_split(lower, self._zipf)}
        if not any(self._zipf(candidate) >= PLAIN for candidate in found):
            found.update(self._farther(lower))
        likely = heapq.nlargest(FINALISTS, sorted(found), key=partial(self._likely, lower))
        ranked = sorted(likely, key=lambda candidate: (-self._rank(lower, candidate), candidate))
        cased = dict.fromkeys(cased_like(word, candidate) for candidate in ranked)
        return tuple(text for text in cased if text != word)[:limit]

    def _zipf(self, word: str) -> float:
        known = self._frequencies.get(word, 0.0)
        return max(known, 3.5) if word in self._favoured else known

    def _farther(self, word: str) -> Iterator[str]:
        """Yield words two edits away (three in long words) that begin as `word` does."""
        edits = 2 if len(word) < 9 else 3
        for first in dict.fromkeys(word[:2]):
            for length in range(len(word) - 2, len(word) + 3):
                bucket = self._buckets.get((first, length), ())
                for candidate, _, _ in process.extract(
                    word, bucket, scorer=OSA.distance, score_cutoff=edits, limit=CANDIDATES
                ):
                    yield candidate

    @cached_property
    def _capitals(self) -> dict[str, str]:
        """Words that are written with a capital only, by their small letters."""
        known = self._frequencies
        every = (word for word in known if word[:1].isupper() and word[1:].islower())
        return {word.lower(): word for word in every if word.lower() not in known}

    @cached_property
    def _buckets(self) -> dict[tuple[str, int], list[str]]:
        buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word, zipf in self._frequencies.items():
            if zipf >= 2.0 and word.islower():
                buckets[word[0], len(word)].append(word)
        for word in self._favoured:
            if word.islower() and word.isalpha():
                buckets[word[0], len(word)].append(word)
        return buckets

    def _likely(self, word: str, candidate: str) -> float:
        """A first, cheap guess at `_rank`."""
        own = 1.0 if candidate in self._favoured else 0.0
        return 0.5 * self._zipf(candidate) - 1.5 * OSA.distance(word, candidate.lower()) + own

    def _rank(self, word: str, candidate: str) -> float:
        """How likely `candidate` was meant: what is common, begins alike and needs a small slip."""
        lower = candidate.lower()
        own = 1.0 if candidate in self._favoured else 0.0
        first = 0.6 if word[:1] == lower[:1] else 0.0
        alike = 3.0 * JaroWinkler.similarity(word, lower)
        return 0.5 * self._zipf(candidate) + alike + first + own - 2.2 * slip_cost(word, lower)


def slip_cost(wrong: str, right: str) -> float:
    """Return what it costs to have written `wrong` for `right`: the least sum over the edits.

    Cheap are the slips that are made most: a letter doubled or not, two letters changed over, one
    vowel for another, a key beside the right one, letters that sound alike. An edit costs 0.5 to 1.

    >>> slip_cost("accomodation", "accommodation") < slip_cost("accobmodation", "accommodation")
    True
    """
    wrong, right = _core(wrong, right)
    before: list[float] = []
    row = [float(column) for column in range(len(right) + 1)]
    for i, letter in enumerate(wrong, 1):
        before, above, row = row, before, [float(i)]
        for j, other in enumerate(right, 1):
            best = min(
                before[j - 1] + (0.0 if letter == other else _replaced(letter, other)),
                before[j] + _extra(wrong, i - 1),
                row[j - 1] + _extra(right, j - 1),
            )
            if (
                i > 1
                and j > 1
                and letter == right[j - 2]
                and other == wrong[i - 2]
                and letter != other
            ):
                best = min(best, above[j - 2] + 0.6)
            row.append(best)
    return row[-1]


def cased_like(model: str, word: str) -> str:
    """Return `word` in the capitals of `model`.

    >>> cased_like("Univeristy", "university"), cased_like("CHNIA", "China")
    ('University', 'CHINA')
    """
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def _edits(word: str) -> Iterator[str]:
    """Yield every string one insertion, deletion, replacement or swap away."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


def _split(word: str, zipf: Callable[[str], float]) -> Iterator[str]:
    """Yield two common words that were run together: *infact*, *alot*."""
    for at in range(1, len(word)):
        left, right = word[:at], word[at:]
        if min(len(left), len(right)) == 1 and "a" not in (left, right):
            continue
        if zipf(left) >= 5.0 and zipf(right) >= 5.0 and len(word) >= 4:
            yield f"{left} {right}"


def _core(wrong: str, right: str) -> tuple[str, str]:
    """Cut off the common beginning and end but for one letter, which the costs look at."""
    shorter = min(len(wrong), len(right))
    start = 0
    while start < shorter and wrong[start] == right[start]:
        start += 1
    end = 0
    while end < shorter - start and wrong[-1 - end] == right[-1 - end]:
        end += 1
    start, end = max(start - 1, 0), max(end - 1, 0)
    return wrong[start : len(wrong) - end], right[start : len(right) - end]


def _replaced(wrong: str, right: str) -> float:
    pair = frozenset((wrong, right))
    if pair <= _VOWELS or pair in _ALIKE:
        return 0.65
    return 0.8 if pair in _NEIGHBOURS else 1.0


def _extra(word: str, at: int) -> float:
    """The cost of a letter that stands in one of the two words only."""
    letter = word[at]
    if letter in (word[at - 1 : at], word[at + 1 : at + 2]):
        return 0.5
    return 0.7 if letter in "ehu'" else 0.85
