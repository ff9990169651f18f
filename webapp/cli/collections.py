"""`duizhao collection`: the named parts of the memory and what their matches lose."""

from __future__ import annotations

from dataclasses import asdict

import click

from tm.errors import NotFound
from tm.store.collections import PENALTIES
from webapp.actions import collections as actions
from webapp.cli.output import installation, json_option, print_json


@click.group()
def collection() -> None:
    """List collections, and set what their matches lose."""


@collection.command("list")
@json_option
def list_all(as_json: bool) -> None:
    """List the collections with what they hold."""
    with installation().work() as work:
        found = [asdict(each) for each in actions.collections(work)]
    if as_json:
        print_json({"collections": found})
        return
    for row in found:
        lost = f"  −{row['penalty']}" if row["penalty"] else ""
        click.echo(f"{row['name']}  {row['articles']:,} articles, {row['pairs']:,} pairs{lost}")


@collection.command()
@click.argument("name")
@click.option("--points", type=click.IntRange(0, PENALTIES.stop - 1), required=True,
              help="Points every match of the collection loses.")  # fmt: skip
def penalty(name: str, points: int) -> None:
    """Let the matches of the collection NAME lose points; 0 takes the penalty away."""
    with installation().work() as work:
        found = {each.name: each for each in actions.collections(work)}.get(name)
        if found is None:
            raise NotFound("collection", name)
        actions.change(work, found.id, name=name, penalty=points)
        work.commit()
    click.echo(f"Matches of {name} lose {points} points.")
