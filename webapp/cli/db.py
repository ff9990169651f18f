"""`duizhao db`: the schema."""

from __future__ import annotations

import click

from webapp.services import HEAD, open_services
from webapp.settings import Settings


@click.group()
def db() -> None:
    """Look after the database."""


@db.command()
def upgrade() -> None:
    """Bring the schema up to date and load the curated glossary into a new database."""
    open_services(Settings.from_environment(), upgrade=True).close()
    click.echo(f"The database is at schema {HEAD}.")
