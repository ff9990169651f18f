"""All rules, in order. A rule is added here and nowhere else."""

from __future__ import annotations

from glossary.check.rule import Rule

RULES: tuple[Rule, ...] = ()


def by_code(code: str) -> Rule | None:
    """Return the rule with this code."""
    return next((rule for rule in RULES if rule.code == code), None)
