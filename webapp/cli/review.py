"""`duizhao review`: the aligned rows of an article, step by step."""

from __future__ import annotations

import io
from pathlib import Path

import click

from tm.articles import Article
from tm.errors import NotFound
from tm.languages import LANGUAGES, Language
from webapp.actions import review as actions
from webapp.actions import sheets
from webapp.cli.output import installation, json_option, print_json, read_bytes
from webapp.present import imports as present
from webapp.uploaded import Upload
from webapp.work import Work

article_argument = click.argument("article", type=int)


@click.group()
def review() -> None:
    """Confirm and correct aligned rows; every step can be undone.

    Rows are named by their ids, as `duizhao review rows` lists them.
    """


@review.command()
@article_argument
@click.option("--doubtful", is_flag=True, help="Only the rows that wait for somebody.")
@json_option
def rows(article: int, doubtful: bool, as_json: bool) -> None:
    """List the rows of ARTICLE."""
    with installation().work() as work:
        found = work.articles.get(article)
    beads = [bead for bead in found.beads if bead.status == "doubtful" or not doubtful]
    if as_json:
        print_json({"article": article, "beads": [present.bead(bead) for bead in beads]})
        return
    for bead in beads:
        shown = present.bead(bead)
        why = "; ".join(reason["en"] for reason in shown["reasons"])
        head = f"{bead.id}  {bead.type}  {bead.status}  {bead.confidence:.2f}"
        click.echo(head + (f"  {why}" if why else ""))
        for text in filter(None, (bead.zh, bead.en)):
            click.echo(f"    {text}")


@review.command()
@article_argument
@click.argument("row", type=int, nargs=-1, required=True)
@click.option("--above", is_flag=True, help="Confirm every row down to this one.")
def confirm(article: int, row: tuple[int, ...], above: bool) -> None:
    """Confirm rows: a person stands behind them."""
    with installation().work() as work:
        if above:
            for last in row:
                _told(work, actions.confirm_above(work, article, _seen(work, article, last)))
        else:
            seen = [_seen(work, article, each) for each in row]
            _told(work, actions.confirm(work, article, seen))


@review.command()
@article_argument
@click.argument("row", type=int)
@click.option("--zh", help="The Chinese text as it should be.")
@click.option("--en", help="The English text as it should be.")
def edit(article: int, row: int, zh: str | None, en: str | None) -> None:
    """Change a row's texts; what was there stays on record."""
    with installation().work() as work:
        _told(work, actions.edit(work, article, _seen(work, article, row), zh=zh, en=en))


@review.command()
@article_argument
@click.argument("first", type=int)
@click.argument("second", type=int)
def merge(article: int, first: int, second: int) -> None:
    """Make one row of two neighbours."""
    with installation().work() as work:
        seen = [_seen(work, article, row) for row in (first, second)]
        _told(work, actions.merge(work, article, *seen))


@review.command()
@article_argument
@click.argument("row", type=int)
@click.argument("zh_at", type=int)
@click.argument("en_at", type=int)
def split(article: int, row: int, zh_at: int, en_at: int) -> None:
    """Cut a row in two before the characters ZH_AT and EN_AT of its texts."""
    with installation().work() as work:
        seen = _seen(work, article, row)
        _told(work, actions.split(work, article, seen, zh_at=zh_at, en_at=en_at))


@review.command()
@article_argument
@click.argument("first", type=int)
@click.argument("second", type=int)
@click.argument("language", type=click.Choice(LANGUAGES))
@click.option("--up", is_flag=True, help="Move the second row's first sentence into the first.")
def shift(article: int, first: int, second: int, language: Language, up: bool) -> None:
    """Move the sentence at the border of two neighbours into the other row."""
    with installation().work() as work:
        seen = [_seen(work, article, row) for row in (first, second)]
        _told(work, actions.shift(work, article, *seen, language=language, down=not up))


