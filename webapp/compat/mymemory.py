"""The MyMemory protocol, as MateCat asks a translation memory: `/get`, by GET or as a form.

Clients index the fields of a match unguarded, so every field is always there. Scores are 0 to 1,
`quality` is text; machine translations are asked for (`mt=1`) and never given.
"""

from __future__ import annotations

import json
from typing import Annotated, Any

from flask import Blueprint, Flask, Response, jsonify, request, url_for
from pydantic import BeforeValidator, Field

from tm.errors import Invalid
from tm.languages import Language, other
from tm.units import Match, TranslationUnit
from webapp import current
from webapp.actions.concordance import concordance
from webapp.compat.asking import direction, found, identified, register
from webapp.queries import MAX_PHRASE, Question, Text

FULL = 100


def _flag(value: Any) -> Any:
    return value or False  # PHP sends false as an empty field


Flag = Annotated[bool, BeforeValidator(_flag)]


class GetQuestion(Question):
    """What clients send; much more is sent and left alone."""

    q: Text = ""
    langpair: str = Field("", max_length=60)
    numres: int = Field(3, ge=1, le=50)
    minimum: int = Field(50, ge=0, le=100, alias="mtch")
    conc: Flag = False
    mtonly: Flag = False
    key: str | None = None


def install(app: Flask) -> None:
    """Answer under /compat/mymemory."""
    routes = Blueprint("mymemory", __name__)
    routes.add_url_rule("/get", "get", get, methods=["GET", "POST"])
    register(app, routes, "/compat/mymemory")


def get() -> Response:
    """Return the matches of one text."""
    asked = GetQuestion.model_validate(request.values.to_dict())
    identified(asked.key)
    here, _bar, there = asked.langpair.partition("|")
    source = None if asked.mtonly else direction(here, there)
    if asked.conc:
        return jsonify(_body(_holding(asked.q, source, asked.numres)))
    matches = found(asked.q, source, asked.minimum, asked.numres)
    return jsonify(_body([_row(match) for match in matches]))


def _body(rows: list[dict[str, Any]]) -> dict[str, Any]:
    best = rows[0] if rows else {"translation": None, "match": None}
    return {
        "responseData": {"translatedText": best["translation"], "match": best["match"]},
        "responseDetails": "", "responseStatus": 200, "responderId": "1" if rows else None,
        "quotaFinished": False, "matches": rows,
    }  # fmt: skip


def _holding(phrase: str, source: Language | None, limit: int) -> list[dict[str, Any]]:
    """Return the pairs that hold a phrase: MateCat's concordance."""
    if source is None or not phrase or len(phrase) > MAX_PHRASE:
        return []
    try:
        with current.work() as work:
            hits = concordance(work, phrase, language=source, limit=limit).hits
    except Invalid:
        return []
    there = other(source)
    return [_unit_row(h.unit, h.unit.text(source), h.unit.text(there), FULL) for h in hits]


def _row(match: Match) -> dict[str, Any]:
    return _unit_row(match.unit, match.source, match.target, match.score)


def _unit_row(unit: TranslationUnit, source: str, target: str, score: int) -> dict[str, Any]:
    place = unit.origin
    created = f"{unit.created:%Y-%m-%d %H:%M:%S}" if unit.created else ""
    changed = f"{unit.changed:%Y-%m-%d %H:%M:%S}" if unit.changed else created
    article = place.article if place else None
    properties = [{"type": "x-article", "value": str(article)}] if article else []
    return {
        "id": str(unit.id), "segment": source, "translation": target,
        "quality": "100" if unit.status == "reviewed" else "74",
        "match": round(min(FULL, score) / FULL, 2),
        "reference": _reference(article, place.position if place else None),
        "usage-count": max(1, unit.times), "subject": "All",
        "created-by": unit.created_by or "", "last-updated-by": unit.changed_by or "",
        "create-date": created, "last-update-date": changed,
        "tm_properties": json.dumps(properties), "key": "", "ICE": score > FULL,
    }  # fmt: skip


def _reference(article: int | None, position: int | None) -> str:
    if article is None:
        return ""
    anchor = None if position is None else f"s{position}"
    return url_for("pages.articles_one", article=article, _anchor=anchor, _external=True)
