"""Saved web pages: the article by trafilatura, and an account of the rest.

The page is walked block by block in its own order. A block is kept where its text stands in what
trafilatura (recall favoured) takes for the main text, unless line rules know better or somebody
corrected the site before (`sites`); every block left out says why. Where trafilatura drops more
prose than it keeps, the line rules decide alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.policy import default
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from tm.decoding import Decoded, decode
from tm.errors import Unreadable
from tm.extract.days import first_date
from tm.extract.documents import Block, Document, Facts, Reason
from tm.extract.navigation import (
    extent,
    is_paragraph,
    is_prose,
    judge_edges,
    strong_reason,
    without_comments,
    without_navigation,
)
from tm.extract.pagewalk import page_blocks
from tm.extract.plain import clean, with_facts
from tm.extract.remarks import Problem
from tm.text.chars import han_count, latin_words

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""")
_SUFFIX = re.compile(r"\s*(?:[|｜_»]|\s[-–—]\s|--|——)\s*")
_SHORT = 20
"""Characters under which a text is found in the main text only as a whole line."""
_FEW_FAULTS = 0.005


@dataclass(frozen=True, slots=True)
class _Head:
    """What the head of a page declares."""

    titles: tuple[str, ...]
    date: str | None
    url: str | None
    tag: str | None
    alternates: tuple[tuple[str, str], ...]


def read_html(data: bytes, *, name: str) -> Document:
    """Read an .html file or a web archive (.mhtml); raise Unreadable."""
    page = _from_archive(data) if name.lower().endswith((".mhtml", ".mht")) else data
    decoded, faults = _decoded(page, name)
    tree = _tree(decoded.text, name)
    head = _head(tree)
    blocks, links = page_blocks(tree)
    main = _main_text(decoded.text)
    judged, problems = _judged(blocks, links, main)
    judged = _with_title(judged, head.titles)
    shown = (block.text for block in judged if block.kind == "title" and block.kept)
    title = next(shown, next(filter(None, head.titles), None))
    facts = Facts(
        "html", title, head.date, head.url, head.tag,
        decoded.encoding, (), head.alternates, (*faults, *problems),
    )  # fmt: skip
    return with_facts(name, data, judged, facts)


def host_of(url: str | None) -> str:
    """Return the host of an address without `www.`; "" where there is none.

    >>> host_of("https://www.example.org/news/1.html"), host_of(None)
    ('example.org', '')
    """
    host = (urlsplit(url).hostname or "") if url else ""
    return host.removeprefix("www.")


