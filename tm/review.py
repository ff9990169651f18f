"""Review as pure steps: each takes beads and says which beads stand in their place.

A step replaces a run of neighbouring beads by another run that holds the same segments in the
same order on each side; only `pinpoint` moves a segment, and `edit` changes texts, never parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tm.articles import ArticleBead, bead_of, joined
from tm.errors import Invalid
from tm.languages import Language, other

_CUT = re.compile("[。！？；，!?;,.]+[”’」』）)\"']*")

StepKind = Literal[
    "confirm", "edit", "merge", "split", "shift", "drop", "restore", "pinpoint", "realign", "sheet",
    "flag",
]


@dataclass(frozen=True, slots=True)
class Step:
    """One decision: `before` are beads of an edition, `after` what replaces them.

    They are neighbours, unless `after` are the same rows, changed.
    """

    kind: StepKind
    before: tuple[ArticleBead, ...]
    after: tuple[ArticleBead, ...]


def confirm(beads: Sequence[ArticleBead]) -> Step:
    """A person stands behind these beads; those without a counterpart or dropped stay so."""
    return Step(
        "confirm", tuple(beads),
        tuple(
            replace(bead, status="reviewed") if bead.paired and bead.status != "dropped" else bead
            for bead in beads
        ),
    )  # fmt: skip


def edit(bead: ArticleBead, *, zh: str | None = None, en: str | None = None) -> Step:
    """Change a bead's texts; its parts keep what was there. Raise Invalid for an empty text."""
    texts = [old if new is None else new.strip() for old, new in ((bead.zh, zh), (bead.en, en))]
    for side, text in zip(("zh", "en"), texts, strict=True):
        if not text:
            raise Invalid(side, text, "a text; drop the row to leave it out")
    changed = replace(bead, zh=texts[0], en=texts[1], status="reviewed")
    return Step("edit", (bead,), (changed,))


def merge(first: ArticleBead, second: ArticleBead) -> Step:
    """Make one bead of two neighbours; edited texts stay as edited."""
    merged = ArticleBead(
        (*first.zh_parts, *second.zh_parts), (*first.en_parts, *second.en_parts),
        joined([text for text in (first.zh, second.zh) if text], "zh"),
        joined([text for text in (first.en, second.en) if text], "en"),
        min(first.confidence, second.confidence), "reviewed",
    )  # fmt: skip
    return Step("merge", (first, second), (_judged(merged),))


def split(bead: ArticleBead, *, zh_at: int, en_at: int) -> Step:
    """Cut a bead in two, at character positions of its texts (0 and the length are allowed).

    Raises Invalid when both cuts leave one of the new beads without any text.
    """
    for side, text, at in (("zh_at", bead.zh, zh_at), ("en_at", bead.en, en_at)):
        if not 0 <= at <= len(text):
            raise Invalid(side, at, f"a position from 0 to {len(text)}")
    zh, en = _cut(bead, "zh", zh_at), _cut(bead, "en", en_at)
    halves = [
        _judged(bead_of(zh[side], en[side], confidence=bead.confidence, status="reviewed"))
        for side in (0, 1)
    ]
    if any(not half.zh_parts and not half.en_parts for half in halves):
        raise Invalid("split", (zh_at, en_at), "cuts that leave text in both rows")
    return Step("split", (bead,), tuple(halves))


def shift(first: ArticleBead, second: ArticleBead, *, language: Language, down: bool) -> Step:
    """Move the segment at the border of two neighbours into the other one.

    `down` moves the last segment of `first` to the head of `second`. Raises Invalid when there is
    none to move.
    """
    giver = first if down else second
    parts = giver.parts(language)
    if not parts:
        raise Invalid("shift", language, "a row with a segment on this side")
    both = [*first.parts(language), *second.parts(language)]
    border = len(first.parts(language)) + (-1 if down else 1)
    rest = other(language)
    others = (first.parts(rest), second.parts(rest))
    pairs = zip((both[:border], both[border:]), others, strict=True)
    after = tuple(
        _judged(_bead(language, moved, kept, min(first.confidence, second.confidence)))
        for moved, kept in pairs
        if moved or kept
    )
    return Step("shift", (first, second), after)


