"""Word documents (.docx), read from the package itself.

Insertions are text and deletions are not; a deleted paragraph mark joins two paragraphs. Comments
are reported apart, footnotes follow their paragraph, and so do text boxes. Paragraphs, soft line
breaks, headings, list items and table cells are hard boundaries.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from tm import markup
from tm.errors import TooLarge, Unreadable
from tm.extract.bilingual import pairs_in_columns
from tm.extract.documents import Block, Document, Facts, Kind
from tm.extract.navigation import with_title
from tm.extract.plain import clean, with_facts
from tm.extract.remarks import Problem
from tm.pairs import SegmentPair

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNPACKED = 300_000_000
"""Bytes a package may unfold to: a small file can claim to be a very large one."""

# What reading a broken archive raises, beside its own error.
_DAMAGE = (
    BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error,
    struct.error,
)  # fmt: skip
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-", "ptab": " "}
# Removed text, codes of fields, phonetic guides, the copy of a text box for old readers.
_SKIPPED = frozenset(("del", "moveFrom", "instrText", "delText", "rt", "Fallback", "pPr", "rPr"))


@dataclass(slots=True)
class _Parts:
    """The parts of one package and what is met while reading it."""

    name: str
    styles: dict[str, str] = field(default_factory=dict)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    pairs: list[SegmentPair] = field(default_factory=list)
    deletions: int = 0
    hidden: int = 0
    tables: int = 0


@dataclass(slots=True)
class _Text:
    """The text of one paragraph, and what hangs on it."""

    pieces: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


def read_word(data: bytes, *, name: str) -> Document:
    """Read a .docx file; raise Unreadable or TooLarge."""
    package, root = _opened(data, name)
    parts = _parts(package, name)
    body = root.find(f"{_W}body")
    blocks = list(_blocks(body if body is not None else root, parts))
    facts = Facts("word", pairs=tuple(parts.pairs), problems=_problems(parts))
    return with_facts(name, data, _titled(blocks), facts)


def open_for_writing(data: bytes, *, name: str) -> Any:
    """Open a .docx file as a python-docx document; raise Unreadable or TooLarge.

    python-docx trusts what it is given, so the package is looked through first.
    """
    import docx
    from docx.opc.exceptions import OpcError

    _, root = _opened(data, name)
    if root.find(f"{_W}body") is None:
        raise Unreadable(name, None, "a .docx file", "a document without a body")
    try:
        return docx.Document(io.BytesIO(data))
    except (*_DAMAGE, LookupError, AttributeError, etree.XMLSyntaxError, OpcError) as error:
        raise Unreadable(name, None, "a .docx file", f"a damaged one ({error})") from None


def _opened(data: bytes, name: str) -> tuple[ZipFile, etree._Element]:
    """Return the package, known to be of a bearable size, and its main part."""
    try:
        package = ZipFile(io.BytesIO(data))
        unpacked = sum(info.file_size for info in package.infolist())
    except _DAMAGE:
        raise Unreadable(name, None, "a .docx file", "a damaged archive") from None
    if unpacked > _UNPACKED:
        raise TooLarge(f"{name}, unpacked, in bytes", unpacked, _UNPACKED)
    root = _part(package, "word/document.xml", name)
    if root is None:
        raise Unreadable(name, None, "a .docx file", "an archive without word/document.xml")
    return package, root


def _part(package: ZipFile, path: str, name: str) -> etree._Element | None:
    try:
        content = package.read(path)
    except KeyError:
        return None
    except _DAMAGE:
        raise Unreadable(name, None, "a .docx file", f"a damaged part {path}") from None
    return markup.parse(content, name=f"{name}: {path}")


def _parts(package: ZipFile, name: str) -> _Parts:
    parts = _Parts(name)
    styles = _part(package, "word/styles.xml", name)
    for style in () if styles is None else styles.iter(f"{_W}style"):
        parts.styles[style.get(f"{_W}styleId", "")] = _style(style)
    for kind in ("footnote", "endnote"):
        root = _part(package, f"word/{kind}s.xml", name)
        for note in () if root is None else root.iter(f"{_W}{kind}"):
            if note.get(f"{_W}type") is None:
                parts.notes[kind, note.get(f"{_W}id", "")] = _flat(note)
    comments = _part(package, "word/comments.xml", name)
    for comment in () if comments is None else comments.iter(f"{_W}comment"):
        parts.comments[comment.get(f"{_W}id", "")] = _flat(comment)
    return parts


def _style(style: etree._Element) -> str:
    """Return a style's name in lower case, or "heading" where its outline level says so."""
    level = style.find(f"{_W}pPr/{_W}outlineLvl")
    if level is not None and level.get(f"{_W}val", "9") < "9":
        return "heading"
    name = style.find(f"{_W}name")
    return "" if name is None else name.get(f"{_W}val", "").lower()


def _flat(element: etree._Element) -> str:
    """Return the text of a note or comment, paragraphs joined by spaces."""
    texts = []
    for paragraph in element.iter(f"{_W}p"):
        text = _Text()
        _collect(paragraph, text, _Parts(""))
        texts.append("".join(text.pieces).strip())
    return " ".join(filter(None, texts))


