"""What the current request stands on: the installation, who asks, and the request's id."""

from __future__ import annotations

import time
import uuid
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app, g

from webapp.roles import Action, Actor

if TYPE_CHECKING:
    from webapp.services import Services
    from webapp.work import Work


NOBODY = Actor("anonymous", "reader", scopes=frozenset())
"""Who may do nothing at all, not even read."""


def install(app: Flask, services: Services) -> None:
    """Hold `services` in `app` and give each request an id and a clock."""
    app.extensions["duizhao"] = services
    app.before_request(_begin)


def services() -> Services:
    """Return what this installation holds."""
    return cast("Services", current_app.extensions["duizhao"])


def work() -> AbstractContextManager[Work]:
    """Open a unit of work for whoever asks; nothing is kept unless it is committed."""
    return services().work(actor(), g.get("request_id"))


def actor() -> Actor:
    """Return who asks; nobody, as long as that is not found out."""
    return cast(Actor, g.get("actor", NOBODY))


def require(action: Action) -> None:
    """Raise `Denied` unless whoever asks may do `action`."""
    actor().require(action)


def _begin() -> None:
    g.request_id = uuid.uuid4().hex[:12]
    g.began = time.perf_counter()