@review.command()
@article_argument
@click.argument("row", type=int)
@click.option("--restore", is_flag=True, help="Take a dropped row in again.")
def drop(article: int, row: int, restore: bool) -> None:
    """Keep a row out of the memory."""
    with installation().work() as work:
        change = actions.restore if restore else actions.drop
        _told(work, change(work, article, _seen(work, article, row)))


@review.command()
@article_argument
@click.argument("zh_row", type=int)
@click.argument("en_row", type=int)
def pinpoint(article: int, zh_row: int, en_row: int) -> None:
    """Pair the Chinese side of one row with the English side of another."""
    with installation().work() as work:
        seen = [_seen(work, article, row) for row in (zh_row, en_row)]
        _told(work, actions.pinpoint(work, article, *seen))


@review.command()
@article_argument
@click.argument("first", type=int)
@click.argument("last", type=int)
def realign(article: int, first: int, last: int) -> None:
    """Align anew what is not confirmed between two rows."""
    with installation().work() as work:
        _told(work, actions.realign(work, article, first, last))


@review.command()
@article_argument
def publish(article: int) -> None:
    """Bring the confident and the confirmed rows into the memory."""
    with installation().work() as work:
        _told(work, actions.publish(work, article))


@review.command()
@article_argument
def undo(article: int) -> None:
    """Take the latest step back."""
    with installation().work() as work:
        step = actions.undo(work, article)
        work.commit()
    click.echo("There is no step to undo." if step is None else f"Undone: {step.kind}.")


@review.command()
@article_argument
def redo(article: int) -> None:
    """Carry the step taken back last out again."""
    with installation().work() as work:
        step = actions.redo(work, article)
        work.commit()
    click.echo("There is no step to redo." if step is None else f"Done again: {step.kind}.")


@review.command()
@article_argument
def history(article: int) -> None:
    """List the steps of review, oldest first."""
    with installation().work() as work:
        steps = actions.history(work, article)
    for step in steps:
        state = "  (undone)" if step.undone else ""
        click.echo(f"{step.at:%Y-%m-%d %H:%M}  {step.actor}  {step.kind}{state}")


@review.command("sheet")
@article_argument
@click.argument("file", type=click.Path(dir_okay=False))
def write_sheet(article: int, file: str) -> None:
    """Write the rows to FILE (.xlsx .csv .tsv), to be edited elsewhere."""
    out = io.BytesIO()
    with installation().work() as work:
        count = sheets.write(work, article, out, name=file)
    Path(file).write_bytes(out.getvalue())
    click.echo(f"Wrote {count} rows to {file}.", err=True)


@review.command("apply")
@article_argument
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Show the changes, make none.")
def apply_sheet(article: int, file: str, dry_run: bool) -> None:
    """Take an edited sheet back in: status, Chinese and English of its rows."""
    with installation().work() as work:
        found = sheets.compared_file(work, article, Upload(read_bytes(file), file))
        if not dry_run and found.changes:
            sheets.apply(work, article, found.changes)
            work.commit()
    for change in found.changes:
        click.echo(f"{change.bead.id}  {change.bead.status} → {change.status}")
        for old, new in ((change.bead.zh, change.zh), (change.bead.en, change.en)):
            if old != new:
                click.echo(f"    − {old}\n    + {new}")
    for fault in found.faults:
        place = "" if fault.row is None else f"row {fault.row}: "
        click.echo(place + fault.text("en"), err=True)
    click.echo(f"{len(found.changes)} rows {'would change' if dry_run else 'changed'}.")


def _seen(work: Work, article: int, row: int) -> actions.Seen:
    for bead in work.articles.get(article).beads:
        if bead.id == row:
            return actions.Seen(row, bead.version or 0)
    raise NotFound("row", row)


def _told(work: Work, article: Article) -> None:
    work.commit()
    counts = ", ".join(f"{count} {status}" for status, count in sorted(article.counts.items()))
    click.echo(f"Article {article.id}: {counts}.")
