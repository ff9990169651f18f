"""`duizhao concordance`: every occurrence of a phrase."""

from __future__ import annotations

from typing import Any

import click

from tm.languages import Language
from tm.store.texts import Filter
from tm.units import UnitStatus
from webapp.actions import concordance as actions
from webapp.cli.output import installation, json_option, print_json
from webapp.present import concordance as present


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("phrase")
@click.option(
    "--in", "language", type=click.Choice(["zh", "en"]), help="Told from the phrase by default."
)
@click.option("--other", help="A phrase wanted in the other language.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.option("--page", type=click.IntRange(1), default=1, help="Which page of that many hits.")
@click.option("--upto", type=int, metavar="UNIT", help="Leave out what is newer: see --json.")
@click.option("--inflect", is_flag=True, help="Find the other forms of English words too.")
@click.option("--exact", is_flag=True, help="Only as typed: script, width, case, marks count.")
@click.option(
    "--order", type=click.Choice(["before", "after"]), help="Sort by what stands beside the phrase."
)
@click.option("--without", type=int, multiple=True, metavar="ARTICLE", help="Leave one out.")
@click.option("--collection", help="Only articles of this collection.")
@click.option("--article", type=int, help="Only this article.")
@click.option("--since", metavar="DATE", help="Only articles from this date on.")
@click.option("--until", metavar="DATE", help="Only articles up to this date.")
@click.option("--status", type=click.Choice(["auto", "reviewed"]))
@json_option
def concordance(
    phrase: str, language: Language | None, other: str | None, limit: int, page: int,
    upto: int | None, inflect: bool, exact: bool, order: actions.Order | None,
    without: tuple[int, ...], collection: str | None, article: int | None,
    since: str | None, until: str | None, status: UnitStatus | None, as_json: bool,
) -> None:  # fmt: skip
    """Find PHRASE; "quoted" parts stay together, -part excludes, * is any ending or gap."""
    filter = Filter(collection, article, since, until, status, without)
    with installation().work() as work:
        found = actions.concordance(
            work, phrase, language=language, other_phrase=other, limit=limit, page=page,
            inflected=inflect, exact=exact, order=order, filter=filter, upto=upto,
        )  # fmt: skip
    shown = present.found(found)
    if as_json:
        print_json(shown)
    else:
        _show(shown)


def _show(shown: dict[str, Any]) -> None:
    for hit in shown["hits"]:
        for lang in ("zh", "en"):
            click.echo(_marked(hit[lang], hit["spans"][lang]))
        click.echo()
    said = " · ".join(f"{r['text']} ×{r['count']}" for r in shown["renderings"])
    click.echo(
        f"{shown['total']:,} sentence{'' if shown['total'] == 1 else 's'}"
        + (f" · {said}" if said else ""),
        err=not shown["hits"],
    )


def _marked(text: str, spans: list[list[int]]) -> str:
    """Return the text with the found stretches in bold; plain where output is no terminal."""
    parts, at = [], 0
    for start, end in spans:
        if start >= at:
            parts += [text[at:start], click.style(text[start:end], bold=True)]
            at = end
    return "".join([*parts, text[at:]])
