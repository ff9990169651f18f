"""`duizhao analyse` and `duizhao pretranslate`: whole documents against the memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from webapp.actions import documents as actions
from webapp.cli.output import installation, json_option, print_json, read_bytes
from webapp.present import documents as present


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@json_option
def analyse(files: tuple[str, ...], as_json: bool) -> None:
    """Count what the memory saves on FILE: its segments by match band, in words and characters.

    Of several files each is counted by itself and all together; what stood in an earlier one is a
    repetition.
    """
    contents, seen = [read_bytes(file) for file in files], set[str]()
    with installation().work() as work:
        found = [
            actions.analyse(work, data, name=file, seen=seen)
            for file, data in zip(files, contents, strict=True)
        ]
    shown = present.analyses(found, files)
    if as_json:
        print_json(shown if len(files) > 1 else shown["files"][0])
        return
    click.echo(f"{'match':>10}  {'segments':>8}  {'words':>8}  {'characters':>10}")
    for each in shown["files"] if len(files) > 1 else ():
        click.echo(each["file"])
        _show(each)
    if len(files) > 1:
        click.echo("all files")
    _show(shown)


@click.command()
@click.argument("file")
@click.option("--output", required=True, type=click.Path(dir_okay=False), help="Where to write.")
@click.option("--min", "minimum", type=click.IntRange(50, 102), default=75, show_default=True,
              help="Lowest score that is filled in.")  # fmt: skip
@click.option("--candidates", is_flag=True,
              help="Leave targets as they are; only put candidates beside the segments of XLIFF.")
@json_option
def pretranslate(file: str, output: str, minimum: int, candidates: bool, as_json: bool) -> None:
    """Fill FILE (.xlf .docx .tsv) from the memory and write it to the output file.

    An output of another kind (.tsv .csv .xlsx .xlf) gets the sentences of FILE, which may then
    be any article, each with its translation beside it.
    """
    data, target = read_bytes(file), Path(output)
    draft = target.with_name(f".{target.name}.part")
    try:
        with installation().work() as work, draft.open("wb") as stream:
            done = actions.fill(
                work, data, stream, name=file, output=output,
                minimum=actions.NEVER if candidates else minimum,
            )  # fmt: skip
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    shown = present.filled(done, output)
    if as_json:
        print_json(shown)
    else:
        click.echo(
            f"{shown['segments']:,} segments: {shown['exact']:,} exact, {shown['fuzzy']:,} fuzzy,"
            f" {shown['already']:,} translated before, {shown['left']:,} left"
        )


def _show(shown: dict[str, Any]) -> None:
    for band in (*shown["bands"], shown["total"]):
        click.echo(_line(band))


def _line(band: dict[str, Any]) -> str:
    counts = f"{band['segments']:>8,}  {band['words']:>8,}  {band['characters']:>10,}"
    return f"{band['band']:>10}  {counts}"
