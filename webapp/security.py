"""What a browser is told to refuse, and which requests we refuse ourselves."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import Forbidden
from werkzeug.middleware.proxy_fix import ProxyFix

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",  # with less, browsers send forms with "Origin: null"
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

csrf = CSRFProtect()


class _Sessions(SecureCookieSessionInterface):
    """Sessions whose cookie travels over TLS only, where the page came that way."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Tell whether the browser may send the cookie over TLS only."""
        return request.is_secure


def install(app: Flask, proxies: int = 0) -> None:
    """Protect forms, cookies and pages of `app`, which stands behind that many proxies."""
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, proxies, proxies, proxies)  # type: ignore[method-assign]
    app.session_interface = _Sessions()
    app.config |= {
        "SESSION_COOKIE_NAME": "duizhao",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,  # behind a proxy the host it compares with may differ
    }
    csrf.init_app(app)
    app.before_request(refuse_foreign_writes)
    app.after_request(_harden)


def secret_key(home: Path) -> bytes:
    """Return the key that signs sessions, made on first use, readable by its owner alone."""
    path = home / "secret.key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as stream:
        key = secrets.token_bytes(32)
        stream.write(key)
    return key


def refuse_foreign_writes() -> None:
    """Refuse a write that a browser sends from another site.

    Forms carry a token besides; the API, which programs call without one, rests on this. Programs
    send neither header.
    """
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        foreign = site not in {"same-origin", "none"}
    else:  # plain http in a local network: browsers send no Sec-Fetch-Site there
        foreign = origin is not None and urlsplit(origin).netloc != request.host
    if foreign:
        raise Forbidden("this came from another site; open the page here and try again")


def _harden(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response
