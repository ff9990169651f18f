"""Terms, concepts and glossary imports as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from glossary.concepts import Concept, Status, Term
from glossary.formats import Problem
from glossary.importing import Verdict
from glossary.lint import LintFinding
from glossary.mine import Candidate
from glossary.recognise import Occurrence
from glossary.termbase import Event
from glossary.use import Standing, Use
from tm.languages import Language, other
from tm.text.sounds import written
from webapp.actions.glossary import GlossaryReport, Refreshed
from webapp.actions.glossary_batches import GlossaryBatch, Undone
from webapp.actions.health import Health
from webapp.actions.terms import Found, Page, Recognised, translations


def recognised(value: Recognised) -> dict[str, Any]:
    """Return the terms of a text."""
    occurrences = [occurrence(each, value.lang) for each in value.occurrences]
    return {"lang": value.lang, "occurrences": occurrences}


def occurrence(value: Occurrence, lang: Language) -> dict[str, Any]:
    """Return one term in a text, with what may be written for it in the other language."""
    there = other(lang)
    offered = translations(value.senses, there)
    avoid = [
        term.text for sense in value.senses
        for term in sense.concept.of(there, Status.FORBIDDEN) if term.condition is None
    ]  # fmt: skip
    return {
        "span": [value.span.start, value.span.end], "text": value.text,
        "concept": value.concept.id, "status": value.status.value, "term": value.term.text,
        "enforcement": value.concept.enforcement.value,
        "translations": [{"text": text, "status": status} for text, status in offered],
        "avoid": list(dict.fromkeys(avoid)),
    }  # fmt: skip


def found(value: Found, query: str) -> dict[str, Any]:
    """Return the concepts that answer a query."""
    pairs = zip(value.hits, value.concepts, strict=True)
    return {
        "query": query, "total": len(value.concepts),
        "concepts": [
            concept(each) | {"matched": {"term": hit.term, "how": hit.how}} for hit, each in pairs
        ],
    }  # fmt: skip


def page(value: Page) -> dict[str, Any]:
    """Return one page of the glossary."""
    return {
        "total": value.total, "letters": list(value.letters), "domains": list(value.domains),
        "concepts": [concept(each) for each in value.concepts],
    }  # fmt: skip


def concept(value: Concept) -> dict[str, Any]:
    """Return a concept with its terms."""
    zh = value.preferred("zh")
    return {
        "id": value.id, "state": value.state.value, "enforcement": value.enforcement.value,
        "kind": value.kind, "domain": value.domain, "definition": value.definition,
        "note": value.note, "source": value.reference,
        "first_mention": list(value.first_mention), "inflect": value.inflect,
        "case": value.case.value, "do_not_translate": value.do_not_translate,
        "detect": value.detect.value, "amends": value.amends or None,
        "revision": value.revision, "pinyin": written(zh) if zh else "",
        "terms": [term(each) for each in value.terms],
    }  # fmt: skip


def term(value: Term) -> dict[str, Any]:
    """Return one term."""
    condition = value.condition
    return {
        "id": value.id, "lang": value.lang, "text": value.text, "status": value.status.value,
        "reason": value.reason, "note": value.note, "kind": value.kind.value,
        "lookup_only": value.lookup_only, "tag": value.tag,
        "condition": None if condition is None else {
            "present": list(condition.present), "absent": list(condition.absent),
        },
    }  # fmt: skip


def event(value: Event) -> dict[str, Any]:
    """Return one event of a concept's history."""
    return {
        "id": value.id, "verb": value.verb, "actor": value.actor, "at": value.at.isoformat(),
        "reason": value.reason, "before": dict(value.before), "after": dict(value.after),
    }  # fmt: skip


def report(value: GlossaryReport, *, verdicts: bool = False) -> dict[str, Any]:
    """Return what became of a glossary file; with `verdicts`, of each of its entries."""
    shown: dict[str, Any] = {
        "read": value.read, "created": value.created, "updated": value.updated,
        "unchanged": value.unchanged, "skipped": value.skipped, "failed": value.failed,
        "problems": [problem(each) for each in value.problems],
    }  # fmt: skip
    return shown | {"verdicts": [verdict(each) for each in value.verdicts]} if verdicts else shown


def refreshed(value: Refreshed) -> dict[str, Any]:
    """Return what a new edition of the curated glossary brought and what it left."""
    return {
        "created": value.created, "updated": value.updated,
        "left": [
            {"concept": each.ours.id, "title": each.ours.title, "reason": each.reason}
            for each in value.left
        ],
        "problems": [problem(each) for each in value.problems],
    }  # fmt: skip


def glossary_batch(value: GlossaryBatch) -> dict[str, Any]:
    """Return one import of the glossary."""
    return {
        "import": value.number, "name": value.name, "by": value.actor, "at": value.at,
        "created": value.created, "updated": value.updated, "undone": value.undone,
    }  # fmt: skip


def undone_import(value: Undone) -> dict[str, Any]:
    """Return what taking an import back came to."""
    return {
        "import": value.batch.number, "taken_back": value.taken_back,
        "left": [{"concept": each.id, "title": each.title} for each in value.left],
    }


def verdict(value: Verdict) -> Mapping[str, Any]:
    """Return what one entry of a file would do."""
    return {
        "place": value.place, "verdict": value.kind.value, "entry": value.entry.title,
        "concept": value.concept.id or None, "reason": value.reason.en,
        "reason_zh": value.reason.zh,
    }  # fmt: skip


def problem(value: Problem) -> dict[str, str]:
    """Return a problem with its place."""
    return {"place": value.place, "message": value.message, "message_zh": value.zh}


def lint_findings(value: Sequence[LintFinding]) -> dict[str, Any]:
    """Return what is wrong with the glossary."""
    return {"findings": [lint_finding(each) for each in value]}


def lint_finding(value: LintFinding) -> dict[str, Any]:
    """Return one thing that is wrong with the glossary."""
    return {
        "rule": value.rule, "severity": value.severity, "concepts": list(value.concepts),
        "terms": list(value.terms), "message": {"en": value.message.en, "zh": value.message.zh},
    }  # fmt: skip


def candidates(value: Sequence[Candidate]) -> dict[str, Any]:
    """Return what might become terms."""
    return {"candidates": [candidate(each) for each in value]}


def candidate(value: Candidate) -> dict[str, Any]:
    """Return one pair of phrases that might become a term, or a variant of one."""
    return {
        "zh": value.zh, "en": value.en, "count": value.count, "zh_count": value.zh_count,
        "en_count": value.en_count, "score": value.score, "concept": value.concept,
        "examples": [{"zh": pair.zh, "en": pair.en} for pair in value.examples],
    }  # fmt: skip


def use(value: Use) -> dict[str, Any]:
    """Return how the pairs of the memory use a concept."""
    return {
        "pairs": value.pairs,
        "standings": {each.value: value.standings.get(each, 0) for each in Standing},
        "renderings": dict(value.renderings),
    }  # fmt: skip


def health(value: Health) -> dict[str, Any]:
    """Return what a terminologist would look at next."""
    return lint_findings(value.findings) | {
        "used": value.used, "unused": [concept(each) for each in value.unused],
        "proposed": [concept(each) for each in value.proposed],
        "forbidden": [
            {"concept": each.concept.id, "text": each.text, "lang": each.lang, "count": each.count}
            for each in value.forbidden
        ],
    }  # fmt: skip
