"""The checkers' casebooks in their short form: a sentence a case.

    ## T102 speaks
    - One Belt, One Road projects => "One Belt, One Road" > Belt and Road Initiative
    - 慈善法草案 || the draft Charities Law => "Charities Law"

    ## T102 is silent
    - Belt and Road projects

A case is English if it holds three Latin words. It is a text or, parted by `||`, a source and its translation; ` // ` parts lines, and with a
source each line is a bead. `=>` names where the finding stands, `>` what is suggested first.
In a section that speaks the rule must speak, in one that is silent it must not; the other rules may
do as they like. A table in a csv fence at the top of a book is the glossary its cases are read by,
one in a tsv fence what the memory holds; word lists and tables are those of `data`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from glossary.check.finding import Finding
from glossary.check.reading import Draft
from glossary.check.run import review
from glossary.formats import Entry
from glossary.formats.sheet import read
from glossary.recognise import Recogniser
from glossary.rules import HouseRules
from tm.languages import Language
from tm.pairs import SegmentPair
from tm.text.chars import latin_words
from tm.text.spans import Span
from webapp.house import House
from webapp.settings import DATA

BOOKS = Path(__file__).parent / "cases"
_SECTION = re.compile(r"^## (?P<code>[A-Z]\d{3}) (?P<says>speaks|is silent)$")
_CASE = re.compile(
    r"^- (?P<text>.*?)(?: => \"(?P<stands>.*?)\")?(?: > (?P<suggests>[^\"]+))?$"
)
_MEMORY = re.compile(r"^```tsv\n(.*?)^```", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```csv\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Short:
    """One case: what is checked, by which rule, and what is expected of it."""

    book: str
    code: str
    speaks: bool
    text: str
    stands: str | None
    suggests: str | None

    def __str__(self) -> str:
        return f"{self.code} {'speaks' if self.speaks else 'is silent'}: {self.text[:50]}"


def shorts(book: str) -> list[Short]:
    """Read the cases of `tests/cases/<book>.md`."""
    return list(_shorts(book, _text(book)))


def fault(case: Short) -> str | None:
    """Return what is not as the case says, None where all is well."""
    found = [finding for finding in _findings(case) if finding.code == case.code]
    if not case.speaks:
        return f"speaks of {[f.text for f in found]}" if found else None
    if not found:
        return "is silent"
    fitting = [finding for finding in found if case.stands in (None, finding.text)]
    if not fitting:
        return f"stands at {[f.text for f in found]}"
    if case.suggests is not None and all(f.suggestions[:1] != (case.suggests,) for f in fitting):
        return f"suggests {[f.suggestions for f in fitting]}"
    return None


def _findings(case: Short) -> tuple[Finding, ...]:
    draft = replace(_draft(case.text), remembered=_memory(case.book))
    return review(draft, _rules(case.book)).findings


def _draft(text: str) -> Draft:
    source, _, checked = ("", "", text) if " || " not in text else text.partition(" || ")
    lines = [line.replace("\\n", "\n") for line in checked.split(" // ")]
    lang: Language = "en" if latin_words(checked) >= 3 else "zh"
    if not source:
        return Draft("\n".join(lines), lang)
    theirs = source.split(" // ")
    pairs = tuple(_pairs(theirs, lines, lang))
    return Draft("\n".join(lines), lang, "\n".join(theirs), pairs)


def _pairs(sources: list[str], targets: list[str], lang: str) -> Iterator[SegmentPair]:
    there = here = 0
    for source, target in zip(sources, targets, strict=True):
        sides = (source, Span(there, there + len(source))), (target, Span(here, here + len(target)))
        (zh, zh_span), (en, en_span) = sides if lang == "en" else sides[::-1]
        yield SegmentPair(zh, en, zh_span, en_span)
        there, here = there + len(source) + 1, here + len(target) + 1


def _shorts(book: str, text: str) -> Iterator[Short]:
    section = None
    for line in text.splitlines():
        section = _SECTION.match(line) or section
        match = _CASE.match(line)
        if match and section:
            speaks = section["says"] == "speaks"
            yield Short(book, section["code"], speaks, *match.group("text", "stands", "suggests"))


@cache
def _memory(book: str) -> dict[str, list[str]]:
    """Return what the book's memory holds, in both directions."""
    fence = _MEMORY.search(_text(book))
    found: dict[str, list[str]] = {}
    for line in fence[1].splitlines() if fence else ():
        zh, en = line.split("\t")
        found.setdefault(zh, []).append(en)
        found.setdefault(en, []).append(zh)
    return found


@cache
def _house() -> House:
    return House(DATA)


@cache
def _rules(book: str) -> HouseRules:
    fence = _FENCE.search(_text(book))
    entries = read(fence[1].encode(), "book.csv") if fence else ()
    concepts = []
    for entry in entries:
        assert isinstance(entry, Entry), entry
        concepts.append(entry.concept)
    return _house().rules(Recogniser(concepts))


def _text(book: str) -> str:
    return (BOOKS / f"{book}.md").read_text(encoding="utf-8")
