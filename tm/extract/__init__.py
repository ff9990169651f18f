"""The text of an article out of a document, with what was left out and why."""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal

from tm.errors import TooLarge, Unreadable
from tm.extract.compare import Checked, check_pair
from tm.extract.documents import Block, Document, corrected, revised, side
from tm.extract.remarks import Problem
from tm.extract.sites import SiteRules, learn

__all__ = [
    "SUFFIXES", "Block", "Checked", "Document", "Problem", "SiteRules", "check_pair", "corrected",
    "extract", "kind_of", "learn", "revised", "side",
]  # fmt: skip

SUFFIXES = (
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".docx",
    ".pdf", ".xlsx", ".csv", ".tsv",
)  # fmt: skip
Kind = Literal["html", "word", "pdf", "sheet", "text"]

LIMIT = 60_000_000
"""Bytes of the largest file taken."""


def extract(data: bytes, *, name: str) -> Document:
    """Read a document by its content and the extension of `name`.

    Raises Unreadable for what is no document of ours (with the reason) and TooLarge.
    """
    if len(data) > LIMIT:
        raise TooLarge(f"{name} in bytes", len(data), LIMIT)
    if not data.strip():
        raise Unreadable(name, None, "a document with text", "an empty file")
    kind = kind_of(data, name=name)
    if kind == "html":
        from tm.extract.webpage import read_html

        return read_html(data, name=name)
    if kind == "word":
        from tm.extract.word import read_word

        return read_word(data, name=name)
    if kind == "pdf":
        from tm.extract.pdf import read_pdf

        return read_pdf(data, name=name)
    if kind == "sheet":
        from tm.extract.sheet import read_sheet

        return read_sheet(data, name=name)
    from tm.extract.plain import read_text

    return read_text(data, name=name)


def kind_of(data: bytes, *, name: str) -> Kind:
    """Tell the format; the first bytes overrule the extension. Raise Unreadable."""
    suffix = PurePath(name).suffix.lower()
    if data.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "sheet" if suffix == ".xlsx" else "word"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        got = "an old binary Office file (.doc, .xls); save it as .docx or .xlsx"
        raise Unreadable(name, None, "a document", got)
    if data.startswith(b"{\\rtf"):
        raise Unreadable(name, None, "a document", "rich text (.rtf); save it as .docx")
    if suffix in (".docx", ".xlsx", ".pdf"):
        raise Unreadable(name, None, f"a {suffix} file", "bytes of another kind")
    if suffix in (".csv", ".tsv"):
        return "sheet"
    if suffix in (".html", ".htm", ".xhtml", ".mhtml", ".mht") or _is_html(data):
        return "html"
    return "text"


def _is_html(data: bytes) -> bool:
    start = data[:2000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))
