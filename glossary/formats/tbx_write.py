"""TBX written: version 3 in style DCA or DCT, or version 2, always within TBX-Basic.

TBX has no word for a forbidden term, an enforcement or a case rule. A forbidden term is written as
deprecated with a note people can read; beside it, where TBX cannot say all, stands one note that
begins with `duizhao` and holds the rest as JSON, so that nothing is lost on the way back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from glossary.concepts import FIXED_KINDS, Concept, Status, Term, TermKind
from glossary.facts import facts, term_facts
from glossary.formats import Dialect
from glossary.formats.tbx import OWN, SAID, TERM_SAID, spoken_note
from tm.languages import LANGUAGES
from tm.markup import legal

Say = Callable[[str, str], str]
"""Writes one data category and its text as an element."""

_STATUSES = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
    Status.SUPERSEDED: "supersededTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_TERM_TYPES = {
    TermKind.FULL: "fullForm",
    TermKind.SHORT: "shortForm",
    TermKind.ABBREVIATION: "acronym",
    TermKind.VARIANT: "variant",
}
_PARTS_OF_SPEECH = {"noun", "verb", "adjective", "adverb"}
_ATTRIBUTED = {
    "subjectField": "descrip",
    "definition": "descrip",
    "source": "admin",
    "administrativeStatus": "termNote",
    "partOfSpeech": "termNote",
    "termType": "termNote",
}
_PREFIXES = {
    "subjectField": "min",
    "administrativeStatus": "min",
    "partOfSpeech": "min",
    "definition": "basic",
    "source": "basic",
    "termType": "basic",
}
_HEADS: dict[Dialect, str] = {
    "v2": '<martif type="TBX-Basic" xml:lang="zh">\n<martifHeader><fileDesc><sourceDesc>'
    "<p>Duizhao</p></sourceDesc></fileDesc><encodingDesc>"
    '<p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc></martifHeader>\n<text><body>\n',
    "dca": '<tbx type="TBX-Basic" style="dca" xml:lang="zh"'
    ' xmlns="urn:iso:std:iso:30042:ed-2">\n<tbxHeader><fileDesc><sourceDesc>'
    "<p>Duizhao</p></sourceDesc></fileDesc></tbxHeader>\n<text><body>\n",
    "dct": '<tbx type="TBX-Basic" style="dct" xml:lang="zh"'
    ' xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min"'
    ' xmlns:basic="http://www.tbxinfo.net/ns/basic">\n<tbxHeader><fileDesc><sourceDesc>'
    "<p>Duizhao</p></sourceDesc></fileDesc></tbxHeader>\n<text><body>\n",
}


def write(concepts: Iterable[Concept], file: IO[bytes], *, dialect: Dialect) -> None:
    """Write concepts to `file` in UTF-8."""
    file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    file.write(_HEADS[dialect].encode())
    for number, concept in enumerate(concepts, 1):
        text = "\n".join(_entry(concept, concept.id or number, dialect))
        file.write(f"{text}\n".encode())
    root = "martif" if dialect == "v2" else "tbx"
    file.write(f"</body></text>\n</{root}>\n".encode())


def _entry(concept: Concept, number: int, dialect: Dialect) -> Iterator[str]:
    say = _by_element if dialect == "dct" else _by_attribute
    names = ("termEntry", "langSet", "tig") if dialect == "v2" else (
        "conceptEntry", "langSec", "termSec",
    )  # fmt: skip
    entry, section, group = names
    yield f'<{entry} id="c{number}">'
    yield from _concept_lines(concept, say)
    for tag, terms in _by_tag(concept):
        yield f"  <{section} xml:lang={quoteattr(tag)}>"
        for term in terms:
            yield f"    <{group}>{''.join(_term_parts(term, concept, say))}</{group}>"
        yield f"  </{section}>"
    yield f"</{entry}>"


def _concept_lines(concept: Concept, say: Say) -> Iterator[str]:
    said = {
        "subjectField": concept.domain,
        "definition": concept.definition,
        "source": concept.reference,
    }
    for category, text in said.items():
        if text:
            yield f"  {say(category, text)}"
    # Ours goes first: a note of a person that happens to begin like it is then a note.
    own = {name: value for name, value in facts(concept).items() if name not in SAID}
    yield f"  {_own_note(own)}"
    if concept.note:
        yield f"  <note>{_text(concept.note)}</note>"


def _by_tag(concept: Concept) -> Iterator[tuple[str, list[Term]]]:
    """Yield the terms language by language; one section for each tag, in order."""
    for lang in LANGUAGES:
        terms = sorted(concept.of(lang), key=lambda term: term.tag)
        for tag, group in groupby(terms, key=lambda term: term.tag):
            yield tag or lang, list(group)


def _term_parts(term: Term, concept: Concept, say: Say) -> Iterator[str]:
    yield f"<term>{_text(term.text)}</term>"
    yield say("administrativeStatus", _STATUSES[term.status])
    part = concept.kind.lower()
    if part in _PARTS_OF_SPEECH or part in FIXED_KINDS:
        yield say("partOfSpeech", part if part in _PARTS_OF_SPEECH else "properNoun")
    if term.kind in _TERM_TYPES:
        yield say("termType", _TERM_TYPES[term.kind])
    spoken = spoken_note(term)
    if spoken or term.note or term.condition or term.lookup_only:
        found = term_facts(term).items()
        yield _own_note({name: value for name, value in found if name not in TERM_SAID})
    for note in filter(None, (spoken, term.note)):
        yield f"<note>{_text(note)}</note>"


def _own_note(found: dict[str, Any]) -> str:
    return f"<note>{_text(OWN + json.dumps(found, ensure_ascii=False))}</note>"


def _by_attribute(category: str, text: str) -> str:
    element = _ATTRIBUTED[category]
    return f'<{element} type="{category}">{_text(text)}</{element}>'


def _by_element(category: str, text: str) -> str:
    name = f"{_PREFIXES[category]}:{category}"
    return f"<{name}>{_text(text)}</{name}>"


def _text(text: str) -> str:
    """Return text as XML can carry it; a carriage return would else be lost."""
    return escape(legal(text)[0], {"\r": "&#13;"})
