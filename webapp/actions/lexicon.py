"""The aligner's bilingual lexicon: opened, learnt, described.

It is learnt from CC-CEDICT, the glossary, the memory and files of pairs, and kept in the home. A
home that never learnt one uses the dictionary alone, built once in a few seconds.
"""

from __future__ import annotations

import gzip
import io
import lzma
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from tm.align import Lexicon
from tm.align.lexicon_file import LexiconUnusable, read, write
from tm.errors import Busy, Invalid, Unreadable
from webapp.services import Services
from webapp.settings import Settings
from webapp.work import Work

Pair = tuple[str, str]
Say = Callable[[str], None]

LEARNT, DICTIONARY = "learnt.lexicon", "dictionary.lexicon"
PROCESSES = 2
PATIENCE = 120
"""Seconds to wait for another process that builds the dictionary's lexicon."""
_LOT, _FEW = 4000, 20_000
# How often a pair of each source counts.
_GLOSS, _TERM, _REVIEWED, _AUTO, _GIVEN = 2.0, 5.0, 3.0, 1.0, 1.0


@dataclass(frozen=True, slots=True)
class Source:
    """Pairs to learn from: a name for people, how much each counts, the pairs."""

    name: str
    weight: float
    pairs: Iterable[Pair]


def stamp(settings: Settings) -> int:
    """Return a number that changes when another lexicon is in use."""
    for name in (LEARNT, DICTIONARY):
        try:
            return (settings.lexicon / name).stat().st_mtime_ns
        except FileNotFoundError:
            continue
    return 0


def open_lexicon(services: Services, say: Say | None = None) -> Lexicon:
    """Return the learnt lexicon, else the dictionary's; `say` hears of a first build.

    A damaged dictionary is built anew; a damaged learnt lexicon raises LexiconUnusable.
    """
    folder = services.settings.lexicon
    if (folder / LEARNT).exists():
        return read(folder / LEARNT)
    with suppress(FileNotFoundError, LexiconUnusable):
        return read(folder / DICTIONARY)
    return _build(services, folder, say)