def drop(bead: ArticleBead) -> Step:
    """Keep a bead out of the memory."""
    return Step("drop", (bead,), (replace(bead, status="dropped"),))


def restore(bead: ArticleBead) -> Step:
    """Take a dropped bead in again, as one to be looked at."""
    return Step("restore", (bead,), (_judged(replace(bead, status="doubtful")),))


def flag(bead: ArticleBead, *, by: str, note: str) -> Step:
    """Doubt a bead, with the reason somebody gives; it waits for a decision."""
    reason = {"code": "flagged", "values": [by, note]}
    doubted = replace(bead, status="doubtful", reasons=(*bead.reasons, reason))
    return Step("flag", (bead,), (doubted,))


def pinpoint(beads: Sequence[ArticleBead], *, zh: int, en: int) -> Step:
    """Pair the Chinese side of bead `zh` with the English side of bead `en` in a run of beads.

    The English side of the first and the Chinese side of the second become beads of their own,
    where they hold any text.
    """
    if zh == en:
        raise Invalid("pinpoint", en, "two different rows")
    mine, theirs = beads[zh], beads[en]
    if not mine.zh_parts or not theirs.en_parts:
        raise Invalid("pinpoint", (zh, en), "a row with Chinese and a row with English text")
    pair = bead_of(mine.zh_parts, theirs.en_parts, confidence=1.0, status="reviewed")
    after: list[ArticleBead] = []
    for bead in beads:
        if bead is mine:
            after.append(pair)
            left = _bead("en", mine.en_parts, (), 0.0)
        elif bead is theirs:
            left = _bead("zh", theirs.zh_parts, (), 0.0)
        else:
            after.append(bead)
            continue
        if left.zh_parts or left.en_parts:
            after.append(_judged(left))
    return Step("pinpoint", tuple(beads), tuple(after))


def decided_before(
    beads: Sequence[ArticleBead], earlier: Sequence[ArticleBead]
) -> list[ArticleBead]:
    """Give beads of a later edition what a person made of the same segments in an earlier one."""
    decided = {
        (bead.zh_parts, bead.en_parts): bead for bead in earlier
        if bead.status == "reviewed" or (bead.status == "dropped" and bead.paired)
    }  # fmt: skip
    found = (decided.get((bead.zh_parts, bead.en_parts)) for bead in beads)
    return [
        bead if old is None else replace(bead, zh=old.zh, en=old.en, status=old.status)
        for bead, old in zip(beads, found, strict=True)
    ]


def cut_points(text: str) -> list[int]:
    """Return where a reader would cut a text: after sentence and clause marks, not at its end.

    >>> cut_points("会议开始。共20人，很好。")
    [5, 10]
    """
    ends = (match.end() for match in _CUT.finditer(text))
    return [at for at in ends if at < len(text) and not text[at].isdigit()]


def _bead(
    language: Language, mine: Sequence[str], other_side: Sequence[str], confidence: float
) -> ArticleBead:
    sides = (mine, other_side) if language == "zh" else (other_side, mine)
    return bead_of(*sides, confidence=confidence, status="reviewed")


def _judged(bead: ArticleBead) -> ArticleBead:
    """Give a bead that a person made its status: a lone side is dropped, a pair is reviewed."""
    if not bead.paired:
        return replace(bead, status="dropped")
    return bead


def _cut(bead: ArticleBead, language: Language, at: int) -> tuple[list[str], list[str]]:
    """Cut one side at a character: at a border of its parts where it falls on one, else in one."""
    text = bead.zh if language == "zh" else bead.en
    left, right = text[:at].strip(), text[at:].strip()
    parts = bead.parts(language)
    for border in range(len(parts) + 1):
        if (joined(parts[:border], language), joined(parts[border:], language)) == (left, right):
            return list(parts[:border]), list(parts[border:])
    return [part for part in (left,) if part], [part for part in (right,) if part]
