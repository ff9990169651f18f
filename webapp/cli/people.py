"""`duizhao user` and `duizhao token`: who may come in, and what programs may use."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable
from datetime import timedelta

import click

from tm.changes import Change
from tm.database import now
from webapp.accounts import Account, Accounts
from webapp.cli.output import installation, json_option, print_json
from webapp.roles import ACTIONS, ROLES, Role

password_option = click.option(
    "--password-stdin", is_flag=True,
    help="Read the password from stdin; without it one is made up and shown once.",
)  # fmt: skip


@click.group()
def user() -> None:
    """Add people and give them roles."""


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="translator", show_default=True)
@password_option
def add_user(name: str, role: Role, password_stdin: bool) -> None:
    """Make an account."""
    password, shown = _password(password_stdin)
    _write(lambda accounts: accounts.add(name, password, role))
    click.echo(f"{name} ({role}) may sign in." + shown)


@user.command("list")
@json_option
def list_users(as_json: bool) -> None:
    """List the accounts."""
    with installation().work() as work:
        accounts = Accounts(work.session).all()
    if as_json:
        print_json({"users": [_shown(account) for account in accounts]})
        return
    for account in accounts:
        click.echo(f"{account.name}  {account.role}{'  disabled' if account.disabled else ''}")


@user.command()
@click.argument("name")
@password_option
def password(name: str, password_stdin: bool) -> None:
    """Set a new password; open sessions end."""
    new, shown = _password(password_stdin)
    _write(lambda accounts: accounts.set_password(accounts.named(name).id, new))
    click.echo(f"{name} has a new password." + shown)


@user.command()
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
def role(name: str, role: Role) -> None:
    """Give another role."""
    _write(lambda accounts: accounts.set_role(accounts.named(name).id, role))
    click.echo(f"{name} is {role} now.")


@user.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="Open the account again.")
def disable(name: str, undo: bool) -> None:
    """Close an account; nothing of it is deleted."""
    _write(lambda accounts: accounts.disable(accounts.named(name).id, disabled=not undo))
    click.echo(f"{name} may sign in again." if undo else f"{name} may no longer sign in.")


@click.group()
def token() -> None:
    """Make and revoke the tokens by which programs use the API."""


@token.command("add")
@click.argument("user")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(ACTIONS),
              default=("memory.read",), show_default=True, help="What it may do.")  # fmt: skip
@click.option("--days", type=click.IntRange(min=1), help="Days until it ends; never if not given.")
def add_token(user: str, name: str, scopes: tuple[str, ...], days: int | None) -> None:
    """Make a token NAME for USER; its secret is printed this once."""
    expires = None if days is None else now() + timedelta(days=days)
    with installation().work() as work:
        accounts = Accounts(work.session)
        secret, change = accounts.issue(accounts.named(user).id, name, scopes, expires)
        work.record(change)
        work.commit()
    click.echo(secret)


@token.command("list")
@json_option
def list_tokens(as_json: bool) -> None:
    """List the tokens, without their secrets."""
    with installation().work() as work:
        accounts = Accounts(work.session)
        names = {account.id: account.name for account in accounts.all()}
        rows = [
            {"token": item.id, "user": names[item.account], "name": item.name,
             "scopes": list(item.scopes), "revoked": item.revoked is not None}
            for item in accounts.tokens()
        ]  # fmt: skip
    if as_json:
        print_json({"tokens": rows})
        return
    for row in rows:
        state = "  revoked" if row["revoked"] else ""
        click.echo(f"{row['token']:>4}  {row['user']}  {row['name']}  "
                   f"{', '.join(row['scopes'])}{state}")  # fmt: skip


@token.command()
@click.argument("token", type=int)
def revoke(token: int) -> None:
    """End a token at once."""
    _write(lambda accounts: accounts.revoke(token))
    click.echo(f"Token {token} is revoked.")


def _write(change: Callable[[Accounts], Change]) -> None:
    with installation().work() as work:
        work.record(change(Accounts(work.session)))
        work.commit()


def _password(from_stdin: bool) -> tuple[str, str]:
    """Return a password, and what to tell of it."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\n"), ""
    made = secrets.token_urlsafe(12)
    return made, f" The password is {made} (shown this once)."


def _shown(account: Account) -> dict[str, object]:
    return {
        "user": account.id, "name": account.name, "role": account.role,
        "disabled": account.disabled, "created": account.created.isoformat(),
        "seen": None if account.seen is None else account.seen.isoformat(),
    }  # fmt: skip
