"""Every module that declares tables, imported in one place."""

from __future__ import annotations

from importlib import import_module

from sqlalchemy import MetaData

from tm.database import Base

SCHEMAS = (
    "tm.store.schema",
    "glossary.schema",
    "webapp.accounts",
    "webapp.audit",
    "webapp.installation",
    "webapp.jobs",
    "webapp.outcomes",
)


def metadata() -> MetaData:
    """Return the metadata with the tables of the whole application."""
    for module in SCHEMAS:
        import_module(module)
    return Base.metadata
