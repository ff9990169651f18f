"""The application factory: everything the web app is made of, put together in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from webapp.services import Services

MAX_UPLOAD_BYTES = 64 * 1024 * 1024


def create_app(services: Services, *, testing: bool = False) -> Flask:
    """Make the web application of one installation."""
    from webapp import (
        api,
        assets,
        current,
        errors,
        interface,
        limits,
        operations,
        pages,
        security,
        sign_in,
        wellformed,
    )
    from webapp.compat import apertium, libretranslate, mymemory, omegat, tmserver

    app = Flask(__name__, static_folder=None)
    app.config |= {
        "TESTING": testing,
        "SECRET_KEY": security.secret_key(services.settings.home),
        "MAX_CONTENT_LENGTH": MAX_UPLOAD_BYTES,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
    }
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    current.install(app, services)
    operations.install(app)
    interface.install(app, services.settings.caches)
    sign_in.install(app)
    security.install(app, services.settings.proxies)
    limits.install(app)
    errors.install(app)
    assets.install(app)
    wellformed.install(app)
    pages.install(app)
    api.install(app)
    for protocol in (tmserver, mymemory, libretranslate, apertium, omegat):
        protocol.install(app)
    return app
