"""The words for codes: what the interface calls a status, a warning, a penalty."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

Labels = dict[str, LazyString]

STATUS: Labels = {
    "preferred": _l("preferred"),
    "admitted": _l("admitted"),
    "deprecated": _l("old, no longer used"),
    "superseded": _l("replaced"),
    "forbidden": _l("do not use"),
    "proposed": _l("proposed"),
}
ENFORCEMENT: Labels = {
    "strict": _l("strictly: another wording is an error"),
    "preferred": _l("as a rule: another wording is a note"),
    "off": _l("not: recognised, never objected to"),
}
WARNING: Labels = {
    "polarity": _l("meaning turned or narrowed"),
    "number": _l("figure differs"),
    "date": _l("date differs"),
    "name": _l("name differs"),
    "ambiguous": _l("several translations"),
}
SEVERITY: Labels = {"error": _l("error"), "warning": _l("warning"), "note": _l("note")}
LETTER: Labels = {
    "T": _l("Terminology"),
    "S": _l("Spelling"),
    "N": _l("Figures and dates"),
    "M": _l("Names"),
    "P": _l("Punctuation"),
    "C": _l("Consistency"),
    "O": _l("Omission"),
}
BEAD: Labels = {
    "auto": _l("confident"),
    "doubtful": _l("doubtful"),
    "reviewed": _l("reviewed"),
    "dropped": _l("dropped"),
}
FORM: Labels = {
    "full": _l("full form"),
    "short": _l("short form"),
    "abbr": _l("abbreviation"),
    "variant": _l("variant"),
}
PENALTY: Labels = {
    "width": _l("character width differs"),
    "case": _l("capitals differ"),
    "script": _l("simplified or traditional"),
    "spelling": _l("spelling variant"),
    "spacing": _l("spaces differ"),
    "punctuation": _l("punctuation differs"),
    "format": _l("same value, written another way"),
    "number": _l("figure differs"),
    "date": _l("date differs"),
    "ambiguous": _l("several translations"),
    "unreviewed": _l("aligned by machine"),
    "withdrawn": _l("article withdrawn"),
    "collection": _l("collection"),
}
REMEDY: Labels = {
    "width": _l("the same full-width and half-width characters"),
    "case": _l("the same capitals"),
    "script": _l("the same script, simplified or traditional"),
    "spelling": _l("the same spelling variants"),
    "spacing": _l("the same spaces"),
    "punctuation": _l("the same punctuation"),
    "format": _l("values written the same way"),
    "number": _l("the same figures"),
    "date": _l("the same dates"),
    "ambiguous": _l("one translation in use, or the same sentences around it"),
    "unreviewed": _l("somebody who confirms the pair"),
    "withdrawn": _l("an article that was not withdrawn"),
    "collection": _l("a collection without deduction"),
}
FIELD: Labels = {
    "terms": _l("Terms"),
    "definition": _l("Definition"),
    "note": _l("Note"),
    "enforcement": _l("Held to it"),
    "domain": _l("Domain"),
    "kind": _l("Kind"),
    "reference": _l("Reference"),
    "detect": _l("Looked for in"),
    "case": _l("Capitals"),
    "inflect": _l("Other word forms"),
    "do_not_translate": _l("stays untranslated"),
    "first_mention": _l("At the first mention"),
    "state": _l("State"),
    "amends": _l("Changes the entry"),
    "role": _l("Role"),
    "disabled": _l("closed"),
    "password": _l("Password"),
    "name": _l("Name"),
    "scopes": _l("May"),
    "expires": _l("Until"),
    "places": _l("Places in articles"),
    "article": _l("Article"),
    "published": _l("Published"),
    "penalty": _l("Deduction"),
    "bytes": _l("Bytes"),
    "concepts": _l("Entries"),
    "reason": _l("reason"),
    "text": _l("Text"),
    "read": _l("Rows read"),
    "created": _l("new"),
    "updated": _l("changed"),
    "unchanged": _l("known already"),
    "skipped": _l("left out"),
    "failed": _l("not readable"),
}
ASKED: Labels = {
    "q": _l("Word or phrase"),
    "text": _l("Text"),
    "source": _l("Source text"),
    "min": _l("lowest similarity"),
    "limit": _l("number shown"),
    "since": _l("Since"),
    "until": _l("Until"),
    "page": _l("page"),
    "name": _l("Name"),
    "days": _l("Days"),
    "file": _l("File"),
    "date": _l("Date"),
    "sheet": _l("Edited spreadsheet"),
    "old password": _l("Old password"),
    "password": _l("Password"),
}
"""What questions and forms call their fields."""
PERSON: Labels = {
    "local": _l("this machine"),
    "command line": _l("command line"),
    "anonymous": _l("somebody not signed in"),
}
STATE: Labels = {
    "approved": _l("approved"),
    "proposed": _l("proposed"),
    "deleted": _l("removed"),
}
CASE: Labels = {
    "any": _l("any capitals"),
    "permissive": _l("a word in capitals only in capitals"),
    "exact": _l("letter for letter"),
}
DETECT: Labels = {
    "both": _l("both languages"),
    "zh": _l("Chinese"),
    "en": _l("English"),
}
ROLE: Labels = {
    "reader": _l("reader"),
    "translator": _l("translator"),
    "importer": _l("importer"),
    "terminologist": _l("terminologist"),
    "admin": _l("administrator"),
}
ACTION: Labels = {
    "memory.read": _l("look up, search, check"),
    "memory.export": _l("take the memory away as a file"),
    "row.flag": _l("flag a row that looks wrong"),
    "term.propose": _l("propose terms"),
    "unit.edit": _l("change or confirm pairs"),
    "batch.import": _l("import, review, publish"),
    "batch.undo": _l("take a batch back"),
    "term.decide": _l("decide terms"),
    "finding.suppress": _l("dismiss findings for everybody"),
    "account.manage": _l("manage people"),
    "audit.read": _l("see who changed what"),
    "system.manage": _l("look after the system"),
}
LEFT_OUT: Labels = {
    "menu": _l("menu"),
    "breadcrumb": _l("path of the page"),
    "label": _l("label"),
    "contact": _l("contact"),
    "byline": _l("byline"),
    "share": _l("share buttons"),
    "neighbours": _l("previous and next"),
    "copyright": _l("copyright"),
    "outside": _l("outside the main text"),
    "hidden": _l("hidden"),
    "comment": _l("reader's comment"),
    "contents": _l("table of contents"),
    "running head": _l("running head"),
    "page number": _l("page number"),
    "remembered": _l("left out on this site before"),
    "repeated": _l("on other pages of the site too"),
    "asked": _l("left out by you"),
}
OBJECT: Labels = {
    "concept": _l("concept"),
    "batch": _l("batch"),
    "article": _l("article"),
    "account": _l("account"),
    "token": _l("token"),
    "unit": _l("pair"),
    "decision": _l("finding"),
    "glossary": _l("glossary"),
    "backup": _l("backup"),
    "site": _l("site"),
    "collection": _l("collection"),
}
JOB: Labels = {
    "queued": _l("waiting"),
    "running": _l("running"),
    "done": _l("finished"),
    "failed": _l("failed"),
    "cancelled": _l("stopped"),
}
SIDE: Labels = {
    "source": _l("in the source"),
    "target": _l("in the text"),
    "elsewhere": _l("elsewhere"),
}
VERB: Labels = {
    "add": _l("added"),
    "change": _l("changed"),
    "remove": _l("taken out"),
    "revive": _l("revived"),
    "merge": _l("merged"),
    "undo": _l("undone"),
}
PROFILE: Labels = {
    "house": _l("all rules of the house"),
    "terms": _l("terms only"),
    "facts": _l("figures, names, omissions"),
    "language": _l("spelling, punctuation, consistency"),
}
DOMAIN: Labels = {
    "organisation": _l("organisations"),
    "initiative": _l("initiatives"),
    "civil-society": _l("civil society"),
    "international": _l("international"),
    "government": _l("government"),
    "fundraising": _l("fundraising"),
    "environment": _l("environment"),
    "title": _l("titles"),
    "law": _l("law"),
    "rural-development": _l("rural development"),
    "meeting": _l("meetings"),
    "health": _l("health"),
    "evaluation": _l("evaluation"),
    "disaster-relief": _l("disaster relief"),
    "education": _l("education"),
    "gender": _l("gender"),
}
THEME: Labels = {
    "auto": _l("Colours as the system has them"),
    "dark": _l("Dark colours"),
    "light": _l("Light colours"),
}


def named(labels: Labels) -> Callable[[object], str]:
    """Return a function that words a code; an unknown code stands as it is."""

    def label(code: object) -> str:
        return str(labels.get(str(code), str(code)))

    return label


def kind_label(kind: str, score: int) -> str:
    """Say in a word how a match was found."""
    if kind == "context":
        return str(_l("in context"))
    return str(_l("exact")) if kind == "exact" and score >= 100 else str(_l("similar"))


def direction_label(source: str) -> str:
    """Say which way the sentence is looked up."""
    return str(_l("Chinese → English") if source == "zh" else _l("English → Chinese"))


def place_label(place: str) -> str:
    """Say where in a file a remark belongs, as `line 3` or `a.zh.txt, block 2`."""
    if place == "pair":
        return str(_l("both together"))
    return re.sub(r"\b(line|block) (\d+)", lambda m: str(_PLACES[m[1]]) % {"n": m[2]}, place)


_PLACES: Labels = {"line": _l("row %(n)s"), "block": _l("paragraph %(n)s")}


def batch_label(batch: Any) -> str:
    """Say where a batch stands."""
    if batch.undone:
        return str(_l("taken back"))
    return str(_l("in the memory") if batch.places else _l("waiting for review"))


def kind_of_term(kind: str) -> str:
    """Return the kind of a concept for people."""
    return str(KIND.get(kind, kind))


VERDICT: Labels = {
    "new": _l("new"), "update": _l("changed"), "duplicate": _l("known already"),
    "conflict": _l("conflict"),
}  # fmt: skip
KIND: Labels = {
    "noun": _l("noun"),
    "verb": _l("verb"),
    "adjective": _l("adjective"),
    "adverb": _l("adverb"),
    "phrase": _l("phrase"),
    "law": _l("law"),
    "treaty": _l("treaty"),
    "organisation": _l("organisation"),
    "body": _l("body"),
    "slogan": _l("slogan"),
    "programme": _l("programme"),
    "initiative": _l("initiative"),
    "document": _l("document"),
    "event": _l("event"),
    "person": _l("person"),
    "place": _l("place"),
    "country": _l("country"),
    "title": _l("title"),
    "name": _l("name"),
    "abbreviation": _l("abbreviation"),
    "campaign": _l("campaign"),
    "award": _l("award"),
}
COLUMN: Labels = {
    "zh": _l("Chinese"),
    "en": _l("English"),
    "status": _l("standing of the pair"),
    "enforcement": _l("how strictly"),
    "pos": _l("kind"),
    "domain": _l("domain"),
    "definition": _l("definition"),
    "note": _l("note"),
    "source": _l("source"),
    "first_mention": _l("at first mention"),
    "inflect": _l("takes endings"),
    "case": _l("rule for capitals"),
    "forbidden_zh": _l("do not use, Chinese"),
    "forbidden_en": _l("do not use, English"),
    "admitted_zh": _l("admitted, Chinese"),
    "admitted_en": _l("admitted, English"),
    "deprecated_zh": _l("no longer used, Chinese"),
    "deprecated_en": _l("no longer used, English"),
    "superseded_zh": _l("replaced, Chinese"),
    "superseded_en": _l("replaced, English"),
    "lookup_zh": _l("only recognised, Chinese"),
    "lookup_en": _l("only recognised, English"),
    "short_zh": _l("short form, Chinese"),
    "short_en": _l("short form, English"),
    "abbr": _l("abbreviation"),
    "dnt": _l("not translated"),
    "detect": _l("looked for in"),
    "state": _l("state of decision"),
}

ALL: dict[str, Callable[..., str]] = {
    "column_label": named(COLUMN),
    "columns_of_tables": lambda: list(COLUMN),
    "status_label": named(STATUS),
    "enforcement_label": named(ENFORCEMENT),
    "warning_label": named(WARNING),
    "severity_label": named(SEVERITY),
    "letter_label": named(LETTER),
    "bead_label": named(BEAD),
    "form_label": named(FORM),
    "penalty_label": named(PENALTY),
    "remedy_label": named(REMEDY),
    "theme_label": named(THEME),
    "side_label": named(SIDE),
    "domain_label": named(DOMAIN),
    "field_label": named(FIELD),
    "person": named(PERSON),
    "kinds": lambda: list(KIND),
    "role_label": named(ROLE),
    "action_label": named(ACTION),
    "object_label": named(OBJECT),
    "object_kinds": lambda: list(OBJECT),
    "job_label": named(JOB),
    "left_out_label": named(LEFT_OUT),
    "verb_label": named(VERB),
    "verdict_label": named(VERDICT),
    "profile_label": named(PROFILE),
    "kind_label": kind_label,
    "direction_label": direction_label,
    "batch_label": batch_label, "place_label": place_label,
    "kind_of_term": kind_of_term,
}
