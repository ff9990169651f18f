"""Terms in running text, in both languages: longest match wins and hides what lies inside it.

`Recogniser` is built once from concepts and is then a pure function of text and language. English
goes through a trie of words (`english`), Chinese through an automaton of characters (`han`); both
work on the folded text and yield every form that stands there. `overlaps` then settles what lies
across: the longer form wins, then the higher enforcement, then the one further left. What comes
out does not depend on the order of the concepts, and every span counts in the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from functools import cached_property

from glossary.concepts import Case, Concept, Condition, Detect, Enforcement, State, Status, Term
from glossary.english import Trie
from glossary.han import Automaton
from glossary.inflect import forms
from glossary.overlaps import Candidate, Owners, chosen, merged
from tm.languages import Language
from tm.text.fold import Folded, fold
from tm.text.passages import passages
from tm.text.spans import Span

_ENFORCEMENTS = {level: rank for rank, level in enumerate(Enforcement)}
_STATUSES = {status: rank for rank, status in enumerate(Status)}
_JOINTS = re.compile(r"[\s‐‑–-]+")
_THE = "the "


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

    def moved(self, by: int) -> Occurrence:
        """Return the same occurrence in a text that begins `by` code points earlier."""
        return replace(self, span=self.span.shift(by))

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
    def binding(self) -> int:
        """How binding the concept is; 0 is strict."""
        return _ENFORCEMENTS[self.sense.concept.enforcement]

    @property
    def rank(self) -> tuple[object, ...]:
        """Sorts the most binding first; the same for every order of the concepts."""
        concept, term = self.sense.concept, self.sense.term
        return (
            term.condition is not None,
            self.binding,
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

    `words` are common Chinese words of two and three characters; with them a short term is not
    found across the seam of two words. Each language is prepared when first asked for.
    """

    def __init__(self, concepts: Iterable[Concept], words: Set[str] = frozenset()) -> None:
        self.concepts = tuple(each for each in concepts if each.state is not State.DELETED)
        self._words = words

    def __call__(self, text: str, lang: Language) -> list[Occurrence]:
        """Return the terms in `text` in order, none overlapping another. Linear in the text.

        No term goes across the end of a passage.
        """
        shapes = self._chinese if lang == "zh" else self._english
        found: list[Occurrence] = []
        for passage in passages(text):
            found.extend(shapes.occurrences(passage.cut(text), passage.start))
        return found

    @cached_property
    def _chinese(self) -> _Shapes:
        forms = list(_forms(self.concepts, "zh"))
        return _Shapes(forms, Automaton(_owners(forms), self._words))

    @cached_property
    def _english(self) -> _Shapes:
        forms = list(_forms(self.concepts, "en"))
        return _Shapes(forms, Trie(_owners(forms)))


class _Shapes:
    """The forms of one language and what searches for them."""

    def __init__(self, forms: list[_Form], searcher: Automaton | Trie) -> None:
        self._forms, self._searcher = forms, searcher
        self._senses: dict[tuple[int, ...], tuple[Sense, ...]] = {}
        self._cased = any(form.sense.concept.case is not Case.ANY for form in forms)

    def occurrences(self, text: str, shift: int) -> Iterator[Occurrence]:
        """Yield the terms of one passage that begins at `shift` of the whole text."""
        if not self._forms:
            return
        folded = fold(text)
        candidates = self._searcher.search(folded.text)
        if self._cased:
            candidates = self._in_case(candidates, text, folded)
        for start, end, owners in chosen(candidates):
            span = folded.back(Span(start, end))
            written = text[span.start : span.end]
            first, *others = self._ranked(owners.numbers)
            yield Occurrence(
                Span(span.start + shift, span.end + shift), written, first.concept, first.term,
                written == first.term.text, first.inflected, tuple(others),
            )  # fmt: skip

    def _in_case(
        self, candidates: Iterable[Candidate], text: str, folded: Folded
    ) -> Iterator[Candidate]:
        """Yield the candidates whose capitals are allowed, with the owners that allow them."""
        for start, end, owners in candidates:
            numbers = owners.numbers
            if any(self._case(number) is not Case.ANY for number in numbers):
                written = folded.back(Span(start, end)).cut(text)
                numbers = tuple(n for n in numbers if self._fits(n, written))
            if len(numbers) == len(owners.numbers):
                yield start, end, owners
            elif numbers:
                yield start, end, Owners(numbers, min(self._forms[n].binding for n in numbers))

    def _case(self, number: int) -> Case:
        return self._forms[number].sense.concept.case

    def _fits(self, number: int, written: str) -> bool:
        case = self._case(number)
        return case is Case.ANY or _capitals_fit(self._forms[number].text, written, case)

    def _ranked(self, numbers: tuple[int, ...]) -> tuple[Sense, ...]:
        """Return the best sense of every concept, the most binding first."""
        known = self._senses.get(numbers)
        if known is None:
            ranked = sorted((self._forms[n] for n in numbers), key=lambda form: form.rank)
            best: dict[int, Sense] = {}
            for form in ranked:
                best.setdefault(id(form.sense.concept), form.sense)
            known = self._senses[numbers] = tuple(best.values())
        return known


def _owners(forms: Iterable[_Form]) -> dict[str, Owners]:
    """Return the owners of every folded form, by number."""
    found: dict[str, list[Owners]] = {}
    for number, form in enumerate(forms):
        found.setdefault(form.folded, []).append(Owners((number,), form.binding))
    return {folded: merged(owners) for folded, owners in found.items()}


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
