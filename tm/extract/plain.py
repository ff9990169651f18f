"""Text files: encoding, paragraphs, and the page a text was saved from."""

from __future__ import annotations

import re
import unicodedata

from tm.decoding import decode
from tm.extract.bilingual import pairs_in_turn
from tm.extract.days import date_of
from tm.extract.documents import Block, Document, Facts, document
from tm.extract.lines import paragraphs
from tm.extract.navigation import continues_contact, without_navigation
from tm.text.detect import language_of

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_MARKDOWN = re.compile(r"^(?:---+|\*\*\*+|===+|```.*)$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\s]*(?: \"[^\"]*\")?\)")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff]")
_COMBINING = re.compile("[\u0300-\u036f]")
_SOURCE = re.compile(
    r"^(?:来源|网址|原文链接|链接|source|url|link)\s*[:：]\s*(https?://\S+)", re.IGNORECASE
)


def read_text(data: bytes, *, name: str) -> Document:
    """Read a .txt or .md file; raise Unreadable for what is no text."""
    decoded = decode(data, name=name)
    text = clean(decoded.text)
    markdown = name.lower().endswith((".md", ".markdown"))
    blocks = _markdown(text) if markdown else _plain(text)
    facts = Facts("text", encoding=decoded.encoding)
    return with_facts(name, data, without_navigation(blocks), facts)


def with_facts(name: str, data: bytes, blocks: list[Block], facts: Facts) -> Document:
    """Complete a document read from lines: title, date, address and pairs of its own."""
    kept = "\n".join(block.text for block in blocks if block.kept)
    title = next((block.text for block in blocks if block.kind == "title" and block.kept), None)
    language = language_of(kept) or "zh"
    url = next((found[1] for block in blocks if (found := _SOURCE.match(block.text))), None)
    pairs, problems = pairs_in_turn([block for block in blocks if block.kept])
    completed = Facts(
        facts.format, facts.title or title, facts.date or date_of(blocks, title, language),
        facts.url or url, facts.tag, facts.encoding, facts.pairs or pairs, facts.alternates,
        (*facts.problems, *problems),
    )  # fmt: skip
    return document(name, data, blocks, completed)


def clean(text: str) -> str:
    """Return text with one kind of line end, letters composed and control characters gone.

    Only combining sequences are composed: full Unicode normalisation would exchange characters.
    """
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", text) if _COMBINING.search(text) else text


def _plain(text: str) -> list[Block]:
    lines: list[str] = []
    for line in text.replace("\f", "\n\n").split("\n"):
        # An address cut in two is one contact line, and must not begin the article.
        if lines and line.strip() and continues_contact(line, lines[-1]):
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
        else:
            lines.append(line)
    return [Block(paragraph) for paragraph in paragraphs(lines)]


def _markdown(text: str) -> list[Block]:
    blocks: list[Block] = []
    pending: list[str] = []
    for line in [*text.split("\n"), ""]:
        heading = _HEADING.match(line)
        if line.strip() and not heading and not _MARKDOWN.match(line):
            pending.append(line)
            continue
        blocks += [Block(_bare(each)) for each in paragraphs(pending, wrapped=len(pending) > 1)]
        pending = []
        if heading:
            blocks.append(Block(_bare(heading[2]), kind="heading"))
    return blocks


def _bare(text: str) -> str:
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))
