"""The description of the API: OpenAPI 3.1, made of the same models that validate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from flask import Flask, Response, jsonify
from pydantic.json_schema import models_json_schema

from webapp.api.routing import PREFIX, Operation, tagged

_PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
_REFERENCE = "#/components/schemas/{model}"
_IF_MATCH = {
    "name": "If-Match", "in": "header", "required": False, "schema": {"type": "string"},
    "description": "the ETag of what was read; another version is refused with 412",
}  # fmt: skip
_BINARY = {"type": "string", "contentMediaType": "application/octet-stream"}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "what was expected, what came, what to do"},
        "request": {"type": ["string", "null"], "description": "id to quote when asking for help"},
    },
}


def install(app: Flask, operations: Sequence[Operation]) -> None:
    """Serve the description at /openapi.json."""
    document = described(operations)

    def answer() -> Response:
        return tagged(jsonify(document))

    app.add_url_rule("/openapi.json", "openapi", answer)


def described(operations: Sequence[Operation]) -> dict[str, Any]:
    """Return the OpenAPI document of `operations`."""
    wanted = [(o.gives, "serialization") for o in operations if o.gives]
    wanted += [(o.asks, "validation") for o in operations]
    references, schemas = models_json_schema(
        sorted(set(wanted), key=lambda each: (each[0].__name__, each[1])),  # type: ignore[arg-type]
        ref_template=_REFERENCE,
    )
    paths: dict[str, Any] = {}
    for operation in operations:
        path = PREFIX + _PLACE.sub(r"{\2}", operation.path)
        asks = references[operation.asks, "validation"]
        gives = references[operation.gives, "serialization"] if operation.gives else _BINARY
        details = _details(operation, schemas["$defs"], asks, gives)
        paths.setdefault(path, {})[operation.method.lower()] = details
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Duizhao",
            "version": version("duizhao"),
            "description": "Translation memory, glossary and checks for Chinese and English. "
            "Positions are [start, end) in Unicode code points. Errors are "
            "application/problem+json. Fields may be added, none are taken away within /api/v1. "
            "A changed concept is guarded by If-Match (412) or its revision (409), rows of an "
            "article by their versions (409). X-RateLimit-* headers say how many calls are left.",
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}, {}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": schemas["$defs"] | {"ProblemDocument": PROBLEM},
        },
    }


def _details(
    operation: Operation, schemas: dict[str, Any], asks: dict[str, Any], gives: dict[str, Any]
) -> dict[str, Any]:
    problem = {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}
    details: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [_path_parameter(*place) for place in _PLACE.findall(operation.path)],
        "responses": {
            "200": {"description": "OK", "content": {operation.media: {"schema": gives}}},
            "default": {
                "description": "refused",
                "content": {"application/problem+json": problem},
            },
        },
    }
    if operation.version and operation.method != "GET":
        details["parameters"].append(_IF_MATCH)
    model = schemas[asks["$ref"].rsplit("/", 1)[-1]]
    if operation.method == "GET":
        required = model.get("required", [])
        details["parameters"] += [
            {"name": name, "in": "query", "required": name in required, "schema": schema}
            for name, schema in model.get("properties", {}).items()
        ]
    elif operation.files or model.get("properties"):
        details["requestBody"] = {"required": True, "content": _body(operation, model, asks)}
    return details


def _body(operation: Operation, model: dict[str, Any], asks: dict[str, Any]) -> dict[str, Any]:
    if not operation.files:
        return {"application/json": {"schema": asks}}
    parts = dict.fromkeys(operation.files, _BINARY) | model.get("properties", {})
    schema = {"type": "object", "required": list(operation.files), "properties": parts}
    return {"multipart/form-data": {"schema": schema}}


def _path_parameter(kind: str, name: str) -> dict[str, Any]:
    schema = {"type": "integer" if kind == "int" else "string"}
    return {"name": name, "in": "path", "required": True, "schema": schema}
