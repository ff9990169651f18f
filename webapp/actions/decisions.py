"""Findings that were decided to be left: beside a file, or for the whole house in the home.

Both are small TOML files people may edit; `glossary.check.suppress` tells what they hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from filelock import FileLock

from glossary.check.finding import Finding
from glossary.check.suppress import (
    Suppression,
    read_suppressions,
    suppression_of,
    write_suppressions,
)
from tm.changes import Change
from tm.errors import Invalid
from webapp.actions.check import Checked, Options
from webapp.settings import Settings
from webapp.work import Work

BESIDE = ".duizhao.toml"


def kept_for(file: str, settings: Settings) -> tuple[Suppression, ...]:
    """Return the decisions kept beside `file` and those of the house."""
    return (*_read(beside(file)), *_read(of_house(settings)))


def beside(file: str) -> Path:
    """Return where the decisions about one file are kept."""
    return Path(f"{file}{BESIDE}")


def of_house(settings: Settings) -> Path:
    """Return where the decisions about words are kept for all files."""
    return settings.home / "decisions.toml"


def leave(
    work: Work, checked: Checked, wanted: Sequence[str], reason: str, *, everywhere: bool
) -> Checked:
    """Keep the decision to leave findings named CODE:TEXT, and return the check without them.

    Raises `Invalid` for a name that is no finding of this check and for a missing reason;
    `Denied` where a decision for the whole house is not the actor's to take.
    """
    if everywhere:
        work.require("finding.suppress")
    made = [each for name in wanted for each in _decisions(work, checked, name, reason, everywhere)]
    path = of_house(work.services.settings) if everywhere else beside(checked.name)
    kept = dict.fromkeys((*_read(path), *made))
    path.write_text(write_suppressions(kept), encoding="utf-8")
    left = [f for f in checked.review.findings if not any(s.holds(f, checked.text) for s in made)]
    return replace(checked, review=replace(checked.review, findings=tuple(left)))


def with_kept(options: Options, file: str, settings: Settings) -> Options:
    """Return `options` with the decisions that concern `file`."""
    return replace(options, kept=(*options.kept, *kept_for(file, settings)))


def with_house(options: Options, settings: Settings) -> Options:
    """Return `options` with what was decided for the whole house."""
    return replace(options, kept=(*options.kept, *_read(of_house(settings))))


def leave_everywhere(work: Work, finding: Finding, text: str, reason: str) -> None:
    """Decide for the whole house that what `finding` names is right; raise Denied, Invalid."""
    work.require("finding.suppress")
    made = suppression_of(
        finding, text, reason, scope="word", author=work.actor.name, day=date.today().isoformat()
    )
    path = of_house(work.services.settings)
    with FileLock(f"{path}.lock"):
        kept = dict.fromkeys((*_read(path), made))
        path.write_text(write_suppressions(kept), encoding="utf-8")
    after = {"text": finding.text, "reason": made.reason}
    work.record(Change("add", "decision", finding.code, after=after))


def _decisions(
    work: Work, checked: Checked, name: str, reason: str, everywhere: bool
) -> list[Suppression]:
    code, _, text = name.partition(":")
    found = [
        finding
        for finding in checked.review.findings
        if finding.code == code.upper() and finding.text == text
    ]
    if not found:
        raise Invalid("--leave", name, "the code and text of a finding of this check, CODE:TEXT")
    return [
        suppression_of(
            finding, checked.text, reason, scope="word" if everywhere else "here",
            author=work.actor.name, day=date.today().isoformat(),
        )
        for finding in found
    ]  # fmt: skip


def _read(path: Path) -> list[Suppression]:
    return read_suppressions(path.read_text("utf-8")) if path.is_file() else []
