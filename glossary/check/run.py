"""The checker: read the draft, ask every rule, settle what overlaps, put in order.

draft → Reading → each rule of RULES → one finding a slip → the profile's severities
      → position, then code → suppressions
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from glossary.check.catalogue import RULES
from glossary.check.finding import Finding
from glossary.check.profiles import ALL, Profile
from glossary.check.reading import Cover, Draft, Reading
from glossary.check.rule import Rule
from glossary.check.spelling import new_names
from glossary.check.suppress import Suppressed, Suppression, comments, sort_out
from tm.text.spans import Span

if TYPE_CHECKING:
    from glossary.rules import HouseRules


@dataclass(frozen=True, slots=True)
class Review:
    """What a check brought: only `findings` count.

    `suppressed` are findings somebody decided to leave, `unused` decisions that covered nothing;
    `new_names` are unknown names and where they stand: candidates for the glossary.
    """

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    unused: tuple[Suppression, ...] = ()
    new_names: Mapping[str, Sequence[Span]] = field(default_factory=dict)


def check(
    draft: Draft, rules: HouseRules, *, profile: Profile = ALL, catalogue: Sequence[Rule] = RULES
) -> list[Finding]:
    """Return the findings of every rule the profile leaves on, by position, then code."""
    return _findings(Reading(draft, rules), profile, catalogue)


def review(
    draft: Draft,
    rules: HouseRules,
    *,
    profile: Profile = ALL,
    kept: Sequence[Suppression] = (),
    today: str | None = None,
) -> Review:
    """Check a draft and part what counts from what somebody decided to leave.

    `kept` are the stored decisions; `today` (an ISO date) ends those that have expired.
    """
    skip = (*draft.skip, *comments(draft.text))
    reading = Reading(replace(draft, skip=tuple(sorted(skip))), rules)
    parted = sort_out(_findings(reading, profile, RULES), draft.text, kept, today)
    names = reading.once(new_names) if draft.lang == "en" else {}
    return Review(parted.findings, parted.suppressed, parted.unused, names)


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
        if not any(
            code in covers and covers[code].touches(finding.span) for code in ways[finding.code]
        )
    ]


def _findings(reading: Reading, profile: Profile, catalogue: Sequence[Rule]) -> list[Finding]:
    asked = [rule for rule in catalogue if profile.runs(rule.code)]
    found = [finding for rule in asked for finding in rule.findings(reading)]
    kept = settled((f for f in found if not reading.skipped(f.span)), catalogue)
    return sorted((profile.applied(finding) for finding in kept), key=lambda each: each.order)
