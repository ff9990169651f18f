"""Checking the memory itself: every pair by the rules, and the pairs against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glossary.check.consistency import inconsistencies
from glossary.check.finding import Evidence, Finding, Message
from glossary.check.reading import Draft
from glossary.check.rule import TERM_USE
from glossary.check.run import review
from tm.pairs import SegmentPair
from tm.text.spans import Span
from webapp.actions.check import Options
from webapp.work import Work


@dataclass(frozen=True, slots=True)
class InMemory:
    """A finding about a unit; its places count in the unit's English text."""

    unit: int
    finding: Finding


def check_memory(work: Work, options: Options) -> Iterator[InMemory]:
    """Yield the findings of every live unit by id, then what the units say differently."""
    work.require("memory.read")
    rules = work.services.house.rules(work.services.recogniser(work.session))
    ids: list[int] = []
    pairs: list[SegmentPair] = []
    for unit in work.memory.units():
        spans = Span(0, len(unit.zh)), Span(0, len(unit.en))
        pair = SegmentPair(unit.zh, unit.en, *spans)
        ids.append(unit.id)
        pairs.append(pair)
        draft = Draft(unit.en, "en", unit.zh, (pair,))
        found = review(
            draft, rules, profile=options.profile, kept=options.kept, today=options.today
        )
        for finding in found.findings:
            yield InMemory(unit.id, finding)
    for each in inconsistencies(pairs):
        code = "C101" if each.same == "zh" else "C102"
        if options.profile.runs(code):
            finding = _finding(code, pairs[each.first], pairs[each.second], ids[each.first])
            yield InMemory(ids[each.second], options.profile.applied(finding))


def _finding(code: str, first: SegmentPair, second: SegmentPair, unit: int) -> Finding:
    same, other = ("same-source", first.en) if code == "C101" else ("same-target", first.zh)
    if code == "C101":
        message = Message(
            f"Unit {unit} translates the same sentence as “{other}”.",
            f"同一句原文在第{unit}号单元中译作“{other}”。",
        )
    else:
        message = Message(
            f"Unit {unit} has this translation for another sentence, “{other}”.",
            f"第{unit}号单元以同一译文对应另一句原文“{other}”。",
        )
    return Finding(
        code, same, TERM_USE, "note", Span(0, len(second.en)), second.en, message,
        evidence=(Evidence("elsewhere", other, value=f"unit {unit}"),),
    )  # fmt: skip
