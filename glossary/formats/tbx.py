"""TBX read: version 2 (`martif`), version 3 by attributes (DCA) and by elements (DCT).

The three differ in how they name things, not in what they say. Every element below an entry is
reduced to a data category and its text: `<termNote type="partOfSpeech">` and `<min:partOfSpeech>`
are both `partOfSpeech`. What our own files say beyond TBX-Basic stands in notes that begin with
`duizhao` (see `tbx_write`); other tools keep or show them as notes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from glossary.concepts import Concept, Status, Term, TermKind, inflects
from glossary.facts import concept_from, facts, term_facts, term_from
from glossary.formats import STATUSES, Entry, Problem
from glossary.formats.told import in_chinese
from tm.errors import Invalid, Unreadable
from tm.languages import LANGUAGES, Language
from tm.languages import parse as parse_tag
from tm.markup import XML, local, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

OWN = "duizhao "
"""What a note that carries our own fields begins with; JSON follows."""

_ENTRIES = {"termEntry", "conceptEntry"}
_LANGUAGES = {"langSet", "langSec"}
_TERMS = {"tig", "ntig", "termSec"}
_GROUPS = {"descripGrp", "adminGrp", "termNoteGrp", "transacGrp", "termGrp"}
_TYPED = {"descrip", "descripNote", "termNote", "admin", "adminNote", "xref", "ref", "transac"}

_STATUSES = {
    "preferredterm-admn-sts": Status.PREFERRED, "preferredterm": Status.PREFERRED,
    "preferred": Status.PREFERRED, "standardizedterm": Status.PREFERRED,
    "admittedterm-admn-sts": Status.ADMITTED, "admittedterm": Status.ADMITTED,
    "admitted": Status.ADMITTED, "legalterm-admn-sts": Status.ADMITTED,
    "regulatedterm-admn-sts": Status.ADMITTED,
    "deprecatedterm-admn-sts": Status.DEPRECATED, "deprecatedterm": Status.DEPRECATED,
    "deprecated": Status.DEPRECATED, "notrecommended": Status.DEPRECATED,
    "supersededterm-admn-sts": Status.SUPERSEDED, "supersededterm": Status.SUPERSEDED,
    "superseded": Status.SUPERSEDED, "obsolete": Status.SUPERSEDED,
    "forbidden": Status.FORBIDDEN,
}  # fmt: skip
_TERM_TYPES = {
    "fullform": TermKind.FULL, "shortform": TermKind.SHORT, "acronym": TermKind.ABBREVIATION,
    "abbreviation": TermKind.ABBREVIATION, "initialism": TermKind.ABBREVIATION,
    "variant": TermKind.VARIANT,
}  # fmt: skip
# What TBX says in elements of its own; only the rest may come from our note.
SAID = frozenset({"terms", "domain", "definition", "note", "reference", "amends"})
TERM_SAID = frozenset({"text", "lang", "note", "tag"})
_FORBIDDEN = re.compile(r"(?:forbidden|do not use|禁用|禁止使用)\s*[:：]?\s*(.*)", re.I | re.S)


@dataclass(slots=True)
class _Facts:
    """What stands at one level of an entry: texts by data category, and the notes."""

    values: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def own(self) -> dict[str, Any]:
        """Take out our own note and return what it holds."""
        for note in self.notes:
            if note.startswith(OWN):
                self.notes.remove(note)
                try:
                    found = json.loads(note[len(OWN) :])
                except ValueError:
                    raise Invalid("note", note, "JSON after duizhao, or no such word") from None
                return found if isinstance(found, dict) else {}
        return {}

    @property
    def note(self) -> str:
        """Every note that is left, one a line."""
        return "\n".join(self.notes)


def read(data: bytes, name: str) -> Iterator[Entry | Problem]:
    """Yield the entries of a TBX file with every term in Chinese and English.

    Raises Unreadable for a file that is not TBX.
    """
    root = parse(data, name=name)
    if local(root) not in ("martif", "tbx"):
        raise Unreadable(name, None, "TBX (martif or tbx)", f"<{local(root)}>")
    for element in root.iter():
        if local(element) in _ENTRIES:
            place = f"line {element.sourceline}"
            try:
                yield _entry(element, place)
            except (Invalid, KeyError, ValueError, TypeError) as error:
                yield Problem(place, str(error), in_chinese(error))


def _entry(element: _Element, place: str) -> Entry:
    level = _Facts()
    _collect(element, level)
    terms: list[Term] = []
    ranked = False
    for section in element:
        if local(section) in _LANGUAGES:
            found, told = _section(section, level)
            terms += [term for term in found if term not in terms]
            ranked = ranked or told
    if not terms:
        raise Invalid("entry", element.get("id", "without id"), "a term in Chinese or English")
    return _with_fields(terms, level, place, ranked=ranked)


def _with_fields(terms: list[Term], level: _Facts, place: str, *, ranked: bool) -> Entry:
    own = _checked(level.own(), facts(Concept(tuple(terms))), SAID)
    stated: dict[str, Any] = {
        "domain": level.values.get("subjectField", ""),
        "definition": level.values.get("definition", ""),
        "reference": level.values.get("source", ""),
        "kind": level.values.get("partOfSpeech", ""),
        "note": level.note,
    }
    stated = {name: value for name, value in stated.items() if value}
    given = {*stated, *own, *({STATUSES} if ranked else ())}
    plain = Concept(tuple(terms), inflect=inflects(own.get("kind", stated.get("kind", ""))))
    concept = concept_from({**facts(plain), **stated, **own})
    return Entry(place, concept, frozenset(given))


def _section(element: _Element, above: _Facts) -> tuple[list[Term], bool]:
    """Return the terms of one language, and whether any of them tells its status."""
    tag = element.get(f"{XML}lang") or element.get("lang") or ""
    lang = parse_tag(tag).language
    if lang not in LANGUAGES:
        return [], False
    level = _Facts()
    _collect(element, level)
    for category, text in level.values.items():
        above.values.setdefault(category, text)
    above.notes += [note for note in level.notes if note not in above.notes]
    found = [
        _term(section, lang, "" if tag == lang else tag, above)
        for section in element
        if local(section) in _TERMS
    ]
    ranked = any(status is not None for _, status in found)
    terms = [term for term, _ in found]
    return (terms if ranked else _unranked(terms)), ranked


def _unranked(terms: list[Term]) -> list[Term]:
    """Let the first of several terms without status be the preferred one."""
    return [*terms[:1], *(replace(term, status=Status.ADMITTED) for term in terms[1:])]


def _term(element: _Element, lang: Language, tag: str, above: _Facts) -> tuple[Term, Status | None]:
    level = _Facts()
    _collect(element, level)
    if "partOfSpeech" in level.values:
        above.values.setdefault("partOfSpeech", level.values["partOfSpeech"])
    told = level.values.get("administrativeStatus") or level.values.get("normativeAuthorization")
    status = None if told is None else _STATUSES.get(told.strip().lower())
    if told is not None and status is None:
        raise Invalid("administrativeStatus", told, "preferredTerm-admn-sts or another of TBX")
    own = level.own()
    kind = _TERM_TYPES.get(level.values.get("termType", "").lower(), TermKind.PLAIN)
    text = " ".join(level.values.get("term", "").split())
    term = Term(text, lang, status or Status.PREFERRED, kind=kind, tag=tag)
    return _with_reason(term, level, own), status


def _with_reason(term: Term, level: _Facts, own: Mapping[str, Any]) -> Term:
    """Return the term as our own note has it, or as another tool's note says it is forbidden."""
    if own:
        known = term_facts(term)
        full = term_from({**known, **_checked(own, known, TERM_SAID)})
        spoken = spoken_note(full)
        if spoken in level.notes:
            level.notes.remove(spoken)
        return replace(full, note=level.note)
    for note in level.notes:
        said = _FORBIDDEN.fullmatch(note)
        if said is not None and term.status in (Status.DEPRECATED, Status.FORBIDDEN):
            level.notes.remove(note)
            reason = said.group(1).strip()
            return replace(term, status=Status.FORBIDDEN, reason=reason, note=level.note)
    return replace(term, note=level.note)


def _checked(
    own: Mapping[str, Any], known: Mapping[str, Any], elsewhere: frozenset[str]
) -> dict[str, Any]:
    """Return the fields our note may set; raise Invalid for one of another type."""
    found = {name: own[name] for name in own if name in known and name not in elsewhere}
    for name, value in found.items():
        default = known[name]
        if default is not None and type(value) is not type(default):
            raise Invalid(name, value, f"{type(default).__name__} in the note of an entry")
    return found


def spoken_note(term: Term) -> str:
    """Return the note by which people, and other tools, learn that a term is unwanted and why."""
    if term.forbidden:
        return f"Forbidden: {term.reason}" if term.reason else "Forbidden"
    return f"Reason: {term.reason}" if term.reason else ""


def _collect(element: _Element, level: _Facts) -> None:
    """Add what stands directly in an element, groups opened, lower levels left out."""
    for child in element:
        name = local(child)
        if not name or name in _LANGUAGES | _TERMS:
            continue
        if name in _GROUPS:
            _collect(child, level)
            continue
        text = "".join(str(part) for part in child.itertext()).strip()
        category = child.get("type", name) if name in _TYPED else name
        if category == "note" and text:
            level.notes.append(text)
        elif text:
            level.values.setdefault(category, text)
