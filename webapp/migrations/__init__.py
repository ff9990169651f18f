"""Schema migrations: one chain over the tables of memory, glossary and application."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, MetaData

from webapp.migrations.tables import metadata

HERE = Path(__file__).resolve().parent


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema to `revision`; a database that is there already is left as it is."""
    with engine.begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def configuration() -> Config:
    """Return Alembic's configuration without a file; the caller hands in the connection."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    return config


def target() -> MetaData:
    """Return the metadata the migrations lead to."""
    return metadata()
