"""Cases of the checkers as Markdown, so that a linguist can add one without Python.

    # Title of the book
    Any words. One line names the rules the book is about; findings of other rules do not count.
    rules: N101 N102

    ## A sentence that says what must happen
    zh: 筹款额增长21%。
    en: Donations rose 12%.
    expect: N101 error "12%" suggests "21%"

    ## Another
    zh: 筹款1.2亿元。
    en: It raised RMB 120 million.
    expect: silence

The last language given is the checked text, the other its source; `check: zh` says otherwise. One
language alone is checked without source. Several `zh:` and `en:` lines are the beads of an article,
line by line; `-` leaves a side empty. `term: 三个代表 = Three Represents` puts a strict concept into
the glossary, `year: 2017` is the article's own year. Each `expect:` names one finding: its code
and, where it matters, severity, the text it stands at and a suggestion. Every finding of the book's
rules has to be expected.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glossary.check.finding import Finding
from glossary.check.reading import Draft
from glossary.check.run import check
from glossary.concepts import Concept, Enforcement, Term
from glossary.recognise import Recogniser
from glossary.rules import HouseRules
from tm.languages import Language, other
from tm.pairs import SegmentPair
from tm.text.spans import Span

BOOKS = Path(__file__).parent / "cases"
_FIELD = re.compile(r"^(?P<name>zh|en|expect|check|term|year|rules):\s?(?P<value>.*)$")
_EXPECTED = re.compile(
    r"^(?P<code>[A-Z]\d{3})(?: (?P<severity>error|warning|note))?"
    r"(?: \"(?P<text>[^\"]*)\")?(?: suggests \"(?P<suggests>[^\"]*)\")?$"
)


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a book: its heading, its fields as they stand, and the rules of the book."""

    heading: str
    fields: dict[str, list[str]]
    rules: tuple[str, ...]

    def __str__(self) -> str:
        return self.heading


def cases(book: str) -> list[Case]:
    """Read the cases of `tests/cases/<book>.md`, in order."""
    text = (BOOKS / f"{book}.md").read_text(encoding="utf-8")
    head, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    rules = tuple(_fields(head)["rules"][0].split())
    return [Case(part.splitlines()[0].strip(), _fields(part), rules) for part in parts]


def failures(case: Case, rules: HouseRules | None = None) -> list[str]:
    """Return what is not as the case says: expected findings that are missing, and the reverse."""
    found = findings(case, rules)
    wanted = [line for line in case.fields["expect"] if line != "silence"]
    assert case.fields["expect"], f"{case.heading}: a case needs an expect: line"
    wrong = []
    for line in wanted:
        fitting = next((finding for finding in found if _fits(finding, line)), None)
        if fitting is None:
            wrong.append(f"expected {line}")
        else:
            found.remove(fitting)
    return wrong + [f"not expected: {_shown(finding)}" for finding in found]


def findings(case: Case, rules: HouseRules | None = None) -> list[Finding]:
    """Return what the book's rules find in a case."""
    found = check(draft(case), rules or _rules(case.fields))
    return [finding for finding in found if finding.code.startswith(case.rules)]


def _fields(text: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = defaultdict(list)
    for line in text.splitlines():
        if match := _FIELD.match(line):
            fields[match["name"]].append(match["value"].strip())
    return fields


def draft(case: Case) -> Draft:
    """Return the text of a case with its source."""
    fields = case.fields
    given = [name for name in fields if name in ("zh", "en")]
    lang: Language = "zh" if (fields["check"] or given[-1:]) == ["zh"] else "en"
    sides = {name: ["" if line == "-" else line for line in fields[name]] for name in given}
    texts = {name: "\n".join(line for line in lines if line) for name, lines in sides.items()}
    year = int(fields["year"][0]) if fields["year"] else None
    source = texts.get(other(lang))
    pairs = tuple(_pairs(sides)) if len(given) == 2 else ()
    return Draft(texts[lang], lang, source, pairs, year=year)


def _pairs(sides: dict[str, list[str]]) -> Iterator[SegmentPair]:
    zh, en = sides["zh"], sides["en"]
    for one, two, here, there in zip(zh, en, _spans(zh), _spans(en), strict=True):
        yield SegmentPair(one, two, here, there)


def _spans(lines: list[str]) -> Iterator[Span | None]:
    at = 0
    for line in lines:
        yield Span(at, at + len(line)) if line else None
        at += len(line) + 1 if line else 0


def _rules(fields: dict[str, list[str]]) -> HouseRules:
    concepts = []
    for line in fields["term"]:
        zh, en = (part.strip() for part in line.split(" = "))
        terms = (Term(zh, "zh"), Term(en, "en"))
        concepts.append(Concept(terms, Enforcement.STRICT, id=len(concepts) + 1))
    return HouseRules(Recogniser(tuple(concepts)))


def _fits(finding: Finding, line: str) -> bool:
    match = _EXPECTED.match(line)
    assert match is not None, f"cannot read: expect: {line}"
    return (
        finding.code == match["code"]
        and match["severity"] in (None, finding.severity)
        and match["text"] in (None, finding.text)
        and (match["suggests"] is None or match["suggests"] in finding.suggestions)
    )


def _shown(finding: Finding) -> str:
    suggestions = f" suggests {finding.suggestions}" if finding.suggestions else ""
    return f"{finding.code} {finding.severity} “{finding.text}”{suggestions}: {finding.message.en}"
