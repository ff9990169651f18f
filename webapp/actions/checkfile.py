"""Checking files: what of a file is text to judge, and how a corrected or commented copy is made.

A `Sheet` is one file opened for checking. Text and Markdown are judged where they stand. Of a web
page the text between the tags is judged and positions count in the page as it is in the file. A
Word document is judged paragraph by paragraph and positions count in its text, one paragraph a
line. Files of pairs bring their own source: one segment a line.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from glossary.check.finding import Edit, Finding
from glossary.check.fixes import apply, edits
from tm.decoding import Decoded, decode
from tm.errors import Invalid
from tm.extract import extract
from tm.formats import Record, reader_for
from tm.languages import Language, other
from tm.pairs import SegmentPair
from tm.text.fold import Folded
from tm.text.spans import Span
from webapp.actions.check import Checked, Options, Part, check_parts

if TYPE_CHECKING:
    from webapp.work import Work

ROUNDS = 10
PAIRS = (".xlf", ".xliff", ".tmx")
_MARKDOWN = re.compile(
    r"^(?P<fence>```|~~~).*?^(?P=fence)[^\n]*$|`[^`\n]+`|(?<=\])\([^)\n]*\)|<[^>\n]+>",
    re.MULTILINE | re.DOTALL,
)
_MARKUP = re.compile(
    r"(?P<drop><!--.*?-->|<!\[CDATA\[|<(?P<tag>script|style|template|svg|noscript|head)\b.*?</(?P=tag)\s*>)"
    r"|<(?P<name>/?[a-zA-Z][\w-]*)[^>]*>|<![^>]*>|(?P<entity>&(?:\w{2,32}|#\d{1,7}|#x[\da-fA-F]{1,6});)"
    r"|(?P<space>\s+)",
    re.DOTALL,
)
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "big", "cite", "code", "em", "font", "i", "mark", "q", "s", "small",
     "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
)  # fmt: skip


class Sheet:
    """A text file: judged as it stands."""

    def __init__(self, data: bytes, name: str) -> None:
        self.data, self.name = data, name

    @cached_property
    def decoded(self) -> Decoded:
        """The file as text, with its encoding."""
        return decode(self.data, name=self.name)

    @cached_property
    def part(self) -> Part:
        """The text and the stretches of it nobody should judge."""
        text = self.decoded.text
        if PurePath(self.name).suffix.lower() in (".md", ".markdown"):
            return Part(text, tuple(Span(*match.span()) for match in _MARKDOWN.finditer(text)))
        return Part(text, tuple(left_out(text, self.data, self.name)))

    def corrected(self, changes: Sequence[Edit]) -> bytes:
        """Return the file with `changes` made, in its own encoding."""
        return apply(self.decoded.text, changes).encode(self.decoded.encoding)

    def commented(self, findings: Sequence[Finding]) -> bytes | None:
        """Return a copy with the findings as comments, None where the format has none."""
        return None


class Page(Sheet):
    """A web page: tags are passed over, positions count in the file."""

    @cached_property
    def part(self) -> Part:
        raw = self.decoded.text
        view = visible(raw)
        return Part(raw, tuple(left_out(view.text, self.data, self.name)), view)


class Word(Sheet):
    """A Word document: its paragraphs one a line, those of tables in their place."""

    @cached_property
    def part(self) -> Part:
        return Part("\n".join(_text_of(paragraph) for paragraph in self._paragraphs))

    def corrected(self, changes: Sequence[Edit]) -> bytes:
        for edit in reversed(changes):
            paragraph, start, end = self._place(edit.span)
            _replace(paragraph, start, end, edit.text)
        return self._saved()

    def commented(self, findings: Sequence[Finding]) -> bytes | None:
        for finding in findings:
            paragraph, start, end = self._place(finding.span)
            runs = _runs_at(paragraph, start, max(end, start + 1))
            if runs:
                text = f"{finding.code} {finding.message.en} {finding.message.zh}"
                self._document.add_comment(runs, text=text, author="Duizhao", initials="DZ")
        return self._saved()

    @cached_property
    def _document(self) -> Any:
        from tm.extract.word import open_for_writing

        return open_for_writing(self.data, name=self.name)

    @cached_property
    def _paragraphs(self) -> list[Any]:
        from docx.text.paragraph import Paragraph

        return [
            Paragraph(element, self._document)
            for element in self._document.element.body.iter()
            if element.tag.endswith("}p")
        ]

    def _place(self, span: Span) -> tuple[Any, int, int]:
        """Return the paragraph a stretch begins in, and the stretch within it."""
        at = 0
        for paragraph in self._paragraphs:
            length = len(_text_of(paragraph))
            if span.start <= at + length:
                return paragraph, span.start - at, min(span.end - at, length)
            at += length + 1
        raise IndexError(span)

    def _saved(self) -> bytes:
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()


class Pairs(Sheet):
    """A file of pairs: the side to check and its source, one segment a line."""

    @cached_property
    def records(self) -> list[Record]:
        """The pairs of the file; what cannot be read is left out."""
        read = reader_for(self.name)(io.BytesIO(self.data), self.name)
        return [record for record in read if isinstance(record, Record)]

    def sides(self, lang: Language) -> tuple[Part, Part, tuple[SegmentPair, ...]]:
        """Return the text in `lang`, the other side, and the pairs with their places."""
        lines: dict[Language, list[str]] = {"zh": [], "en": []}
        at = {"zh": 0, "en": 0}
        pairs = []
        for record in self.records:
            texts = {"zh": " ".join(record.zh.split()), "en": " ".join(record.en.split())}
            spans = {side: Span(at[side], at[side] + len(texts[side])) for side in at}
            pairs.append(SegmentPair(texts["zh"], texts["en"], spans["zh"], spans["en"]))
            for side in lines:
                lines[side].append(texts[side])
                at[side] += len(texts[side]) + 1
        mine, theirs = (Part("\n".join(lines[side])) for side in (lang, other(lang)))
        return mine, theirs, tuple(pairs)

    def corrected(self, changes: Sequence[Edit]) -> bytes:
        expected = "a text file, a web page or a Word document; correct the pairs in your editor"
        raise Invalid("--fix", self.name, expected)


@dataclass(frozen=True, slots=True)
class Fixed:
    """What fixing a file came to: the file as it is now, how many edits, and the last check."""

    sheet: Sheet
    edits: int
    checked: Checked


def open_sheet(data: bytes, name: str) -> Sheet:
    """Open a file for checking, by its extension and first bytes."""
    suffix = PurePath(name).suffix.lower()
    if suffix in PAIRS:
        return Pairs(data, name)
    if data.startswith(b"PK\x03\x04") or suffix == ".docx":
        return Word(data, name)
    if suffix in (".html", ".htm", ".xhtml") or data.lstrip()[:9].lower().startswith(b"<!doctype"):
        return Page(data, name)
    return Sheet(data, name)


def check_sheet(
    work: Work, sheet: Sheet, source: Sheet | None, *, lang: Language | None, options: Options
) -> Checked:
    """Check an opened file, against `source` or, for a file of pairs, against its own source."""
    if isinstance(sheet, Pairs):
        mine, theirs, pairs = sheet.sides(lang or "en")
        return check_parts(
            work, mine, theirs, lang=lang or "en", name=sheet.name, options=options, pairs=pairs
        )
    theirs_or_none = None if source is None else source.part
    return check_parts(
        work, sheet.part, theirs_or_none, lang=lang, name=sheet.name, options=options
    )


def fix_sheet(
    work: Work, sheet: Sheet, source: Sheet | None, *, lang: Language | None, options: Options
) -> Fixed:
    """Apply the safe fixes until none is left; checking the result again finds none of them."""
    done = 0
    seen = {sheet.data}
    checked = check_sheet(work, sheet, source, lang=lang, options=options)
    for _ in range(ROUNDS):
        changes = edits(checked.review.findings)
        if not changes:
            break
        data = sheet.corrected(changes)
        if data in seen:
            break
        seen.add(data)
        sheet, done = type(sheet)(data, sheet.name), done + len(changes)
        checked = check_sheet(work, sheet, source, lang=checked.lang, options=options)
    return Fixed(sheet, done, checked)


def visible(raw: str) -> Folded:
    """Return the text a page shows, with the way back into the page."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def put(text: str, start: int, end: int) -> None:
        pieces.append(text)
        single = end - start == len(text)
        starts.extend(range(start, end) if single else [start] * len(text))
        ends.extend(range(start + 1, end + 1) if single else [end] * len(text))

    at = 0
    for match in _MARKUP.finditer(raw):
        put(raw[at : match.start()], at, match.start())
        at = match.end()
        shown = _shown(match)
        if shown and not (shown.isspace() and pieces and pieces[-1].endswith((" ", "\n"))):
            put(shown, match.start(), match.end())
    put(raw[at:], at, len(raw))
    return Folded("".join(pieces), len(raw), tuple(starts), tuple(ends))


