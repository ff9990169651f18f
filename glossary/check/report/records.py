"""Findings as plain records: the JSON of the command line and the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from glossary.check.finding import Evidence, Finding, Fix
from glossary.check.places import line_and_column, line_starts
from glossary.check.run import Review
from glossary.check.suppress import Suppressed
from tm.languages import Language
from tm.text.spans import Span

Record = dict[str, Any]


def review_record(review: Review, text: str, *, file: str, lang: Language, words: int) -> Record:
    """Return a checked text as one record: findings in text order, then what does not count."""
    starts = line_starts(text)
    return {
        "file": file,
        "lang": lang,
        "words": words,
        "findings": [finding_record(finding, starts) for finding in review.findings],
        "suppressed": [_suppressed(each, starts) for each in review.suppressed],
        "unused_suppressions": [
            {"code": each.code, "text": each.text, "reason": each.reason} for each in review.unused
        ],
        "new_names": _names(review.new_names),
    }


def finding_record(finding: Finding, starts: Sequence[int]) -> Record:
    """Return one finding; `starts` are the line starts of the text it stands in."""
    line, column = line_and_column(starts, finding.span.start)
    return {
        "code": finding.code,
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "span": _span(finding.span),
        "line": line,
        "column": column,
        "text": finding.text,
        "message": {"en": finding.message.en, "zh": finding.message.zh},
        "suggestions": list(finding.suggestions),
        "concept": finding.concept,
        "evidence": [_evidence(each) for each in finding.evidence],
        "fix": None if finding.fix is None else _fix(finding.fix),
    }


def _suppressed(each: Suppressed, starts: Sequence[int]) -> Record:
    by = {"reason": each.by.reason, "author": each.by.author, "date": each.by.date}
    return {**finding_record(each.finding, starts), "suppression": by}


def _names(names: Mapping[str, Sequence[Span]]) -> list[Record]:
    return [
        {"text": name, "spans": [_span(span) for span in spans]} for name, spans in names.items()
    ]


def _evidence(evidence: Evidence) -> Record:
    return {
        "side": evidence.side,
        "text": evidence.text,
        "span": None if evidence.span is None else _span(evidence.span),
        "value": evidence.value,
    }


def _fix(fix: Fix) -> Record:
    edits = [{"span": _span(edit.span), "text": edit.text} for edit in fix.edits]
    return {"applicability": fix.applicability, "edits": edits}


def _span(span: Span) -> list[int]:
    return [span.start, span.end]