def _blocks(parent: etree._Element, parts: _Parts) -> Iterator[Block]:
    """Yield the blocks of a body, a cell or a text box, in order."""
    carried = _Text()
    for element in _children(parent):
        if markup.local(element) == "tbl":
            yield from _table(element, parts)
            continue
        _collect(element, carried, parts)
        if element.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
            continue  # its end was deleted: the next paragraph carries on
        yield from _paragraph(element, carried, parts)
        carried = _Text()
    if carried.pieces:
        yield Block(clean("".join(carried.pieces)).strip())


def _children(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs and tables, looking through content controls and insertions."""
    for element in parent:
        tag = markup.local(element)
        if tag in ("p", "tbl"):
            yield element
        elif tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _children(element)


def _collect(element: etree._Element, text: _Text, parts: _Parts) -> None:
    """Gather the text of a paragraph or a run, without what was deleted."""
    for child in element:
        tag = markup.local(child)
        if tag == "t":
            text.pieces.append(child.text or "")
        elif tag in _BREAKS:
            text.pieces.append(_BREAKS[tag])
        elif tag in _SKIPPED:
            parts.deletions += tag in ("del", "moveFrom")
        elif tag == "txbxContent":
            text.boxes.append(child)
        elif tag in ("footnoteReference", "endnoteReference"):
            key = tag.removesuffix("Reference"), child.get(f"{_W}id", "")
            text.notes.append(parts.notes.get(key, ""))
        elif tag == "commentReference":
            text.comments.append(parts.comments.get(child.get(f"{_W}id", ""), ""))
        elif tag == "r" and _is_hidden(child):
            parts.hidden += 1
        else:
            _collect(child, text, parts)


def _is_hidden(run: etree._Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false", "off")


def _paragraph(element: etree._Element, text: _Text, parts: _Parts) -> Iterator[Block]:
    kind, contents = _kind(element, parts)
    for line in clean("".join(text.pieces)).split("\n"):
        if line.strip():
            block = Block(line.strip(), kind)
            yield block.dropped("contents") if contents else block
    for note in filter(None, text.notes):
        yield Block(clean(note), "footnote")
    for comment in filter(None, text.comments):
        yield Block(clean(comment), "comment").dropped("comment")
    for box in text.boxes:
        yield from _blocks(box, parts)


def _kind(paragraph: etree._Element, parts: _Parts) -> tuple[Kind, bool]:
    """Return what a paragraph is, and whether it is a line of a table of contents."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return "paragraph", False
    style_id = properties.find(f"{_W}pStyle")
    style = "" if style_id is None else parts.styles.get(style_id.get(f"{_W}val", ""), "")
    if style == "title" or style == "标题":
        return "title", False
    if style.startswith(("heading", "标题", "subtitle")):
        return "heading", False
    if properties.find(f"{_W}outlineLvl") is not None and not style:
        return "heading", False
    numbered = properties.find(f"{_W}numPr") is not None or style.startswith("list")
    return ("item" if numbered else "paragraph"), style.startswith(("toc", "目录"))


def _table(table: etree._Element, parts: _Parts) -> Iterator[Block]:
    """Yield the cells of a table; one Chinese and one English column are pairs as well."""
    parts.tables += 1
    place = f"table {parts.tables}"
    rows: list[list[str]] = []
    for row in _rows(table):
        cells = [list(_blocks(cell, parts)) for cell in row if not _continues(cell)]
        rows.append(["\n".join(block.text for block in cell if block.kept) for cell in cells])
        for block in (block for cell in cells for block in cell):
            yield replace(block, kind="cell") if block.kind == "paragraph" else block
    parts.pairs.extend(pairs_in_columns(rows, place=place))


def _rows(table: etree._Element) -> Iterator[Iterable[etree._Element]]:
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl"), None) is table and not _is_deleted(row):
            cells = row.iter(f"{_W}tc")
            yield [cell for cell in cells if next(cell.iterancestors(f"{_W}tr"), None) is row]


def _is_deleted(row: etree._Element) -> bool:
    return row.find(f"{_W}trPr/{_W}del") is not None


def _continues(cell: etree._Element) -> bool:
    """Say whether a cell only carries on the merged cell above it."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _titled(blocks: list[Block]) -> list[Block]:
    """Name the title where no style does; a document is no page: nothing else is judged."""
    if any(block.kind == "title" for block in blocks):
        return blocks
    first = next((n for n, block in enumerate(blocks) if block.kept), None)
    if first is None or blocks[first].kind not in ("heading", "paragraph"):
        return blocks
    if blocks[first].kind == "heading":
        return [*blocks[:first], replace(blocks[first], kind="title"), *blocks[first + 1 :]]
    return with_title(blocks)


def _problems(parts: _Parts) -> list[Problem]:
    problems = []
    if parts.deletions:
        problems.append(Problem("tracked changes", (str(parts.deletions),)))
    if parts.hidden:
        problems.append(Problem("hidden text", (str(parts.hidden),)))
    if parts.pairs:
        problems.append(Problem("two columns", (str(len(parts.pairs)),)))
    return problems
