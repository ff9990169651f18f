"""Language tags: the two languages we serve and the many ways files name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, Language] = ("zh", "en")
SIDE: dict[Language, int] = {"zh": 0, "en": 1}
"""Where a language stands in a pair of texts."""

_TRADITIONAL_REGIONS = {"TW", "HK", "MO"}
_SEPARATOR = re.compile(r"[-_]")
# ISO 639-2 and the names of Mandarin that older tools write.
_ALIASES: dict[str, Language] = {
    "zh": "zh", "zho": "zh", "chi": "zh", "cmn": "zh", "cn": "zh",
    "en": "en", "eng": "en",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tag:
    """A language tag read.

    `language` is None for a language we do not serve; `script` is "Hans", "Hant" or None (for
    Chinese it follows the region where the tag names none); `given` is the tag as it came.
    """

    language: Language | None
    script: str | None
    region: str | None
    given: str


def other(language: Language) -> Language:
    """Return the opposite language.

    >>> other("zh"), other("en")
    ('en', 'zh')
    """
    return "en" if language == "zh" else "zh"


def parse(tag: str) -> Tag:
    """Read a tag without regard to case, `_` or `-`.

    >>> parse("zh_TW").script, parse("EN_us").language, parse("fr").language
    ('Hant', 'en', None)
    """
    first, *rest = _SEPARATOR.split(tag.strip())
    script = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), None)
    region = next((part.upper() for part in rest if len(part) == 2 and part.isalpha()), None)
    language = _ALIASES.get(first.lower())
    if language == "zh" and script is None and region is not None:
        script = "Hant" if region in _TRADITIONAL_REGIONS else "Hans"
    return Tag(language, script, region, tag)
