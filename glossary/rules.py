"""What the checkers hold a text to, bundled once and never changed.

Whoever opens an installation builds it; the checkers only read it. Every field but the recogniser
has a default, so that a test names just what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from glossary.check.memo import Memo
from glossary.check.tables import Confusion, Slip
from glossary.check.wordlist import WordList
from glossary.concepts import Concept
from glossary.recognise import Recogniser

if TYPE_CHECKING:
    from glossary.check.nearhan import NearHanTerms
    from glossary.check.nearmiss import NearTerms
    from glossary.check.reading import Reading


@dataclass(frozen=True)
class HouseRules:
    """`recogniser` finds the terms of the house in a text.

    `words` are the English words, `misspellings` maps a known misspelling to what is right,
    `confusions` are real words that the source proves wrong, `slips` what is often miswritten in
    Chinese; `chinese` gives the words of two and three Han characters.
    """

    recogniser: Recogniser
    words: WordList = field(default_factory=lambda: WordList({}))
    misspellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    confusions: tuple[Confusion, ...] = ()
    slips: tuple[Slip, ...] = ()
    chinese: Callable[[], Set[str]] = frozenset

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """The concepts a text is held to."""
        return self.recogniser.concepts

    @cached_property
    def memo(self) -> Memo[Reading]:
        """What was read of passages by these rules; it goes with them."""
        return Memo()

    @cached_property
    def near_terms(self) -> NearTerms:
        """What finds typos inside English terms; built with the first text."""
        from glossary.check.nearmiss import NearTerms

        return NearTerms(self.concepts, self.words)

    @cached_property
    def near_han(self) -> NearHanTerms:
        """What finds slips inside Chinese terms; built with the first text."""
        from glossary.check.nearhan import NearHanTerms

        return NearHanTerms(self.concepts, self.chinese())
