"""Typos inside English glossary terms.

The terms of several words stand in a trie over words. It is walked from every word of the text as
recognition does, but a word may also step to one that looks like it, at most twice in a term.
What comes out is a window that is nearly a term; `_kind` tells whether the difference is a
misspelling, an ending the term must not take, or plain chance.

How far a word may be from the term's: one edit; two where it is no English word and has at least
five letters; figures never. Words alike are found through an index of the glossary's words with one
letter left out, so that cost does not grow with the glossary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from glossary.check.finding import Applicability, Found, Message
from glossary.check.reading import Cover, Reading
from glossary.check.rule import SPELLING, TERM_RESOURCE, rule
from glossary.concepts import Concept, Enforcement, Term
from glossary.english import Tokens, tokens
from glossary.inflect import forms, key, plural, singular
from tm.text.fold import fold
from tm.text.spans import Span

if TYPE_CHECKING:
    from glossary.check.wordlist import WordList

RARE = 1.5  # Zipf: what is rarer may as well be a slip
DIFFERENT = 2  # words of one term that may differ
Kind = Literal["misspelt", "word", "ending"]
_DEMONYMS = ("n", "an", "ese", "ian", "s", "es")
_SMALL = frozenset("a an and at by for from in of on or the to with".split())


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A window that is nearly a term; `pairs` are the words that differ, read and wanted."""

    span: Span
    text: str
    concept: Concept
    term: Term
    pairs: tuple[tuple[str, str], ...]
    kind: Kind
    edits: int

    def moved(self, by: int) -> NearMiss:
        """Return the same near-miss in a text that begins `by` code points earlier."""
        return replace(self, span=self.span.shift(by))


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node]
    ends: list[tuple[Concept, Term]]


class NearTerms:
    """Finds windows that are nearly an English term of `concepts`; built once, then pure."""

    def __init__(self, concepts: Iterable[Concept], words: WordList) -> None:
        self._words = words
        self._root = _Node({}, [])
        self._alike = lru_cache(maxsize=50_000)(self._similar)
        self._begins = lru_cache(maxsize=50_000)(self._may_begin)
        for concept in concepts:
            if concept.enforcement is not Enforcement.OFF:
                for term in concept.of("en", lookup_only=False):
                    if term.status.passes:
                        self._insert(concept, term)
        self._words_of_terms = _words_of(self._root)
        self._vocabulary = sorted(self._words_of_terms)
        self._longest = max(map(len, self._vocabulary), default=0)
        self._shortened: dict[str, list[str]] = defaultdict(list)
        for word in self._vocabulary:
            for short in _shortenings(word):
                self._shortened[short].append(word)

    def __call__(self, text: str) -> Iterator[NearMiss]:
        """Yield near-misses in the order of the text, overlapping ones too."""
        folded = fold(text)
        read = tokens(folded.text)
        for first, word in enumerate(read.keys):
            written = folded.text[read.starts[first] : read.ends[first]]
            if not self._begins(word, written):
                continue
            for last, concept, term, pairs in self._walk(read, folded.text, first):
                span = folded.back(Span(read.starts[first], read.ends[last]))
                kind = self._kind(concept, term, pairs, span.cut(text), last - first + 1)
                if kind is not None:
                    edits = sum(OSA.distance(*pair) for pair in pairs)
                    yield NearMiss(span, span.cut(text), concept, term, pairs, kind, edits)

    def _insert(self, concept: Concept, term: Term) -> None:
        """Put a term in as its keys and, where they differ, as it is written."""
        folded = fold(term.text).text
        read = tokens(folded)
        written = [folded[start:end] for start, end in zip(read.starts, read.ends, strict=True)]
        for path in {tuple(read.keys), tuple(written)}:
            node = self._root
            for step in path if len(path) > 1 else ():
                node = node.children.setdefault(step, _Node({}, []))
            if len(path) > 1:
                node.ends.append((concept, term))

    def _walk(
        self, read: Tokens, folded: str, first: int
    ) -> Iterator[tuple[int, Concept, Term, tuple[tuple[str, str], ...]]]:
        """Yield last token, term and differing words of every window that begins at `first`."""
        waiting: list[tuple[_Node, int, tuple[tuple[str, str], ...]]] = [(self._root, first, ())]
        while waiting:
            node, at, pairs = waiting.pop()
            if pairs:
                for concept, term in node.ends:
                    yield at - 1, concept, term, pairs
            if at >= len(read.keys) or not node.children or (at > first and not read.bound[at]):
                continue
            word, written = read.keys[at], folded[read.starts[at] : read.ends[at]]
            waiting.extend(
                (node.children[step], at + 1, pairs)
                for step in {word, written}
                if step in node.children
            )
            if len(pairs) < DIFFERENT:
                waiting.extend(
                    (node.children[like], at + 1, (*pairs, (written, like)))
                    for like in self._alike(written)
                    if like in node.children and like != word
                )

    def _may_begin(self, word: str, written: str) -> bool:
        """Whether some term begins with the word or one like it: most do not."""
        return not self._root.children.keys().isdisjoint((word, written, *self._alike(written)))

    def _similar(self, word: str) -> tuple[str, ...]:
        """Return the glossary's words that `word` may stand for, itself left out."""
        # Two edits are the most: what is longer is like no word, and costly to take apart.
        if not 2 <= len(word) <= self._longest + 2 or not word.replace("'", "").isalpha():
            return ()
        found = {
            like
            for short in _shortenings(word)
            for like in self._shortened.get(short, ())
            if like != word and OSA.distance(word, like) == 1
        }
        if len(word) >= 5 and not self._known(word):
            scored = process.extract(
                word, self._vocabulary, scorer=OSA.distance, score_cutoff=2, limit=9
            )
            found.update(like for like, _, _ in scored if len(like) >= 5 and like != word)
        found.update(
            like for like in (singular(word), plural(word)) if like in self._words_of_terms
        )
        return tuple(sorted(found - {word}))

    def _known(self, word: str) -> bool:
        return max(self._words.zipf(word), self._words.zipf(word.capitalize())) >= RARE

    def _kind(
        self, concept: Concept, term: Term, pairs: tuple[tuple[str, str], ...], text: str, size: int
    ) -> Kind | None:
        """Tell what the difference is, None where it is chance or allowed."""
        if len(pairs) == size and not all(_long(wrong, right) for wrong, right in pairs):
            return None
        endings = [_ending(wrong, right) for wrong, right in pairs]
        if all(endings):
            named = concept.enforcement is Enforcement.STRICT and _as_capital(term.text, text)
            return "ending" if named and not concept.inflect else None
        rest = [pair for pair, ending in zip(pairs, endings, strict=True) if not ending]
        if any(right + suffix == wrong for wrong, right in rest for suffix in _DEMONYMS):
            return None
        if all(not self._known(wrong) for wrong, _ in rest):
            long = all(len(wrong) >= 3 and (len(right) > 3 or size > 2) for wrong, right in rest)
            return "misspelt" if long else None
        # What agrees must be more than an article or a figure: "the door" is not "the poor".
        agreeing = len(term.text) - len(rest[0][1])
        strict = concept.enforcement is Enforcement.STRICT
        if len(pairs) > 1 or len(rest[0][1]) < 4 or agreeing < (4 if strict else 6):
            return None
        proper = concept.enforcement is Enforcement.STRICT and not concept.inflect
        return "word" if not proper or _as_capital(term.text, text) else None


