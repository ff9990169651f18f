"""Terms in running text, in both languages: longest match wins and hides what lies inside it.

`Recogniser` is built once from concepts and is then a pure function of text and language. English
goes through a trie of words (`english`), Chinese through an automaton of characters (`han`); both
work on the folded text and yield every form that stands there. `_chosen` then settles overlaps:
the longer form wins, then the higher enforcement, then the one further left. What comes out does
not depend on the order of the concepts, and every span counts in the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from glossary.concepts import Case, Concept, Condition, Detect, Enforcement, State, Status, Term
from glossary.english import Trie
from glossary.han import Automaton
from glossary.inflect import forms
from tm.languages import Language
from tm.text.fold import Folded, fold
from tm.text.spans import Span

_ENFORCEMENTS = {level: rank for rank, level in enumerate(Enforcement)}
_STATUSES = {status: rank for rank, status in enumerate(Status)}
_BLANK_LINE = re.compile(r"\n\s*\n")
_JOINTS = re.compile(r"[\s‐‑–-]+")
_THE = "the "

Candidate = tuple[int, int, list[int]]
_Searcher = Automaton | Trie


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing an occurrence may mean: the concept, its term, and whether an ending was added."""

    concept: Concept
    term: Term
    inflected: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term found at `span` of the text; `text` is what stands there.

    `exact` says that it stands there letter for letter as in the glossary; `inflected` that an
    English ending differs. Where several concepts own the same form, the most binding one is
    named first and the `others` follow: any of them may be meant.
    """

    span: Span
    text: str
    concept: Concept
    term: Term
    exact: bool
    inflected: bool = False
    others: tuple[Sense, ...] = ()

    @property
    def status(self) -> Status:
        """How the house stands to the term."""
        return self.term.status

    @property
    def senses(self) -> tuple[Sense, ...]:
        """All that may be meant, the most binding first."""
        return (Sense(self.concept, self.term, self.inflected), *self.others)

    def term_of(self, concept: Concept) -> Term | None:
        """Return the term of `concept` that stands here, if it may be meant."""
        for sense in self.senses:
            if sense.concept is concept or (concept.id and sense.concept.id == concept.id):
                return sense.term
        return None


@dataclass(frozen=True, slots=True)
class _Form:
    """A written shape of a term; `folded` is what is looked for."""

    text: str
    folded: str
    sense: Sense

    @property
    def rank(self) -> tuple[object, ...]:
        """Sorts the most binding first; the same for every order of the concepts."""
        concept, term = self.sense.concept, self.sense.term
        return (
            term.condition is not None,
            _ENFORCEMENTS[concept.enforcement],
            concept.state is not State.APPROVED,
            _STATUSES[term.status],
            self.sense.inflected,
            term.lookup_only,
            concept.id,
            concept.title,
            concept.domain,
            term.text,
            self.text,
        )


def holds(condition: Condition | None, *texts: str) -> bool:
    """Say whether a term's condition holds beside `texts` (both sides of a bead; always if None).

    >>> holds(Condition(present=("一带一路",)), "共建“一帶一路”倡議"), holds(None)
    (True, True)
    """
    if condition is None:
        return True
    folded = [fold(text).text for text in texts]

    def stands(wanted: str) -> bool:
        return any(fold(wanted).text in text for text in folded)

    some = not condition.present or any(map(stands, condition.present))
    return some and not any(map(stands, condition.absent))


class Recogniser:
    """Finds the terms of `concepts`; deleted concepts are left out.

    `words` are Chinese words as a segmenter's dictionary holds them; with them a short term is not
    found across the seam of two words. Each language is prepared when first asked for.
    """

    def __init__(self, concepts: Iterable[Concept], words: Container[str] = frozenset()) -> None:
        self.concepts = tuple(each for each in concepts if each.state is not State.DELETED)
        self._words = words

    def __call__(self, text: str, lang: Language) -> list[Occurrence]:
        """Return the terms in `text` in order, none overlapping another. Linear in the text."""
        forms, searcher = self._chinese if lang == "zh" else self._english
        if not forms:
            return []
        folded = fold(text)
        found = _Found(text, folded, forms, capitals=lang == "en")
        candidates = found.fitting(searcher.search(folded.text))
        return [found.occurrence(each) for each in _chosen(candidates, forms)]

    @cached_property
    def _chinese(self) -> tuple[list[_Form], _Searcher]:
        shapes = list(_forms(self.concepts, "zh"))
        return shapes, Automaton(_numbered(shapes), self._words)

    @cached_property
    def _english(self) -> tuple[list[_Form], _Searcher]:
        shapes = list(_forms(self.concepts, "en"))
        return shapes, Trie(_numbered(shapes))


class _Found:
    """Candidates of one text: which hold, and what becomes of those that are chosen."""

    def __init__(self, text: str, folded: Folded, forms: list[_Form], *, capitals: bool) -> None:
        self._text, self._folded, self._forms = text, folded, forms
        self._capitals = capitals
        self._paragraphs = _BLANK_LINE.search(text) is not None

    def fitting(self, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        """Yield the candidates whose capitals are allowed and that stay within a paragraph."""
        for start, end, numbers in candidates:
            if self._paragraphs and _BLANK_LINE.search(self._cut(start, end)):
                continue
            if self._capitals:
                numbers = [n for n in numbers if self._case_fits(self._forms[n], start, end)]
            if numbers:
                yield start, end, numbers

    def _case_fits(self, form: _Form, start: int, end: int) -> bool:
        case = form.sense.concept.case
        return case is Case.ANY or _capitals_fit(form.text, self._cut(start, end), case)

    def occurrence(self, candidate: Candidate) -> Occurrence:
        """Return what stands at the chosen place, the most binding sense first."""
        start, end, numbers = candidate
        span = self._folded.back(Span(start, end))
        text = span.cut(self._text)
        forms = self._forms
        if len(numbers) == 1:
            sense = forms[numbers[0]].sense
            return Occurrence(span, text, sense.concept, sense.term, text == sense.term.text,
                              sense.inflected)  # fmt: skip
        ranked = sorted((forms[number] for number in numbers), key=lambda form: form.rank)
        first, *rest = _one_each(ranked)
        return Occurrence(span, text, first.concept, first.term, text == first.term.text,
                          first.inflected, tuple(rest))  # fmt: skip

    def _cut(self, start: int, end: int) -> str:
        return self._folded.back(Span(start, end)).cut(self._text)


def _chosen(candidates: Iterable[Candidate], forms: list[_Form]) -> Iterator[Candidate]:
    """Settle overlaps: longer, then higher enforcement, then leftmost. Yields in text order."""
    for cluster in _clusters(sorted(candidates, key=lambda each: (each[0], each[1]))):
        if len(cluster) == 1:
            yield cluster[0]
        else:
            yield from _settled(cluster, forms)


def _clusters(candidates: Iterable[Candidate]) -> Iterator[list[Candidate]]:
    """Group sorted candidates that hang together by overlaps."""
    cluster: list[Candidate] = []
    end = -1
    for candidate in candidates:
        if cluster and candidate[0] >= end:
            yield cluster
            cluster = []
        cluster.append(candidate)
        end = max(end, candidate[1])
    if cluster:
        yield cluster


def _settled(cluster: list[Candidate], forms: list[_Form]) -> list[Candidate]:
    def standing(candidate: Candidate) -> tuple[int, int, int]:
        start, end, numbers = candidate
        enforcements = (forms[n].sense.concept.enforcement for n in numbers)
        return start - end, min(_ENFORCEMENTS[level] for level in enforcements), start

    merged: dict[tuple[int, int], list[int]] = {}
    for start, end, numbers in cluster:
        known = merged.setdefault((start, end), [])
        known.extend(number for number in numbers if number not in known)
    taken: list[Candidate] = []
    covered: set[int] = set()
    for candidate in sorted(((*at, numbers) for at, numbers in merged.items()), key=standing):
        place = range(candidate[0], candidate[1])
        if covered.isdisjoint(place):
            taken.append(candidate)
            covered.update(place)
    return sorted(taken, key=lambda each: each[0])


def _one_each(ranked: list[_Form]) -> Iterator[Sense]:
    """Yield the best sense of every concept."""
    seen: list[Concept] = []
    for form in ranked:
        if not any(form.sense.concept is concept for concept in seen):
            seen.append(form.sense.concept)
            yield form.sense


def _numbered(shapes: Iterable[_Form]) -> Iterator[tuple[str, int]]:
    return ((shape.folded, number) for number, shape in enumerate(shapes))


def _forms(concepts: Iterable[Concept], lang: Language) -> Iterator[_Form]:
    other = Detect.EN if lang == "zh" else Detect.ZH
    for concept in concepts:
        if concept.detect is other:
            continue
        # What is not translated stands in texts of either language.
        for term in concept.terms if concept.do_not_translate else concept.of(lang):
            for text, inflected in _shapes(term, concept):
                yield _Form(text, fold(text).text, Sense(concept, term, inflected))


def _shapes(term: Term, concept: Concept) -> Iterator[tuple[str, bool]]:
    """Yield the written shapes of a term, and whether each adds an ending.

    The article before a name of several words may be left out.
    """
    bare = term.text[len(_THE) :] if term.text[: len(_THE)].lower() == _THE else ""
    shapes = [term.text, bare] if " " in bare else [term.text]
    for shape in shapes:
        yield shape, False
        if term.lang == "en" and concept.inflect:
            for form in forms(shape, concept.kind):
                yield form, True


def _capitals_fit(form: str, text: str, case: Case) -> bool:
    """Whether the capitals of `text` are those of `form`, as far as the case rule asks."""
    form, text = (_JOINTS.sub("", each).replace("’", "'") for each in (form, text))
    if case is Case.EXACT:
        return form == text
    if form.isupper() or len(form) != len(text):
        return text.isupper() or not form.isupper()
    # In CAPS stands a capital beside another: all letters of NGO in NGOs, none of Charity Law.
    beside = zip(form, " " + form, form[1:] + " ", text, strict=False)
    return all(
        not (ch.isupper() and (left.isupper() or right.isupper())) or given.isupper()
        for ch, left, right, given in beside
    )
