"""Refusals in the reader's language: what each kind of error means, beside its exact words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, request
from flask_babel import gettext as _
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from tm.errors import (
    Busy,
    Conflict,
    DatabaseUnusable,
    Denied,
    Invalid,
    NotFound,
    TooLarge,
    Unreadable,
)
from webapp.pages import labels


def install(app: Flask) -> None:
    """Give templates the words, and where to look again."""
    app.jinja_env.globals.update(refusal=refusal, seen_at=seen_at)


def seen_at() -> str | None:
    """Return the address of the page a form was sent from, where it is the form's own."""
    try:
        current_app.url_map.bind("").match(request.path, method="GET")
    except HTTPException:
        return None
    return request.path


def refusal(error: Exception | None) -> str | None:
    """Return what an error means, or None where the page's heading says all."""
    return next((told(error) for kind, told in _WORDS if isinstance(error, kind)), None)


def _denied(error: Any) -> str:
    if error.action not in labels.ACTION:
        return _("This is for people with an account of their own.")
    what = str(labels.ACTION[error.action])
    return _("For this you need the permission “%(what)s”.", what=what)


def _invalid(error: Any) -> str:
    if error.field == "sheet" and error.got:
        return _("This is not a sheet of this article: expected a first row with the columns id,"
                 " version, status, zh and en, and below it rows of this article.")  # fmt: skip
    return _("This is not accepted for the field “%(field)s”.", field=_field(error.field))


def _by_model(error: Any) -> str:
    fields = dict.fromkeys(str(part) for each in error.errors() for part in each["loc"])
    named = "”, “".join(map(_field, fields))
    return _("This is not accepted for the field “%(field)s”.", field=named)


def _too_large(error: Any) -> str:
    size, limit = (f"{number:,}" for number in (error.size, error.limit))
    return _("It measures %(size)s; the limit is %(limit)s.", size=size, limit=limit)


def _field(name: str) -> str:
    return str(labels.ASKED.get(name) or labels.FIELD.get(name) or name)


_WORDS: tuple[tuple[type[Exception], Callable[[Any], str]], ...] = (
    (Denied, _denied),
    (ValidationError, _by_model),
    (Invalid, _invalid),
    (TooLarge, _too_large),
    (Conflict, lambda error: _("It was changed meanwhile, or is there already; look at it again.")),
    (Unreadable, lambda error: _("The file is not what its name says, or it is damaged.")),
    (Busy, lambda error: _("Somebody else is at it; try again in a moment.")),
    (
        DatabaseUnusable,
        lambda error: _("The database cannot be read or written just now; nothing was changed."),
    ),
    (NotFound, lambda error: _("Number or name: %(id)s", id=str(error.id)[:80])),
)
