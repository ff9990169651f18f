"""A document read, as JSON."""

from __future__ import annotations

from typing import Any

from tm.extract import Document


def document(value: Document) -> dict[str, Any]:
    """Return a document with its blocks, numbered from 1."""
    return {
        "name": value.name, "format": value.format, "language": value.language,
        "script": value.script, "encoding": value.encoding, "sha256": value.sha256,
        "title": value.title, "date": value.date, "url": value.url, "han": value.han,
        "words": value.words,
        "blocks": [
            {"number": number, "kind": block.kind, "kept": block.kept, "reason": block.reason,
             "text": block.text}
            for number, block in enumerate(value.blocks, 1)
        ],
        "problems": [
            {"place": each.place, "message": each.message, "message_zh": each.text("zh")}
            for each in value.problems
        ],
    }  # fmt: skip
