"""Glossaries as tables: CSV, TSV, XLSX, ours and other people's.

Columns are found by their header, in either language and any order; a table without one is read
as two columns and tells its languages by its characters. `cells` explains what a cell may hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import IO, Any

from glossary.concepts import (
    Case,
    Concept,
    Detect,
    Enforcement,
    State,
    Status,
    Term,
    TermKind,
    choice,
    inflects,
)
from glossary.formats import STATUSES, Entry, Problem
from glossary.formats.cells import (
    alternatives,
    guarded,
    joined,
    qualified,
    qualify,
    unguarded,
    values,
)
from glossary.formats.columns import COLUMNS, GUESSED, ByHand, layout
from glossary.formats.told import in_chinese
from tm.errors import Invalid, Unreadable
from tm.languages import LANGUAGES, Language
from tm.tabular import Line, read_rows, write_rows
from tm.text.chars import han_count

UNWANTED = (Status.DEPRECATED, Status.SUPERSEDED, Status.FORBIDDEN)
_RANKING = {"status", "admitted_zh", "admitted_en"}  # columns that tell how terms stand

_YES = {"yes", "y", "true", "1", "是", "有", "✓", "x"}
_NO = {"no", "n", "false", "0", "否", "无"}
_STATUS_WORDS = {
    "首选": "preferred", "推荐": "preferred", "优先": "preferred", "标准": "preferred",
    "允许": "admitted", "可用": "admitted", "备选": "admitted", "allowed": "admitted",
    "过时": "deprecated", "不推荐": "deprecated", "obsolete": "deprecated", "弃用": "deprecated",
    "被取代": "superseded", "废止": "superseded", "已废止": "superseded",
    "禁用": "forbidden", "禁止": "forbidden", "not allowed": "forbidden",
    "已批准": "approved", "已审定": "approved", "final": "approved", "提议": "proposed",
    "待定": "proposed", "草稿": "proposed", "draft": "proposed", "new": "proposed",
}  # fmt: skip


def read(
    data: bytes, name: str, by_hand: ByHand = GUESSED
) -> Iterator[Entry | Problem]:
    """Yield the entries of a table and what was wrong with its rows.

    Raises Unreadable where no column can be told to be Chinese or English, Invalid where `by_hand`
    names a column the table does not have.
    """
    lines = list(read_rows(data, name=name))
    if not lines:
        return
    found = layout(lines, by_hand)
    if not found.complete:
        got = ", ".join(lines[0].cells)[:80] or "an empty line"
        raise Unreadable(name, lines[0].number, "a header with the columns zh and en", got)
    yield from _entries(lines[found.headed :], found.columns)


def _entries(lines: Iterable[Line], columns: Mapping[str, int]) -> Iterator[Entry | Problem]:
    for line in lines:
        place = f"line {line.number}"
        row = {
            column: unguarded(line.cells[at].strip())
            for column, at in columns.items()
            if at < len(line.cells) and line.cells[at].strip()
        }
        if not row:
            continue
        try:
            yield _entry(row, place)
        except Invalid as error:
            yield Problem(place, str(error), in_chinese(error))


def _entry(row: Mapping[str, str], place: str) -> Entry:
    """Read one row; raise Invalid for a value that may not stand there."""
    fields: dict[str, Any] = {
        field: convert(row[column]) for column, (field, convert) in _FIELDS.items() if column in row
    }
    word = row.get("status", "preferred").strip().lower()
    standing = _STATUS_WORDS.get(word, word)
    if standing in set(State):
        fields["state"], standing = State(standing), "preferred"
    ranked = {STATUSES} if _RANKING & set(row) else set()
    given = frozenset({*fields, *ranked})
    fields.setdefault("inflect", inflects(row.get("pos", "")))
    terms = _terms(row, choice(Status, "status", standing))
    return Entry(place, Concept(tuple(terms), **fields), given)


def _terms(row: Mapping[str, str], status: Status) -> list[Term]:
    """Return the terms of a row, every one once, with the first standing it is given."""
    found: dict[tuple[Language, str], Term] = {}
    for lang in LANGUAGES:
        for term in _terms_in(row, lang, status):
            found.setdefault((lang, term.text), term)
    for lang, text, kind in _kinds(row):
        term = found.get((lang, text)) or Term(text, lang, Status.ADMITTED)
        found[lang, text] = replace(term, kind=kind)
    return [*found.values()]


def _terms_in(row: Mapping[str, str], lang: Language, status: Status) -> Iterator[Term]:
    # An admitted pair names another rendering: its Chinese term is what it was.
    main = Status.PREFERRED if status is Status.ADMITTED and lang == "zh" else status
    for first, *others in alternatives(row.get(lang, "")):
        yield Term(first, lang, main)
        yield from (Term(text, lang, Status.ADMITTED) for text in others)
    for group in alternatives(row.get(f"admitted_{lang}", "")):
        yield from (Term(text, lang, Status.ADMITTED) for text in group)
    for group in alternatives(row.get(f"lookup_{lang}", "")):
        yield from (Term(text, lang, Status.ADMITTED, lookup_only=True) for text in group)
    for unwanted in UNWANTED:
        for value in values(row.get(f"{unwanted.value}_{lang}", "")):
            text, condition, reason = qualified(value)
            yield Term(text, lang, unwanted, reason, condition)


def _kinds(row: Mapping[str, str]) -> Iterator[tuple[Language, str, TermKind]]:
    """Yield which terms are short forms and abbreviations; unlisted ones count as admitted."""
    for text in values(row.get("short_zh", "")):
        yield "zh", text, TermKind.SHORT
    for text in values(row.get("short_en", "")):
        yield "en", text, TermKind.SHORT
    for text in values(row.get("abbr", "")):
        yield _side(text), text, TermKind.ABBREVIATION


def _side(text: str) -> Language:
    return "zh" if han_count(text) else "en"


def _yes(field: str, cell: str) -> bool:
    word = cell.strip().lower()
    if word in _YES or word in _NO:
        return word in _YES
    raise Invalid(field, cell, "yes or no")


_FIELDS: dict[str, tuple[str, Callable[[str], object]]] = {
    "enforcement": ("enforcement", lambda cell: choice(Enforcement, "enforcement", cell)),
    "pos": ("kind", str),
    "domain": ("domain", str),
    "definition": ("definition", str),
    "note": ("note", str),
    "source": ("reference", str),
    "first_mention": ("first_mention", lambda cell: tuple(values(cell))),
    "inflect": ("inflect", lambda cell: _yes("inflect", cell)),
    "case": ("case", lambda cell: choice(Case, "case", cell)),
    "dnt": ("do_not_translate", lambda cell: _yes("dnt", cell)),
    "detect": ("detect", lambda cell: choice(Detect, "detect", cell)),
    "state": ("state", lambda cell: choice(State, "state", cell)),
}


def write(concepts: Iterable[Concept], file: IO[bytes], *, name: str) -> None:
    """Write concepts as the kind of table `name` says."""
    guard = guarded if name.lower().endswith((".csv", ".tsv")) else str
    rows = ([guard(_row(concept).get(column, "")) for column in COLUMNS] for concept in concepts)
    write_rows(file, _headed(rows), name=name)


def _headed(rows: Iterable[list[str]]) -> Iterator[Sequence[str]]:
    yield COLUMNS
    yield from rows


def _row(concept: Concept) -> dict[str, str]:
    status = _pair_status(concept)
    row = {
        "status": status.value,
        "enforcement": concept.enforcement.value,
        "pos": concept.kind,
        "domain": concept.domain,
        "definition": concept.definition,
        "note": concept.note,
        "source": concept.reference,
        "first_mention": joined([*concept.first_mention]),
        "inflect": "yes" if concept.inflect else "no",
        "case": concept.case.value,
        "dnt": "yes" if concept.do_not_translate else "no",
        "detect": concept.detect.value,
        "state": concept.state.value,
        "abbr": joined(t.text for t in concept.terms if t.kind is TermKind.ABBREVIATION),
    }
    for lang in LANGUAGES:
        row |= _term_cells([*concept.of(lang)], lang, status)
    return row


def _term_cells(terms: list[Term], lang: Language, status: Status) -> dict[str, str]:
    """Return the cells of one language, where `status` is that of the row."""
    plain = [term for term in terms if not term.lookup_only]
    main = [t for t in plain if t.status is status and (status.passes or not _qualified(t))]
    cells = {
        lang: joined((term.text for term in main), alternatives=True),
        f"lookup_{lang}": _texts(t for t in terms if t.lookup_only),
        f"short_{lang}": joined(t.text for t in terms if t.kind is TermKind.SHORT),
        f"admitted_{lang}": _texts(t for t in plain if t.status is Status.ADMITTED),
    }
    for unwanted in UNWANTED:
        rest = (term for term in plain if term.status is unwanted and term not in main)
        cells[f"{unwanted.value}_{lang}"] = joined(
            qualify(term.text, term.condition, term.reason) for term in rest
        )
    return cells


def _qualified(term: Term) -> bool:
    return bool(term.reason or term.condition)


def _pair_status(concept: Concept) -> Status:
    """Return the status both main terms have: preferred, unless the pair as a whole is past."""
    for status in (Status.SUPERSEDED, Status.DEPRECATED):
        past = all(any(concept.of(lang, status)) for lang in LANGUAGES)
        if past and not any(term.status is Status.PREFERRED for term in concept.terms):
            return status
    return Status.PREFERRED


def _texts(terms: Iterable[Term]) -> str:
    return joined((term.text for term in terms), alternatives=True)
