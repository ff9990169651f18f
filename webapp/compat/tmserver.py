"""The tmserver protocol, as Weblate, Virtaal and Pootle ask a translation memory.

The sentence is part of the path, percent-encoded, slashes and all; a trailing slash belongs to it.
An unknown pair of languages and a sentence without a match are both answered with an empty list:
Weblate tries the address with English and German when its settings are saved.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, Response, abort, jsonify, request
from pydantic import Field
from werkzeug.routing import BaseConverter

from tm.units import Match
from webapp import current
from webapp.compat.asking import direction, found, register
from webapp.queries import Question

CODES = ("en", "zh", "zh_cn", "zh_hans", "zh_hant", "zh_hk", "zh_sg", "zh_tw")
FULL = 100  # the protocol knows no better match


class Sentence(BaseConverter):
    """All that is left of the path, slashes included, even as the first character."""

    regex = r"[\s\S]+"
    part_isolating = False


class TmserverQuestion(Question):
    """What clients add to the address."""

    min_similarity: int = Field(70, ge=0, le=100)
    max_candidates: int = Field(5, ge=1, le=100)


def install(app: Flask) -> None:
    """Answer under /tmserver."""
    app.url_map.converters["sentence"] = Sentence
    routes = Blueprint("tmserver", __name__)
    routes.add_url_rule("/languages/", "languages", languages)
    routes.add_url_rule("/<source>/<target>/unit/", "unit_by_parameter", by_parameter)
    routes.add_url_rule(
        "/<source>/<target>/unit/<sentence:text>", "unit", unit, merge_slashes=False
    )
    register(app, routes, "/tmserver")


def languages() -> Response:
    """Say which languages go with which."""
    return jsonify(sourceLanguages=list(CODES), targetLanguages=list(CODES))


def by_parameter(source: str, target: str) -> Response:
    """Answer for a sentence given as a parameter; 404 without one."""
    text = request.args.get("source") or abort(404)
    return unit(source, target, text)


def unit(source: str, target: str, text: str) -> Response:
    """Return the matches of one sentence, best first."""
    current.require("memory.read")
    asked = TmserverQuestion.model_validate(request.args.to_dict())
    here = direction(source, target)
    matches = found(text, here, asked.min_similarity, asked.max_candidates)
    return jsonify([_row(rank, match) for rank, match in enumerate(matches, start=1)])


def _row(rank: int, match: Match) -> dict[str, Any]:
    return {
        "source": match.source,
        "target": match.target,
        "quality": min(FULL, match.score),  # a number: clients call int() on it
        "rank": rank,
    }
