"""What one installation holds, opened once and loaded where first used.

Importing this module does nothing; `open_services` creates the home of an installation, brings
its schema up to date and loads the curated glossary into a new one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Engine, inspect, text
from sqlalchemy.orm import Session

from tm.database import open_engine
from tm.errors import DuizhaoError
from webapp.installation import fact, note
from webapp.roles import Actor
from webapp.settings import Settings
from webapp.work import Work, unit_of_work

if TYPE_CHECKING:
    from glossary.recognise import Recogniser
    from tm.align import Lexicon
    from tm.align.embedding import Encoder
    from tm.index import Index
    from tm.store.texts import Passing
    from tm.text.edges import Edges
    from tm.text.words import WordSplitter
    from webapp.house import House
    from webapp.saved import SavedQueries
    from webapp.uploaded import Originals, Previewed

Value = TypeVar("Value")

HEAD = "0003"
"""The newest migration; a test holds it against the folder, so that opening needs no Alembic."""

CURATED = "curated glossary"


class SchemaOutdated(DuizhaoError):
    """A server's database waits for its administrator."""

    def __init__(self, got: str | None) -> None:
        super().__init__(
            f"expected a database at schema {HEAD}, got {got or 'an empty one'};"
            " run `duizhao db upgrade`"
        )


class Services:
    """The engine and everything derived from it; safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.engine: Engine = open_engine(settings.database_url)
        self._recogniser: tuple[int, Recogniser] | None = None
        self._remembered: dict[str, tuple[Hashable, Any]] = {}
        self._lexicon: tuple[int, Lexicon] | None = None

    def work(
        self, actor: Actor | None = None, request: str | None = None
    ) -> AbstractContextManager[Work]:
        """Open a unit of work for `actor`, by default whoever runs the command line.

        Whoever can run it can read the database file: asking for a role would be theatre.
        """
        return unit_of_work(self, actor or Actor(self.settings.actor, "admin"), request)

    def cache(self, name: str) -> Path:
        """Return a directory for derived files, created if need be."""
        path = self.settings.caches / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    @cached_property
    def words(self) -> WordSplitter:
        """The word splitter; its dictionary loads with the first text."""
        from tm.text.words import WordSplitter

        return WordSplitter(self.cache("words"))

    @cached_property
    def edges(self) -> Edges:
        """What tells a particle from the beginning or end of a Chinese word."""
        from tm.text.edges import Edges
        from tm.text.words import common_words

        return Edges(common_words(self.cache("words")))

    @cached_property
    def index(self) -> Index:
        """The fuzzy index; opened with the first search."""
        from tm.index import Index

        return Index(self.settings.index, self.cache("compiled"))

    @cached_property
    def passing(self) -> Passing:
        """Which units of the memory pass the filters asked for."""
        from tm.store.texts import Passing

        return Passing()

    @property
    def lexicon(self) -> Lexicon:
        """The aligner's lexicon; read anew when a new one was learnt, here or elsewhere."""
        from webapp.actions.lexicon import open_lexicon, stamp

        now = stamp(self.settings)
        if self._lexicon is None or self._lexicon[0] != now:
            opened = open_lexicon(self)
            self._lexicon = stamp(self.settings), opened
        return self._lexicon[1]

    @cached_property
    def encoder(self) -> Encoder | None:
        """The sentence-embedding model the aligner also asks; None unless one was set."""
        if self.settings.align_model is None:
            return None
        from webapp.encoders import open_encoder

        return open_encoder(self.settings.align_model)

    @property
    def originals(self) -> Originals:
        """The documents as they were uploaded."""
        from webapp.uploaded import Originals

        return Originals(self.settings.home / "uploads")

    @property
    def previewed(self) -> Previewed:
        """Uploads that were shown and wait to be taken in."""
        from webapp.uploaded import Previewed

        return Previewed(self.settings.home / "previews")

    def recogniser(self, session: Session) -> Recogniser:
        """Return what finds the approved terms as `session` sees them.

        It is built anew when the glossary has changed, in this process or another.
        """
        from glossary.recognise import Recogniser
        from glossary.termbase import Termbase
        from tm.text.words import common_words

        termbase = Termbase(session)
        revision, kept = self._recogniser or (None, None)
        now = termbase.revision()
        if kept is None or revision != now:
            kept = Recogniser(termbase.all(), common_words(self.cache("words")))
            self._recogniser = now, kept
        return kept

    @cached_property
    def house(self) -> House:
        """The rules texts are held to; they follow the termbase."""
        from webapp.house import House

        return House(self.settings.data, self.cache("words"))

    @cached_property
    def saved(self) -> SavedQueries:
        """Queries too long for an address."""
        from webapp.saved import SavedQueries

        return SavedQueries(self.settings.home / "queries")

    def remembered(self, name: str, revision: Hashable, make: Callable[[], Value]) -> Value:
        """Return what `make` gave last time under this name while the revision has not moved."""
        kept = self._remembered.get(name)
        if kept is None or kept[0] != revision:
            kept = self._remembered[name] = revision, make()
        value: Value = kept[1]
        return value

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def open_services(settings: Settings, *, upgrade: bool = False) -> Services:
    """Open an installation.

    SQLite databases are created and upgraded on the way; a server's database only with `upgrade`,
    else `SchemaOutdated` tells to do so.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    # Compiled kernels belong to the installation, not to whoever happens to own the source tree.
    os.environ.setdefault("NUMBA_CACHE_DIR", str(settings.caches / "numba"))
    services = Services(settings)
    version = _version(services.engine)
    if version != HEAD or upgrade:
        if not (settings.on_sqlite or upgrade):
            raise SchemaOutdated(version)
        _prepare(services)
    return services


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.scalar(text("SELECT version_num FROM alembic_version"))


def _prepare(services: Services) -> None:
    """Upgrade the schema and load the curated glossary, one process at a time."""
    from filelock import FileLock

    from webapp import migrations
    from webapp.actions.glossary import load_curated

    with FileLock(services.settings.home / "upgrade.lock"):
        migrations.upgrade(services.engine)
        path = services.settings.data / "glossary.csv"
        with services.work() as work:
            if fact(work.session, CURATED) is None and path.exists():
                load_curated(work, path)
                note(work.session, CURATED, path.name)
                work.commit()
