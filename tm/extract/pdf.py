"""PDF files with a text layer: the poorest of sources, and said to be so."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence

from tm.errors import TooLarge, Unreadable
from tm.extract.documents import Block, Document, Facts
from tm.extract.lines import join, paragraphs
from tm.extract.navigation import without_navigation
from tm.extract.plain import clean, with_facts
from tm.extract.remarks import Problem
from tm.text.chars import HAN
from tm.text.variants import ideographs

_PAGES = 1_500
_EDGE = 3
"""Lines at the top and bottom of a page among which running heads and page numbers stand."""

_PAGE_NUMBER = re.compile(
    r"[-–—·\s|]*(?:第?\s*\d{1,4}\s*页?(?:\s*[,，]?\s*共\s*\d+\s*页)?|page\s+\d+(?:\s+of\s+\d+)?|"
    r"\d{1,4}\s*/\s*\d{1,4}|[ivxlc]{1,6})[-–—·\s|]*",
    re.IGNORECASE,
)
_SPACED = re.compile(rf"(?<=[{HAN}，。、；：]) (?=[{HAN}，。、；：])")
_END = re.compile(r"[。！？!?.…：:][”’』」）)\"']*$")


def read_pdf(data: bytes, *, name: str) -> Document:
    """Read the text layer; raise Unreadable for a scan, a locked or a damaged file, TooLarge."""
    pages = [_repaired(page).split("\n") for page in _pages(data, name)]
    heads = _running_heads(pages)
    blocks: list[Block] = []
    body: list[str] = []
    for page in pages:
        kept, dropped = _without_heads(page, heads)
        blocks += dropped
        body = _continued(body, kept)
    joined = [_dense(paragraph) for paragraph in paragraphs(body, wrapped=True)]
    facts = Facts("pdf", problems=[Problem("low quality")])
    article = without_navigation([Block(paragraph) for paragraph in joined])
    return with_facts(name, data, [*article, *blocks], facts)


def _pages(data: bytes, name: str) -> list[str]:
    """Return the text of each page."""
    import pypdf
    from pypdf.errors import PyPdfError

    # The library reports each repaired fault of a file; what matters to the reader we say.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(name, None, "a PDF that opens without a password", "a locked one")
        if len(reader.pages) > _PAGES:
            raise TooLarge(f"{name} in pages", len(reader.pages), _PAGES)
        texts = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError,
            IndexError, AssertionError, NotImplementedError) as error:  # fmt: skip
        got = f"a damaged one ({type(error).__name__})"
        raise Unreadable(name, None, "a PDF", got) from None
    letters = sum(ch.isalnum() for text in texts for ch in text)
    if letters < 10 * len(texts) or letters == 0:
        got = "pages that are only pictures (a scan); use text recognition first"
        raise Unreadable(name, None, "a PDF with a text layer", got)
    return texts


def _repaired(text: str) -> str:
    """Return text with the look-alikes that fonts put in place of common characters undone."""
    return ideographs(clean(text)).replace("―", "—")


def _running_heads(pages: Sequence[Sequence[str]]) -> set[str]:
    """Return the lines, numbers aside, that stand at the edge of half of the pages."""
    counts = Counter(
        key for page in pages for key in {_key(line) for line in _edges(page) if line.strip()}
    )
    return {key for key, count in counts.items() if count >= max(2, len(pages) / 2) and key}


def _edges(page: Sequence[str]) -> list[str]:
    lines = [line for line in page if line.strip()]
    return [*lines[:_EDGE], *lines[-_EDGE:]]


def _key(line: str) -> str:
    return re.sub(r"\d+|\s+", "", line)


def _without_heads(page: Sequence[str], heads: set[str]) -> tuple[list[str], list[Block]]:
    """Take running heads and page numbers off a page."""
    edges = set(_edges(page))
    kept: list[str] = []
    dropped: list[Block] = []
    for line in page:
        if line in edges and _PAGE_NUMBER.fullmatch(line.strip()):
            dropped.append(Block(line.strip()).dropped("page number"))
        elif line in edges and line.strip() and _key(line) in heads:
            dropped.append(Block(line.strip()).dropped("running head"))
        else:
            kept.append(line)
    return kept, dropped


def _continued(body: list[str], page: list[str]) -> list[str]:
    """Append a page; a sentence cut by the page break goes on."""
    lines = "\n".join(page).strip("\n").split("\n")
    if not body or not lines[0].strip():
        return [*body, *lines]
    if _END.search(body[-1].rstrip()):
        return [*body, "", *lines]
    return [*body[:-1], join(body[-1], lines[0]), *lines[1:]]


def _dense(text: str) -> str:
    """Return text without the spaces a layout put between Chinese characters."""
    return _SPACED.sub("", text)
