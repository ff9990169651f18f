"""Concepts and the terms that express them: the values every other module of the glossary speaks.

A concept is one meaning and owns its terms in both languages. A term is an expression with a
status; what a text may contain is its *forms* (inflected, hyphenated …), which `inflect` and
`recognise` know. All values are frozen; the termbase gives them their ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from tm.errors import Invalid
from tm.languages import LANGUAGES, Language

MAX_TERM = 400


class Status(StrEnum):
    """How the house stands to a term, best first."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    SUPERSEDED = "superseded"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"

    @property
    def passes(self) -> bool:
        """Whether a text that uses such a term is as the house wants it."""
        return self in (Status.PREFERRED, Status.ADMITTED)


class Enforcement(StrEnum):
    """How hard a text is held to the concept, hardest first."""

    STRICT = "strict"
    PREFERRED = "preferred"
    OFF = "off"


class Case(StrEnum):
    """Which capitals an English text may use.

    `any`: all; `permissive`: a word in CAPS matches only CAPS; `exact`: letter for letter.
    """

    ANY = "any"
    PERMISSIVE = "permissive"
    EXACT = "exact"


class Detect(StrEnum):
    """In which texts the concept is looked for."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"


class State(StrEnum):
    """Where a concept stands in its life."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DELETED = "deleted"


class TermKind(StrEnum):
    """What sort of expression a term is; `plain` where nothing needs saying."""

    PLAIN = "plain"
    FULL = "full"
    SHORT = "short"
    ABBREVIATION = "abbr"
    VARIANT = "variant"


# Kinds of concept whose names stand as they are: "Oversea NGO Law" is an error, no inflection.
FIXED_KINDS = {
    "law", "treaty", "organisation", "body", "slogan", "programme", "initiative", "document",
    "event", "person", "place", "country", "title", "name", "abbreviation", "campaign", "award",
}  # fmt: skip

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Condition:
    """When a form is blamed: beside any text of `present` and none of `absent`, in the same bead.

    The texts may stand on either side of the bead. An empty `present` asks for nothing.
    """

    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One expression of a concept.

    `reason` says why it is not (or no longer) wanted; `condition` limits the blame to a context;
    `lookup_only` terms are recognised but neither suggested nor blamed; `tag` is the full language
    tag where a file gave one ("zh-Hant", "en-GB"); `id` is 0 until the term is stored.
    """

    text: str
    lang: Language
    status: Status = Status.PREFERRED
    reason: str = ""
    condition: Condition | None = None
    note: str = ""
    kind: TermKind = TermKind.PLAIN
    lookup_only: bool = False
    tag: str = ""
    id: int = 0

    def __post_init__(self) -> None:
        if not self.text.strip() or len(self.text) > MAX_TERM:
            raise Invalid("term", self.text, f"1 to {MAX_TERM} characters that are not all spaces")
        if self.text != self.text.strip() or "\n" in self.text:
            raise Invalid("term", self.text, "one line without spaces at its ends")
        if self.lang not in LANGUAGES:
            raise Invalid("lang", self.lang, "zh or en")

    @property
    def forbidden(self) -> bool:
        """Whether the term must not be used (where its condition, if any, holds)."""
        return self.status is Status.FORBIDDEN

    @property
    def suggested(self) -> bool:
        """Whether the term may be offered as what to write."""
        return self.status.passes and not self.lookup_only


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning with its terms.

    `kind` is a part of speech or the sort of thing named ("noun", "law", "organisation");
    `inflect` allows English endings; `first_mention` lists what to write at the first mention,
    then at later ones (full form, short form, abbreviation); `reference` names the source;
    `amends` is the id of the concept a proposal would change, 0 for a new one; `id` is 0 until
    stored, `revision` counts its changes.
    """

    terms: tuple[Term, ...]
    enforcement: Enforcement = Enforcement.PREFERRED
    kind: str = ""
    domain: str = ""
    definition: str = ""
    note: str = ""
    reference: str = ""
    first_mention: tuple[str, ...] = ()
    inflect: bool = True
    case: Case = Case.ANY
    do_not_translate: bool = False
    detect: Detect = Detect.BOTH
    state: State = State.APPROVED
    amends: int = 0
    id: int = 0
    revision: int = 0

    def __post_init__(self) -> None:
        if not self.terms:
            raise Invalid("terms", (), "at least one term")
        seen: set[tuple[Language, str]] = set()
        for term in self.terms:
            if (term.lang, term.text) in seen:
                raise Invalid("terms", term.text, "every term once")
            seen.add((term.lang, term.text))

    def of(
        self, lang: Language, *statuses: Status, lookup_only: bool | None = None
    ) -> Iterator[Term]:
        """Yield the terms in `lang`, in order; with `statuses`, only those that have one."""
        for term in self.terms:
            wanted = not statuses or term.status in statuses
            if term.lang == lang and wanted and lookup_only in (None, term.lookup_only):
                yield term

    def preferred(self, lang: Language) -> str | None:
        """Return the text to write in `lang`: the first preferred term, else the first admitted."""
        for status in (Status.PREFERRED, Status.ADMITTED):
            for term in self.of(lang, status, lookup_only=False):
                return term.text
        return None

    def suggestions(self, lang: Language) -> tuple[str, ...]:
        """Return every text that may be written in `lang`, best first."""
        offered = [*self.of(lang, Status.PREFERRED), *self.of(lang, Status.ADMITTED)]
        return tuple(term.text for term in offered if term.suggested)

    @property
    def title(self) -> str:
        """What people call the concept in a list: its Chinese and English preferred terms."""
        names = [self.preferred(lang) for lang in LANGUAGES]
        return " · ".join(name for name in names if name) or self.terms[0].text


def inflects(kind: str) -> bool:
    """Say whether concepts of `kind` take English endings where the entry does not tell.

    >>> inflects("noun"), inflects("law")
    (True, False)
    """
    return kind.strip().lower() not in FIXED_KINDS


def choice(values: type[_Choice], field: str, given: str) -> _Choice:
    """Read `given` as one of `values`, without regard to case and edge spaces.

    Raises:
        Invalid: naming what may stand there.

    >>> choice(Enforcement, "enforcement", " Strict ").value
    'strict'
    """
    try:
        return values(given.strip().lower())
    except ValueError:
        allowed = ", ".join(value.value for value in values)
        raise Invalid(field, given, f"one of {allowed}") from None
