"""Which rule cries wolf: what people made of its findings on the check page.

A finding counts once, when it is applied or ignored; what is told is the rule's code alone. Counts
change nothing anybody could want back, so they have no row in the audit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from glossary.check.catalogue import RULES
from tm.errors import Invalid
from webapp import outcomes
from webapp.outcomes import Outcome
from webapp.work import Work

FEWEST = 10  # decisions from which a share says something
TOLD: Mapping[str, tuple[Outcome, int]] = {
    "applied": ("applied", 1), "undone": ("applied", -1), "ignored": ("ignored", 1),
}  # fmt: skip
SLUGS = {rule.code: rule.slug for rule in RULES}

Told = Counter[tuple[str, Outcome]]


@dataclass(frozen=True, slots=True)
class RuleOutcomes:
    """What became of the findings of one rule."""

    code: str
    applied: int
    ignored: int

    @property
    def rule(self) -> str:
        """The rule's name."""
        return SLUGS.get(self.code, self.code)

    @property
    def share(self) -> float | None:
        """The share that was ignored; None where too few were decided to say."""
        decided = self.applied + self.ignored
        return self.ignored / decided if decided >= FEWEST else None


def told(text: str) -> Told:
    """Read what a page tells: `applied T101,undone T101,ignored S101`; raise Invalid."""
    counts: Told = Counter()
    for each in filter(None, text.split(",")):
        word, _space, code = each.partition(" ")
        if word not in TOLD or code not in SLUGS:
            raise Invalid("decided", each, f"{', '.join(TOLD)} and the code of a rule")
        outcome, more = TOLD[word]
        counts[code, outcome] += more
    return counts


def count(work: Work, counts: Mapping[tuple[str, Outcome], int]) -> None:
    """Add to the counts of today."""
    work.require("memory.read")
    for (code, outcome), more in sorted(counts.items()):  # one order, so that nobody deadlocks
        outcomes.add(work.session, code, outcome, more, date.today())


def of_rules(work: Work) -> list[RuleOutcomes]:
    """Return the rules whose findings were decided on within a year, most ignored first.

    Rules with too few decisions come last.
    """
    work.require("memory.read")
    counts = outcomes.counted(work.session, date.today())
    rules = [
        RuleOutcomes(code, *(counts.get((code, outcome), 0) for outcome in ("applied", "ignored")))
        for code in {code for code, _ in counts}
    ]
    decided = [each for each in rules if each.applied + each.ignored]
    return sorted(decided, key=_worst_first)


def _worst_first(each: RuleOutcomes) -> tuple[float, int, str]:
    share = -1.0 if each.share is None else each.share
    return -share, -each.ignored, each.code
