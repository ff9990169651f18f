"""`duizhao terms`: glossary terms in a text."""

from __future__ import annotations

import click

from tm.languages import Language
from webapp.actions import terms as actions
from webapp.cli.output import installation, json_option, print_json, read_text
from webapp.present import terms as present


@click.command()
@click.argument("text")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Told from the text by default.")
@json_option
def terms(text: str, lang: Language | None, as_json: bool) -> None:
    """Recognise glossary terms in TEXT; `-` reads it from stdin."""
    text = read_text("-") if text == "-" else text
    with installation().work() as work:
        found = present.recognised(actions.recognise(work, text, lang=lang))
    if as_json:
        print_json(found)
        return
    for each in found["occurrences"]:
        start, end = each["span"]
        offered = " · ".join(term["text"] for term in each["translations"][:4])
        click.echo(f"{start}–{end}  {each['text']}  [{each['status']}]  {offered}".rstrip())
    if not found["occurrences"]:
        click.echo("No term of the glossary stands in this text.", err=True)
