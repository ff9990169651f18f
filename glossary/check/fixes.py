"""Applying fixes: from the start of the text on, what overlaps is left for the next round.

Fixing converges: each round applies the fixes of one check, and the rounds end when a check has
none of the wanted kind or brings back a text seen before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.check.finding import APPLICABILITIES, Applicability, Edit, Finding
from glossary.check.profiles import ALL, Profile
from glossary.check.reading import Draft
from glossary.check.run import review
from glossary.check.suppress import Suppression
from tm.pairs import SegmentPair
from tm.text.spans import Span

if TYPE_CHECKING:
    from glossary.rules import HouseRules

ROUNDS = 10


def edits(findings: Iterable[Finding], at_least: Applicability = "safe") -> list[Edit]:
    """Return the edits of all fixes at least so applicable that do not overlap an earlier one."""
    taken: list[Edit] = []
    for finding in sorted(findings, key=lambda each: each.order):
        fix = finding.fix
        if fix is None or _rank(fix.applicability) < _rank(at_least):
            continue
        if not any(_clash(edit.span, other.span) for edit in fix.edits for other in taken):
            taken.extend(fix.edits)
    return sorted(taken, key=lambda edit: (edit.span, edit.text))


def apply(text: str, changes: Sequence[Edit]) -> str:
    """Return `text` with edits that do not overlap, in order, put in."""
    pieces, at = [], 0
    for edit in changes:
        pieces += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*pieces, text[at:]])


def fixed(
    draft: Draft,
    rules: HouseRules,
    *,
    profile: Profile = ALL,
    kept: Sequence[Suppression] = (),
    today: str | None = None,
) -> str:
    """Return the text after all safe fixes; checking it again finds none of them."""
    seen = {draft.text}
    for _ in range(ROUNDS):
        found = review(draft, rules, profile=profile, kept=kept, today=today)
        changes = edits(found.findings)
        if not changes:
            break
        draft = moved(draft, changes)
        if draft.text in seen:
            break
        seen.add(draft.text)
    return draft.text


def moved(draft: Draft, changes: Sequence[Edit]) -> Draft:
    """Return the draft with `changes` made; beads and skipped stretches move along."""
    text = apply(draft.text, changes)

    def moved_span(span: Span) -> Span:
        return Span(_moved(span.start, changes, end=False), _moved(span.end, changes, end=True))

    def moved_pair(pair: SegmentPair) -> SegmentPair:
        ours = pair.zh_span if draft.lang == "zh" else pair.en_span
        if ours is None:
            return pair
        span = moved_span(ours)
        if draft.lang == "zh":
            return replace(pair, zh=span.cut(text), zh_span=span)
        return replace(pair, en=span.cut(text), en_span=span)

    return replace(
        draft,
        text=text,
        pairs=tuple(moved_pair(pair) for pair in draft.pairs),
        skip=tuple(moved_span(span) for span in draft.skip),
    )


def _moved(position: int, changes: Sequence[Edit], *, end: bool) -> int:
    """Return where a position of the old text is in the new one."""
    by = 0
    for edit in changes:
        if edit.span.end < position or (edit.span.end == position and (end or len(edit.span))):
            by += len(edit.text) - len(edit.span)
        elif edit.span.start < position:
            # Inside an edit: its beginning or its end, whichever keeps the stretch whole.
            return edit.span.start + by + (len(edit.text) if end else 0)
    return position + by


def _clash(one: Span, two: Span) -> bool:
    """Whether two edits touch the same place; two insertions at one point do."""
    return (
        one.overlaps(two)
        or one.start == two.start
        or (not len(one) and two.start < one.start < two.end)
    )


def _rank(applicability: Applicability) -> int:
    return APPLICABILITIES.index(applicability)
