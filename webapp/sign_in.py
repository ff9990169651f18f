"""Who a request comes from: a token, a session, the person at this machine, or anybody.

Until the first account exists, whoever sits at the machine itself may do everything: a fresh local
start needs no sign-in. From then on those without an account read, or nothing where the
installation asks everybody to sign in.
"""

from __future__ import annotations

import ipaddress
from dataclasses import replace
from typing import Any

from flask import Flask, Response, g, redirect, request, session, url_for
from werkzeug.exceptions import Unauthorized

from webapp import current
from webapp.accounts import Account, Accounts
from webapp.current import NOBODY
from webapp.errors import wants_json
from webapp.roles import COMMAND_LINE, Action, Actor

LOCAL = Actor("local", "admin")
READER = Actor("anonymous", "reader")
OPEN_ENDPOINTS = {
    "static", "healthz", "readyz", "metrics", "openapi", "pages.sign_in", "pages.setup",
    "pages.robots", "pages.opensearch",
}  # fmt: skip
LOCAL_NAMES = {"localhost", "127.0.0.1", "[::1]"}
TOKEN_IN_PATH = "path_token"
"""What a token is called in the rule of an address."""
BY_TOKEN = "_by_token"
"""What the name of a blueprint ends in below a token."""
READING: frozenset[Action] = frozenset({"memory.read", "memory.export"})
FORWARDED = ("X-Forwarded-For", "X-Real-Ip", "Forwarded", "Via")


def install(app: Flask) -> None:
    """Find out before each request who asks."""
    app.url_value_preprocessor(_take_token)
    app.before_request(identify)


def identify() -> Response | None:
    """Put who asks into the request; send to the sign-in page where reading needs one."""
    if request.endpoint in {"static", "healthz", "readyz", "metrics"}:
        g.actor = NOBODY
        return None
    g.actor = NOBODY
    with current.services().work(COMMAND_LINE) as work:
        accounts = Accounts(work.session)
        g.actor = (
            _path(accounts) or _bearer(accounts) or _person(accounts) or _stranger(accounts)
        )
        if g.actor.account is not None:
            accounts.note_seen(g.actor.account)
        if work.session.dirty:  # somebody, or a token of theirs, was seen
            work.commit()
    if g.actor is NOBODY and request.endpoint not in OPEN_ENDPOINTS and not wants_json():
        return redirect(url_for("pages.sign_in", next=request.full_path))  # type: ignore[return-value]
    return None


def by_token(secret: str) -> None:
    """Let the rest of this request read by a token that came elsewhere than in the header."""
    with current.services().work(COMMAND_LINE) as work:
        g.actor = _reading(Accounts(work.session), secret)
        work.commit()


def begin(account: Account) -> None:
    """Begin a session of `account`."""
    session.clear()
    session["account"], session["epoch"] = account.id, account.epoch
    session.permanent = True


def end() -> None:
    """End the session."""
    session.clear()


def is_local() -> bool:
    """Tell whether the request was made at this machine itself, by its own name."""
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return False
    return address.is_loopback and request.host.rsplit(":", 1)[0] in LOCAL_NAMES


def _bearer(accounts: Accounts) -> Actor | None:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return _of_token(accounts, secret) if scheme.lower() == "bearer" else None


def _take_token(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the token out of the address before any view sees it."""
    g.path_token = None if values is None else values.pop(TOKEN_IN_PATH, None)


def _path(accounts: Accounts) -> Actor | None:
    secret = g.get("path_token")
    return None if secret is None else _reading(accounts, secret)


def _reading(accounts: Accounts, secret: str) -> Actor:
    """Return who a token that stands in an address belongs to, narrowed to reading."""
    actor = _of_token(accounts, secret)
    scopes = READING if actor.scopes is None else READING & actor.scopes
    return replace(actor, scopes=scopes)


def _of_token(accounts: Accounts, secret: str) -> Actor:
    actor = accounts.bearer(secret.strip())
    if actor is None:
        raise Unauthorized("this token is unknown, over or revoked; ask for a new one")
    return actor


def _person(accounts: Accounts) -> Actor | None:
    if "account" not in session:
        return None
    account = accounts.open(session["account"], session.get("epoch", -1))
    return None if account is None else account.actor


def _stranger(accounts: Accounts) -> Actor:
    if current.services().settings.sign_in:
        return NOBODY
    return LOCAL if is_local() and not accounts.any() else READER
