"""`duizhao import`: articles and files in; the list of imports; undo."""

from __future__ import annotations

from pathlib import Path

import click

from tm.articles import Facts
from webapp.actions import imports as actions
from webapp.cli.output import installation, json_option, print_json, read_bytes
from webapp.present import imports as present

publish_option = click.option(
    "--publish", type=click.Choice(actions.PUBLISH), default="auto", show_default=True,
    help="auto: confident pairs at once, doubtful ones wait; all: every pair, as reviewed;"
    " none: all wait.",
)  # fmt: skip


@click.group()
def imports() -> None:
    """Bring articles and files into the memory."""


@imports.command()
@click.argument("zh")
@click.argument("en")
@click.option("--title", help="Chinese title; taken from the document where not given.")
@click.option("--title-en", help="English title; taken from the document where not given.")
@click.option("--date", help="Date of publication, YYYY-MM-DD.")
@click.option("--url", help="Where the article was published.")
@click.option("--collection", help="The part of the memory it belongs to.")
@publish_option
@json_option
def pair(
    zh: str, en: str, title: str | None, title_en: str | None, date: str | None,
    url: str | None, collection: str | None, publish: actions.Publish, as_json: bool,
) -> None:  # fmt: skip
    """Import an article: ZH is the Chinese document, EN the English one.

    Navigation text is left out; both sides are cut into sentences, aligned and published.
    """
    facts = Facts(title, title_en, date, url, collection)
    uploads = [actions.Upload(read_bytes(name), name) for name in (zh, en)]
    with installation().work() as work:
        report = actions.import_pair(work, *uploads, facts, publish=publish)
        work.commit()
    if as_json:
        print_json(present.pair_report(report))
    else:
        _show_pair(report)


@imports.command()
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Read and report, write nothing.")
@json_option
def file(file: str, dry_run: bool, as_json: bool) -> None:
    """Import pairs from FILE: .tmx .tsv .csv .xlsx .jsonl.

    Importing the same file again creates nothing.
    """
    with installation().work() as work, Path(file).open("rb") as data:
        report = actions.import_file(work, data, name=file, dry_run=dry_run)
        if not dry_run:
            work.commit()
    if as_json:
        print_json(present.file_report(report))
    else:
        _show_file(report)


@imports.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List the imports, newest first."""
    with installation().work() as work:
        found = actions.batches(work)
    if as_json:
        print_json({"batches": [present.batch(batch) for batch in found]})
        return
    for batch in found:
        state = "undone" if batch.undone else f"{batch.places} pairs"
        click.echo(f"{batch.id:>5}  {batch.created:%Y-%m-%d %H:%M}  {batch.name}  ({state})")


@imports.command()
@click.argument("batch", type=int)
def undo(batch: int) -> None:
    """Take back exactly what BATCH brought."""
    with installation().work() as work:
        undone = actions.undo(work, batch)
        work.commit()
    click.echo(f"Batch {undone.id} ({undone.name}) is undone.")


def _show_pair(report: actions.PairReport) -> None:
    if not report.known:
        click.echo(
            f"Article {report.article}, batch {report.batch}: {report.beads} beads from"
            f" {report.segments['zh']} Chinese and {report.segments['en']} English sentences."
        )
        click.echo(
            f"{report.published} published, {report.doubtful} wait for review,"
            f" {report.dropped} without a counterpart; {report.already_known} were known."
        )
    for problem in report.problems:
        click.echo(f"{problem.place}: {problem.message}", err=True)


def _show_file(report: actions.FileReport) -> None:
    click.echo(
        f"{report.read} read: {report.created} created, {report.updated} updated,"
        f" {report.unchanged} unchanged, {report.skipped} skipped, {report.failed} failed."
    )
    if report.batch is not None:
        click.echo(f"Batch {report.batch}; `duizhao import undo {report.batch}` takes it back.")
    for problem in report.problems:
        click.echo(f"{problem.place}: {problem.message}", err=True)
