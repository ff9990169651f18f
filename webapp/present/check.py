"""Findings as JSON and, for the memory, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from glossary.check.finding import SEVERITIES, Severity
from glossary.check.places import line_starts
from glossary.check.report.records import finding_record, review_record
from tm.languages import Language
from webapp.actions.check import Checked
from webapp.actions.checkmemory import InMemory


def checked(result: Checked) -> dict[str, Any]:
    """Return the findings of a text, in text order."""
    return review_record(
        result.review, result.text, file=result.name, lang=result.lang, words=result.words
    )


def page_of(result: Checked, limit: int | None, offset: int) -> dict[str, Any]:
    """Return the findings from `offset` on, at most `limit` of them, and how many there are."""
    findings = result.review.findings
    end = None if limit is None else offset + limit
    shown = replace(result, review=replace(result.review, findings=findings[offset:end]))
    return {**checked(shown), "total": len(findings)}


def memory_record(found: Iterable[InMemory]) -> dict[str, Any]:
    """Return the findings of the memory, each with its unit."""
    records = [
        {"unit": each.unit, **finding_record(each.finding, line_starts(each.finding.text))}
        for each in found
    ]
    return {"findings": records}


def memory_lines(found: Iterable[InMemory], ui: Language) -> Iterator[str]:
    """Yield one line a finding."""
    for each in found:
        finding = each.finding
        message = finding.message.zh if ui == "zh" else finding.message.en
        yield f"unit {each.unit}: {finding.severity} {finding.code} {message}"


def at_least(severity: Severity, level: Severity) -> bool:
    """Tell whether `severity` is as grave as `level`."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(level)