def left_out(text: str, data: bytes, name: str) -> Iterator[Span]:
    """Yield where the blocks that the extractor leaves out stand in `text`."""
    at = 0
    for block in extract(data, name=name).blocks:
        span = _find(text, block.text, at)
        if span is not None:
            at = span.end
            if not block.kept:
                yield span


def _shown(match: re.Match[str]) -> str:
    """Return what a piece of markup puts on the page."""
    if match["entity"]:
        return html.unescape(match["entity"])
    if match["space"]:
        return " "
    name = (match["name"] or "").lstrip("/").lower()
    return "" if match["drop"] or not name or name in _INLINE else "\n"


def _find(text: str, block: str, at: int) -> Span | None:
    """Find where a block stands: letter for letter, or with other white space."""
    start = text.find(block, at)
    if start >= 0:
        return Span(start, start + len(block))
    words = block.split()
    if not words or len(words) > 2000:
        return None
    found = re.compile(r"\s+".join(map(re.escape, words))).search(text, at)
    return Span(*found.span()) if found else None


def _text_of(paragraph: Any) -> str:
    return "".join(run.text for run in _runs(paragraph)).replace("\n", " ")


def _runs(paragraph: Any) -> list[Any]:
    """Return the runs of a paragraph in order, those of links too."""
    from docx.text.run import Run

    return [Run(each, paragraph) for each in paragraph._p.iter() if each.tag.endswith("}r")]


def _runs_at(paragraph: Any, start: int, end: int) -> list[Any]:
    at, found = 0, []
    for run in _runs(paragraph):
        if at < end and start < at + len(run.text):
            found.append(run)
        at += len(run.text)
    return found


def _replace(paragraph: Any, start: int, end: int, text: str) -> None:
    """Put `text` in the place of a stretch; it takes the look of the run it begins in."""
    at = 0
    waiting: str | None = text
    for run in _runs(paragraph):
        length = len(run.text)
        first, last = max(start - at, 0), min(end - at, length)
        if waiting is not None and at <= start <= at + length and (end > start or last >= first):
            run.text = run.text[:first] + waiting + run.text[max(last, first) :]
            waiting = None
        elif first < last:
            run.text = run.text[:first] + run.text[last:]
        at += length
