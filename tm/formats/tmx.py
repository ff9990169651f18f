"""TMX 1.4b, streamed both ways.

Languages are found by `xml:lang`, never by order. White space inside `seg` is text. Inline codes
(bpt, ept, ph, it, ut) carry formatting, not words: they are left out, what `hi` marks is kept.
Properties we do not know come back on export as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import product
from typing import IO, cast

from lxml import etree

from tm.errors import Unreadable
from tm.formats.records import Problem, Record
from tm.languages import Language, Tag, other, parse
from tm.markup import XML, elements, legal, local
from tm.text.detect import language_of
from tm.units import Place, TranslationUnit

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut", "sub"})
_DATE = "%Y%m%dT%H%M%SZ"
# Property names of other tools, and ours, for the neighbouring segments of the source side.
_PREVIOUS = ("x-context-pre", "prev", "x-previous-zh")
_NEXT = ("x-context-post", "next", "x-next-zh")
# Derived from the memory on every export, so never kept as a unit's own property.
_OURS = frozenset({
    "x-status", "x-article", "x-title", "x-title-en", "x-date", "x-url", "x-collection",
    "x-position", "x-previous-zh", "x-previous-en", "x-next-zh", "x-next-en",
})  # fmt: skip
Variant = tuple[str, Tag, etree._Element]
"""The text of one language, its tag and the tuv it stands in."""
TAGS: dict[str, str] = {"zh": "zh-CN", "en": "en"}


def read(file: IO[bytes], name: str) -> Iterator[Record | Problem]:
    """Yield the units of a TMX file, one at a time in constant memory.

    A unit with several variants of one language yields each pairing. Raises Unreadable when the
    file is no well-formed TMX.
    """
    seen = False
    for element in elements(file, frozenset({"tu", "header", "body", "tmx"}), name=name):
        kind = local(element)
        seen = seen or kind == "tmx"
        if kind == "header" and not element.get("srclang"):
            expected = "expected srclang in the header, got none; languages are told by xml:lang"
            told = "文件头未写明 srclang；语言以 xml:lang 为准"
            yield Problem(f"line {element.sourceline}", expected, warning=True, message_zh=told)
        if kind == "tu":
            yield from _records(element)
    if not seen:
        raise Unreadable(name, 1, "a TMX document", "another kind of XML")


def write(units: Iterable[TranslationUnit], file: IO[bytes]) -> int:
    """Write units as TMX 1.4b, one at a time; return how many."""
    count = 0
    header = {
        "creationtool": "Duizhao", "creationtoolversion": version("duizhao"),
        "segtype": "sentence", "o-tmf": "Duizhao", "adminlang": "en", "srclang": "*all*",
        "datatype": "plaintext",
    }  # fmt: skip
    with etree.xmlfile(file, encoding="UTF-8") as out:
        out.write_declaration()
        with out.element("tmx", version="1.4"):
            out.write(etree.Element("header", header), "\n")
            with out.element("body"):
                for unit in units:
                    out.write("\n", _element(unit))
                    count += 1
                out.write("\n")
    return count


def _records(tu: etree._Element) -> Iterator[Record | Problem]:
    line = cast(int, tu.sourceline or 0)
    place = f"line {line}"
    key = tu.get("tuid")
    if key:
        place += f", unit {key}"
    texts: dict[Language, list[Variant]] = {"zh": [], "en": []}
    languages = []
    for tuv in (child for child in tu if local(child) == "tuv"):
        tag = parse(tuv.get(f"{XML}lang") or tuv.get("lang") or "")
        languages.append(tag.given or "none")
        if tag.language is not None:
            texts[tag.language].append((_segment(tuv), tag, tuv))
    if not texts["zh"] or not texts["en"]:
        got = ", ".join(languages) or "no variants"
        expected = f"expected Chinese and English variants, got {got}"
        yield Problem(place, expected, skipped=True, message_zh=f"应有中英文，实有 {got}")
        return
    for message, chinese in _reservations(texts):
        yield Problem(place, message, warning=True, message_zh=chinese)
    for zh, en in product(texts["zh"], texts["en"]):
        if not zh[0].strip() or not en[0].strip():
            expected = "expected text in both languages, got an empty segment"
            yield Problem(place, expected, message_zh="中文或英文是空的")
        else:
            yield _record(tu, line, zh, en)


def _reservations(texts: dict[Language, list[Variant]]) -> Iterator[tuple[str, str]]:
    """Say in English and Chinese what is unusual about the variants of a unit that is taken."""
    every = [*texts["zh"], *texts["en"]]
    if len(every) > 2:
        expected = "expected one variant a language, got several; each pairing is a unit"
        yield expected, "一种语言有多个文本，每种搭配各成一对"
    if any(all(local(child) != "seg" for child in tuv) for _, _, tuv in every):
        expected = "expected the text in a seg, got it directly in the tuv"
        yield expected, "文字不在 seg 中，而直接写在 tuv 里"
    foreign = {local(node) for _, _, tuv in every for seg in tuv if local(seg) == "seg"
               for node in seg.iter() if local(node)} - _CODES - {"seg", "hi"}  # fmt: skip
    if foreign:
        got = ", ".join(sorted(foreign))
        expected = f"expected the codes of TMX in a seg, got {got}; kept its text"
        yield expected, f"seg 中有 TMX 以外的标记 {got}，只取了文字"
    # A Chinese text may be all Latin, a name say; only both sides together tell an exchange.
    if all(language_of(some[0][0]) == other(language) for language, some in texts.items()):
        expected = "expected the languages that xml:lang names, got texts that look exchanged"
        yield expected, "文字似乎与 xml:lang 所写的语言对调了"


def _record(
    tu: etree._Element,
    line: int,
    zh: Variant,
    en: Variant,
) -> Record:
    properties = _properties(tu) | _properties(zh[2]) | _properties(en[2])
    notes = [child.text for child in tu if local(child) == "note" and child.text]
    # Tools put dates on the variant or on the unit; the nearer one knows better.
    nodes = (en[2], zh[2], tu)
    return Record(
        zh[0], en[0], line, zh[1].given, en[1].given, key=tu.get("tuid"),
        previous=_context(properties, _PREVIOUS, "x-previous-en"),
        next=_context(properties, _NEXT, "x-next-en"),
        created=_date(_first(nodes, "creationdate")), created_by=_first(nodes, "creationid"),
        changed=_date(_first(nodes, "changedate")), changed_by=_first(nodes, "changeid"),
        note="\n".join(notes) or None,
        properties={name: value for name, value in properties.items() if name not in _OURS},
    )  # fmt: skip


def _segment(tuv: etree._Element) -> str:
    for child in tuv:
        if local(child) == "seg":
            return _text(child)
    return (tuv.text or "").strip()  # some writers forget the seg


def _text(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if local(child) and local(child) not in _CODES:  # an entity has no name
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _properties(element: etree._Element) -> dict[str, str]:
    return {
        child.get("type") or "": child.text or "" for child in element if local(child) == "prop"
    }


def _context(
    properties: dict[str, str], names: tuple[str, ...], english: str
) -> tuple[str, str] | None:
    zh = next((properties[name] for name in names if name in properties), None)
    return None if zh is None else (zh, properties.get(english, ""))


def _first(nodes: Iterable[etree._Element], attribute: str) -> str | None:
    return next((value for node in nodes if (value := node.get(attribute))), None)


def _date(text: str | None) -> datetime | None:
    if not text:
        return None
    digits = text.replace("-", "").replace(":", "")
    try:
        return datetime.strptime(digits, _DATE).replace(tzinfo=UTC)
    except ValueError:
        return None


def _element(unit: TranslationUnit) -> etree._Element:
    attributes = {"tuid": unit.key or str(unit.id)}
    if unit.created is not None:
        attributes["creationdate"] = unit.created.strftime(_DATE)
    if unit.created_by:
        attributes["creationid"] = legal(unit.created_by)[0]
    if unit.changed is not None:
        attributes["changedate"] = unit.changed.strftime(_DATE)
    if unit.changed_by:
        attributes["changeid"] = legal(unit.changed_by)[0]
    attributes["usagecount"] = str(unit.times)
    tu = etree.Element("tu", attributes)
    if unit.note:
        etree.SubElement(tu, "note").text = legal(unit.note)[0]
    for name, value in _written(unit).items():
        etree.SubElement(tu, "prop", type=name).text = legal(value)[0]
    for tag, text in ((unit.zh_tag, unit.zh), (unit.en_tag, unit.en)):
        tuv = etree.SubElement(tu, "tuv", {f"{XML}lang": TAGS.get(tag, tag)})
        etree.SubElement(tuv, "seg").text = legal(text)[0]
    return tu


def _written(unit: TranslationUnit) -> dict[str, str]:
    properties = dict(unit.properties) | {"x-status": unit.status}
    place = unit.origin
    if place is not None:
        properties |= {name: value for name, value in _origin(place) if value}
    return properties


def _origin(place: Place) -> Iterator[tuple[str, str | None]]:
    yield "x-article", None if place.article is None else str(place.article)
    yield "x-title", place.title
    yield "x-title-en", place.title_en
    yield "x-date", place.date
    yield "x-url", place.url
    yield "x-collection", place.collection
    yield "x-position", None if place.position is None else str(place.position)
    for name, neighbour in (("previous", place.previous), ("next", place.next)):
        if neighbour is not None:
            yield f"x-{name}-zh", neighbour[0]
            yield f"x-{name}-en", neighbour[1]
