"""What the checkers hold a text to, bundled once and never changed.

Whoever opens an installation builds it; the checkers only read it. Every field but the recogniser
has a default, so that a test names just what it needs.
"""

from __future__ import annotations

from dataclasses import dataclass

from glossary.concepts import Concept
from glossary.recognise import Recogniser


@dataclass(frozen=True, slots=True)
class HouseRules:
    """`recogniser` finds the terms of the house in a text."""

    recogniser: Recogniser

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """The concepts a text is held to."""
        return self.recogniser.concepts