def _from_archive(data: bytes) -> bytes:
    """Return the first HTML part of a web archive; the bytes themselves if they are none."""
    message = message_from_bytes(data, policy=default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else data
    return data


def _decoded(data: bytes, name: str) -> tuple[Decoded, list[Problem]]:
    """Decode by what the page declares; a few broken bytes are replaced and reported."""
    found = _CHARSET.search(data[:4096])
    declared = found.group(1).decode("ascii") if found else None
    try:
        return decode(data, name=name, declared=declared), []
    except Unreadable:
        wide = "gb18030" if (declared or "").lower() in ("gb2312", "gbk") else declared
        text = _replaced(data, wide or "utf-8")
        faults = text.count("\ufffd")
        if b"\0" in data or faults > _FEW_FAULTS * len(text):
            raise
        read_as = wide or "utf-8"
        return Decoded(text, read_as), [Problem("encoding", (str(faults), read_as))]


def _replaced(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _tree(text: str, name: str) -> html.HtmlElement:
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    # A declared encoding contradicts the text, which is decoded already.
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\0", ""))
    try:
        tree = html.document_fromstring(bare, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Unreadable(name, None, "an HTML page with text", "none") from None
    return tree


def _head(tree: html.HtmlElement) -> _Head:
    meta = {
        (element.get("property") or element.get("name") or "").lower(): element.get("content", "")
        for element in tree.iter("meta")
    }
    links = [(link.get("rel", "").lower(), link) for link in tree.iter("link")]
    canonical = next((link.get("href") for rel, link in links if rel == "canonical"), None)
    url = canonical or meta.get("og:url") or _saved_from(tree)
    alternates = tuple(
        (link.get("hreflang", ""), urljoin(url or "", link.get("href", "")))
        for rel, link in links
        if rel == "alternate" and link.get("hreflang")
    )
    tag = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    tag = tag or meta.get("og:locale") or meta.get("content-language") or None
    return _Head(_page_titles(tree, meta), _meta_date(tree, meta), url or None, tag, alternates)


def _saved_from(tree: html.HtmlElement) -> str | None:
    """Return the address a browser wrote into the page it saved, if it did."""
    base = tree.find(".//base")
    return base.get("href") if base is not None else None


def _page_titles(tree: html.HtmlElement, meta: dict[str, str]) -> tuple[str, ...]:
    """Return what the head calls the page: whole, and in parts without the name of the site."""
    element = tree.find(".//title")
    written = (element.text_content() if element is not None else "") or meta.get("og:title", "")
    written = re.sub(r"\s+", " ", written).strip()
    site = meta.get("og:site_name", "").strip()
    parts = [part for part in _SUFFIX.split(written) if part and part != site]
    return tuple(dict.fromkeys([*parts, written, meta.get("og:title", "").strip()]))


def _meta_date(tree: html.HtmlElement, meta: dict[str, str]) -> str | None:
    names = (
        "article:published_time", "pubdate", "publishdate", "date", "dc.date", "dc.date.issued",
        "datepublished", "publish_date", "og:article:published_time", "weibo:article:create_at",
    )  # fmt: skip
    times = [element.get("datetime", "") for element in tree.iter("time")]
    for written in [meta.get(name, "") for name in names] + times[:1]:
        found = first_date(written[:40], "en") if written else None
        if found:
            return found
    return None


def _main_text(text: str) -> list[str]:
    """Return the lines of what trafilatura takes for the main text."""
    from trafilatura import extract as main_text

    found = main_text(
        text, favor_recall=True, include_comments=False, include_tables=True,
        include_formatting=False, deduplicate=False,
    )  # fmt: skip
    lines = clean(found or "").split("\n")
    cells = [cell for line in lines if "|" in line for cell in line.split("|")]
    return [_key(line) for line in lines + cells if line.strip()]


def _judged(
    blocks: Sequence[Block], links: Collection[int], main: Sequence[str]
) -> tuple[list[Block], list[Problem]]:
    """Mark what is no part of the article."""
    within = _finder(main)
    judged = without_comments([_judge(block, within) for block in blocks])
    kept, lost = _prose(judged, kept=True), _prose(judged, kept=False)
    if kept == 0 or lost > kept:
        free = [block for block in blocks if block.reason is None]
        by_lines = without_navigation(free, title=False)
        return by_lines, [Problem("main text")]
    return judge_edges(_with_inner(judged, links), links), []


def _with_inner(blocks: list[Block], links: Collection[int]) -> list[Block]:
    """Take back what was lost between paragraphs: captions, and what stands like its neighbours.

    The main text leaves out short paragraphs at times; links among the paragraphs stay out.
    """
    first, last = extent(blocks)
    kept = [n for n in range(first, last + 1) if n < len(blocks) and blocks[n].kept]
    found = list(blocks)
    for before, after in pairwise(kept):
        places = {blocks[before].place, blocks[after].place}
        for number in range(before + 1, after):
            block = blocks[number]
            alike = block.kind == "caption" or places == {block.place}
            if block.reason == "outside" and alike and number not in links:
                found[number] = replace(block, kept=True, reason=None)
    return found


def _judge(block: Block, within: Callable[[str], bool]) -> Block:
    if block.reason is not None:
        return block
    if block.kind == "title":
        return block
    reason: Reason | None = strong_reason(block.text)
    if reason is None and not within(block.text):
        reason = "outside"
    return block.dropped(reason) if reason else block


def _finder(main: Sequence[str]) -> Callable[[str], bool]:
    lines, joined = frozenset(main), "".join(main)

    def within(text: str) -> bool:
        key = _key(text)
        return key in lines or (len(key) >= _SHORT and key in joined)

    return within


def _key(text: str) -> str:
    return re.sub(r"[\s|*#-]+", "", text)


def _prose(blocks: Sequence[Block], *, kept: bool) -> int:
    """Count the characters of running text among the kept or the dropped blocks."""
    return sum(
        len(block.text)
        for block in blocks
        if block.kept is kept and block.reason in (None, "outside") and is_prose(block.text)
    )


def _with_title(blocks: list[Block], names: Sequence[str]) -> list[Block]:
    """Keep one block as the title; other headings above the text, and repetitions, go."""
    first = next((n for n, block in enumerate(blocks) if is_paragraph(block)), len(blocks))
    chosen = _title_at(blocks[:first], {_key(name) for name in names})
    key = None if chosen is None else _key(blocks[chosen].text)
    sure = chosen is not None and (
        blocks[chosen].kind == "title" or key in {_key(name) for name in names}
    )
    titled = []
    for number, block in enumerate(blocks):
        if number == chosen:
            block = replace(block, kind="title", kept=True, reason=None)
        elif number < first and block.kept:
            repeats = block.kind == "title" or _key(block.text) == key
            # What stands above a title that the page itself names is the page's head.
            if repeats or (sure and chosen is not None and number < chosen):
                block = block.dropped("label")
        titled.append(replace(block, kind="heading") if _is_other_title(block, key) else block)
    return titled


def _is_other_title(block: Block, key: str | None) -> bool:
    return block.kind == "title" and _key(block.text) != key


def _title_at(blocks: Sequence[Block], names: set[str]) -> int | None:
    """Return the position of the title among the blocks above the text.

    The nearest block that the page's <title> names; else the nearest <h1>, the nearest other
    heading, or what else of the main text stands there.
    """
    possible = [n for n, block in enumerate(blocks) if _can_be_title(block)]
    tests: tuple[Callable[[Block], bool], ...] = (
        lambda block: _key(block.text) in names,
        lambda block: block.kind == "title",
        lambda block: block.kind == "heading",
    )
    for test in tests:
        found = [n for n in possible if test(blocks[n])]
        if found:
            return found[-1]
    return next((n for n in possible if blocks[n].kept), None)


def _can_be_title(block: Block) -> bool:
    if block.reason not in (None, "outside"):
        return False
    if block.kind not in ("title", "heading") and is_prose(block.text):
        return False
    long = han_count(block.text) > 5 or latin_words(block.text) > 2
    return (long or block.kind == "title") and any(map(str.isalpha, block.text))
