"""What all foreign protocols share: who asks, which way, and the matches for one text."""

from __future__ import annotations

from collections.abc import Sequence

from tm.errors import Invalid
from tm.languages import Language, parse
from tm.units import Match
from webapp import current, sign_in
from webapp.accounts import TOKEN_PREFIX
from webapp.actions import lookup as actions

FLOOR = 75
"""The score below which a client that shows one answer is given none."""


def identified(secret: str | None) -> None:
    """Act by the token a client sends as a parameter, if it sends one; ask for the permission.

    Clients send keys of other services in the same place; those are none of our business.
    """
    if secret and secret.startswith(TOKEN_PREFIX):
        sign_in.by_token(secret)
    current.require("memory.read")


def direction(source: str, target: str) -> Language | None:
    """Return the language translated from; None for a pair that is not ours."""
    here, there = parse(source).language, parse(target).language
    return here if here is not None and there is not None and here != there else None


def found(text: str, source: Language | None, minimum: int, limit: int) -> Sequence[Match]:
    """Return the matches of one text, best first; none for a text without letters."""
    try:
        with current.work() as work:
            return actions.lookup(
                work, text, source=source, minimum=minimum, limit=limit, bare=True
            ).matches
    except Invalid:
        return ()
