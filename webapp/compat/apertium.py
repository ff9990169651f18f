"""The Apertium protocol, as OmegaT's machine-translation connector asks a server of one's own.

OmegaT inserts the one answer as it stands, so a match under 100 says so in front. No answer is an
empty text, never null, which OmegaT would print.
"""

from __future__ import annotations

from flask import Blueprint, Flask, Response, jsonify, request
from pydantic import Field

from webapp.compat.asking import FLOOR, direction, found, identified, register
from webapp.queries import Question, Text


class TranslateQuestion(Question):
    """What OmegaT sends."""

    q: Text = ""
    langpair: str = Field("", max_length=60)
    key: str | None = Field(None, max_length=200)


def install(app: Flask) -> None:
    """Answer under /compat/apertium."""
    routes = Blueprint("apertium", __name__)
    routes.add_url_rule("/translate", "translate", translate)
    register(app, routes, "/compat/apertium")


def translate() -> Response:
    """Return the best match of one text, with its score in front where it is not whole."""
    asked = TranslateQuestion.model_validate(request.args.to_dict())
    identified(asked.key)
    here, _bar, there = asked.langpair.partition("|")
    source = direction(here, there)
    matches = found(asked.q, source, FLOOR, 1)
    text = ""
    if matches:
        best = matches[0]
        text = best.target if best.score >= 100 else f"[TM {best.score}%] {best.target}"
    return jsonify(
        responseData={"translatedText": text}, responseStatus=200, responseDetails=None
    )
