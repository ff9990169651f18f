"""Findings as SARIF 2.1.0, for code hosts and editors that show such logs.

Columns count code points. Fingerprints are the keys of suppressions, so that a finding is known
again after edits elsewhere; the MQM categories come as a taxonomy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from glossary.check.catalogue import RULES
from glossary.check.finding import Finding, Fix, Severity
from glossary.check.places import line_and_column, line_starts
from glossary.check.rule import Rule
from glossary.check.run import Review
from glossary.check.suppress import Suppressed, key_of
from tm.languages import Language
from tm.text.spans import Span

Record = dict[str, Any]
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MQM = "https://themqm.org/"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "note"}


def sarif(review: Review, text: str, *, file: str, version: str, ui: Language = "en") -> Record:
    """Return one log with one run; messages in the language `ui`."""
    categories = sorted({rule.category for rule in RULES})
    page = _Page(text, line_starts(text), _uri(file), ui, categories)
    results = [page.result(finding) for finding in review.findings]
    results += [page.suppressed(each) for each in review.suppressed]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(version, categories)},
                "taxonomies": [_taxonomy(categories)],
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": page.uri}, "encoding": "UTF-8"}],
                "results": results,
            }
        ],
    }


class _Page:
    """The checked file, for making results of its findings."""

    def __init__(
        self, text: str, starts: Sequence[int], uri: str, ui: Language, categories: Sequence[str]
    ) -> None:
        self.text, self.starts, self.uri, self.ui = text, starts, uri, ui
        self.categories = categories

    def result(self, finding: Finding) -> Record:
        message = finding.message.zh if self.ui == "zh" else finding.message.en
        record: Record = {
            "ruleId": finding.code,
            "ruleIndex": next(at for at, rule in enumerate(RULES) if rule.code == finding.code),
            "level": _LEVELS[finding.severity],
            "message": {"text": message},
            "locations": [self._location(finding.span)],
            "partialFingerprints": {"duizhaoFinding/v1": key_of(finding, self.text)},
            "taxa": [self._taxon(finding.category)],
        }
        related = [each for each in finding.evidence if each.side == "elsewhere" and each.span]
        if related:
            record["relatedLocations"] = [
                self._location(each.span) | {"message": {"text": each.text}}
                for each in related
                if each.span is not None
            ]
        if finding.fix is not None and finding.fix.applicability != "display":
            record["fixes"] = [self._fix(finding.fix, finding.suggestions)]
        return record

    def suppressed(self, each: Suppressed) -> Record:
        mark = {"kind": "external" if each.by.key else "inSource", "justification": each.by.reason}
        return {**self.result(each.finding), "suppressions": [mark]}

    def _location(self, span: Span) -> Record:
        return {
            "physicalLocation": {
                "artifactLocation": {"uri": self.uri},
                "region": {**self._region(span), "snippet": {"text": span.cut(self.text)}},
            }
        }

    def _region(self, span: Span) -> Record:
        line, column = line_and_column(self.starts, span.start)
        end_line, end_column = line_and_column(self.starts, span.end)
        return {
            "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
            "charOffset": span.start, "charLength": len(span),
        }  # fmt: skip

    def _taxon(self, category: str) -> Record:
        component = {"name": "MQM", "index": 0}
        return {
            "id": category, "index": self.categories.index(category), "toolComponent": component,
        }  # fmt: skip

    def _fix(self, fix: Fix, suggestions: Iterable[str]) -> Record:
        replacements = [
            {"deletedRegion": self._region(edit.span), "insertedContent": {"text": edit.text}}
            for edit in fix.edits
        ]
        change = {"artifactLocation": {"uri": self.uri}, "replacements": replacements}
        best = next(iter(suggestions), "")
        return {
            "description": {"text": f"{fix.applicability}: {best}" if best else fix.applicability},
            "artifactChanges": [change],
        }


def _driver(version: str, categories: Sequence[str]) -> Record:
    return {
        "name": "Duizhao",
        "semanticVersion": version,
        "rules": [_descriptor(rule, categories) for rule in RULES],
        "supportedTaxonomies": [{"name": "MQM", "index": 0}],
    }


def _descriptor(rule: Rule, categories: Sequence[str]) -> Record:
    parts = rule.documentation()
    target = {
        "id": rule.category, "index": categories.index(rule.category),
        "toolComponent": {"name": "MQM", "index": 0},
    }  # fmt: skip
    return {
        "id": rule.code,
        "name": "".join(part.title() for part in rule.slug.split("-")),
        "shortDescription": {"text": parts["Checks"]},
        "fullDescription": {"text": f"{parts['Checks']} {parts['Why']}"},
        "help": {"text": f"Example: {parts['Example']}\nInstead: {parts['Instead']}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "relationships": [{"target": target, "kinds": ["superset"]}],
    }


def _taxonomy(categories: Sequence[str]) -> Record:
    return {
        "name": "MQM",
        "organization": "MQM Council",
        "shortDescription": {"text": "Multidimensional Quality Metrics: error typology"},
        "informationUri": MQM,
        "isComprehensive": False,
        "taxa": [{"id": category, "name": category} for category in categories],
    }


def _uri(file: str) -> str:
    return quote(file.replace("\\", "/"), safe="/:._-~")
