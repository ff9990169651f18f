"""The rank of a person: 副秘书长 is a deputy, and nobody becomes one in translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.check.finding import Evidence, Found, Message
from glossary.check.places import trimmed
from glossary.check.reading import Bead, Reading
from glossary.check.rule import MISTRANSLATION, rule
from tm.text.spans import Span

_SECOND = re.compile(
    "副(?:总?书记|秘书长|理事长|监事长|会长|主席|主任|总理|部长|院长|局长|署长|市长|省长|县长|区长|州长|"
    "所长|处长|司长|厅长|校长|馆长|总干事|总裁|总经理|总监|总统|教授|研究员|主编|队长|团长|代表)"
)
_DEPUTY = re.compile(
    r"\b(?:deput|vice|associate|assistant|under-?secretar|second[ -]in|co-|subprefect)",
    re.IGNORECASE,
)
_RAISED = re.compile(
    r"\b(?:Deputy|Vice)[ -](?=[A-Z])|\b(?:[Dd]eputy|[Vv]ice)[ -](?=(?:secretar|chair|president|"
    r"director|minister|mayor|governor|head\b|dean|manager|premier))"
)
_NO_CHIEF = re.compile("[副次助代襄亚]|常务|政务官|第一[书副秘]|议员|委员|代表")


@rule("M109", "rank-differs", category=MISTRANSLATION, severity="warning", languages=("en",),
      needs_source=True)  # fmt: skip
def rank(reading: Reading) -> Iterator[Found]:
    """
    Checks. A 副主任, 副会长 and the like of whom the passage makes a director or president, and a
    *Deputy* or *Vice* whom the source does not call so.

    Why. Ranks are read with care, above all by those who bear them.

    Example. 副秘书长王香奕发言。 — WANG Xiangyi, Secretary-General, spoke.

    Instead. 副秘书长王香奕发言。 — WANG Xiangyi, Deputy Secretary-General, spoke.

    Fix safety. None.
    """
    beads = reading.beads
    for at, bead in enumerate(beads):
        if not bead.source_text or not bead.target_text:
            continue
        beside = beads[max(0, at - 1) : at + 2]
        yield from _raised(bead, beside, reading)
        yield from _lowered(bead, beside)


def _raised(bead: Bead, beside: list[Bead], reading: Reading) -> Iterator[Found]:
    found = _SECOND.search(bead.source_text)
    if found is None or any(_DEPUTY.search(each.target_text) for each in beside):
        return
    message = Message(
        f"The source says “{found[0]}”; the translation has neither deputy nor vice.",
        f"原文为“{found[0]}”，译文未体现“副”职。",
    )
    span = Span(*found.span()).shift(bead.source.start)
    yield Found(
        trimmed(bead.target, reading.text), message, evidence=(Evidence("source", found[0], span),)
    )


def _lowered(bead: Bead, beside: list[Bead]) -> Iterator[Found]:
    found = _RAISED.search(bead.target_text)
    if found is None or any(_NO_CHIEF.search(each.source_text) for each in beside):
        return
    message = Message(
        f"The translation says “{found[0].strip()}”; the source has no 副.",
        f"译文有“{found[0].strip()}”，原文没有“副”字。",
    )
    yield Found(Span(*found.span()).shift(bead.target.start), message)


RULES = (rank,)
