"""`duizhao export`: the memory as a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from webapp.actions.exports import export as write
from webapp.actions.exports import export_to
from webapp.cli.output import installation


@click.command()
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--reviewed-only", is_flag=True, help="Leave out pairs nobody has confirmed.")
@click.option("--collection", help="Only the articles of this collection.")
def export(file: str, reviewed_only: bool, collection: str | None) -> None:
    """Write the memory to FILE: .tmx .tsv .csv .xlsx .jsonl .docx, by the extension; `-` is TMX."""
    with installation().work() as work:
        if file == "-":
            write(
                work, sys.stdout.buffer, name="-.tmx",
                reviewed_only=reviewed_only, collection=collection,
            )  # fmt: skip
            return
        count = export_to(
            work, Path(file), reviewed_only=reviewed_only, collection=collection
        )
    click.echo(f"Wrote {count:,} units to {file}.", err=True)
