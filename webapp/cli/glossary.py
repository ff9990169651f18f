"""`duizhao glossary`: the glossary in and out, searched, examined."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from glossary.check.finding import SEVERITIES, Severity
from glossary.formats import Dialect
from glossary.formats.columns import ByHand, assignments
from glossary.mine import Options
from webapp.actions import glossary as actions
from webapp.actions import glossary_batches as batch_actions
from webapp.actions import terms as terms_actions
from webapp.cli.output import installation, json_option, print_json, read_bytes, show_problems
from webapp.present import terms as present


@click.group()
def glossary() -> None:
    """Import, export, search and examine the glossary."""


@glossary.command("import")
@click.argument("file")
@click.option("--dry-run", is_flag=True, help="Tell what would become of every row; write nothing.")
@click.option(
    "--map", "said", multiple=True, metavar="COLUMN=HEADER",
    help="What a column of a table holds: zh=原文, en=3 (a number from 1), note= (nothing).",
)  # fmt: skip
@click.option("--header/--no-header", default=None, help="Whether the first row names the columns.")
@json_option
def import_(
    file: str, dry_run: bool, said: tuple[str, ...], header: bool | None, as_json: bool
) -> None:
    """Import FILE: .csv .tsv .xlsx .tbx (v2, v3) or OmegaT's .txt.

    Rows are laid over the concepts they agree with; a row that contradicts the glossary is left
    out and told. Importing the same file again changes nothing.
    """
    data, by_hand = read_bytes(file), ByHand(assignments(said), header)
    with installation().work() as work:
        report = actions.import_file(work, data, name=file, dry_run=dry_run, by_hand=by_hand)
        if not dry_run:
            work.commit()
    if as_json:
        print_json(present.report(report, verdicts=dry_run))
        return
    would = "would be " if dry_run else ""
    click.echo(
        f"{report.read:,} rows: {report.created:,} {would}created, {report.updated:,} updated,"
        f" {report.unchanged:,} unchanged, {report.skipped:,} skipped, {report.failed:,} failed"
    )
    show_problems(report.problems)


@glossary.command()
@click.option("--dry-run", is_flag=True, help="Tell what would change; write nothing.")
@json_option
def refresh(dry_run: bool, as_json: bool) -> None:
    """Bring the curated concepts to the edition that comes with this version.

    What was edited or removed here is left and told. `undo` takes a refresh back.
    """
    with installation().work() as work:
        found = actions.refresh_curated(work, dry_run=dry_run)
        if not dry_run:
            work.commit()
    if as_json:
        print_json(present.refreshed(found))
        return
    would = "would be " if dry_run else ""
    click.echo(
        f"{found.created:,} {would}created, {found.updated:,} updated, {len(found.left):,} left"
    )
    for each in found.left:
        click.echo(f"  {each.ours.id}  {each.ours.title}: {each.reason}")
    show_problems(found.problems)


@glossary.command()
@json_option
def imports(as_json: bool) -> None:
    """List what was imported into the glossary, newest first."""
    with installation().work() as work:
        found = batch_actions.batches(work)
    if as_json:
        print_json({"imports": [present.glossary_batch(each) for each in found]})
        return
    for each in found:
        undone = "  (undone)" if each.undone else ""
        click.echo(
            f"{each.number}  {each.at[:16]}  {each.actor}  {each.name}:"
            f" {each.created:,} created, {each.updated:,} updated{undone}"
        )
    if not found:
        click.echo("Nothing was imported yet.", err=True)


@glossary.command()
@click.argument("number", type=int)
@json_option
def undo(number: int, as_json: bool) -> None:
    """Take import NUMBER back; concepts that were changed since are left and told."""
    with installation().work() as work:
        done = batch_actions.undo(work, number)
        work.commit()
    if as_json:
        print_json(present.undone_import(done))
        return
    click.echo(f"{done.taken_back:,} concepts put back, {len(done.left):,} left")
    for concept in done.left:
        click.echo(f"  {concept.id}  {concept.title}: changed since")


@glossary.command()
@click.argument("file")
@click.option(
    "--tbx", "dialect", type=click.Choice(["dca", "dct", "v2"]), default="dca", show_default=True,
    help="How TBX is written: version 3 by attributes or by elements, or version 2.",
)  # fmt: skip
def export(file: str, dialect: Dialect) -> None:
    """Write the glossary to FILE, by extension: .csv .tsv .xlsx .tbx .txt (OmegaT); `-` is CSV."""
    with installation().work() as work:
        if file == "-":
            actions.export(work, sys.stdout.buffer, name="-.csv")
            return
        count = actions.export_to(work, Path(file), dialect=dialect)
    click.echo(f"Wrote {count:,} concepts to {file}.", err=True)


@glossary.command()
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 200), default=20, show_default=True)
@click.option("--everywhere", is_flag=True, help="Search definitions and notes as well.")
@json_option
def find(text: str, limit: int, everywhere: bool, as_json: bool) -> None:
    """Find concepts by TEXT: Chinese in either script, pinyin, initials (dsh) or English."""
    with installation().work() as work:
        found = terms_actions.find(work, text, limit=limit, everywhere=everywhere)
    if as_json:
        print_json(present.found(found, text))
        return
    for concept in found.concepts:
        click.echo(f"{concept.id}  {concept.title}  [{concept.enforcement.value}]")
        for term in concept.terms:
            reason = f" ({term.reason})" if term.reason else ""
            click.echo(f"    {term.lang}  {term.status.value:<10} {term.text}{reason}")
    if not found.concepts:
        click.echo("No term found.", err=True)


@glossary.command()
@click.option(
    "--level", type=click.Choice(["error", "warning", "note"]), default="warning",
    show_default=True, help="The least severity that is told and counts.",
)  # fmt: skip
@json_option
def lint(level: Severity, as_json: bool) -> int:
    """Examine the glossary itself: duplicates, conflicts, cycles, slips. Exit 1 with findings."""
    with installation().work() as work:
        every = actions.lint(work)
    wanted = SEVERITIES[: SEVERITIES.index(level) + 1]
    found = [finding for finding in every if finding.severity in wanted]
    if as_json:
        print_json(present.lint_findings(found))
    else:
        for finding in found:
            where = ", ".join(map(str, finding.concepts))
            click.echo(f"{finding.severity} {finding.rule} ({where}): {finding.message.en}")
        click.echo(f"{len(found):,} findings.", err=True)
    return 1 if found else 0


@glossary.command()
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@click.option("--least", type=click.IntRange(1), help="In how many pairs; fits the memory's size.")
@json_option
def mine(limit: int, least: int | None, as_json: bool) -> None:
    """List candidates from the memory: phrases that keep translating each other."""
    with installation().work() as work:
        found = actions.mine(work, Options(limit=limit, least=least))
    if as_json:
        print_json(present.candidates(found))
        return
    for each in found:
        variant = f"  (variant of {each.concept}?)" if each.concept else ""
        click.echo(f"{each.count:>5}  {each.zh}  {each.en}{variant}")
    if not found:
        click.echo("Nothing the glossary lacks stands often enough in the memory.", err=True)
