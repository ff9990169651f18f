"""The rules a text is held to, put together from the termbase and the tables in `data`.

Word list and tables are read once; the rest follows the recogniser, which is built anew when the
glossary has changed.
"""

from __future__ import annotations

import csv
import lzma
import threading
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.check.tables import Row, confusions, misspellings, names, slips
from glossary.check.tokens import tokens
from glossary.check.wordlist import WordList
from glossary.rules import HouseRules
from tm.text.words import known_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.concepts import Concept
    from glossary.recognise import Recogniser


ADDED = 3.0  # the Zipf frequency of a word we added: known, and not rare in our field


class House:
    """Holds the rules of one installation; safe to share between threads.

    `cache` is where lists read from libraries are kept for the next process.
    """

    def __init__(self, data: Path, cache: Path | None = None) -> None:
        self._data, self._cache = data, cache
        self._lock = threading.Lock()
        self._rules: HouseRules | None = None

    def rules(self, recogniser: Recogniser) -> HouseRules:
        """Return the rules round a recogniser; the same one gets the same rules."""
        with self._lock:
            if self._rules is None or self._rules.recogniser is not recogniser:
                self._rules = self._built(recogniser)
            return self._rules

    @cached_property
    def english(self) -> WordList:
        """The English words with their frequencies, without the house's own."""
        return read_words(self._data / "lexicon")

    def _built(self, recogniser: Recogniser) -> HouseRules:
        own = [word for concept in recogniser.concepts for word in _words(concept)]
        return HouseRules(
            recogniser,
            words=self.english.with_favoured([*own, *names(self._table("names"))]),
            misspellings=misspellings(self._table("misspellings")),
            confusions=tuple(confusions(self._table("confusions"))),
            slips=tuple(slips(self._table("zh_confusions"))),
            chinese=partial(known_words, self._cache),
        )

    def _table(self, name: str) -> Iterator[Row]:
        path = self._data / "tables" / f"{name}.csv"
        if path.exists():
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield from csv.DictReader(file)


@lru_cache(maxsize=2)
def read_words(folder: Path) -> WordList:
    """Read the packed word list and our additions to it."""
    frequencies: dict[str, float] = {}
    dialects: dict[str, str] = {}
    packed = lzma.decompress((folder / "english.txt.xz").read_bytes()).decode()
    for line in packed.splitlines():
        common, dialect, *words = line.split(" ")
        frequencies.update(dict.fromkeys(words, int(common) / 10))
        if dialect != "any":
            dialects.update(dict.fromkeys(words, dialect))
    for word in _additions(folder / "additions.txt"):
        frequencies.setdefault(word, ADDED)
    return WordList(frequencies, dialects)


def _additions(path: Path) -> Iterator[str]:
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


def _words(concept: Concept) -> Iterator[str]:
    for term in concept.of("en"):
        if term.status.passes:
            yield from (token.text for token in tokens(term.text))
