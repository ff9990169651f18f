"""Changes in words: what was before and after, field by field, for the audit and for proposals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from flask import Flask
from flask_babel import gettext as _
from markupsafe import Markup, escape

from webapp.pages import labels
from webapp.pages.marks import tag

LONGEST = 300
WORDED = {
    "enforcement": labels.ENFORCEMENT, "role": labels.ROLE, "kind": labels.KIND,
    "domain": labels.DOMAIN, "state": labels.STATE, "detect": labels.DETECT,
    "case": labels.CASE,
}  # fmt: skip
_NOTHING = Markup('<span class="muted" aria-hidden="true">–</span>')

Values = Mapping[str, Any]


class Row(NamedTuple):
    """One field, or one term, that changed."""

    name: str
    before: Markup
    after: Markup


def install(app: Flask) -> None:
    """Give templates the rows of a change."""
    app.jinja_env.globals["change_rows"] = change_rows


def change_rows(before: Values, after: Values) -> list[Row]:
    """Return what differs between two sets of facts; of terms only those that changed."""
    return list(_rows(before, after))


def _rows(before: Values, after: Values) -> Iterator[Row]:
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if name == "terms":
            yield from _term_rows(old or (), new or ())
        else:
            yield Row(_name(name), _told(name, old), _told(name, new))


def _term_rows(before: Iterable[Values], after: Iterable[Values]) -> Iterator[Row]:
    old, new = ({(t["lang"], t["text"]): t for t in terms} for terms in (before, after))
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key):
            name = _("Chinese term") if key[0] == "zh" else _("English term")
            yield Row(name, _term(old.get(key)), _term(new.get(key)))


def _term(term: Values | None) -> Markup:
    if term is None:
        return _NOTHING
    status = term.get("status", "")
    told = Markup('<span class="st-{}" lang="{}">{}</span> <span class="small muted">{}</span>')
    parts = [str(labels.STATUS.get(status, status)), term.get("reason"), term.get("note")]
    return told.format(
        status, tag(term["text"], term["lang"]), term["text"], " · ".join(filter(None, parts))
    )


def _name(field: str) -> str:
    return str(labels.FIELD.get(field, field))


def _told(field: str, value: Any) -> Markup:
    """Return a value for people: codes worded, lists in a row, nothing as a dash."""
    if value is None or value in ("", [], {}):
        return _NOTHING
    if isinstance(value, bool):
        return escape(_("yes") if value else _("no"))
    if isinstance(value, Mapping):
        parts = (Markup("{}: {}").format(_name(key), _told(key, v)) for key, v in value.items())
        return Markup(" · ").join(parts)
    if isinstance(value, list | tuple):
        return Markup(" · ").join(_told(field, each) for each in value)
    if field in WORDED:
        return escape(str(WORDED[field].get(str(value), str(value))))
    text = str(value)
    shown = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    return Markup('<span lang="{}">{}</span>').format(tag(shown), shown)
