"""`duizhao lexicon`: what the aligner knows of words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from webapp.actions.lexicon import open_lexicon, train_lexicon
from webapp.cli.output import installation, json_option, print_json
from webapp.present.alignment import lexicon_facts


@click.group()
def lexicon() -> None:
    """The aligner's bilingual lexicon, learnt and kept in the home."""


@lexicon.command()
@click.argument(
    "files", nargs=-1,
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
)  # fmt: skip
@json_option
def train(files: tuple[Path, ...], as_json: bool) -> None:
    """Learn from the memory and the glossary, and from FILES of pairs.

    Each line of a file is Chinese, a tab, English (.tsv, .tsv.xz, .tsv.gz, - for stdin).
    """
    with installation().work() as work:
        learnt = train_lexicon(work, files, say=lambda line: click.echo(line, err=True))
    _show(lexicon_facts(learnt), as_json)


@lexicon.command()
@json_option
def stats(as_json: bool) -> None:
    """Say what the lexicon in use was learnt from and how large it is."""
    _show(lexicon_facts(open_lexicon(installation())), as_json)


def _show(facts: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(facts)
        return
    for name, value in facts.items():
        shown = (
            ", ".join(f"{key} {count:,}" for key, count in value.items())
            if isinstance(value, dict)
            else f"{value:,}"
        )
        click.echo(f"{name.replace('_', ' '):16} {shown}")
