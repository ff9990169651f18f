"""Words of both languages. The only place that knows jieba.

jieba's module functions share one tokenizer for the whole process, keep their cache in the
system's temporary directory and log to the terminal. A `WordSplitter` owns a tokenizer, keeps its
cache where it is told to and is silent; terms added to one splitter are unknown to every other.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from tm.languages import Language
from tm.text.chars import LATIN
from tm.text.spans import Span
from tm.text.variants import simplify

if TYPE_CHECKING:
    from jieba import Tokenizer

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

    The dictionary loads at the first Chinese text (about a second, a quarter of that from the
    cache in `cache_dir`). Without a directory nothing is written. `words` are kept whole where
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
        self._tokenizer: Tokenizer | None = None
        self._lock = Lock()

    def __call__(self, text: str, lang: Language) -> Iterator[Word]:
        """Yield the words of `text` in order."""
        return self._chinese(text) if lang == "zh" else _english(text)

    def add(self, words: Iterable[str]) -> None:
        """Keep these words whole from now on."""
        added = [simplify(word) for word in words]
        with self._lock:
            self._words.extend(added)
            if self._tokenizer is not None:
                _teach(self._tokenizer, added)

    def _chinese(self, text: str) -> Iterator[Word]:
        start = 0
        # The dictionary is simplified. Without HMM: it joins strangers into words that vary with
        # their neighbours, and names are found by other means.
        for piece in self._loaded().cut(simplify(text), HMM=False):
            end = start + len(piece)
            if any(map(str.isalnum, piece)):
                yield Word(text[start:end], Span(start, end))
            start = end

    def _loaded(self) -> Tokenizer:
        with self._lock:
            if self._tokenizer is None:
                self._tokenizer = _load(self._cache_dir)
                _teach(self._tokenizer, self._words)
            return self._tokenizer


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
    import jieba

    with Path(jieba.__file__).with_name("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, _ = line.split(" ", 2)
            if 2 <= len(word) <= 3 and int(frequency) >= least:
                yield word


def _english(text: str) -> Iterator[Word]:
    for found in _ENGLISH.finditer(text):
        yield Word(found.group(), Span(*found.span()))


def _load(cache_dir: Path | None) -> Tokenizer:
    """Return a tokenizer with jieba's dictionary, without jieba's own cache.

    That one is a marshalled dictionary that takes three times as long to read as the text here.
    """
    import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    cached = None if cache_dir is None else cache_dir / f"jieba-{jieba.__version__}.txt"
    if cached is not None and cached.exists():
        tokenizer.FREQ = _read_counts(cached)
    else:
        tokenizer.FREQ, _ = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        if cached is not None:
            _write_counts(tokenizer.FREQ, cached)
    tokenizer.total = sum(tokenizer.FREQ.values())
    tokenizer.initialized = True
    return tokenizer


def _read_counts(path: Path) -> dict[str, int]:
    """Read words and counts: the words one a line, an empty line, the counts on one line."""
    words, _, counts = path.read_text(encoding="utf-8").partition("\n\n")
    return dict(zip(words.split("\n"), map(int, counts.split()), strict=True))


def _write_counts(counts: dict[str, int], path: Path) -> None:
    written = "\n".join(counts) + "\n\n" + " ".join(map(str, counts.values()))
    _replace(path, written)


def _replace(path: Path, text: str) -> None:
    """Write a file in one step, so that another process never reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def _teach(tokenizer: Tokenizer, words: Iterable[str]) -> None:
    for word in words:
        if len(word) > 1:
            tokenizer.add_word(word)
