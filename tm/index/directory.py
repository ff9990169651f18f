"""The index of one memory in its folder: opened, built, added to, verified.

The folder holds parts, which never change, and one manifest, which is replaced as a whole. While a
build runs, `building.json` lists the parts that are finished; a build that was killed goes on after
the last of them. Nothing here is trusted that does not prove itself, and everything may be deleted:
the units are handed in again.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from itertools import islice, product
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import numpy.typing as npt
from filelock import FileLock, Timeout

from tm.errors import Busy, IndexUnusable
from tm.index import bulk, compiled, manifest, reader, writer
from tm.index.gathering import Rows
from tm.index.grams import RARE
from tm.index.lexemes import words_in
from tm.index.manifest import Manifest, PartEntry, PartFile
from tm.index.searcher import PLAIN_UP_TO, Lot, Row, Searcher, tail_of
from tm.index.words import NewerTexts, Words
from tm.languages import LANGUAGES, Language

LOT = 1_000_000
"""Units in one part: bounds the memory a build needs to some 3 GB."""

PLAINLY_SEARCHED = 20_000
"""Units up to which a single question is answered before compiled code would be loaded."""

MOST_ADDED = 6
"""Added lots before they are made into one: every lot costs each search some microseconds."""

TOKENS_VERSION = 2
"""Raise it whenever `tm.text.tokens` gives other tokens for the same text."""

BUILDING = "building.json"

EVERYTHING = -1
"""The revision that every unit is newer than."""

Ids = npt.NDArray[np.uint32]
Newer = Callable[[int], Iterable[Row]]
"""Hands in the units written after a revision, deleted ones included; all live ones for −1."""

Source = Callable[[int], Iterable[Row]]
"""Hands in the live units whose id is above the given one, by id."""


@cache
def signature() -> str:
    """Return everything an answer of the index depends on beside the units."""
    return (
        f"tokens:{TOKENS_VERSION}|unicode:{unicodedata.unidata_version}|opencc:{version('opencc')}"
        f"|grams:zh1+2,en1+2|rare:{RARE}|distance:levenshtein|percent:floor"
    )


class Index:
    """The index in one folder. Readers need no lock; there is one writer at a time."""

    def __init__(self, folder: Path, code: Path | None = None) -> None:
        self.folder = folder
        self.code = code
        self.fast = False
        """Whether searches use compiled code; who asks a small memory once is quicker without."""
        self._opened: tuple[object, Manifest, tuple[Lot, ...]] | None = None
        self._searcher: tuple[object, Searcher] | None = None
        self._words = {language: Words(folder, language, signature()) for language in LANGUAGES}

    # ---- searching -------------------------------------------------------------------------

    def current(self) -> Manifest | None:
        """Return the manifest as it stands on disk; raise IndexUnusable for a damaged index."""
        return self._open()[0] if self._stamp() is not None else None

    def searcher(self, revision: int, newer: Newer) -> Searcher:
        """Return a searcher for `revision` of the memory: the parts and what is newer than they.

        The last one is kept and handed out again while neither memory nor index has moved.
        """
        key = (revision, self._stamp())
        if self._searcher is None or self._searcher[0] != key:
            self._searcher = (key, self._fresh(revision, newer))
        return self._searcher[1]

    def _fresh(self, revision: int, newer: Newer) -> Searcher:
        found, lots = self._open() if self._stamp() is not None else (None, ())
        if found is not None and found.revision > revision:
            got = f"revision {found.revision}"
            raise IndexUnusable(self.folder, f"an index of a memory at revision {revision}", got)
        rows = list(newer(EVERYTHING if found is None else found.revision))
        if found is not None and found.units > PLAINLY_SEARCHED:
            self.fast = True
        tail = (tail_of(rows, self._compiled_for(len(rows))),) if rows else ()
        return Searcher((*lots, *tail), revision, self.compiled, len(rows))

    def words_matching(
        self, language: Language, pattern: str, revision: int, newer: NewerTexts
    ) -> list[int]:
        """Return the codes of the memory's words that match a pattern as a whole."""
        return self._words[language].matching(pattern, revision, newer, self._words_in)

    def renew_words(self, language: Language, revision: int, newer: NewerTexts) -> None:
        """Bring the words of a language up to date, beside the index."""
        self._words[language].renew(revision, newer, self._words_in)

    def _words_in(self, texts: Sequence[str]) -> set[str]:
        return words_in(texts, self._compiled_for(len(texts)))

    def compiled(self) -> SimpleNamespace | None:
        """Return the compiled functions once this process has decided for them."""
        return compiled.load(self.code) if self.fast else None

    def warm(self) -> None:
        """Load compiled code now. What this version has not compiled yet is compiled by one
        process while the others wait: on the first start for some twenty seconds.
        """
        self.fast = True
        bulk.learn_common()
        if self.code is None:
            _exercise(self.compiled)
            return
        self.code.mkdir(parents=True, exist_ok=True)
        with FileLock(self.code / "lock"):
            _exercise(self.compiled)

    def _compiled_for(self, units: int) -> SimpleNamespace | None:
        return compiled.load(self.code) if self.fast or units > PLAIN_UP_TO else None

    def _stamp(self) -> object:
        """Return what changes whenever the manifest is replaced; None where there is none."""
        try:
            found = (self.folder / manifest.NAME).stat()
        except FileNotFoundError:
            return None
        return (found.st_ino, found.st_mtime_ns, found.st_size)

    def _open(self) -> tuple[Manifest, tuple[Lot, ...]]:
        stamp = self._stamp()
        if self._opened is None or self._opened[0] != stamp:
            found = manifest.load(self.folder / manifest.NAME, signature())
            if found is None:
                raise IndexUnusable(self.folder, "an index", "none")
            self._opened = (stamp, found, tuple(map(self._lot, found.parts)))
        return self._opened[1:]

    def _lot(self, entry: PartEntry) -> Lot:
        """Open both files of a lot now: a damaged one must show before it is searched."""
        files: dict[Language, PartFile] = {"zh": entry.zh, "en": entry.en}
        parts = {
            language: reader.open_part(self.folder / file.name, language, signature())
            for language, file in files.items()
        }
        return Lot(parts.__getitem__)

    # ---- writing ---------------------------------------------------------------------------

    def build(
        self, source: Source, revision: int, progress: Callable[[int], None] | None = None
    ) -> Manifest:
        """Make the whole index anew from all live units, or finish a build that was killed.

        `revision` is the memory's before `source` is read: what is written meanwhile is newer
        and belongs to the tail. Raise Busy where another process builds.
        """
        with self._writing():
            self._sweep(keep=self._journal_files())
            done = self._resume()
            if done is None:
                done = Manifest(signature(), revision, ())
            last = done.parts[-1].last if done.parts else 0
            for rows in _lots(source(last), LOT):
                name = f"{done.revision:x}-{len(done.parts):04d}"
                entry = self._write_lot(rows, name, done.revision)
                done = Manifest(done.signature, done.revision, (*done.parts, entry))
                manifest.save(self.folder / BUILDING, done)
                if progress is not None:
                    progress(done.units)
            return self._publish(done)

    def add(self, revision: int, newer: Newer) -> Manifest:
        """Add a lot of what was written after the index; it supersedes its older self.

        Too many added lots become one again.
        """
        with self._writing():
            now = self.current() or Manifest(signature(), EVERYTHING, ())
            if len(now.parts) - len(now.built) >= MOST_ADDED:
                since = now.built[-1].revision if now.built else EVERYTHING
                now = Manifest(now.signature, since, now.built)
            rows = list(newer(now.revision))
            removes = np.array(sorted(row.id for row in rows), np.uint32)
            name = f"{revision:x}-{len(now.parts):04d}-added"
            live = [row for row in rows if not row.deleted]
            entry = self._write_lot(live, name, revision, removes)
            return self._publish(Manifest(now.signature, revision, (*now.parts, entry)))

    def verify(self) -> Manifest | None:
        """Read everything; raise IndexUnusable for the first file that is not as written."""
        found = self.current()
        if found is not None:
            manifest.check_files(self.folder, found)
        return found

    def clear(self) -> None:
        """Forget a damaged index; its files go with the next build."""
        self._opened = self._searcher = None
        (self.folder / manifest.NAME).unlink(missing_ok=True)

    def _write_lot(
        self, rows: Sequence[Row], name: str, revision: int, removes: Ids | None = None
    ) -> PartEntry:
        code = self._compiled_for(len(rows))
        with ThreadPoolExecutor(2) as pool:
            work = [pool.submit(self._write, rows, lang, name, removes, code) for lang in LANGUAGES]
            zh, en = (each.result() for each in work)
        last = max((row.id for row in rows), default=0)
        return PartEntry(zh, en, len(rows), last, revision, removes is not None)

    def _write(
        self, rows: Sequence[Row], language: Language, name: str, removes: Ids | None,
        code: SimpleNamespace | None,
    ) -> PartFile:  # fmt: skip
        texts = [row.zh if language == "zh" else row.en for row in rows]
        arrays = writer.sections([row.id for row in rows], texts, language, code)
        if removes is not None:
            arrays["removes"] = removes
        path = self.folder / f"{name}.{language}.part"
        return PartFile(path.name, writer.write(path, signature(), arrays))

    def _publish(self, done: Manifest) -> Manifest:
        manifest.save(self.folder / manifest.NAME, done)
        (self.folder / BUILDING).unlink(missing_ok=True)
        self._sweep(keep=done.files)
        return done

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / "lock", timeout=0):
                yield
        except Timeout:
            raise Busy("the index") from None

    def _resume(self) -> Manifest | None:
        """Return what a killed build finished, if all of it can be trusted."""
        try:
            found = manifest.load(self.folder / BUILDING, signature())
            if found is not None:
                manifest.check_files(self.folder, found)
        except IndexUnusable:
            return None
        return found

    def _journal_files(self) -> set[str]:
        try:
            found = manifest.load(self.folder / BUILDING, signature())
            live = manifest.load(self.folder / manifest.NAME, signature())
        except IndexUnusable:
            return set()
        return {name for each in (found, live) if each is not None for name in each.files}

    def _sweep(self, *, keep: set[str]) -> None:
        """Delete files nobody refers to; who has them mapped keeps them until it lets go."""
        for path in (*self.folder.glob("*.part"), *self.folder.glob("*.new")):
            if path.name not in keep:
                path.unlink(missing_ok=True)


