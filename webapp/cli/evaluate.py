"""`duizhao evaluate`: the memory against itself, a translation against a reference."""

from __future__ import annotations

from typing import Any

import click

from webapp.actions import evaluation as actions
from webapp.cli.output import installation, json_option, print_json, read_lines
from webapp.present import documents as present


@click.group()
def evaluate() -> None:
    """Measure matching, or a translation against a reference (sacrebleu)."""


@evaluate.command()
@click.option("--sample", type=click.IntRange(1), default=200, show_default=True,
              help="Units held out.")  # fmt: skip
@click.option("--min", "minimum", type=click.IntRange(1, 100), default=50, show_default=True)
@json_option
def matching(sample: int, minimum: int, as_json: bool) -> None:
    """Hold units out with their articles and compare what the memory suggests with the truth."""
    with installation().work() as work:
        found = actions.evaluate_matching(work, sample=sample, minimum=minimum)
    shown = present.evaluation(found)
    if as_json:
        print_json(shown)
        return
    for each in shown["directions"]:
        click.echo(f"into {each['to']}: {each['answered']} of {each['asked']} answered")
        _show(each["metrics"])
    click.echo(shown["signature"])


@evaluate.command()
@click.option("--hypothesis", required=True, help="The translation, one segment a line.")
@click.option("--reference", required=True, help="The reference, line by line.")
@json_option
def text(hypothesis: str, reference: str, as_json: bool) -> None:
    """Score a translation: BLEU, chrF, TER."""
    lines = [read_lines(name) for name in (hypothesis, reference)]
    shown = present.metrics(actions.evaluate_text(*lines))
    if as_json:
        print_json({"segments": len(lines[0]), "metrics": shown})
    else:
        _show(shown)


def _show(metrics: list[dict[str, Any]]) -> None:
    for metric in metrics:
        click.echo(f"  {metric['name']:<5} {metric['score']:>6.2f}  {metric['signature']}")
