"""What no request may carry: ids no database holds, NUL characters, JSON nested without end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Flask, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.routing import IntegerConverter, Map

from tm.errors import Invalid

LARGEST_ID = 2**63 - 1
NUL = "\0"


def install(app: Flask) -> None:
    """Refuse these before any view sees them: 404 for an id, 422 for NUL, 400 for the rest."""
    app.url_map.converters["int"] = Id
    app.json = Json(app)
    app.before_request(_refuse_nul)


class Id(IntegerConverter):
    """A number that names something: any larger one names nothing."""

    def __init__(self, map: Map, *args: Any, **options: Any) -> None:
        super().__init__(map, *args, **{"max": LARGEST_ID, **options})


class Json(DefaultJSONProvider):
    """JSON as it came, in UTF-8; what nests too deeply to be read is no JSON of ours."""

    ensure_ascii = False
    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Read a document; raise ValueError for a body that is none, Invalid for NUL in it."""
        try:
            found = super().loads(s, **kwargs)
        except RecursionError:
            raise ValueError("expected JSON, got one nested too deeply") from None
        if _holds_nul(found):
            raise _nul("the body")
        return found


def _refuse_nul() -> None:
    uploads = ((name, file.filename or "") for name, file in request.files.items(multi=True))
    given: Iterable[tuple[str, str]] = (
        *request.args.items(multi=True), *request.form.items(multi=True), *uploads,
        *(request.view_args or {}).items(),
    )  # fmt: skip
    for name, value in given:
        if NUL in name or NUL in str(value):
            raise _nul(name.replace(NUL, ""))


def _holds_nul(value: Any) -> bool:
    if isinstance(value, dict):
        return any(NUL in key or _holds_nul(item) for key, item in value.items())
    if isinstance(value, list):
        return any(map(_holds_nul, value))
    return isinstance(value, str) and NUL in value


def _nul(place: str) -> Invalid:
    return Invalid(place, "a NUL character", "text without NUL characters")
