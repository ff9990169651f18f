"""`duizhao lookup`: the memory's matches for a sentence, or for many."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import click

from tm.errors import Invalid
from webapp.actions import lookup as actions
from webapp.actions.many import answers
from webapp.cli.output import installation, json_option, print_json
from webapp.present import lookup as present
from webapp.work import Work

_LISTS = ("matches", "fragments", "containing", "terms")


@click.command()
@click.argument("text", required=False)
@click.option(
    "--from", "source", type=click.Choice(["zh", "en"]), help="Told from the text by default."
)
@click.option("--min", "minimum", type=click.IntRange(0, 102), default=60, show_default=True,
              help="Lowest score wanted.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1, 1000), default=5, show_default=True,
              help="How many matches at most.")  # fmt: skip
@click.option("--collection", help="Only matches of this collection.")
@click.option("--reviewed-only", is_flag=True, help="Only what a person has confirmed.")
@click.option("--bare", is_flag=True, help="Matches alone: no terms, parts, names of the glossary.")
@click.option("--stdin", "many", is_flag=True, help="Read one query a line from stdin.")
@click.option("--jsonl", is_flag=True, help="Print one JSON document a line.")
@json_option
def lookup(
    text: str | None, many: bool, jsonl: bool, as_json: bool, **how: Any
) -> None:  # fmt: skip
    """Find the memory's matches for the sentence TEXT, best first."""
    if many:
        _many(how)
        return
    if not text:
        raise Invalid("text", text or "", "a sentence, or --stdin")
    with installation().work() as work:
        found = actions.lookup(work, text, **how)
    shown = present.answer(found)
    if as_json or jsonl:
        print_json(shown, line=jsonl)
    else:
        _show(shown)


def _many(how: Mapping[str, Any]) -> None:
    """Answer every line of stdin in order, on all cores; the output is the same on one."""
    answer = partial(answer_lines, how=how)
    with installation().work() as work:
        for line in answers(work, answer, (line.rstrip("\r\n") for line in sys.stdin)):
            click.echo(line)


def answer_lines(work: Work, queries: Sequence[str], *, how: Mapping[str, Any]) -> list[str]:
    """Return the answer to each query as one line of JSON; `how` are options of the lookup.

    An empty query has an empty answer; one that cannot be looked up has its problem in it.
    """
    standing = actions.Standing(work)
    return [_line(work, query, {**how, "standing": standing}) for query in queries]


def _line(work: Work, query: str, how: Mapping[str, Any]) -> str:
    nothing: dict[str, Any] = {"query": query} | {key: [] for key in _LISTS}
    if not query.strip():
        return json.dumps(nothing, ensure_ascii=False)
    try:
        found = actions.lookup(work, query, **how)
    except Invalid as error:
        return json.dumps(nothing | {"problem": str(error)}, ensure_ascii=False)
    return json.dumps(present.answer(found), ensure_ascii=False)


def _show(shown: dict[str, Any]) -> None:
    for match in shown["matches"]:
        lost = ", ".join(f"{p['name']} −{p['points']}" for p in match["penalties"])
        notes = " · ".join(filter(None, (lost, *(f"⚠ {w}" for w in match["warnings"]))))
        click.echo(f"{match['score']:>3}  {match['source']}")
        click.echo(f"     {match['target']}")
        if match["adapted"]:
            click.echo(f"     → {match['adapted']}")
        click.echo("     " + " · ".join(filter(None, (_origin(match), notes))))
    for wider in shown["containing"]:
        click.echo(f"  ⊃  {wider['source']}\n     {wider['target']}")
        click.echo(f"     holds {wider['coverage']} % of yours · {_origin(wider)}")
    for part in shown["fragments"]:
        said = ", ".join(f"{r['text']} ×{r['count']}" for r in part["renderings"])
        click.echo(f"  …  {part['text']} ×{part['count']}  {said}".rstrip())
    for term in shown["terms"]:
        offered = " · ".join(each["text"] for each in term["translations"][:3])
        click.echo(f"  ≡  {term['text']}  {offered}")
    if not shown["matches"]:
        longer = "; longer ones hold most of it" if shown["containing"] else ""
        click.echo(f"No similar sentence in the memory{longer}.", err=True)


def _origin(match: dict[str, Any]) -> str:
    origin = match["origin"]
    name = origin.get("title") or origin.get("title_en") or origin.get("name") or ""
    times = f"×{match['times']}" if match["times"] > 1 else ""
    return " ".join(filter(None, (name, origin.get("date"), match["status"], times)))
