"""The language and the colours of the interface: Chinese or English, light or dark.

English is the language of the source strings; the Chinese catalogue is compiled when the
application is made, into a folder under the home, so that neither a fresh clone nor an installed
package needs a build step and an edited catalogue is never stale.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, Response, g, request
from flask_babel import Babel, get_locale

UiLanguage = Literal["zh", "en"]
LOCALES: dict[UiLanguage, str] = {"zh": "zh_Hans", "en": "en"}
TAGS: dict[UiLanguage, str] = {"zh": "zh-Hans", "en": "en"}
THEMES = ("auto", "light", "dark")
CATALOGUES = Path(__file__).parent / "translations"
A_YEAR_SECONDS = 365 * 24 * 3600
_PATTERNS = {"zh": "y年M月d日", "en": "d MMM y"}


def install(app: Flask, cache: Path) -> None:
    """Let `app` speak both languages; compiled catalogues go under `cache`."""
    folder = compiled(cache)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder)
    Babel(app, locale_selector=lambda: LOCALES[ui_language()])
    app.jinja_env.filters |= {"day": day, "moment": moment}
    app.before_request(_choose)
    app.after_request(_remember)
    app.context_processor(lambda: {"ui": ui_language(), "ui_tag": TAGS[ui_language()],
                                   "theme": g.get("theme", "auto")})  # fmt: skip


def compiled(cache: Path) -> Path:
    """Compile the catalogues into a folder named by their content and return it."""
    sources = sorted(CATALOGUES.rglob("*.po"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    folder = cache / "translations" / digest
    for source in sources:
        target = (folder / source.relative_to(CATALOGUES)).with_suffix(".mo")
        if not target.exists():
            _compile(source, target)
    return folder


def ui_language() -> UiLanguage:
    """Return the language this request is answered in."""
    chosen: UiLanguage = g.get("ui", "en")
    return chosen


def day(value: str | date | None) -> str:
    """Write a date as the reader's language does; what is no full date stays as it is."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value[:10])
        except ValueError:
            return str(value)
    return "" if value is None else format_date(value, _PATTERNS[ui_language()], get_locale())


def moment(value: datetime) -> str:
    """Write a date and the time of day."""
    return format_datetime(value, f"{_PATTERNS[ui_language()]} HH:mm", locale=get_locale())


def _compile(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as stream:
        catalogue = read_po(stream)
    draft = target.with_suffix(".tmp")
    with draft.open("wb") as stream:
        write_mo(stream, catalogue)
    draft.replace(target)


def _choose() -> None:
    g.ui = _asked("ui", tuple(LOCALES)) or _preferred()
    g.theme = _asked("theme", THEMES) or "auto"


def _asked(name: str, allowed: tuple[str, ...]) -> str | None:
    for value in (request.args.get(name), request.cookies.get(name)):
        if value in allowed:
            return value
    return None


def _preferred() -> str:
    return "zh" if (request.accept_languages.best or "").lower().startswith("zh") else "en"


def _remember(response: Response) -> Response:
    for name in ("ui", "theme"):
        if request.args.get(name) == g.get(name):
            response.set_cookie(
                name, g.get(name), max_age=A_YEAR_SECONDS, samesite="Lax", httponly=True,
                secure=request.is_secure,
            )
    if response.mimetype == "text/html":
        response.headers["Content-Language"] = TAGS[ui_language()]
        response.vary.update(("Accept-Language", "Cookie", "HX-Request"))
    return response