@rule("T104", "near-miss", category=SPELLING, severity="error", languages=("en",),
      gives_way_to=("T102",), reach="passage")  # fmt: skip
def near_miss(reading: Reading) -> Iterator[Found]:
    """
    Checks. Stretches that differ from a term of the glossary by a typo in one or two of its words;
    hyphens count as spaces (Going-gobal), so a typo in a hyphenated term is found too.

    Why. The speller cannot see *Oversea NGO Law*, and for *Going-gobal* it does not know the term.

    Example. They shared their experience of Going-gobal.

    Instead. They shared their experience of Going Global.

    Fix safety. Safe where one letter of a word that is no word has to change and one term fits.
    """
    yield from _found(reading, "misspelt", "word")


@rule("T108", "altered-name", category=TERM_RESOURCE, severity="error", languages=("en",),
      gives_way_to=("T102", "T104"), reach="passage")  # fmt: skip
def altered_name(reading: Reading) -> Iterator[Found]:
    """
    Checks. Names that take no ending (laws, organisations, slogans) written with one.

    Why. *Belts and Roads* or *Oversea NGO Law* is not an inflection but another name.

    Example. The Oversea NGO Law came into force.

    Instead. The Overseas NGO Law came into force.

    Fix safety. Unsafe: the sentence may speak of several.
    """
    yield from _found(reading, "ending")


def near_misses(passage: Reading) -> list[NearMiss]:
    """Return the near-misses that are no term themselves, the longest of overlapping ones."""
    terms = [occurrence.span for occurrence in passage.occurrences]
    starts = Cover(terms)
    found = [
        near for near in passage.rules.near_terms(passage.text) if not passage.skipped(near.span)
    ]
    kept = [
        near for near in found if not (starts.touches(near.span) and _is_term(near.span, terms))
    ]
    kept.sort(key=lambda near: (-len(near.span), near.edits, near.span, near.term.text))
    taken: list[NearMiss] = []
    for near in kept:
        if all(not near.span.overlaps(other.span) or near.span == other.span for other in taken):
            taken.append(near)
    return sorted(taken, key=lambda near: (near.span, near.edits))


