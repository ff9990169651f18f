"""Operations of the API: each is declared once and serves routing, validation and description."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from flask import Blueprint, Response, jsonify, request
from pydantic import BaseModel
from werkzeug.exceptions import BadRequest, PreconditionFailed

from webapp import current
from webapp.queries import Question
from webapp.roles import Action

JSON = "application/json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Method = Literal["GET", "POST", "PUT", "DELETE"]
PREFIX = "/api/v1"
UNDERSCORED = {"from_": "from", "in_": "in"}


def N_(text: str) -> str:  # noqa: N802  the name catalogues know
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: where it is, who may call it, what it takes and gives.

    `files` names the parts of a multipart form that are files; then the other fields of `asks`
    come in the same form. `asks` comes as parameters of a GET and as a JSON body or a form else.
    """

    method: Method
    path: str
    name: str
    summary: str
    action: Action
    asks: type[Question]
    gives: type[BaseModel] | None
    """The model of a JSON answer; None where the view returns a file as a response."""
    files: tuple[str, ...] = ()
    version: str | None = None
    """The field of the answer that rises with every change of the thing: its ETag."""
    media: str = JSON


class Routes:
    """The API's blueprint, and the operations on it."""

    def __init__(self) -> None:
        self.blueprint = Blueprint("api", __name__, url_prefix=PREFIX)
        self.operations: list[Operation] = []

    def add(self, operation: Operation, view: Callable[..., Any]) -> None:
        """Put an operation on the blueprint; `view` gets the question and the path's values."""
        self.operations.append(operation)

        def answer(**path: Any) -> Response:
            current.require(operation.action)
            found = view(asked(operation), **path)
            if isinstance(found, Response):
                return found
            version = found[operation.version] if operation.version else None
            return tagged(jsonify(found), version)

        rule, endpoint = operation.path, operation.name
        self.blueprint.add_url_rule(rule, endpoint, answer, methods=[operation.method])


def asked(operation: Operation) -> Any:
    """Read the question of this request; raise ValidationError."""
    if operation.method == "GET":
        return operation.asks.model_validate(request.args.to_dict())
    if request.is_json:
        body = request.get_json()
        if not isinstance(body, dict):
            raise BadRequest("expected a JSON object")
        return operation.asks.model_validate(body)
    return operation.asks.model_validate(request.form.to_dict())


def tagged(response: Response, version: int | None = None) -> Response:
    """Give a JSON answer its ETag, and answer 304 where the caller has it already.

    With a `version` that is the ETag, of reads and writes alike, for `expect_version`.
    """
    if version is not None:
        response.set_etag(str(version))
    if request.method == "GET":
        response.headers["Cache-Control"] = "private, no-cache"
        if version is None:
            digest = hashlib.blake2b(response.get_data(), digest_size=12).hexdigest()
            response.set_etag(digest)
        response.make_conditional(request)
    return response


def expect_version(now: int) -> None:
    """Raise PreconditionFailed where If-Match names another version than `now`."""
    if request.if_match and not request.if_match.contains(str(now)):
        raise PreconditionFailed(
            f"expected If-Match {request.if_match.to_header()}, the version is now {now};"
            " read it again and repeat the change"
        )
