"""Giving a checked document back: corrected as on the page, with what is left as comments.

The page shows a Word document paragraph by paragraph, one a line. What was changed there is found
again by comparing line with line, so the document keeps its styles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import PurePath

from glossary.check.finding import Edit
from tm.languages import Language
from tm.text.spans import Span
from webapp.actions.check import Options, Part, check_parts
from webapp.actions.checkfile import Word
from webapp.work import Work


@dataclass(frozen=True, slots=True)
class Returned:
    """A file to take along; `corrections` counts the edits made in it, `comments` what is left.

    `corrections` is None where paragraphs were added or taken out on the page: the document is
    then as it was sent, with comments only.
    """

    name: str
    data: bytes
    corrections: int | None
    comments: int


def returned(
    work: Work, sheet: Word, text: str, *, source: str | None, lang: Language | None,
    options: Options,
) -> Returned:  # fmt: skip
    """Return `sheet` with its text changed into `text` and the remaining findings as comments."""
    changes = edits_between(sheet.part.text, text)
    if changes:
        sheet = Word(sheet.corrected(changes), sheet.name)
    theirs = None if source is None else Part(source)
    checked = check_parts(
        work, sheet.part, theirs, lang=lang, name=sheet.name, options=options
    )
    findings = checked.review.findings
    data = sheet.commented(findings) or sheet.data
    made = None if changes is None else len(changes)
    return Returned(_named(sheet.name), data, made, len(findings))


def edits_between(before: str, after: str) -> list[Edit] | None:
    """Return the edits that turn `before` into `after`, none across a line.

    None where the lines cannot be told to belong together: their number differs.
    """
    olds, news = before.split("\n"), after.split("\n")
    if len(olds) != len(news):
        return None
    return list(_edits(olds, news))


def _edits(olds: list[str], news: list[str]) -> Iterator[Edit]:
    at = 0
    for old, new in zip(olds, news, strict=True):
        if old != new:
            steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
            for tag, start, end, first, last in steps:
                if tag != "equal":
                    yield Edit(Span(at + start, at + end), new[first:last])
        at += len(old) + 1


def _named(name: str) -> str:
    path = PurePath(name)
    return f"{path.stem}-checked{path.suffix}"
