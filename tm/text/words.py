"""Words of both languages. The only place that knows jieba.

jieba's module functions share one tokenizer for the whole process, keep their cache in the
system's temporary directory and log to the terminal. A `WordSplitter` owns a tokenizer, keeps its
cache where it is told to and is silent; terms added to one splitter are unknown to every other.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, RLock
from typing import Any

from tm.languages import Language
from tm.text.chars import LATIN
from tm.text.spans import Span
from tm.text.variants import simplify

# U.S. before plain words; an apostrophe or hyphen joins only between letters or digits.
_ENGLISH = re.compile(
    rf"(?:[A-Za-z]\.){{2,}}|[{LATIN}\d]+(?:[’'‑-][{LATIN}\d]+)*(?:(?<=\d)[.,]\d+)*"
)

_COMMON = 50
"""Occurrences in the corpus behind jieba's list from which a word counts as common."""
_KNOWN = 5
"""Occurrences from which it counts as a word at all."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word and where it stands: `span.cut(text) == text_of_the_word`, in the script given."""

    text: str
    span: Span


class WordSplitter:
    """Cuts text into words; punctuation and spaces are between words, never words.

    The dictionary loads at the first Chinese text (about a second, hundredths of that from
    the cache in `cache_dir`). Without a directory nothing is written. `words` are kept whole where
    they occur, in either script.

    >>> split = WordSplitter(words=["民心相通"])
    >>> [word.text for word in split("推動民心相通，設立基金會", "zh")]
    ['推動', '民心相通', '設立', '基金會']
    >>> [word.text for word in split("It can't be a well-known U.S. law (2016).", "en")]
    ['It', "can't", 'be', 'a', 'well-known', 'U.S.', 'law', '2016']
    """

    def __init__(self, cache_dir: Path | None = None, words: Iterable[str] = ()) -> None:
        self._cache_dir = cache_dir
        self._words = [simplify(word) for word in words]
        self._dictionary: _Dictionary | None = None
        self._lock = Lock()

    def __call__(self, text: str, lang: Language) -> Iterator[Word]:
        """Yield the words of `text` in order."""
        return self._chinese(text) if lang == "zh" else _english(text)

    def add(self, words: Iterable[str]) -> None:
        """Keep these words whole from now on."""
        added = [simplify(word) for word in words]
        with self._lock:
            self._words.extend(added)
            if self._dictionary is not None:
                self._dictionary.teach(added)

    def _chinese(self, text: str) -> Iterator[Word]:
        start = 0
        for piece in self._loaded().cut(simplify(text)):
            end = start + len(piece)
            if any(map(str.isalnum, piece)):
                yield Word(text[start:end], Span(start, end))
            start = end

    def _loaded(self) -> _Dictionary:
        with self._lock:
            if self._dictionary is None:
                self._dictionary = _load(self._cache_dir)
                self._dictionary.teach(self._words)
            return self._dictionary


def common_words(cache_dir: Path | None = None) -> frozenset[str]:
    """Return the common Chinese words of two and three characters (some 42,000), simplified.

    They come from jieba's list without loading its tokenizer; with a directory, a second call in
    another process takes hundredths of a second.
    """
    return _listed(_COMMON, None if cache_dir is None else cache_dir / "common.txt")


def known_words(cache_dir: Path | None = None) -> frozenset[str]:
    """Return the Chinese words of two and three characters, rare ones too (some 110,000)."""
    return _listed(_KNOWN, None if cache_dir is None else cache_dir / "known.txt")


def _listed(least: int, cached: Path | None) -> frozenset[str]:
    if cached is not None and cached.exists():
        return frozenset(cached.read_text(encoding="utf-8").split("\n"))
    words = frozenset(_occurring(least))
    if cached is not None:
        _replace(cached, "\n".join(sorted(words)))
    return words


def _occurring(least: int) -> Iterator[str]:
    with Path(_jieba().__file__).with_name("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, _ = line.split(" ", 2)
            if 2 <= len(word) <= 3 and int(frequency) >= least:
                yield word


def _english(text: str) -> Iterator[Word]:
    for found in _ENGLISH.finditer(text):
        yield Word(found.group(), Span(*found.span()))


class _Dictionary:
    """jieba's tokenizer with the words it was asked for.

    It asks for words that begin with a character of the text only, so the counts are read by
    first character: `lines` holds words and counts of each, not yet taken apart.
    """

    def __init__(self, counts: dict[str, int], total: int, lines: dict[str, bytes]) -> None:
        self.tokenizer = _jieba().Tokenizer()
        self.tokenizer.FREQ, self.tokenizer.total = counts, total
        self.tokenizer.initialized = True
        self._lines = lines
        self._known: set[str] = set()
        # Who reads a character's words late would undo what was taught of them meanwhile.
        self._writing = RLock()

    def cut(self, text: str) -> Iterator[str]:
        """Yield the pieces of a simplified text; together they are the text."""
        self.know(text)
        # Without HMM: it joins strangers into words that vary with their neighbours, and names
        # are found by other means.
        yield from self.tokenizer.cut(text, HMM=False)

    def teach(self, words: Iterable[str]) -> None:
        """Keep these words whole from now on."""
        with self._writing:
            for word in words:
                if len(word) > 1:
                    self.know(word)
                    self.tokenizer.add_word(word)

    def know(self, text: str) -> None:
        """Read the words that begin with a character of `text`."""
        if self._known.issuperset(text):
            return
        with self._writing:
            for ch in set(text) - self._known:
                fields = self._lines.get(ch, b"").decode().split(" ")
                self.tokenizer.FREQ.update(zip(fields[::2], map(int, fields[1::2]), strict=False))
                self._known.add(ch)


def _load(cache_dir: Path | None) -> _Dictionary:
    """Return jieba's dictionary, without jieba's own cache.

    That one is a marshalled dictionary that takes ten times as long to read as the text here.
    """
    version = _jieba().__version__
    cached = None if cache_dir is None else cache_dir / f"jieba-{version}-by-character.txt"
    if cached is not None and cached.exists():
        return _read_counts(cached)
    builder = _jieba().Tokenizer()
    counts, _ = builder.gen_pfdict(builder.get_dict_file())
    if cached is not None:
        _write_counts(counts, cached)
    return _Dictionary(counts, sum(counts.values()), {})


def _jieba() -> Any:
    """Import jieba, without setuptools' `pkg_resources`.

    It only finds files with it, can do without, and waits for it longer than for all the rest.
    """
    modules: dict[str, Any] = sys.modules
    modules.setdefault("pkg_resources", None)
    try:
        import jieba
    finally:
        if modules.get("pkg_resources", jieba) is None:
            modules.pop("pkg_resources", None)
    jieba.setLogLevel(logging.ERROR)
    return jieba


def _read_counts(path: Path) -> _Dictionary:
    """Read the sum of all counts, then a line per first character: word, count, word, count …"""
    total, *lines = path.read_bytes().split(b"\n")
    return _Dictionary({}, int(total), {line.split(b" ", 1)[0].decode(): line for line in lines})


def _write_counts(counts: dict[str, int], path: Path) -> None:
    """Write what `_read_counts` reads; a first character alone is a word in `counts` too."""
    lines: dict[str, list[str]] = {}
    for word in sorted(counts):
        lines.setdefault(word[0], []).append(f"{word} {counts[word]}")
    written = [str(sum(counts.values())), *map(" ".join, lines.values())]
    _replace(path, "\n".join(written))


def _replace(path: Path, text: str) -> None:
    """Write a file in one step, so that another process never reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
