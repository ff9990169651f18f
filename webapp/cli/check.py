"""`duizhao check`: a text against the glossary, the language and its source."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from webapp.cli.output import installation, read_bytes

if TYPE_CHECKING:
    from glossary.check.finding import Severity
    from tm.languages import Language
    from webapp.actions.check import Checked, Options


@click.command()
@click.argument("file", required=False)
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of FILE; else detected.")
@click.option("--source", help="The text FILE was translated from.")
@click.option("--memory", is_flag=True, help="Check the pairs of the memory instead of a file.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text",
    show_default=True, help="How to print the findings.",
)  # fmt: skip
@click.option("--select", default="", help="Only rules whose code begins so: T,S101.")
@click.option("--ignore", default="", help="Leave out rules whose code begins so.")
@click.option("--profile", type=click.Path(dir_okay=False), help="Severities of rules, in TOML.")
@click.option(
    "--level", type=click.Choice(["error", "warning", "note"]), default="note", show_default=True,
    help="The mildest finding that makes the exit status 1.",
)  # fmt: skip
@click.option("--ui", type=click.Choice(["en", "zh"]), default="en", help="Language of messages.")
@click.option("--fix", "fixing", is_flag=True, help="Apply the safe fixes.")
@click.option("--leave", multiple=True, metavar="CODE:TEXT", help="Leave a finding, with --reason.")
@click.option("--reason", default="", help="Why a finding is left.")
@click.option("--everywhere", is_flag=True, help="Leave the word in all files, not just here.")
@click.option("--explain", metavar="CODE", help="Tell what a rule checks, and why.")
@click.option("--output", type=click.Path(dir_okay=False), help="Write the result here.")
def check(
    file: str | None, lang: Language | None, source: str | None, memory: bool, form: str,
    select: str, ignore: str, profile: str | None, level: Severity, ui: Language, fixing: bool,
    leave: tuple[str, ...], reason: str, everywhere: bool, explain: str | None,
    output: str | None,
) -> int:  # fmt: skip
    """Check FILE: terms, spelling, numbers, names, punctuation. Exit 0 clean, 1 findings.

    FILE is .txt, .md, .html, .docx, .xlf or .tmx; - is stdin. FILE.duizhao.toml beside it keeps
    what was decided to be left, with reasons; --leave writes there.

    With --fix, FILE (or --output) gets the safe fixes. Without, --output gets the report; for a
    .docx, a copy of the document with the findings as comments.
    """
    if explain is not None:
        return _explain(explain)
    options = _options(select, ignore, profile)
    if memory:
        return _memory(form, options, level, ui)
    if file is None:
        raise click.UsageError("name a FILE to check, or --memory; - is stdin")
    checked, data = _checked(file, source, lang, options, fixing=fixing, output=output)
    if leave:
        checked = _left(checked, leave, reason, everywhere=everywhere)
    lines = _report(checked, form, ui)
    if output and not fixing and data is None:
        Path(output).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    else:
        for line in lines:
            click.echo(line)
    return _status(checked, level)


def _checked(
    file: str, source: str | None, lang: Language | None, options: Options, *, fixing: bool,
    output: str | None,
) -> tuple[Checked, bytes | None]:  # fmt: skip
    """Check, fix and write; also return the copy that was written, if any."""
    from webapp.actions.checkfile import check_sheet, fix_sheet, open_sheet
    from webapp.actions.decisions import with_kept

    sheet = open_sheet(read_bytes(file), file)
    theirs = open_sheet(read_bytes(source), source) if source else None
    with installation().work() as work:
        options = with_kept(options, file, work.services.settings)
        if not fixing:
            checked = check_sheet(work, sheet, theirs, lang=lang, options=options)
            copy = sheet.commented(checked.review.findings) if output else None
            if output and copy is not None:
                Path(output).write_bytes(copy)
            return checked, copy
        fixed = fix_sheet(work, sheet, theirs, lang=lang, options=options)
    if file == "-" and not output:
        raise click.UsageError("say where the fixed text goes: --output FILE")
    if fixed.edits or output:
        Path(output or file).write_bytes(fixed.sheet.data)
    click.echo(f"Fixed {fixed.edits} place(s) in {output or file}.", err=True)
    return fixed.checked, fixed.sheet.data


def _memory(form: str, options: Options, level: Severity, ui: Language) -> int:
    from webapp.actions.checkmemory import check_memory
    from webapp.present.check import at_least, memory_lines, memory_record

    if form not in ("text", "json"):
        raise click.UsageError("--memory prints text or json")
    with installation().work() as work:
        found = list(check_memory(work, options))
    if form == "json":
        click.echo(json.dumps(memory_record(found), ensure_ascii=False, indent=2))
    else:
        for line in memory_lines(found, ui):
            click.echo(line)
    return 1 if any(at_least(each.finding.severity, level) for each in found) else 0


def _explain(code: str) -> int:
    from glossary.check.catalogue import by_code
    from tm.errors import NotFound

    rule = by_code(code.upper())
    if rule is None:
        raise NotFound("rule", code)
    click.echo(f"{rule.code} {rule.slug}: {rule.severity}, {rule.category}")
    for heading, text in rule.documentation().items():
        click.echo(f"{heading}: {text}")
    return 0


def _left(checked: Checked, leave: tuple[str, ...], reason: str, *, everywhere: bool) -> Checked:
    from webapp.actions import decisions

    with installation().work() as work:
        return decisions.leave(work, checked, leave, reason, everywhere=everywhere)


def _options(select: str, ignore: str, profile: str | None) -> Options:
    from glossary.check.profiles import Profile, codes, read_profile
    from webapp.actions.check import Options

    base = read_profile(Path(profile).read_text("utf-8")) if profile else Profile()
    return Options(
        Profile(base.severities, base.select + codes(select), base.ignore + codes(ignore))
    )


def _report(checked: Checked, form: str, ui: Language) -> Iterator[str]:
    from glossary.check.report.github import github
    from glossary.check.report.sarif import sarif
    from glossary.check.report.text import text_report
    from webapp.present.check import checked as record

    review, text, file = checked.review, checked.text, checked.name
    if form == "text":
        yield from text_report(review, text, file=file, ui=ui)
    elif form == "github":
        yield from github(review, text, file=file, ui=ui)
    else:
        log = sarif(review, text, file=file, version=version("duizhao"), ui=ui)
        shown = record(checked) if form == "json" else log
        yield json.dumps(shown, ensure_ascii=False, indent=2)


def _status(checked: Checked, level: str) -> int:
    from webapp.present.check import at_least

    severities = (finding.severity for finding in checked.review.findings)
    return 1 if any(at_least(each, cast("Severity", level)) for each in severities) else 0
