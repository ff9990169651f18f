"""The one safe way to read and write XML: no DTD, no entities, no network, constant memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from lxml import etree

from tm.errors import Unreadable

XML = "{http://www.w3.org/XML/1998/namespace}"

# What XML 1.0 cannot carry, lone surrogates included.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(data: bytes, *, name: str) -> etree._Element:
    """Read a whole document; raise Unreadable with the line of the first fault."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _unreadable(error, name) from None


def elements(file: IO[bytes], tags: frozenset[str], *, name: str) -> Iterator[etree._Element]:
    """Yield each finished element whose local name is in `tags`, freeing what came before.

    Raises Unreadable with the line of the first fault, after what stood before it.
    """
    # iterparse cannot refuse a DTD, but with these flags it reads none and expands no entity.
    events = etree.iterparse(
        file, events=("end",), resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for _, element in events:
            if local(element) in tags:
                yield element
                _free(element)
    except etree.XMLSyntaxError as error:
        raise _unreadable(error, name) from None


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace; "" for a comment or an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def legal(text: str) -> tuple[str, int]:
    """Return `text` without characters XML cannot carry, and how many there were."""
    return _ILLEGAL.subn("", text)


def _free(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _unreadable(error: etree.XMLSyntaxError, name: str) -> Unreadable:
    message = (error.msg or "a syntax error").removesuffix(f", line {error.lineno}")
    return Unreadable(name, error.lineno or 1, "well-formed XML", message)
