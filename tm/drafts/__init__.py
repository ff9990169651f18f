"""Documents waiting for their translation: what stands in them, and the same file filled in.

A draft keeps the file it was read from. Its slots are the segments to translate, in order; `fill`
puts a translation into one, `write` gives back the file with everything else as it was.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import cast

from tm.drafts.blank import blank_draft
from tm.drafts.slots import Draft, Filling, Opener, Slot
from tm.errors import Invalid

FORMATS = {
    ".tsv": "sheet:open_sheet", ".csv": "sheet:open_sheet", ".xlf": "xliff:open_xliff",
    ".xliff": "xliff:open_xliff", ".docx": "word:open_word",
}  # fmt: skip


def open_draft(data: bytes, *, name: str) -> Draft:
    """Open a document by its extension; raise Invalid for one we cannot fill, Unreadable."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in FORMATS:
        raise Invalid("file", name, f"a name ending in {', '.join(FORMATS)}")
    module, _, function = FORMATS[suffix].partition(":")
    return cast(Opener, getattr(import_module(f"tm.drafts.{module}"), function))(data, name)


__all__ = ["FORMATS", "Draft", "Filling", "Slot", "blank_draft", "open_draft"]
