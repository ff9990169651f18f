"""Signing in and out, one's own account, everybody's accounts and tokens."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tm.errors import Invalid
from webapp import current, sign_in
from webapp.accounts import Accounts
from webapp.actions import people as actions
from webapp.pages.frame import given
from webapp.roles import ACTIONS, MAY, ROLES


def routes(pages: Blueprint) -> None:
    """Put people's pages on the blueprint."""
    pages.add_url_rule("/sign-in", "sign_in", enter)
    pages.add_url_rule("/sign-in", "sign_in_post", entered, methods=["POST"])
    pages.add_url_rule("/sign-out", "sign_out", leave, methods=["POST"])
    pages.add_url_rule("/setup", "setup", setup)
    pages.add_url_rule("/setup", "setup_post", set_up, methods=["POST"])
    pages.add_url_rule("/account", "account", account)
    pages.add_url_rule("/account/password", "account_password", password, methods=["POST"])
    pages.add_url_rule("/account/tokens", "account_tokens", issue, methods=["POST"])
    pages.add_url_rule(
        "/account/tokens/<int:token>/revoke", "account_revoke", revoke, methods=["POST"]
    )
    pages.add_url_rule("/admin", "admin", admin)
    pages.add_url_rule("/admin/people", "admin_add", add, methods=["POST"])
    pages.add_url_rule("/admin/people/<int:person>", "admin_change", change, methods=["POST"])
    pages.add_url_rule(
        "/admin/tokens/<int:token>/revoke", "admin_revoke", revoke_any, methods=["POST"]
    )


def enter() -> str:
    """Show the sign-in form."""
    return render_template("people/sign_in.html", after=request.args.get("next", ""))


def entered() -> Response | tuple[str, int]:
    """Begin a session, or say that name and password do not fit."""
    with current.work() as work:
        found = Accounts(work.session).signed_in(
            request.form.get("name", ""), request.form.get("password", "")
        )
    if found is None:
        after = request.form.get("next", "")
        name = request.form.get("name", "")
        return render_template("people/sign_in.html", after=after, wrong=True, name=name), 401
    sign_in.begin(found)
    return redirect(_inside(request.form.get("next", "")))


def leave() -> Response:
    """End the session."""
    sign_in.end()
    return redirect(url_for("pages.home"))


def setup() -> str:
    """Show the form for the first administrator."""
    return render_template("people/setup.html")


def set_up() -> Response:
    """Make the first administrator and sign her in."""
    with current.work() as work:
        made = actions.first_admin(work, request.form["name"], request.form["password"])
        work.commit()
    sign_in.begin(made)
    flash(_("Welcome. From now on changes need a signed-in person."), "good")
    return redirect(url_for("pages.admin"))


def account(secret: str | None = None) -> str:
    """Show one's own account and tokens; a new token's secret this once."""
    with current.work() as work:
        tokens = actions.tokens(work)
    scopes = [action for action in ACTIONS if current.actor().may(action)]
    return render_template("people/account.html", tokens=tokens, secret=secret, scopes=scopes)


def password() -> Response:
    """Change one's password; other sessions end, this one goes on."""
    with current.work() as work:
        changed = actions.change_password(work, request.form["old"], request.form["new"])
        work.commit()
    sign_in.begin(changed)
    flash(_("The password was changed."), "good")
    return redirect(url_for("pages.account"))


def issue() -> str:
    """Make a token and show its secret."""
    days = request.form.get("days", "365")
    with current.work() as work:
        secret = actions.issue(
            work, request.form.get("name", ""), request.form.getlist("scopes"),
            int(days) if days.isdecimal() else 0,
        )  # fmt: skip
        work.commit()
    return account(secret)


def revoke(token: int) -> Response:
    """End a token."""
    with current.work() as work:
        actions.revoke(work, token)
        work.commit()
    flash(_("The token is no longer valid."), "good")
    return redirect(url_for("pages.account"))


def revoke_any(token: int) -> Response:
    """End anybody's token."""
    current.require("account.manage")
    with current.work() as work:
        actions.revoke(work, token)
        work.commit()
    flash(_("The token is no longer valid."), "good")
    return redirect(url_for("pages.admin"))


def admin() -> str:
    """Show everybody and the table of roles."""
    with current.work() as work:
        everybody = actions.accounts(work)
        tokens = actions.everybodys_tokens(work)
    return render_template(
        "people/admin.html", accounts=everybody, tokens=tokens, roles=ROLES, actions=ACTIONS,
        may=MAY, owners={each.id: each.name for each in everybody},
    )  # fmt: skip


def add() -> Response:
    """Make an account."""
    form = given(request.form)
    role = next((role for role in ROLES if role == form.get("role")), "reader")
    with current.work() as work:
        actions.add(work, form.get("name", ""), request.form.get("password", ""), role)
        work.commit()
    flash(_("The account was made."), "good")
    return redirect(url_for("pages.admin"))


def change(person: int) -> Response:
    """Give another role, close or open an account."""
    current.require("account.manage")
    role = next((role for role in ROLES if role == request.form.get("role")), None)
    with current.work() as work:
        if role is not None:
            actions.set_role(work, person, role)
        elif request.form.get("disabled") in ("0", "1"):
            actions.disable(work, person, disabled=request.form["disabled"] == "1")
        else:
            raise Invalid("role", request.form.get("role"), "a role, or disabled")
        work.commit()
    flash(_("Saved."), "good")
    return redirect(url_for("pages.admin"))


def _inside(address: str) -> str:
    """Return an address of this site, whatever was asked for: no redirect leads elsewhere."""
    parts = urlsplit(address.replace("\\", "/"))
    inside = address.startswith("/") and not address.startswith("//") and not parts.netloc
    return address if inside else url_for("pages.home")