def _lots(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while lot := list(islice(iterator, size)):
        yield lot


def _exercise(functions: Callable[[], SimpleNamespace | None]) -> None:
    """Send every path of the compiled code through the compiler once."""
    lot = tail_of(_SPECIMENS, functions())
    whole = Searcher((lot,), 0, functions)
    some = whole.among(np.array([row.id for row in _SPECIMENS]))  # filters have paths of their own
    for searcher, row in product((whole, some), _SPECIMENS):
        for language in LANGUAGES:
            codes = searcher.tokens(row.zh if language == "zh" else row.en).codes
            searcher.near(codes, language, 60)
            searcher.phrase(codes[:2], language)
            searcher.estimate(codes[:2], language)
            searcher.runs(codes, language, 3, 10)
            searcher.covering(codes, [True] * len(codes), language, 70)
            searcher.shared(_rows_of(codes), np.ones(1, np.bool_), 3, 1)


def _rows_of(codes: Sequence[int]) -> Rows:
    every = np.ones(len(codes), np.bool_)
    return Rows(np.array(codes, np.int64), np.array([0, len(codes)]), ~every, every, every, every)


class _Specimen(SimpleNamespace):
    """A made-up unit."""

    id: int
    revision = 0
    zh: str
    en: str
    deleted = False


_SPECIMENS = [
    _Specimen(
        id=1, zh="2016年3月5日，社会组织开展公益活动。", en="On March 5 it held an activity."
    ),
    _Specimen(id=2, zh="第三届论坛筹款1.2亿元，增长百分之三。", en="It raised 120 million yuan."),
]