def _build(services: Services, folder: Path, say: Say | None) -> Lexicon:
    """Build the dictionary's lexicon in `folder`, unless another process just did.

    Raise Busy where another process does not finish.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "build.lock", timeout=PATIENCE):
            return _read_or_built(services, folder / DICTIONARY, say)
    except Timeout:
        raise Busy(f"the lexicon in {folder}, which is being built,") from None


def _read_or_built(services: Services, path: Path, say: Say | None) -> Lexicon:
    try:
        return read(path)
    except (FileNotFoundError, LexiconUnusable):
        (say or _to_stderr)("Building the lexicon from CC-CEDICT, once; some seconds.")
        lexicon = _learn(services, [_dictionary()], say)
        write(lexicon, path)
        return lexicon


def train_lexicon(work: Work, files: Sequence[Path] = (), say: Say | None = None) -> Lexicon:
    """Learn from dictionary, glossary, memory and `files`; keep and return the result.

    Files are `zh TAB en` a line, further columns ignored, plain or .xz or .gz, `-` for stdin.
    Raise Unreadable where a file holds no pair.
    """
    work.require("system.manage")
    sources = [_dictionary(), _terms(work), *_memory(work), *map(_file, files)]
    lexicon = _learn(work.services, sources, say)
    write(lexicon, work.services.settings.lexicon / LEARNT)
    return lexicon


def _learn(services: Services, sources: Sequence[Source], say: Say | None) -> Lexicon:
    from tm.align.training import Corpus, train

    say = say or (lambda line: None)
    corpus, counts = Corpus(), {}
    cache = services.cache("words")
    for source in sources:
        before = len(corpus)
        for lot in _tokenised(source.pairs, cache):
            corpus.extend(((zh.split(), en.split()) for zh, en in lot), source.weight)
        counts[source.name] = len(corpus) - before
        say(f"{source.name}: {counts[source.name]:,} pairs")
    say(f"Learning from {len(corpus):,} pairs.")
    lexicon = train(corpus)
    return replace(lexicon, facts={"sources": counts, "pairs": len(corpus)})


def _tokenised(pairs: Iterable[Pair], cache: Path) -> Iterator[list[Pair]]:
    """Cut both sides into words, on several processors where there is much to do."""
    rest = iter(pairs)
    few = list(islice(rest, _FEW))
    if len(few) < _FEW:
        yield _cut(few, cache)
        return
    # Forking a process that may hold threads and database connections is asking for trouble.
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(_cut, few[at : at + _LOT], cache) for at in range(0, _FEW, _LOT)]
        while waiting:
            if lot := list(islice(rest, _LOT)):
                waiting.append(pool.submit(_cut, lot, cache))
            yield _result(waiting.pop(0))


def _result(waited_for: Future[list[Pair]]) -> list[Pair]:
    try:
        return waited_for.result()
    except BrokenProcessPool:
        expected = "to start processes; a script must call this below `if __name__ == '__main__':`"
        raise Invalid("lexicon", "processes that ended at once", expected) from None


def _cut(pairs: Sequence[Pair], cache: Path) -> list[Pair]:
    from tm.align.words import chinese_words, english_words

    # Glosses of one headword follow each other.
    words = lru_cache(maxsize=16)(partial(chinese_words, split=_splitter(cache)))
    return [(" ".join(words(zh)), " ".join(english_words(en))) for zh, en in pairs]


@lru_cache(maxsize=1)
def _splitter(cache: Path) -> Callable[[str], list[str]]:
    from tm.text.words import WordSplitter

    return word_cutter(WordSplitter(cache))


@lru_cache(maxsize=2)
def word_cutter(splitter: object) -> Callable[[str], list[str]]:
    """Return what the aligner wants of a word splitter: simplified Chinese words as strings.

    The sentences of a text that is checked while it is written are cut once.
    """
    from tm.text.variants import simplify
    from tm.text.words import WordSplitter

    assert isinstance(splitter, WordSplitter)
    @lru_cache(maxsize=10_000)
    def cut(text: str) -> list[str]:
        return [word.text for word in splitter(simplify(text), "zh")]

    return cut


def _dictionary() -> Source:
    from tm.align.dictionary import glosses

    return Source("CC-CEDICT", _GLOSS, glosses())


def _terms(work: Work) -> Source:
    pairs = (
        (zh.text, en.text)
        for concept in work.termbase.all()
        for zh in concept.of("zh")
        for en in concept.of("en")
        if not (zh.forbidden or en.forbidden)
    )
    return Source("glossary", _TERM, pairs)


def _memory(work: Work) -> list[Source]:
    return [
        Source(
            f"memory, {status}", weight,
            ((unit.zh, unit.en) for unit in work.memory.units() if unit.status == status),
        )
        for status, weight in (("reviewed", _REVIEWED), ("auto", _AUTO))
    ]  # fmt: skip


def _file(path: Path) -> Source:
    return Source(path.name, _GIVEN, pairs_of(path))


def pairs_of(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a file as they come; raise Unreadable where there is none."""
    found = False
    with _opened(path) as lines:
        for line in lines:
            zh, _, rest = line.rstrip("\n").partition("\t")
            en = rest.partition("\t")[0]
            if zh and en:
                found = True
                yield zh, en
    if not found:
        raise Unreadable(str(path), 1, "Chinese, a tab and English on every line", "no such line")


def _opened(path: Path) -> io.TextIOBase:
    if str(path) == "-":
        return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace")
    openers: dict[str, Callable[..., object]] = {".xz": lzma.open, ".gz": gzip.open}
    opener = openers.get(path.suffix, open)
    opened = opener(path, "rt", encoding="utf-8-sig", errors="replace")
    assert isinstance(opened, io.TextIOBase)
    return opened


def _to_stderr(line: str) -> None:
    print(line, file=sys.stderr)
