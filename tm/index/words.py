"""The words of the memory, for wildcards: which of them begin, end or go on as was asked.

An index knows words by their codes alone. The words themselves are kept beside it, one file a
language, and brought up to date by the units that were written since. A word whose last unit is
gone stays: no unit is found by it. Like the index the file may be deleted; the units give it again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from tm.index import writer
from tm.languages import Language
from tm.text.symbols import word_code

VERSION = 1
KEPT_FROM = 300
"""Units read anew from which the file is written again."""

NewerTexts = Callable[[int], Iterable[str]]
"""Hands in the texts of a language written after a revision; all of them for −1."""
Read = Callable[[Sequence[str]], set[str]]
"""Returns the words in some texts."""

_Known = tuple[int, frozenset[str], str]
"""A revision, the words of the memory then, and the same one a line."""
_NONE: _Known = (-1, frozenset(), "")


class Words:
    """The words of one language of one memory; safe to share between threads."""

    def __init__(self, folder: Path, language: Language, signature: str) -> None:
        self._path = folder / f"words.{language}"
        self._signature = f"{signature}|words:{VERSION}"
        self._known: _Known | None = None

    def matching(self, pattern: str, revision: int, newer: NewerTexts, read: Read) -> list[int]:
        """Return the codes of the words that match `pattern` as a whole."""
        lines = self._lines(revision, newer, read)
        return [word_code(word) for word in re.findall(f"(?m)^{pattern}$", lines)]

    def renew(self, revision: int, newer: NewerTexts, read: Read) -> None:
        """Bring the words up to date before anybody asks: of a large memory they take a while."""
        self._lines(revision, newer, read)

    def _lines(self, revision: int, newer: NewerTexts, read: Read) -> str:
        """Return the words of the memory at a revision, one a line."""
        known = self._known or _NONE
        if known[0] < revision:
            known = self._load(known)  # another process may have gone further
        if known[0] > revision:  # another memory's
            known = _NONE
        if known[0] < revision:
            texts = list(newer(known[0]))
            words = known[1] | read(texts)
            known = (revision, words, "\n".join(sorted(words)))
            if len(texts) >= KEPT_FROM:
                self._save(revision, known[2])
        self._known = known
        return known[2]

    def _load(self, known: _Known) -> _Known:
        """Return what the file holds if it is further than what is known, else that."""
        try:
            with self._path.open("rb") as file:
                facts = json.loads(file.readline())
                if facts["signature"] != self._signature or facts["revision"] <= known[0]:
                    return known
                lines = file.read()
            text = lines.decode("utf-8", "surrogatepass")
            if facts["length"] == len(lines):
                return int(facts["revision"]), frozenset(text.split("\n")), text
        except (OSError, ValueError, KeyError, TypeError):
            pass  # none yet, or not ours: the memory gives it again
        return known

    def _save(self, revision: int, lines: str) -> None:
        body = lines.encode("utf-8", "surrogatepass")
        facts = {"signature": self._signature, "revision": revision, "length": len(body)}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        writer.replace(self._path, [json.dumps(facts).encode() + b"\n", body])
