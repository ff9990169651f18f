"""All rules, in order. A rule is added here and nowhere else."""

from __future__ import annotations

from glossary.check import (
    bodies,
    chinese,
    confusables,
    consistency,
    localities,
    names,
    nearhan,
    nearmiss,
    omission,
    punctuation,
    ranks,
    rendering,
    spelling,
    terminology,
    wording,
)
from glossary.check.figures import relations
from glossary.check.figures import rules as figures
from glossary.check.rule import Rule

RULES: tuple[Rule, ...] = (
    rendering.not_rendered,
    terminology.forbidden,
    terminology.deprecated,
    nearmiss.near_miss,
    nearhan.near_miss_zh,
    terminology.forbidden_in_context,
    rendering.count_short,
    nearmiss.altered_name,
    rendering.do_not_translate,
    terminology.first_mention,
    terminology.case,
    rendering.preferred_absent,
    spelling.known_misspelling,
    spelling.unknown_word,
    spelling.misspelt_name,
    confusables.confused_word,
    wording.mixed_dialect,
    wording.doubled_word,
    wording.doubled_word_zh,
    chinese.miswritten,
    chinese.scripts_mixed,
    chinese.particle_de,
    *figures.RULES,
    *relations.RULES,
    *names.RULES,
    *bodies.RULES,
    *localities.RULES,
    *ranks.RULES,
    punctuation.full_width,
    punctuation.han_in_english,
    punctuation.half_width,
    punctuation.end_mark,
    punctuation.unpaired,
    punctuation.spacing,
    punctuation.invisible,
    punctuation.title_marks,
    consistency.same_source,
    consistency.same_target,
    consistency.drift,
    consistency.mixed_style,
    consistency.memory_differs,
    *omission.RULES,
)


def by_code(code: str) -> Rule | None:
    """Return the rule with this code."""
    return next((rule for rule in RULES if rule.code == code), None)
