"""How often somebody may knock: passwords are not to be guessed, programs not to crowd others out.

Answers to programs carry X-RateLimit-Limit, -Remaining and -Reset; a refusal says Retry-After.
"""

from __future__ import annotations

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from webapp import current
from webapp.sign_in import BY_TOKEN

GUESSES = "10 per minute; 60 per hour"
CALLS = "1200 per minute"
FOR_PROGRAMS = {"api", "tmserver", "mymemory", "libretranslate", "apertium", "omegat"}


def install(app: Flask) -> None:
    """Limit tries to sign in by address, calls of programs by caller; counted in this process."""
    limiter = Limiter(
        get_remote_address, app=app, storage_uri="memory://", headers_enabled=True,
        enabled=not app.testing,
    )  # fmt: skip

    app.extensions["duizhao.limiter"] = limiter  # Flask-Limiter itself holds only a weak reference

    @app.before_request
    @limiter.limit(GUESSES, exempt_when=lambda: request.endpoint != "pages.sign_in_post")
    def knock() -> None:
        """Count a try."""

    @app.before_request
    @limiter.limit(
        CALLS, key_func=caller, exempt_when=lambda: not _by_program()
    )
    def call() -> None:
        """Count a call."""


def _by_program() -> bool:
    """Tell whether a program calls, at a protocol's own address or below its token."""
    return (request.blueprint or "").removesuffix(BY_TOKEN) in FOR_PROGRAMS


def caller() -> str:
    """Return who calls: the token or account, else the address."""
    who = current.actor()
    return who.name if who.account is not None else get_remote_address()
