"""`duizhao extract`: what of a document is text, and what is left out for which reason."""

from __future__ import annotations

import click

from tm.extract import Document
from webapp.actions.reading import examine
from webapp.cli.output import installation, json_option, print_json, read_bytes
from webapp.present.reading import document
from webapp.uploaded import Upload

_SHOWN = 100


@click.command()
@click.argument("file")
@click.option("--url", help="Where the page was published, if it does not say so itself.")
@json_option
def extract(file: str, url: str | None, as_json: bool) -> None:
    """Show the blocks of FILE, numbered, as an import would read them; nothing is stored.

    Blocks left out are marked with the reason. `duizhao import pair --keep zh:3 --drop zh:12-14`
    corrects them, and remembers it for other pages of the site.
    """
    with installation().work() as work:
        found = examine(work, Upload(read_bytes(file), file), url=url)
    if as_json:
        print_json(document(found))
    else:
        _show(found)


def _show(found: Document) -> None:
    for number, block in enumerate(found.blocks, 1):
        text = block.text if block.kept else block.text[:_SHOWN].replace("\n", " ")
        mark = " " if block.kept else "-"
        reason = f"  ({block.reason})" if block.reason else ""
        click.echo(f"{mark}{number:>4}  {text}{reason}")
    kept = sum(block.kept for block in found.blocks)
    click.echo(
        f"{found.format}, {found.language or 'language unclear'}: {kept} of {len(found.blocks)}"
        f" blocks kept, {found.han} Chinese characters, {found.words} Latin words.", err=True,
    )  # fmt: skip
    for problem in found.problems:
        click.echo(f"{problem.place or found.name}: {problem.message}", err=True)
