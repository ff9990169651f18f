"""How often somebody may knock: passwords are not to be guessed by trying."""

from __future__ import annotations

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

GUESSES = "10 per minute; 60 per hour"


def install(app: Flask) -> None:
    """Limit the tries to sign in, by the address they come from; counted in this process."""
    limiter = Limiter(
        get_remote_address, app=app, storage_uri="memory://", headers_enabled=True,
        enabled=not app.testing,
    )  # fmt: skip

    app.extensions["duizhao.limiter"] = limiter  # Flask-Limiter itself holds only a weak reference

    @app.before_request
    @limiter.limit(GUESSES, exempt_when=lambda: request.endpoint != "pages.sign_in_post")
    def knock() -> None:
        """Count a try."""
