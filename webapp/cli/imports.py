"""`duizhao import`: articles and files in; the list of imports; undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tm.articles import Facts
from tm.errors import Invalid
from tm.languages import LANGUAGES, Language
from webapp.actions import imports as actions
from webapp.actions.reading import Correction, Corrections, positions
from webapp.cli.output import (
    installation,
    json_option,
    print_json,
    read_bytes,
    show_problems,
)
from webapp.present import imports as present
from webapp.uploaded import Upload

if TYPE_CHECKING:
    from webapp.jobs import Job

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
@click.option(
    "--keep", multiple=True, metavar="SIDE:BLOCKS",
    help="Blocks that are text after all, as `duizhao extract` numbers them: zh:3,7-9.",
)  # fmt: skip
@click.option(
    "--drop", multiple=True, metavar="SIDE:BLOCKS", help="Blocks that are no text: en:12."
)
@publish_option
@json_option
def pair(
    zh: str, en: str, title: str | None, title_en: str | None, date: str | None,
    url: str | None, collection: str | None, keep: tuple[str, ...], drop: tuple[str, ...],
    publish: actions.Publish, as_json: bool,
) -> None:  # fmt: skip
    """Import an article: ZH is the Chinese document, EN the English one.

    Navigation text is left out; both sides are cut into sentences, aligned and published. What
    --keep and --drop say about a web page is remembered for its site.
    """
    facts = Facts(title, title_en, date, url, collection)
    uploads = [Upload(read_bytes(name), name) for name in (zh, en)]
    corrections = _corrections(keep, drop)
    with installation().work() as work:
        report = actions.import_pair(
            work, *uploads, facts, publish=publish, corrections=corrections
        )
        work.commit()
    if as_json:
        print_json(present.pair_report(report))
    else:
        _show_pair(report)


def _corrections(keep: Sequence[str], drop: Sequence[str]) -> Corrections:
    """Read what --keep and --drop were given."""
    sides = {"keep": _by_side(keep, "--keep"), "drop": _by_side(drop, "--drop")}
    return {
        side: Correction(sides["keep"][side], sides["drop"][side]) for side in LANGUAGES
    }  # fmt: skip


def _by_side(given: Sequence[str], option: str) -> dict[Language, frozenset[int]]:
    found: dict[Language, frozenset[int]] = {side: frozenset() for side in LANGUAGES}
    for each in given:
        name, _, numbers = each.partition(":")
        side = next((side for side in LANGUAGES if side == name.strip()), None)
        if side is None or not numbers:
            raise Invalid(option, each, "zh: or en: and block numbers, such as zh:3,7-9")
        found[side] |= positions(numbers, option)
    return found


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


@imports.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=True, path_type=Path))
@click.option("--collection", help="The part of the memory the articles belong to.")
@publish_option
@json_option
def folder(
    folder: Path, collection: str | None, publish: actions.Publish, as_json: bool
) -> None:  # fmt: skip
    """Import every article pair below FOLDER (or in a .zip), one batch each.

    Files are paired by name, language and date; one that fails does not stop the rest. Stopped
    work goes on with `duizhao worker` or the next `duizhao serve`.
    """
    from webapp.actions.folders import collect, queue, read_folder
    from webapp.worker import carry_out

    services = installation()
    single = [Upload(folder.read_bytes(), folder.name)] if folder.is_file() else None
    with services.work() as work:
        collected = collect(single or read_folder(folder))
        name = folder.resolve().name
        job = queue(work, collected, name=name, publish=publish, collection=collection)
        work.commit()
    with _progress_bar(len(collected.pairs)) as update:
        finished = carry_out(services, job, update)
    if as_json:
        print_json({
            "job": finished.id, "pairs": list(finished.results),
            "problems": finished.options["problems"],
        })  # fmt: skip
    else:
        _show_folder(finished)


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


@contextmanager
def _progress_bar(total: int) -> Iterator[Callable[[Job], None]]:
    """Show items done, rate and time left on stderr, where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    columns = (
        BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeLeft()
    )  # fmt: skip
    console = Console(stderr=True)
    # A bar that refreshes itself is a thread, and a process with threads cannot be forked.
    with Progress(
        *columns, console=console, disable=not console.is_terminal, auto_refresh=False
    ) as bar:
        task = bar.add_task("", total=total, rate="")

        def update(job: Job) -> None:
            rate = "" if job.rate is None else f"{job.rate:.1f} pairs/s"
            bar.update(task, completed=job.done, rate=rate, refresh=True)

        yield update


def _show_folder(job: Job) -> None:
    for result in job.results:
        if "error" in result:
            click.echo(f"{result['zh']} | {result['en']}: {result['error']}", err=True)
        else:
            click.echo(
                f"{result['zh']} | {result['en']}: {result['published']} published,"
                f" {result['doubtful']} wait for review (batch {result['batch']})"
            )
    for problem in job.options["problems"]:
        click.echo(f"{problem['place']}: {problem['message']}", err=True)
    failed = sum("error" in result for result in job.results)
    click.echo(f"{job.done - failed} pairs imported, {failed} failed.")


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
    show_problems(report.problems)


def _show_file(report: actions.FileReport) -> None:
    click.echo(
        f"{report.read} read: {report.created} created, {report.updated} updated,"
        f" {report.unchanged} unchanged, {report.skipped} skipped, {report.failed} failed."
    )
    if report.batch is not None:
        click.echo(f"Batch {report.batch}; `duizhao import undo {report.batch}` takes it back.")
    show_problems(report.problems)
