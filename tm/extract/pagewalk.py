"""A web page as blocks in its own order, with what its markup says about them."""

from __future__ import annotations

import re

from lxml import html

from tm.extract.documents import Block, Kind, Reason
from tm.extract.plain import clean

_SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select",
     "option", "textarea", "button", "canvas", "audio", "video", "map", "math", "rt", "rp")
)  # fmt: skip
_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
     "font", "i", "img", "ins", "kbd", "label", "mark", "q", "ruby", "rb", "s", "samp", "small",
     "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "o:p", "st1")
)  # fmt: skip
_KINDS: dict[str, Kind] = {
    "h1": "title", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
    "h6": "heading", "li": "item", "dd": "item", "dt": "item", "td": "cell", "th": "cell",
    "figcaption": "caption", "caption": "caption",
}  # fmt: skip
_OUTSIDE: dict[str, Reason] = {"nav": "menu", "footer": "outside", "aside": "outside"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEEP = 400
"""Elements inside each other: deeper pages are attacks or accidents, and are cut there."""


def page_blocks(tree: html.HtmlElement) -> tuple[list[Block], set[int]]:
    """Return every block of text of a page, and which of them are nothing but links.

    Hidden blocks and menus are left out with the reason.
    """
    body = tree.find("body")
    walk = _Walk()
    walk.element(body if body is not None else tree, (), None, "paragraph", 0)
    walk.flush((), None, "paragraph")
    return walk.blocks, walk.links


class _Walk:
    """Gathers inline text until a block begins or ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.links: set[int] = set()
        self._pieces: list[str] = []
        self._linked = 0

    def element(
        self, element: html.HtmlElement, path: tuple[str, ...], reason: Reason | None,
        kind: Kind, depth: int,
    ) -> None:  # fmt: skip
        """Walk an element whose parents have this path, reason and kind."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _SKIPPED or not tag or depth > _DEEP:
            return
        if tag == "br":
            self.flush(path, reason, kind)
            return
        inline = tag in _INLINE
        if not inline:
            self.flush(path, reason, kind)
            path = (*path, _step(element))
            kind = _KINDS.get(tag, kind if kind in ("item", "cell", "caption") else "paragraph")
        reason = reason or _reason(element, tag)
        before = len(self._pieces)
        self._pieces.append(element.text or "")
        for child in element:
            self.element(child, path, reason, kind, depth + 1)
            self._pieces.append(child.tail or "")
        if tag == "a":
            self._linked += sum(map(_weight, self._pieces[before:]))
        if not inline:
            self.flush(path, reason, kind)

    def flush(self, path: tuple[str, ...], reason: Reason | None, kind: Kind) -> None:
        """End the block gathered so far."""
        linked = 0 < sum(map(_weight, self._pieces)) <= self._linked
        text = re.sub(r"[ \t\n\r\f\xa0]+", " ", clean("".join(self._pieces))).strip(" \u3000")
        self._pieces, self._linked = [], 0
        if text:
            if linked:
                self.links.add(len(self.blocks))
            block = Block(text, kind, place=">".join(path[-5:]))
            self.blocks.append(block.dropped(reason) if reason else block)


def _weight(text: str) -> int:
    """Count letters and digits, in which separators between links do not stand."""
    return sum(map(str.isalnum, text))


def _step(element: html.HtmlElement) -> str:
    """Return an element as a step of a path: its name, id and classes without running numbers."""
    named = "".join(f"#{each}" for each in (element.get("id") or "").split())
    named += "".join(f".{each}" for each in sorted((element.get("class") or "").split()))
    return f"{element.tag}{re.sub(r'[0-9]{2,}', '*', named)}"


def _reason(element: html.HtmlElement, tag: str) -> Reason | None:
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return "hidden"
    return _OUTSIDE.get(tag)
