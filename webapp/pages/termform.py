"""The form of a concept: what it shows and how it is read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from werkzeug.datastructures import ImmutableMultiDict

from glossary.concepts import Concept, Detect, Enforcement, Status, Term, choice, inflects
from tm.errors import Invalid
from tm.languages import LANGUAGES, Language
from webapp.pages.labels import DOMAIN

EMPTY_ROWS = 3

Form = ImmutableMultiDict[str, str]


def read(form: Form, stored: Concept | None = None) -> Concept:
    """Return the concept a form describes.

    What the form does not show (conditions, kinds of terms) is kept from `stored`, which is the
    concept as it is now; the form's own revision tells whether somebody was faster.
    """
    terms = tuple(term for lang in LANGUAGES for term in _terms(form, lang, stored))
    if not terms:
        raise Invalid("terms", "", "at least one term")
    kind = form.get("kind", "").strip()
    base = stored or Concept(terms, inflect=inflects(kind))
    return replace(
        base, terms=terms, kind=kind, revision=number(form, "revision"),
        enforcement=choice(Enforcement, "enforcement", form.get("enforcement", "preferred")),
        detect=choice(Detect, "detect", form.get("detect", "both")),
        do_not_translate="do_not_translate" in form,
        domain=_domain(form.get("domain", "").strip()),
        **{name: form.get(name, "").strip() for name in ("definition", "note")},
        reference=form.get("source", "").strip(),
    )  # fmt: skip


def _domain(shown: str) -> str:
    """Return the code of a domain the form shows in words; a new one is its own code."""
    return next((code for code, label in DOMAIN.items() if str(label) == shown), shown)


def _terms(form: Form, lang: Language, stored: Concept | None) -> Iterator[Term]:
    known = {(term.lang, term.text): term for term in stored.terms} if stored else {}
    columns = (form.getlist(f"{lang}-{name}") for name in ("text", "status", "reason"))
    for text, status, reason in zip(*columns, strict=True):
        text = text.strip()
        if not text:
            continue
        base = known.get((lang, text)) or Term(text, lang)
        yield replace(base, status=choice(Status, "status", status), reason=reason.strip())


def number(form: Form, name: str) -> int:
    """Return a whole number of a form; raise Invalid."""
    value = form.get(name, "0")
    if not value.isdecimal():
        raise Invalid(name, value, "a number")
    return int(value)
