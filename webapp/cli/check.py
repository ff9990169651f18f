"""`duizhao check`: a text against the glossary, the language and its source."""

from __future__ import annotations

import click

from webapp.cli.output import installation, print_json, read_bytes


@click.command()
@click.argument("file")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of FILE; else detected.")
@click.option("--source", help="The text FILE was translated from.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How to print the findings.",
)  # fmt: skip
@click.option("--select", default="", help="Only rules whose code begins so: T,S101.")
@click.option("--ignore", default="", help="Leave out rules whose code begins so.")
@click.option("--ui", type=click.Choice(["en", "zh"]), default="en", help="Language of messages.")
def check(
    file: str, lang: str | None, source: str | None, form: str, select: str, ignore: str, ui: str
) -> int:
    """Check FILE: terms, spelling, numbers, names, punctuation. Exit 0 clean, 1 findings."""
    from glossary.check.profiles import Profile, codes
    from glossary.check.report.text import text_report
    from webapp.actions.check import Options, check_parts
    from webapp.actions.checkfile import part_of
    from webapp.present.check import checked

    options = Options(Profile(select=codes(select), ignore=codes(ignore)))
    part = part_of(read_bytes(file), file)
    theirs = part_of(read_bytes(source), source) if source else None
    with installation().work() as work:
        result = check_parts(work, part, theirs, lang=lang, name=file, options=options)  # type: ignore[arg-type]
    if form == "json":
        print_json(checked(result))
    else:
        for line in text_report(result.review, result.text, file=file, ui=ui):  # type: ignore[arg-type]
            click.echo(line)
    return 1 if result.review.findings else 0
