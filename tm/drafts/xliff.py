"""An XLIFF document (1.2, 2.0 to 2.2): targets filled where empty, candidates beside every segment.

Candidates stand where the standard has a place for them: `alt-trans` in 1.2, the module of
translation candidates in 2.x. What is marked as not to be translated, or final, is left alone, and
so is everything we do not know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from lxml import etree

from tm.drafts.slots import Draft, Filling, Slot
from tm.errors import Unreadable
from tm.languages import Language, parse
from tm.markup import legal, local
from tm.markup import parse as parse_xml
from tm.units import Match

_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_FINAL = {"final", "signed-off"}
_STANDALONE = frozenset({"bpt", "ept", "ph", "it", "x", "bx", "ex", "sc", "ec", "cp", "sm", "em"})
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class _Place:
    """A segment: the element that holds source and target, and the unit it stands in."""

    unit: etree._Element
    pair: etree._Element


class Xliff:
    """A document and its segments."""

    def __init__(self, root: etree._Element, tags: tuple[str, str], source: Language) -> None:
        self.source: Language = source
        self._root, self._tags = root, tags
        self._first = (root.get("version") or "").startswith("1")
        self._places = list(_places(root, first=self._first))
        self.slots: Sequence[Slot] = [
            Slot(
                _text(_child(place.pair, "source")), done=bool(_text(_child(place.pair, "target")))
            )
            for place in self._places
        ]

    def fill(self, position: int, filling: Filling) -> None:
        """Fill the target of one segment if it is empty, and put the candidates beside it."""
        place = self._places[position]
        if filling.text is not None and not self.slots[position].done:
            _set_target(place.pair, legal(filling.text)[0], filling.score, first=self._first)
        for match in filling.matches:
            if self._first:
                _add_alternative(place.pair, match, self._tags)
            else:
                _add_candidate(place, match)

    def write(self, file: IO[bytes]) -> None:
        """Write the document."""
        tree = self._root.getroottree()
        tree.write(file, encoding="UTF-8", xml_declaration=True)


def open_xliff(data: bytes, name: str) -> Draft:
    """Open a document between Chinese and English; raise Unreadable."""
    root = parse_xml(data, name=name)
    if local(root) != "xliff":
        raise Unreadable(name, 1, "an XLIFF document", f"<{local(root)}>")
    file = next((node for node in root.iter() if local(node) == "file"), root)
    tags = (
        root.get("srcLang") or file.get("source-language") or "",
        root.get("trgLang") or file.get("target-language") or "",
    )
    source, target = (parse(tag).language for tag in tags)
    if source is None or target == source:
        raise Unreadable(name, None, "Chinese or English as source language", " → ".join(tags))
    return Xliff(root, tags, source)


def _places(root: etree._Element, *, first: bool) -> Iterator[_Place]:
    for unit in root.iter():
        if local(unit) != ("trans-unit" if first else "unit") or unit.get("translate") == "no":
            continue
        pairs = [unit] if first else [node for node in unit if local(node) == "segment"]
        for pair in pairs:
            target = _child(pair, "target")
            state = pair.get("state") or ("" if target is None else target.get("state"))
            if (
                state not in _FINAL
                and unit.get("approved") != "yes"
                and _child(pair, "source") is not None
            ):
                yield _Place(unit, pair)


def _set_target(pair: etree._Element, text: str, score: int, *, first: bool) -> None:
    source = _child(pair, "source")
    assert source is not None
    target = _child(pair, "target")
    if target is None:
        target = etree.Element(etree.QName(source, "target").text)
        target.tail = source.tail
        source.addnext(target)
    target.text = text
    if first:
        target.set("state", "needs-review-translation" if score < 100 else "translated")
    else:
        pair.set("state", "translated")


def _add_alternative(pair: etree._Element, match: Match, tags: tuple[str, str]) -> None:
    """Add an `alt-trans` of XLIFF 1.2 after the target."""
    namespace = etree.QName(pair).namespace
    found = etree.SubElement(
        pair, _name(namespace, "alt-trans"), {"match-quality": str(min(match.score, 100)),
        "origin": "Duizhao", "alttranstype": "proposal"},
    )  # fmt: skip
    for side, text, tag in zip(
        ("source", "target"), (match.source, match.target), tags, strict=True
    ):
        etree.SubElement(found, _name(namespace, side), {_XML_LANG: tag}).text = legal(text)[0]


def _add_candidate(place: _Place, match: Match) -> None:
    """Add an `mtc:match` of XLIFF 2 before the segments, pointing at a mark round the source."""
    holder = next((node for node in place.unit if etree.QName(node).namespace == _MATCHES), None)
    if holder is None:
        holder = etree.Element(_name(_MATCHES, "matches"), nsmap={"mtc": _MATCHES})
        place.unit.insert(0, holder)
    number = len(holder) + 1
    kind = {"context": "icm"}.get(match.kind, "tm")
    found = etree.SubElement(
        holder, _name(_MATCHES, "match"),
        {"id": f"dz{number}", "ref": f"#{_marked(place)}", "similarity": str(match.raw_score),
         "matchQuality": str(min(match.score, 100)), "type": kind, "origin": "Duizhao"},
    )  # fmt: skip
    namespace = etree.QName(place.unit).namespace
    for side, text in (("source", match.source), ("target", match.target)):
        etree.SubElement(found, _name(namespace, side)).text = legal(text)[0]


def _marked(place: _Place) -> str:
    """Return the id of a mark round the whole source, adding it where there is none."""
    source = _child(place.pair, "source")
    assert source is not None
    namespace = etree.QName(source).namespace
    for node in source:
        if local(node) == "mrk" and node.get("type") == "mtc:match":
            return node.get("id") or ""
    taken = {node.get("id") for node in place.unit.iter()}
    number = next(n for n in range(1, len(taken) + 2) if f"dzm{n}" not in taken)
    mark = etree.Element(_name(namespace, "mrk"), {"id": f"dzm{number}", "type": "mtc:match"})
    mark.text, source.text = source.text, None
    mark.extend(list(source))
    source.append(mark)
    return f"dzm{number}"


def _name(namespace: str | None, name: str) -> str:
    return f"{{{namespace}}}{name}" if namespace else name


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in element if local(child) == name), None)


def _text(element: etree._Element | None) -> str:
    """Return what a reader sees: marked text counts, standalone codes do not."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        if local(child) and local(child) not in _STANDALONE:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts).strip()
