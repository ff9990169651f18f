"""What all foreign protocols share: their addresses, who asks, which way, the matches for a text.

Each answers at its own address and, for clients that send no credentials, below /t/<token> too. A
token that comes in an address or a form only reads, whatever it was made for.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Flask

from tm.errors import Invalid
from tm.languages import Language, parse
from tm.units import Match
from webapp import current, sign_in
from webapp.accounts import TOKEN_PREFIX
from webapp.actions import lookup as actions
from webapp.queries import MAX_QUERY
from webapp.security import csrf

FLOOR = 75
"""The score below which a client that shows one answer is given none."""


def register(app: Flask, routes: Blueprint, address: str) -> None:
    """Answer at `address`, and below /t/<token> at the same."""
    csrf.exempt(routes)  # programs have no form token; `security` refuses foreign pages
    app.register_blueprint(routes, url_prefix=address)
    below = f"/t/<{sign_in.TOKEN_IN_PATH}>{address}"
    app.register_blueprint(routes, url_prefix=below, name=routes.name + sign_in.BY_TOKEN)


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
    """Return the matches of one text, best first; none where there is nothing to ask for."""
    if source is None or not text.strip() or len(text) > MAX_QUERY:
        return ()
    try:
        with current.work() as work:
            return actions.lookup(
                work, text, source=source, minimum=minimum, limit=limit, bare=True
            ).matches
    except Invalid:
        return ()
