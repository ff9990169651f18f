"""The LibreTranslate protocol: many editors and plug-ins speak it.

What is answered is the memory's best match from 75 percent on, else an empty text: never the source
text, never something made up. Errors are `{"error": …}`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from flask import Blueprint, Flask, Response, jsonify, request
from pydantic import Field, ValidationError
from werkzeug.exceptions import HTTPException

from tm.errors import DuizhaoError
from tm.languages import Language, parse
from tm.text.detect import language_of
from tm.text.variants import is_traditional
from webapp.compat.asking import FLOOR, found, identified, register
from webapp.errors import status_of
from webapp.queries import MAX_TEXT, Question

LANGUAGES = (
    ("zh-Hans", "Chinese", ("en",)),
    ("zh-Hant", "Chinese (traditional)", ("en",)),
    ("en", "English", ("zh-Hans",)),
)
ALIASES = {"zt": "zh-Hant"}
MOST_TEXTS = 100
One = Annotated[str, Field(max_length=MAX_TEXT)]


class TranslateQuestion(Question):
    """What clients send, as JSON or as a form."""

    q: One | Annotated[list[One], Field(max_length=MOST_TEXTS)]
    source: str = Field("auto", max_length=20)
    target: str = Field(max_length=20)
    format: Literal["text", "html"] = "text"
    alternatives: int = Field(0, ge=0, le=10)
    api_key: str | None = Field(None, max_length=200)


class DetectQuestion(Question):
    """A text whose language is wanted."""

    q: One
    api_key: str | None = Field(None, max_length=200)


def install(app: Flask) -> None:
    """Answer under /compat/libretranslate."""
    routes = Blueprint("libretranslate", __name__)
    routes.add_url_rule("/translate", "translate", translate, methods=["POST"])
    routes.add_url_rule("/detect", "detect", detect, methods=["POST"])
    routes.add_url_rule("/languages", "languages", languages)
    routes.add_url_rule("/health", "health", lambda: jsonify(status="ok"))
    routes.register_error_handler(DuizhaoError, lambda e: _refused(status_of(e), str(e)))
    routes.register_error_handler(ValidationError, lambda e: _refused(400, _told(e)))
    routes.register_error_handler(
        HTTPException, lambda e: _refused(e.code or 500, e.description or e.name)
    )
    register(app, routes, "/compat/libretranslate")


def translate() -> Response:
    """Return the best match of each text."""
    asked = TranslateQuestion.model_validate(_sent())
    identified(asked.api_key)
    texts = asked.q if isinstance(asked.q, list) else [asked.q]
    answers = [_answer(text, asked) for text in texts]
    merged: dict[str, Any] = {name: [each[name] for each in answers] for name in _fields(asked)}
    return jsonify(merged if isinstance(asked.q, list) else answers[0])


def detect() -> Response:
    """Tell the language of a text."""
    asked = DetectQuestion.model_validate(_sent())
    identified(asked.api_key)
    return jsonify([_detected(asked.q)])


def languages() -> Response:
    """Say which languages go with which."""
    rows = [{"code": c, "name": name, "targets": list(to)} for c, name, to in LANGUAGES]
    return jsonify(rows)


def _sent() -> dict[str, Any]:
    if request.is_json:
        body = request.get_json()
        return body if isinstance(body, dict) else {}
    return dict(request.form.to_dict())


def _fields(asked: TranslateQuestion) -> list[str]:
    wanted = {"alternatives": asked.alternatives > 0, "detectedLanguage": asked.source == "auto"}
    return ["translatedText", *(name for name, is_wanted in wanted.items() if is_wanted)]


def _answer(text: str, asked: TranslateQuestion) -> dict[str, Any]:
    source = _source(text, asked)
    matches = found(text, source, FLOOR, 1 + asked.alternatives)
    targets = list(dict.fromkeys(match.target for match in matches))
    every: dict[str, Any] = {
        "translatedText": targets[0] if targets else "",
        "alternatives": targets[1:],
        "detectedLanguage": _detected(text),
    }
    return {name: every[name] for name in _fields(asked)}


def _source(text: str, asked: TranslateQuestion) -> Language | None:
    """Return the language translated from; None for a pair that is not ours."""
    target = _language(asked.target)
    source = language_of(text) if asked.source == "auto" else _language(asked.source)
    return None if target is None or source == target else source


def _language(code: str) -> Language | None:
    return parse(ALIASES.get(code, code)).language


def _detected(text: str) -> dict[str, Any]:
    language = language_of(text)
    if language == "zh":
        return {"language": "zh-Hant" if is_traditional(text) else "zh-Hans", "confidence": 90}
    return {"language": "en", "confidence": 90 if language else 0}


def _refused(status: int, detail: str) -> Response:
    response = jsonify(error=detail)
    response.status_code = status
    return response


def _told(error: ValidationError) -> str:
    parts = error.errors(include_url=False, include_input=False)
    return "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in parts)
