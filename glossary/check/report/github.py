"""Findings as GitHub workflow commands: annotations beside the changed lines.

About ten of a kind are shown, so the worst come first. GitHub counts columns in UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.check.finding import SEVERITIES, Finding, Severity
from glossary.check.places import line_and_column, line_starts
from glossary.check.run import Review
from tm.languages import Language

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def github(review: Review, text: str, *, file: str, ui: Language = "en") -> Iterator[str]:
    """Yield one command a finding, worst first, then in text order."""
    starts = line_starts(text)

    def standing(finding: Finding) -> tuple[int, tuple[int, int, str, str]]:
        return SEVERITIES.index(finding.severity), finding.order

    for finding in sorted(review.findings, key=standing):
        line, column = line_and_column(starts, finding.span.start)
        end_line, end_column = line_and_column(starts, finding.span.end)
        places = {"file": file, "line": line, "endLine": end_line}
        if line == end_line:  # GitHub refuses columns over several lines
            head = text[starts[line - 1] :]
            places["col"] = _units(head[: column - 1]) + 1
            places["endColumn"] = _units(head[: end_column - 1]) + 1
        title = f"{finding.code} {finding.rule}"
        message = finding.message.zh if ui == "zh" else finding.message.en
        properties = ",".join(f"{name}={_property(str(value))}" for name, value in places.items())
        command = _COMMANDS[finding.severity]
        yield f"::{command} {properties},title={_property(title)}::{_data(message)}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
