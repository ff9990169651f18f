"""Accounts and access tokens as a store: who may sign in, and which programs act for whom.

Passwords are kept as scrypt hashes, tokens as SHA-256 of a secret too long to guess; neither can
be shown again. Nothing here commits.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import JSON, ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column
from werkzeug.security import check_password_hash, generate_password_hash

from tm.changes import Change
from tm.database import Base, Timestamp, now
from tm.errors import Conflict, Invalid, NotFound
from webapp.roles import ACTIONS, ROLES, Action, Actor, Role

MIN_PASSWORD = 10
MAX_PASSWORD = 200
MAX_NAME = 80
TOKEN_PREFIX = "dz_"
SEEN_EVERY = timedelta(minutes=5)  # one write in five minutes, not one per request


class AccountRow(Base):
    """A person."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(MAX_NAME), unique=True)
    password: Mapped[str] = mapped_column(String(255))
    role: Mapped[str] = mapped_column(String(20))
    disabled: Mapped[bool] = mapped_column(default=False)
    epoch: Mapped[int] = mapped_column(default=0)
    created: Mapped[datetime] = mapped_column(Timestamp, default=now)
    seen: Mapped[datetime | None] = mapped_column(Timestamp)


class TokenRow(Base):
    """A program's key to act for a person."""

    __tablename__ = "token"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(String(MAX_NAME))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created: Mapped[datetime] = mapped_column(Timestamp, default=now)
    expires: Mapped[datetime | None] = mapped_column(Timestamp)
    used: Mapped[datetime | None] = mapped_column(Timestamp)
    revoked: Mapped[datetime | None] = mapped_column(Timestamp)


@dataclass(frozen=True, slots=True)
class Account:
    """A person; `epoch` rises with every change that must end open sessions."""

    id: int
    name: str
    role: Role
    disabled: bool
    epoch: int
    created: datetime
    seen: datetime | None

    @property
    def actor(self) -> Actor:
        """The person as somebody who acts."""
        return Actor(self.name, self.role, self.id)


@dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret."""

    id: int
    account: int
    name: str
    scopes: tuple[Action, ...]
    created: datetime
    expires: datetime | None
    used: datetime | None
    revoked: datetime | None


class Accounts:
    """Accounts in one database session; never commits."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def any(self) -> bool:
        """Tell whether there is any account yet."""
        return bool(self.session.scalar(select(func.count()).select_from(AccountRow)))

    def all(self) -> list[Account]:
        """Return every account, by name."""
        rows = self.session.scalars(select(AccountRow).order_by(AccountRow.name))
        return [_account(row) for row in rows]

    def get(self, id: int) -> Account:
        """Return one account; raise NotFound."""
        return _account(self._row(id))

    def named(self, name: str) -> Account:
        """Return the account of that name; raise NotFound."""
        row = self.session.scalar(select(AccountRow).where(AccountRow.name == name))
        if row is None:
            raise NotFound("account", name)
        return _account(row)

    def add(self, name: str, password: str, role: Role) -> Change:
        """Make an account; raise Invalid or Conflict."""
        name = name.strip()
        if not 0 < len(name) <= MAX_NAME:
            raise Invalid("name", name, f"1 to {MAX_NAME} characters")
        if self.session.scalar(select(AccountRow.id).where(AccountRow.name == name)):
            raise Conflict("account", name, "there is one of this name already")
        row = AccountRow(name=name, password=_hashed(password), role=_role(role))
        self.session.add(row)
        self.session.flush()
        return Change("add", "account", row.id, after={"name": name, "role": role})

    def signed_in(self, name: str, password: str) -> Account | None:
        """Return the account if the password is right and the account is open."""
        row = self.session.scalar(select(AccountRow).where(AccountRow.name == name.strip()))
        # An unknown name costs the same time as a wrong password.
        known = check_password_hash(row.password if row else _NOBODY, password[:MAX_PASSWORD])
        if row is None or not known or row.disabled:
            return None
        return _account(row)

    def open(self, id: int, epoch: int) -> Account | None:
        """Return the account behind a session, None if the session has ended meanwhile."""
        row = self.session.get(AccountRow, id)
        return _account(row) if row and not row.disabled and row.epoch == epoch else None

    def note_seen(self, id: int) -> None:
        """Note that the person was here, every few minutes."""
        row = self._row(id)
        if row.seen is None or now() - row.seen > SEEN_EVERY:
            row.seen = now()

    def set_role(self, id: int, role: Role) -> Change:
        """Give another role; the last administrator keeps hers."""
        row = self._row(id)
        before, row.role = row.role, _role(role)
        self.session.flush()
        self._need_admin(id)
        return Change("change", "account", id, {"role": before}, {"role": role})

    def set_password(self, id: int, password: str) -> Change:
        """Set a new password; every open session of the account ends."""
        row = self._row(id)
        row.password, row.epoch = _hashed(password), row.epoch + 1
        return Change("change", "account", id, after={"password": "changed"})

    def disable(self, id: int, *, disabled: bool = True) -> Change:
        """Close an account, or open it again; nobody is ever deleted."""
        row = self._row(id)
        before, row.disabled = row.disabled, disabled
        row.epoch += 1
        self.session.flush()
        self._need_admin(id)
        return Change("change", "account", id, {"disabled": before}, {"disabled": disabled})

    def _need_admin(self, id: int) -> None:
        admins = select(func.count()).select_from(AccountRow)
        left = admins.where(AccountRow.role == "admin", AccountRow.disabled.is_(False))
        if not self.session.scalar(left):
            raise Conflict("account", id, "somebody must remain who is an administrator")

    # ---- tokens ----------------------------------------------------------------------------

    def issue(
        self, account: int, name: str, scopes: Collection[str], expires: datetime | None = None
    ) -> tuple[str, Change]:
        """Make a token; its secret is returned this once."""
        wrong = [scope for scope in scopes if scope not in ACTIONS]
        if wrong or not scopes:
            raise Invalid("scopes", wrong or "none", "some of " + ", ".join(ACTIONS))
        if not 0 < len(name.strip()) <= MAX_NAME:
            raise Invalid("name", name, f"1 to {MAX_NAME} characters")
        self._row(account)
        secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
        row = TokenRow(
            account_id=account, name=name.strip(), digest=_digest(secret),
            scopes=sorted(scopes), expires=expires,
        )  # fmt: skip
        self.session.add(row)
        self.session.flush()
        after = {"account": account, "name": row.name, "scopes": row.scopes}
        return secret, Change("add", "token", row.id, after=after)

    def bearer(self, secret: str) -> Actor | None:
        """Return who acts by this token; None if it is unknown, over or revoked."""
        row = self.session.scalar(select(TokenRow).where(TokenRow.digest == _digest(secret)))
        if row is None or row.revoked or (row.expires is not None and row.expires < now()):
            return None
        owner = self._row(row.account_id)
        if owner.disabled:
            return None
        if row.used is None or now() - row.used > SEEN_EVERY:
            row.used = now()
        scopes = frozenset(cast("list[Action]", row.scopes))
        return Actor(f"{owner.name} ({row.name})", cast(Role, owner.role), owner.id, scopes)

    def tokens(self, account: int | None = None) -> list[Token]:
        """Return the tokens of an account, or all, newest first."""
        query = select(TokenRow).order_by(TokenRow.id.desc())
        if account is not None:
            query = query.where(TokenRow.account_id == account)
        return [_token(row) for row in self.session.scalars(query)]

    def revoke(self, id: int) -> Change:
        """End a token at once; raise NotFound."""
        row = self.session.get(TokenRow, id)
        if row is None:
            raise NotFound("token", id)
        row.revoked = row.revoked or now()
        return Change("remove", "token", id, before={"name": row.name})

    def _row(self, id: int) -> AccountRow:
        row = self.session.get(AccountRow, id)
        if row is None:
            raise NotFound("account", id)
        return row


# A hash of no password at all, to spend the same time on unknown names.
_NOBODY = "scrypt:32768:8:1$nobody$" + "0" * 128


def _hashed(password: str) -> str:
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        length = f"{len(password)} characters"
        raise Invalid("password", length, f"{MIN_PASSWORD} to {MAX_PASSWORD} characters")
    return generate_password_hash(password)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _role(role: str) -> str:
    if role not in ROLES:
        raise Invalid("role", role, "one of " + ", ".join(ROLES))
    return role


def _account(row: AccountRow) -> Account:
    return Account(
        row.id, row.name, cast(Role, row.role), row.disabled, row.epoch, row.created, row.seen
    )


def _token(row: TokenRow) -> Token:
    return Token(
        row.id, row.account_id, row.name, tuple(cast("list[Action]", row.scopes)),
        row.created, row.expires, row.used, row.revoked,
    )  # fmt: skip
