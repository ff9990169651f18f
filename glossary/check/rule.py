"""A rule: a name, a code, a severity and a pure generator over what was read of a draft.

A rule function takes a `Reading` and yields `Found`; the decorator makes a `Rule` of it:

    @rule("S106", "doubled-word", category=GRAMMAR, severity="warning", languages=("en",))
    def doubled_word(reading: Reading) -> Iterator[Found]:
        ...

The docstring of the function is the rule's documentation and has the parts *Checks*, *Why*,
*Example*, *Instead* and *Fix safety*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import cleandoc
from typing import TYPE_CHECKING, Literal

from glossary.check.finding import Edit, Finding, Fix, Found, Severity
from tm.languages import Language

if TYPE_CHECKING:
    from glossary.check.reading import Reading

Reach = Literal["passage", "document"]

SUGGESTIONS = 5  # more than five nobody reads

# Paths of the MQM typology (themqm.org) that our rules use.
WRONG_TERM = "Terminology: wrong term"
TERM_RESOURCE = "Terminology: inconsistent with terminology resource"
TERM_USE = "Terminology: inconsistent use of terminology"
MISTRANSLATION = "Accuracy: mistranslation"
OMISSION = "Accuracy: omission"
ADDITION = "Accuracy: addition"
UNTRANSLATED = "Accuracy: untranslated"
SPELLING = "Linguistic conventions: spelling"
GRAMMAR = "Linguistic conventions: grammar"
PUNCTUATION = "Linguistic conventions: punctuation"
CHARACTERS = "Linguistic conventions: character encoding"
NUMBER = "Locale conventions: number format"
DATE = "Locale conventions: date format"
TIME = "Locale conventions: time format"
CURRENCY = "Locale conventions: currency format"
MEASUREMENT = "Locale conventions: measurement format"
STYLE = "Style: inconsistent style"

_PART = re.compile(r"^(Checks|Why|Example|Instead|Fix safety)\.\s*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the house.

    `languages` are the languages of the checked text the rule can read; `needs_source` keeps it
    silent on a text without source; a finding of this rule is dropped where it overlaps one of a
    code in `gives_way_to`, so that one slip is told once. `reach` is how far the rule looks from
    the place of a finding: a rule of the passage is not asked again while its passage stays.
    """

    code: str
    slug: str
    category: str
    severity: Severity
    look: Callable[[Reading], Iterator[Found]]
    languages: tuple[Language, ...] = ("zh", "en")
    needs_source: bool = False
    gives_way_to: tuple[str, ...] = ()
    reach: Reach = "document"

    def findings(self, reading: Reading) -> Iterator[Finding]:
        """Yield what the rule finds, complete."""
        if reading.draft.lang not in self.languages:
            return
        if self.needs_source and not reading.beads:
            return
        within = self.reach == "passage"
        for found in reading.gathered(self.look) if within else self.look(reading):
            yield self._finding(found, reading.draft.text)

    def documentation(self) -> dict[str, str]:
        """Return the parts of the docstring by their heading."""
        pieces = _PART.split(cleandoc(self.look.__doc__ or ""))
        return {
            name: " ".join(text.split())
            for name, text in zip(pieces[1::2], pieces[2::2], strict=True)
        }

    def _finding(self, found: Found, text: str) -> Finding:
        return Finding(
            code=self.code, rule=self.slug, category=self.category,
            severity=found.severity or self.severity,
            span=found.span, text=found.span.cut(text), message=found.message,
            suggestions=found.suggestions[:SUGGESTIONS], concept=found.concept,
            evidence=found.evidence, fix=found.fix or _fix(found),
        )  # fmt: skip


def rule(
    code: str,
    slug: str,
    *,
    category: str,
    severity: Severity,
    languages: tuple[Language, ...] = ("zh", "en"),
    needs_source: bool = False,
    gives_way_to: tuple[str, ...] = (),
    reach: Reach = "document",
) -> Callable[[Callable[[Reading], Iterator[Found]]], Rule]:
    """Make a `Rule` of the decorated generator."""

    def wrap(look: Callable[[Reading], Iterator[Found]]) -> Rule:
        return Rule(
            code, slug, category, severity, look, languages, needs_source, gives_way_to, reach
        )

    return wrap


def _fix(found: Found) -> Fix | None:
    if found.applicability is None or not found.suggestions:
        return None
    return Fix(found.applicability, (Edit(found.span, found.suggestions[0]),))
