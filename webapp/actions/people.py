"""People and their tokens, and the audit: who may what, and who did what."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from tm.database import now
from tm.errors import Denied, Invalid
from webapp.accounts import Account, Accounts, Token
from webapp.audit import Audit, Entry, Filter
from webapp.roles import Role
from webapp.work import Work

TOKEN_DAYS = range(1, 3651)


def first_admin(work: Work, name: str, password: str) -> Account:
    """Make the first account, an administrator; refused once there is any."""
    accounts = Accounts(work.session)
    if accounts.any():
        raise Denied(work.actor.name, "account.manage")
    work.require("account.manage")
    change = accounts.add(name, password, "admin")
    work.record(change)
    return accounts.get(int(change.id))


def accounts(work: Work) -> list[Account]:
    """Return everybody."""
    work.require("account.manage")
    return Accounts(work.session).all()


def add(work: Work, name: str, password: str, role: Role) -> None:
    """Make an account."""
    work.require("account.manage")
    work.record(Accounts(work.session).add(name, password, role))


def set_role(work: Work, id: int, role: Role) -> None:
    """Give somebody another role."""
    work.require("account.manage")
    work.record(Accounts(work.session).set_role(id, role))


def disable(work: Work, id: int, *, disabled: bool) -> None:
    """Close an account or open it again."""
    work.require("account.manage")
    work.record(Accounts(work.session).disable(id, disabled=disabled))


def change_password(work: Work, old: str, new: str) -> Account:
    """Set one's own password; the old one must be known."""
    id = _own(work)
    accounts = Accounts(work.session)
    if accounts.signed_in(accounts.get(id).name, old) is None:
        raise Invalid("old password", "another", "the password you signed in with")
    work.record(accounts.set_password(id, new))
    return accounts.get(id)


def everybodys_tokens(work: Work) -> list[Token]:
    """Return the tokens of everybody, newest first."""
    work.require("account.manage")
    return Accounts(work.session).tokens()


def tokens(work: Work) -> list[Token]:
    """Return one's own tokens."""
    return Accounts(work.session).tokens(_own(work))


def issue(work: Work, name: str, scopes: Collection[str], days: int) -> str:
    """Make a token for oneself and return its secret, this once."""
    if days not in TOKEN_DAYS:
        raise Invalid("days", days, f"{TOKEN_DAYS.start} to {TOKEN_DAYS.stop - 1}")
    expires = now() + timedelta(days=days)
    secret, change = Accounts(work.session).issue(_own(work), name, scopes, expires)
    work.record(change)
    return secret


def revoke(work: Work, id: int) -> None:
    """End a token of one's own; administrators end anybody's."""
    accounts = Accounts(work.session)
    if not work.actor.may("account.manage"):
        own = {token.id for token in accounts.tokens(_own(work))}
        if id not in own:
            work.require("account.manage")
    work.record(accounts.revoke(id))


def audit(
    work: Work, wanted: Filter, *, limit: int = 50, offset: int = 0
) -> tuple[list[Entry], int]:
    """Return a page of the audit, newest first, and how many entries there are."""
    work.require("audit.read")
    kept = Audit(work.session)
    return kept.entries(wanted, limit=limit, offset=offset), kept.count(wanted)


def _own(work: Work) -> int:
    """Return the actor's own account; programs and strangers have none to manage."""
    if work.actor.account is None or work.actor.scopes is not None:
        raise Denied(work.actor.name, "manage an account of their own")
    return work.actor.account
