"""JSON lines: our own full-fidelity form of a unit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from tm.formats.records import Problem, Record
from tm.units import TranslationUnit


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
    try:
        value: dict[str, Any] = json.loads(line)
        zh, en = value["zh"], value["en"]
    except (ValueError, KeyError, TypeError):
        return Problem(f"line {number}", 'expected an object with "zh" and "en", got none')
    if not (isinstance(zh, str) and isinstance(en, str) and zh.strip() and en.strip()):
        return Problem(f"line {number}", 'expected texts in "zh" and "en", got an empty one')
    return Record(
        zh, en, number, value.get("zh_tag") or "zh", value.get("en_tag") or "en",
        key=value.get("key"), note=value.get("note"), properties=value.get("properties") or {},
    )  # fmt: skip


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
