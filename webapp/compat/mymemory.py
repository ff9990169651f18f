"""The MyMemory protocol, as MateCat asks a translation memory: `/get`, by GET or as a form.

Clients index the fields of a match unguarded, so every field is always there. Scores are 0 to 1,
`quality` is text; machine translations are asked for (`mt=1`) and never given.
"""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Flask, Response, jsonify, request, url_for
from pydantic import Field

from tm.units import Match
from webapp.compat.asking import direction, found, identified
from webapp.queries import MAX_QUERY, Question, Text
from webapp.security import csrf

FULL = 100


class GetQuestion(Question):
    """What clients send; much more is sent and left alone."""

    q: Text = Field("", max_length=MAX_QUERY)
    langpair: str = Field("", max_length=60)
    numres: int = Field(3, ge=1, le=50)
    minimum: int = Field(50, ge=0, le=100, alias="mtch")
    key: str | None = Field(None, max_length=200)


def install(app: Flask) -> None:
    """Answer under /compat/mymemory."""
    routes = Blueprint("mymemory", __name__, url_prefix="/compat/mymemory")
    routes.add_url_rule("/get", "get", get, methods=["GET", "POST"])
    csrf.exempt(routes)  # programs have no form token; `security` refuses foreign pages
    app.register_blueprint(routes)


def get() -> Response:
    """Return the matches of one text."""
    asked = GetQuestion.model_validate(request.values.to_dict())
    identified(asked.key)
    here, _bar, there = asked.langpair.partition("|")
    source = direction(here, there)
    matches = found(asked.q, source, asked.minimum, asked.numres) if source and asked.q else ()
    best = matches[0] if matches else None
    return jsonify(
        responseData={"translatedText": best and best.target, "match": best and _share(best)},
        responseDetails="", responseStatus=200, responderId="1" if best else None,
        quotaFinished=False, matches=[_row(match) for match in matches],
    )  # fmt: skip


def _share(match: Match) -> float:
    return round(min(FULL, match.score) / FULL, 2)


def _row(match: Match) -> dict[str, Any]:
    unit, place = match.unit, match.unit.origin
    created = f"{unit.created:%Y-%m-%d %H:%M:%S}" if unit.created else ""
    changed = f"{unit.changed:%Y-%m-%d %H:%M:%S}" if unit.changed else created
    article = place.article if place else None
    properties = [{"type": "x-article", "value": str(article)}] if article else []
    return {
        "id": str(unit.id), "segment": match.source, "translation": match.target,
        "quality": "100" if unit.status == "reviewed" else "74", "match": _share(match),
        "reference": _reference(article, place.position if place else None),
        "usage-count": max(1, unit.times), "subject": "All",
        "created-by": unit.created_by or "", "last-updated-by": unit.changed_by or "",
        "create-date": created, "last-update-date": changed,
        "tm_properties": json.dumps(properties), "key": "", "ICE": match.score > FULL,
    }  # fmt: skip


def _reference(article: int | None, position: int | None) -> str:
    if article is None:
        return ""
    anchor = None if position is None else f"s{position}"
    return url_for("pages.articles_one", article=article, _anchor=anchor, _external=True)
