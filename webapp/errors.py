"""How an error is told over HTTP: one table of statuses, one place that decides page or JSON."""

from __future__ import annotations

import sys
import traceback
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, current_app, g, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from tm.errors import (
    Busy,
    Conflict,
    DatabaseUnusable,
    Denied,
    DuizhaoError,
    IndexUnusable,
    Invalid,
    NotFound,
    TooLarge,
    Unreadable,
)

STATUS: dict[type[DuizhaoError], int] = {
    NotFound: 404,
    Conflict: 409,
    Invalid: 422,
    Denied: 403,
    Unreadable: 422,
    TooLarge: 413,
    IndexUnusable: 503,
    Busy: 503,
    DatabaseUnusable: 503,
    DuizhaoError: 400,
}
RETRY_AFTER_SECONDS = 2
JSON_PREFIXES = (
    "/api/v1/", "/openapi.json", "/tmserver/", "/compat/", "/export/omegat/", "/t/", "/healthz",
    "/readyz",
)  # fmt: skip


def install(app: Flask) -> None:
    """Answer every error of `app` as a page or as a problem document."""
    app.register_error_handler(DuizhaoError, _expected)
    app.register_error_handler(ValidationError, _refused_by_model)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _by_http)
    app.register_error_handler(Exception, _unexpected)


def status_of(error: DuizhaoError) -> int:
    """Return the status for `error`, walking up its classes; 401 for nobody in particular."""
    if isinstance(error, Denied) and g.get("actor") is not None and g.actor.account is None:
        return 401
    return next(STATUS[cls] for cls in type(error).__mro__ if cls in STATUS)


def problem(status: int, detail: str, **fields: Any) -> Response:
    """Return a problem document (RFC 9457) for this request."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "request": g.get("request_id"),
        **fields,
    }
    response = jsonify(body)
    response.status_code = status
    response.mimetype = "application/problem+json"
    return response


def wants_json() -> bool:
    """Tell whether the caller is a program: by the address, or by what it accepts."""
    if request.path.startswith(JSON_PREFIXES):
        return True
    accepts = request.accept_mimetypes
    return accepts["application/json"] > accepts["text/html"]


def _expected(error: DuizhaoError) -> Response:
    fields = {"field": error.field} if isinstance(error, Invalid) else {}
    detail = str(error)
    if isinstance(error, DatabaseUnusable):
        _log(error, said=error.got)
        detail = "the database cannot be read or written just now; nothing was changed"
    response = _told(status_of(error), detail, type(error).__name__, error, **fields)
    if isinstance(error, Busy):
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _refused_by_model(error: ValidationError) -> Response:
    errors = [
        {"field": ".".join(str(part) for part in e["loc"]), "expected": e["msg"]}
        for e in error.errors(include_url=False, include_input=False)
    ]
    detail = "; ".join(f"{e['field']}: {e['expected']}" for e in errors)
    return _told(422, detail, "Invalid", error, errors=errors)


def _stale_form(error: CSRFError) -> Response:
    return _told(400, error.description or "", "StaleForm")


def _by_http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    response = _told(error.code, error.description or "", error.name.replace(" ", ""))
    for name, value in error.get_headers():
        if name in {"Retry-After", "Allow"}:
            response.headers[name] = value
    return response


def _unexpected(error: Exception) -> Response:
    if current_app.testing:
        raise error
    _log(error)
    return _told(500, "something went wrong on our side; nothing was changed", "Unexpected")


def _log(error: Exception, **more: str) -> None:
    """Log where an error came from: neither its message nor values, which may hold a query."""
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-8:]]
    log = structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr), processors=[structlog.processors.JSONRenderer()]
    )
    log.error(
        "unexpected", kind=type(error).__name__, request=g.get("request_id"),
        rule=request.url_rule and request.url_rule.rule, where=where, **more,
    )  # fmt: skip


def _told(
    status: int, detail: str, kind: str, error: Exception | None = None, **fields: Any
) -> Response:
    if wants_json():
        return problem(status, detail, **fields)
    response = current_app.make_response(
        render_template("error.html", status=status, detail=detail, kind=kind, error=error)
    )
    response.status_code = status
    return response
