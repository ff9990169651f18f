"""The fuzzy index of an installation: kept fresh, rebuilt where it is damaged, warmed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from tm.concordance import Sources
from tm.errors import Busy, IndexUnusable
from tm.index import Row, Searcher
from tm.index.manifest import Manifest
from tm.languages import LANGUAGES, Language
from tm.store.texts import Filter, Texts
from webapp.services import Services
from webapp.work import Work

MOST_TAIL = 500
"""Units newer than the index that a search reads from the database before they become a part."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IndexFacts:
    """What the index holds; `behind` counts the writes of the memory since."""

    parts: int
    units: int
    bytes: int
    revision: int
    behind: int
    signature: str


def searcher(work: Work) -> Searcher:
    """Return a searcher that sees everything `work` sees.

    A damaged index is put aside and made again; a long tail becomes a part.
    """
    index, revision = work.services.index, work.memory.revision()
    try:
        found = index.searcher(revision, _newer(work))
    except IndexUnusable:
        # Another process may have replaced the index between our two looks: look again first.
        revision = work.memory.revision()
        found = _certainly(work, revision)
    if found.tail <= MOST_TAIL:
        return found
    try:
        _grow(work, revision)
    except Busy:
        return found  # another process is at it; the tail answers meanwhile
    return index.searcher(revision, _newer(work))


def narrowed(work: Work, filter: Filter) -> Searcher:
    """Return a searcher of the units that pass a filter alone."""
    found = searcher(work)
    ids = work.services.passing.ids(Texts(work.session), filter, work.memory.revision())
    return found.among(ids)


def sources(work: Work) -> Sources:
    """Return where a concordance gets its answers."""
    texts = Texts(work.session)
    return Sources(searcher(work), work.memory.fetch, texts.of, partial(_words, work))


def renew_words(work: Work) -> int:
    """Bring the words that wildcards go through up to date; return the memory's revision."""
    revision = work.memory.revision()
    for language in LANGUAGES:
        work.services.index.renew_words(language, revision, partial(_newer_texts, work, language))
    return revision


def _words(work: Work, language: Language, pattern: str) -> list[int]:
    newer = partial(_newer_texts, work, language)
    return work.services.index.words_matching(language, pattern, work.memory.revision(), newer)


def _newer_texts(work: Work, language: Language, revision: int) -> Iterator[str]:
    rows = work.memory.index_rows(newer_than=revision)
    return (row.zh if language == "zh" else row.en for row in rows if not row.deleted)


def build(work: Work, progress: Callable[[int], None] | None = None) -> IndexFacts:
    """Make the index anew, or finish a build that was interrupted."""
    work.require("system.manage")
    return _facts(work, work.services.index.build(_source(work), work.memory.revision(), progress))


def verify(work: Work) -> IndexFacts:
    """Read every part; raise IndexUnusable for the first that is not as it was written."""
    return _facts(work, work.services.index.verify())


def stats(work: Work) -> IndexFacts:
    """Describe the index."""
    return _facts(work, work.services.index.current())


def warm(services: Services) -> None:
    """Compile what is not compiled yet, and open or build the index, before the first request."""
    services.index.warm()
    with services.work() as work:
        try:
            services.index.verify()
        except IndexUnusable as error:
            log.warning("%s", error)
            services.index.clear()
        searcher(work)


def _certainly(work: Work, revision: int) -> Searcher:
    """Return a searcher, without the parts where they are damaged beyond doubt."""
    index = work.services.index
    try:
        return index.searcher(revision, _newer(work))
    except IndexUnusable as error:
        log.warning("%s", error)
        index.clear()
        return index.searcher(revision, _newer(work))


def _grow(work: Work, revision: int) -> Manifest:
    index = work.services.index
    if index.current() is None:
        return index.build(_source(work), revision)
    return index.add(revision, _newer(work))


def _newer(work: Work) -> Callable[[int], Iterator[Row]]:
    return lambda revision: work.memory.index_rows(newer_than=revision)


def _source(work: Work) -> Callable[[int], Iterator[Row]]:
    return lambda last: work.memory.index_rows(after=last)


def _facts(work: Work, found: Manifest | None) -> IndexFacts:
    now = work.memory.revision()
    if found is None:
        return IndexFacts(0, 0, 0, 0, now, "")
    return IndexFacts(
        len(found.parts), found.units, found.size, found.revision, now - found.revision,
        found.signature,
    )  # fmt: skip
