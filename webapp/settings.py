"""Every setting of an installation, read from the environment through one door."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tm.errors import Invalid

REPOSITORY = Path(__file__).resolve().parent.parent
DATA = REPOSITORY / "data"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation is told from outside.

    - `home` (DUIZHAO_HOME, default ./var): database, index, caches, keys.
    - `database_url` (DUIZHAO_DATABASE_URL): another database than SQLite in the home.
    - `data` (DUIZHAO_DATA): curated glossary, tables and sample articles.
    - `sign_in` (DUIZHAO_SIGN_IN=required): readers must sign in too; for servers.
    - `align_model` (DUIZHAO_ALIGN_MODEL): folder of a sentence-embedding model for the aligner;
      none by default.
    - `proxies` (DUIZHAO_PROXIES): how many proxies stand in front of a server, whose word on who
      asks, by which name and over TLS or not, is believed; 0 by default.
    - `actor` (DUIZHAO_ACTOR, else USER): who the command line writes into the audit log.
    """

    home: Path
    database_url: str
    data: Path = DATA
    sign_in: bool = False
    actor: str = "local"
    align_model: Path | None = None
    proxies: int = 0

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings; raise Invalid for a value that means nothing."""
        home = Path(environ.get("DUIZHAO_HOME") or "var").absolute()
        sign_in = environ.get("DUIZHAO_SIGN_IN", "optional")
        model = environ.get("DUIZHAO_ALIGN_MODEL")
        if sign_in not in ("optional", "required"):
            raise Invalid("DUIZHAO_SIGN_IN", sign_in, "optional or required")
        proxies = environ.get("DUIZHAO_PROXIES") or "0"
        if not proxies.isdecimal():
            raise Invalid("DUIZHAO_PROXIES", proxies, "a number")
        return cls(
            home=home,
            database_url=environ.get("DUIZHAO_DATABASE_URL") or f"sqlite:///{home}/duizhao.db",
            data=Path(environ.get("DUIZHAO_DATA") or DATA).absolute(),
            sign_in=sign_in == "required",
            actor=environ.get("DUIZHAO_ACTOR") or environ.get("USER") or "local",
            align_model=Path(model).absolute() if model else None,
            proxies=int(proxies),
        )

    @property
    def on_sqlite(self) -> bool:
        """Whether the database is a file: it then upgrades itself."""
        return self.database_url.startswith("sqlite")

    @property
    def index(self) -> Path:
        """Where the index lives; it may be deleted at any time."""
        return self.home / "index"

    @property
    def caches(self) -> Path:
        """Where compiled code and dictionaries are kept; may be deleted at any time."""
        return self.home / "cache"

    @property
    def lexicon(self) -> Path:
        """Where the aligner's learnt lexicon is kept."""
        return self.home / "lexicon"