def _found(reading: Reading, *kinds: Kind) -> Iterator[Found]:
    groups: dict[Span, list[NearMiss]] = defaultdict(list)
    for near in reading.gathered(near_misses):
        groups[near.span].append(near)
    for span, group in groups.items():
        group.sort(key=_unlikeness)
        best = group[0]
        if best.kind not in kinds:
            continue
        texts = dict.fromkeys(in_capitals_of(near.text, near.term.text) for near in group)
        suggestions = tuple(text for text in texts if text != best.text)
        tell = _misspelt if best.kind != "ending" else _altered
        yield Found(
            span, tell(best, suggestions[0]), suggestions, concept=best.concept.id or None,
            severity="warning" if best.kind == "word" else None,
            applicability=_applicability(best, suggestions),
        )  # fmt: skip


def _unlikeness(near: NearMiss) -> tuple[int, int, str]:
    """How far the term is from what stands there, letters before capitals."""
    distance = OSA.distance(near.text.lower(), near.term.text.lower())
    return distance, OSA.distance(near.text, near.term.text), near.term.text


def _applicability(near: NearMiss, suggestions: tuple[str, ...]) -> Applicability:
    alone = len(suggestions) == 1 and near.kind == "misspelt" and near.edits == 1
    return "safe" if alone else "unsafe"


def _misspelt(near: NearMiss, best: str) -> Message:
    wrong = ", ".join(f"“{pair[0]}”" for pair in near.pairs)
    return Message(
        f"“{near.text}” is nearly the glossary term “{best}”; look at {wrong}.",
        f"“{near.text}”与术语“{best}”仅有微小差异，请检查{wrong.replace(', ', '、')}。",
    )


def _altered(near: NearMiss, best: str) -> Message:
    return Message(
        f"The name “{best}” takes no ending; the text has “{near.text}”.",
        f"名称“{best}”不作词形变化，文中写作“{near.text}”。",
    )


def in_capitals_of(model: str, term: str) -> str:
    """Return `term` in the capitals of what it replaces.

    >>> in_capitals_of("GOING GOBAL", "Going Global")
    'GOING GLOBAL'
    >>> in_capitals_of("Social organisatons", "social organization")
    'Social organization'
    """
    if model.isupper() and len(model) > 4:
        return term.upper()
    if not model[:1].isupper() or not term[:1].islower():
        return term
    words = model.replace("-", " ").split()
    if len(words) > 1 and all(word[:1].isupper() or word.lower() in _SMALL for word in words):
        return "".join(
            part if part in _SMALL else part[:1].upper() + part[1:] for part in _parts(term)
        )
    return term[:1].upper() + term[1:]


def _parts(term: str) -> list[str]:
    return [part for word in term.split(" ") for part in (word, " ")][:-1]


def _is_term(span: Span, terms: list[Span]) -> bool:
    """Whether a term covers `span`, or crosses its border and is as long."""
    return any(
        term.contains(span) or (not span.contains(term) and len(term) >= len(span))
        for term in terms
        if term.overlaps(span)
    )


def _ending(wrong: str, right: str) -> bool:
    """Whether the two words differ by an English ending only."""
    if len(min(wrong, right, key=len)) < 3:
        return False
    return key(wrong) in {key(form) for form in forms(right)} or right in map(key, forms(wrong))


def _long(wrong: str, right: str) -> bool:
    return len(wrong) >= 5 and len(right) >= 5


def _as_capital(term: str, text: str) -> bool:
    """Whether `text` has a capital wherever the words of `term` have one."""
    theirs, ours = term.replace("-", " ").split(), text.replace("-", " ").split()
    if len(theirs) != len(ours):
        return False
    return any(word[:1].isupper() for word in theirs) and all(
        given[:1].isupper() or not word[:1].isupper()
        for word, given in zip(theirs, ours, strict=True)
    )


def _shortenings(word: str) -> list[str]:
    """Return the word and what is left without a letter: words one edit apart share one."""
    return [word, *{word[:at] + word[at + 1 :] for at in range(len(word))}]


def _words_of(node: _Node) -> set[str]:
    found: set[str] = set()
    waiting = [node]
    while waiting:
        for word, child in waiting.pop().children.items():
            waiting.append(child)
            if word.replace("'", "").isalpha() and len(word) >= 2:
                found.add(word)
    return found
