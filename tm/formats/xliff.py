"""XLIFF 1.2 and 2.x: only what has been translated.

A segment whose target is missing, empty or still in its initial state is skipped and reported.
Inline codes carry formatting, not words: marked text is kept, standalone codes are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, cast

from lxml import etree

from tm.errors import Unreadable
from tm.formats.records import Problem, Record
from tm.languages import Language, Tag, other, parse
from tm.markup import local
from tm.markup import parse as parse_xml

_STANDALONE = frozenset({"bpt", "ept", "ph", "it", "x", "bx", "ex", "sc", "ec", "cp", "sm", "em"})
_UNTRANSLATED = frozenset({"new", "needs-translation", "initial"})


def read(file: IO[bytes], name: str) -> Iterator[Record | Problem]:
    """Yield the translated segments of an XLIFF document; raise Unreadable."""
    root = parse_xml(file.read(), name=name)
    if local(root) != "xliff":
        raise Unreadable(name, 1, "an XLIFF document", f"<{local(root)}>")
    if (root.get("version") or "").startswith("1"):
        yield from _first(root, name)
    else:
        yield from _second(root, name)


def _first(root: etree._Element, name: str) -> Iterator[Record | Problem]:
    for file in (node for node in root.iter() if local(node) == "file"):
        tags = _tags(file.get("source-language"), file.get("target-language"), name)
        for unit in (node for node in file.iter() if local(node) == "trans-unit"):
            key = unit.get("resname") or unit.get("id")
            yield _record(unit, unit, tags, key, _state(_child(unit, "target")))


def _second(root: etree._Element, name: str) -> Iterator[Record | Problem]:
    tags = _tags(root.get("srcLang"), root.get("trgLang"), name)
    for unit in (node for node in root.iter() if local(node) == "unit"):
        segments = [node for node in unit.iter() if local(node) == "segment"]
        for at, segment in enumerate(segments, 1):
            key = unit.get("id")
            if key and len(segments) > 1:
                key = f"{key}/{segment.get('id') or at}"
            yield _record(unit, segment, tags, key, segment.get("state") or "")


def _tags(source: str | None, target: str | None, name: str) -> tuple[Tag, Tag]:
    """Return the tags of both sides; raise Unreadable unless they are Chinese and English."""
    tags = parse(source or ""), parse(target or "")
    wanted: set[Language | None] = {"zh", "en"}
    if {tag.language for tag in tags} != wanted:
        got = f"{source or 'none'} and {target or 'none'}"
        raise Unreadable(name, None, "Chinese and English as source and target language", got)
    return tags


def _record(
    unit: etree._Element, pair: etree._Element, tags: tuple[Tag, Tag], key: str | None, state: str
) -> Record | Problem:
    line = cast(int, unit.sourceline or 0)
    place = f"line {line}" + (f", unit {key}" if key else "")
    source, target = (_text(_child(pair, side)) for side in ("source", "target"))
    if not source.strip() or not target.strip() or state in _UNTRANSLATED:
        expected = "expected a translated segment, got none"
        return Problem(place, expected, skipped=True, message_zh="没有译文")
    texts = {tags[0].language: source, tags[1].language: target}
    left = cast(Language, tags[0].language)
    given = {left: tags[0].given, other(left): tags[1].given}
    notes = [_text(node) for node in unit.iter() if local(node) == "note"]
    return Record(
        texts["zh"], texts["en"], line, given["zh"], given["en"], key=key,
        note="\n".join(filter(None, notes)) or None,
    )  # fmt: skip


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if local(child) == name), None)


def _state(target: etree._Element | None) -> str:
    return "" if target is None else target.get("state") or ""


def _text(element: etree._Element | None) -> str:
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        if local(child) and local(child) not in _STANDALONE:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
