"""`duizhao align`: two texts side by side, stored nowhere."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tm.units import TranslationUnit
from webapp.actions.align import Aligned, align_documents, align_lines
from webapp.cli.output import installation, print_json, read_bytes
from webapp.present.alignment import aligned_bead

FORMATS = ("jsonl", "tsv", "tmx")


@click.command()
@click.argument("zh")
@click.argument("en")
@click.option(
    "--presegmented", is_flag=True,
    help="Each line is one segment; none is split or dropped.",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(FORMATS), default="jsonl", show_default=True)
@click.option(
    "--model", type=click.Path(path_type=Path),
    help="Folder of a sentence-embedding model for both languages; else DUIZHAO_ALIGN_MODEL.",
)  # fmt: skip
def align(zh: str, en: str, presegmented: bool, form: str, model: Path | None) -> None:
    """Align the Chinese text ZH with the English text EN without storing anything.

    Every segment stands in exactly one bead of the jsonl output, in text order; those without a
    counterpart in beads of type 1-0 or 0-1. Tsv and tmx hold the beads with two sides.
    """
    run = align_lines if presegmented else align_documents
    with installation(model).work() as work:
        found = run(work, read_bytes(zh), read_bytes(en), (zh, en))
    for reason in found.alignment.reasons:
        click.echo(f"Note: {reason.text('en')}", err=True)
    if form == "jsonl":
        for bead in found.alignment.beads:
            print_json(aligned_bead(bead, found.zh, found.en), line=True)
    else:
        _write(found, form)


def _write(found: Aligned, form: str) -> None:
    from tm.formats import writer_for

    shown = (aligned_bead(bead, found.zh, found.en) for bead in found.alignment.beads)
    units = [
        TranslationUnit(number, row["zh_text"], row["en_text"], "auto", 0)
        for number, row in enumerate((row for row in shown if row["zh"] and row["en"]), start=1)
    ]
    writer_for(f"-.{form}")(units, sys.stdout.buffer)
