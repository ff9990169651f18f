"""`duizhao backup` and `duizhao restore`."""

from __future__ import annotations

from pathlib import Path

import click

from webapp.settings import Settings


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write the whole database to FILE (.zip), while others go on working."""
    from webapp.actions import backups
    from webapp.cli.output import installation

    manifest = backups.backup(installation(), file)
    click.echo(f"Wrote {manifest.bytes:,} bytes at schema {manifest.schema} to {file}.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Put the backup FILE in the place of the database; stop the server first.

    The backup is verified before anything is touched, and the old database is kept beside it.
    """
    from webapp.actions import backups
    from webapp.services import open_services

    settings = Settings.from_environment()
    manifest, kept = backups.restore(settings, file)
    open_services(settings).close()  # an older schema is upgraded at once
    click.echo(f"Restored the backup of {manifest.created}.")
    if kept is not None:
        click.echo(f"The database that was there is kept as {kept.name}.")
