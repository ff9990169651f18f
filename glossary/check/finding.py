"""What a check reports: one place where a rule is not kept, as a value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from tm.text.spans import Span

Severity = Literal["error", "warning", "note"]
Applicability = Literal["display", "unsafe", "safe"]
Side = Literal["source", "target", "elsewhere"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")  # worst first
APPLICABILITIES: tuple[Applicability, ...] = (
    "display",
    "unsafe",
    "safe",
)  # policy is one comparison


@dataclass(frozen=True, slots=True)
class Message:
    """Complete sentences that name the values compared, once in each language."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of `span`; an empty span inserts, an empty text deletes."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A correction: its edits do not overlap and are applied together or not at all.

    safe = cannot change the meaning; unsafe = likely right, a person agrees first;
    display = shown to explain the finding, never applied.
    """

    applicability: Applicability
    edits: tuple[Edit, ...]

    def moved(self, by: int) -> Fix:
        """Return the same correction in a text that begins `by` code points earlier."""
        return replace(
            self, edits=tuple(Edit(edit.span.shift(by), edit.text) for edit in self.edits)
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a finding was raised: a stretch of the source, another place of the text, a value read.

    `side` says which text `span` counts in; `value` is what was read there, where it is not the
    text itself ("120000000" for 1.2亿).
    """

    side: Side
    text: str
    span: Span | None = None
    value: str | None = None

    def moved(self, by: int) -> Evidence:
        """Return the same in a text that begins `by` code points earlier; the source stays."""
        if self.span is None or self.side == "source":
            return self
        return replace(self, span=self.span.shift(by))


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule saw, before the rule's code, name, category and severity are put to it.

    `span` lies in the checked text. `severity` is None for the rule's own. `fix` is None where
    `applicability` is enough: then the fix puts the first suggestion in the place of `span`.
    """

    span: Span
    message: Message
    suggestions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    concept: int | str | None = None
    severity: Severity | None = None
    applicability: Applicability | None = None
    fix: Fix | None = None

    def moved(self, by: int) -> Found:
        """Return the same in a text that begins `by` code points earlier; the source stays."""
        return replace(
            self, span=self.span.shift(by), fix=self.fix and self.fix.moved(by),
            evidence=tuple(each.moved(by) for each in self.evidence),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is not kept.

    `span` counts code points of the checked text exactly as given and may be empty where something
    is missing; `text` is what stands there. `category` is a path of the MQM typology.
    `suggestions` are best first, at most five.
    """

    code: str
    rule: str
    category: str
    severity: Severity
    span: Span
    text: str
    message: Message
    suggestions: tuple[str, ...] = ()
    concept: int | str | None = None
    evidence: tuple[Evidence, ...] = ()
    fix: Fix | None = None

    @property
    def order(self) -> tuple[int, int, str, str]:
        """The order of every list of findings: position, then code."""
        return (self.span.start, self.span.end, self.code, self.message.en)
