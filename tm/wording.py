"""What is told to people, as values: a code, what fills its text, and the text in both languages.

The values are kept and compared; the words are chosen where they are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from tm.languages import Language

Texts = Mapping[str, tuple[str, str]]
"""English and Chinese by code, with {0}, {1} … for the values."""


@dataclass(frozen=True, slots=True)
class Worded:
    """One thing told: a code of `texts`, and what fills its text."""

    texts: ClassVar[Texts]

    code: str
    values: tuple[str, ...] = ()

    def text(self, language: Language) -> str:
        """Say it in `language`."""
        english, chinese = self.texts[self.code]
        return (english if language == "en" else chinese).format(*self.values)
