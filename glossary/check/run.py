"""The checker: read the draft, ask every rule, settle what overlaps, put in order.

    draft → Reading → each rule of RULES → one finding a slip → the profile's severities
          → suppressions → position, then code
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from glossary.check.catalogue import RULES
from glossary.check.finding import Finding
from glossary.check.profiles import ALL, Profile
from glossary.check.reading import Cover, Draft, Reading
from glossary.check.rule import Rule

if TYPE_CHECKING:
    from glossary.rules import HouseRules


def check(
    draft: Draft, rules: HouseRules, *, profile: Profile = ALL, catalogue: Sequence[Rule] = RULES
) -> list[Finding]:
    """Return the findings of every rule the profile leaves on, by position, then code."""
    reading = Reading(draft, rules)
    asked = [rule for rule in catalogue if profile.runs(rule.code)]
    found = [finding for rule in asked for finding in rule.findings(reading)]
    kept = settled((f for f in found if not reading.skipped(f.span)), catalogue)
    return sorted((profile.applied(f) for f in kept), key=lambda finding: finding.order)


def settled(findings: Iterable[Finding], catalogue: Sequence[Rule]) -> list[Finding]:
    """Drop a finding where it overlaps one that its rule gives way to.

    A finding that is itself dropped still holds its place: what gave way to it stays dropped.
    """
    every = list(dict.fromkeys(findings))
    held = defaultdict(list)
    for finding in every:
        held[finding.code].append(finding.span)
    covers = {code: Cover(spans) for code, spans in held.items()}
    ways = {rule.code: rule.gives_way_to for rule in catalogue}
    return [
        finding
        for finding in every
        if not any(code in covers and covers[code].touches(finding.span) for code in ways[finding.code])
    ]
