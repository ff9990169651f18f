"""JSON lines: our own full-fidelity form of a unit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from tm.formats.records import Problem, Record
from tm.units import TranslationUnit

_SURROGATES = re.compile("[\ud800-\udfff]")


def read(file: IO[bytes], name: str) -> Iterator[Record | Problem]:
    """Yield the record of each line."""
    for number, line in enumerate(file, 1):
        if line.strip():
            yield _record(line, number)


def write(units: Iterable[TranslationUnit], file: IO[bytes]) -> int:
    """Write one unit a line; return how many."""
    count = 0
    for unit in units:
        text = json.dumps(_object(unit), ensure_ascii=False)
        file.write(text.encode() + b"\n")
        count += 1
    return count


def _record(line: bytes, number: int) -> Record | Problem:
    place = f"line {number}"
    try:
        value: dict[str, Any] = json.loads(line)
        zh, en = value["zh"], value["en"]
    except (ValueError, KeyError, TypeError, RecursionError):
        expected = 'expected an object with "zh" and "en", got none'
        return Problem(place, expected, message_zh='应为含有"zh"和"en"的对象')
    if not (isinstance(zh, str) and isinstance(en, str) and zh.strip() and en.strip()):
        expected = 'expected texts in "zh" and "en", got an empty one'
        return Problem(place, expected, message_zh='"zh"或"en"是空的')
    properties = value.get("properties") or {}
    named = {name: value.get(name) for name in ("zh_tag", "en_tag", "key", "note")}
    if not _are_texts(named, properties):
        return Problem(
            place,
            'expected texts in "zh_tag", "en_tag", "key" and "note" and an object of texts in'
            ' "properties", got something else',
            message_zh='"zh_tag"、"en_tag"、"key"和"note"应为文字，"properties"应为由文字组成的对象',
        )
    if not _is_storable([zh, en, *named.values(), *properties, *properties.values()]):
        expected = "expected text, got a NUL or half a surrogate pair"
        return Problem(place, expected, message_zh="含有 NUL 或不成对的代理字符")
    return Record(
        zh, en, number, named["zh_tag"] or "zh", named["en_tag"] or "en",
        key=named["key"], note=named["note"], properties=properties,
    )  # fmt: skip


def _are_texts(named: Mapping[str, Any], properties: Any) -> bool:
    """Tell whether the optional fields are texts or nothing, and the properties all texts."""
    return (
        isinstance(properties, dict)
        and all(isinstance(value, str) for value in properties.values())
        and all(value is None or isinstance(value, str) for value in named.values())
    )


def _is_storable(values: Iterable[str | None]) -> bool:
    """Tell whether a database takes the texts: JSON can escape what UTF-8 cannot hold."""
    return not any("\0" in value or _SURROGATES.search(value) for value in values if value)


def _object(unit: TranslationUnit) -> dict[str, object]:
    place = unit.origin
    origin = {} if place is None else {
        "article": place.article, "title": place.title, "date": place.date, "url": place.url,
        "collection": place.collection, "position": place.position,
    }  # fmt: skip
    return {
        "zh": unit.zh, "en": unit.en, "zh_tag": unit.zh_tag, "en_tag": unit.en_tag,
        "status": unit.status, "key": unit.key, "note": unit.note,
        "properties": dict(unit.properties), "times": unit.times, "origin": origin,
    }  # fmt: skip
