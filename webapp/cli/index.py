"""`duizhao index`: the fuzzy index, derived from the memory."""

from __future__ import annotations

from dataclasses import asdict

import click

from webapp.actions import index as actions
from webapp.cli.output import installation, json_option, print_json


@click.group()
def index() -> None:
    """Build, verify and describe the fuzzy index. It may be deleted at any time."""


@index.command()
@json_option
def build(as_json: bool) -> None:
    """Make the index anew; an interrupted build goes on where it stopped."""
    with installation().work() as work:
        facts = actions.build(work, lambda units: click.echo(f"{units:,} units …", err=True))
    _show(facts, as_json)


@index.command()
@json_option
def verify(as_json: bool) -> None:
    """Read every part and compare checksums."""
    with installation().work() as work:
        _show(actions.verify(work), as_json)


@index.command()
@json_option
def stats(as_json: bool) -> None:
    """Say how large the index is and how far behind the memory."""
    with installation().work() as work:
        _show(actions.stats(work), as_json)


@index.command()
def warm() -> None:
    """Compile the search code now, so that no request has to wait for it."""
    actions.warm(installation())


def _show(facts: actions.IndexFacts, as_json: bool) -> None:
    if as_json:
        print_json(asdict(facts))
        return
    click.echo(
        f"{facts.units:,} units in {facts.parts} parts, {facts.bytes:,} bytes,"
        f" revision {facts.revision}, {facts.behind} writes behind"
    )
