"""A Chinese and an English text that stand for each other."""

from __future__ import annotations

from dataclasses import dataclass

from tm.languages import Language
from tm.text.spans import Span


@dataclass(frozen=True, slots=True)
class SegmentPair:
    """Both sides of one bead.

    `zh_span` and `en_span` say where the sides stand in the texts they were cut from, where there
    are such texts. `place` names the pair's origin for people (an article, a line of a file).
    """

    zh: str
    en: str
    zh_span: Span | None = None
    en_span: Span | None = None
    place: str | None = None

    def text(self, language: Language) -> str:
        """Return the side in `language`."""
        return self.zh if language == "zh" else self.en
