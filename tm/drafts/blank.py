"""A document made of segments alone, for texts that are not translated where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from lxml import etree

from tm.drafts.sheet import Sheet
from tm.drafts.slots import Draft
from tm.drafts.xliff import open_xliff
from tm.errors import Invalid
from tm.languages import Language, other
from tm.markup import legal

TABLES = (".tsv", ".csv", ".xlsx")
BLANKS = (*TABLES, ".xlf", ".xliff")
_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_TAGS: dict[Language, str] = {"zh": "zh-CN", "en": "en"}


def blank_draft(texts: Sequence[str], source: Language, *, name: str) -> Draft:
    """Return a draft named `name` with a slot for each text; raise Invalid for another kind."""
    suffix = PurePath(name).suffix.lower()
    if suffix in TABLES:
        return Sheet([[text] for text in texts], source, name)
    if suffix in BLANKS:
        return open_xliff(_xliff(texts, source, PurePath(name).stem), name)
    raise Invalid("output", name, f"a name ending in {', '.join(BLANKS)}, or as the document's")


def _xliff(texts: Sequence[str], source: Language, original: str) -> bytes:
    root = etree.fromstring(f'<xliff version="1.2" xmlns="{_NAMESPACE}"/>')
    file = etree.SubElement(
        root, _name("file"),
        {"original": original, "datatype": "plaintext", "source-language": _TAGS[source],
         "target-language": _TAGS[other(source)]},
    )  # fmt: skip
    body = etree.SubElement(file, _name("body"))
    for number, text in enumerate(texts, 1):
        unit = etree.SubElement(body, _name("trans-unit"), {"id": str(number)})
        etree.SubElement(unit, _name("source")).text = legal(text)[0]
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _name(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"
