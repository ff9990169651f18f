"""Around a check: the text of a document, and a text with one finding set right."""

from __future__ import annotations

from glossary.check.finding import Edit
from glossary.check.fixes import apply
from tm.errors import NotFound
from tm.extract import extract
from webapp.actions.check import Checked
from webapp.actions.checkfile import Word, open_sheet
from webapp.uploaded import Upload


def text_of(upload: Upload) -> str:
    """Return the article in a document, navigation left out, its blocks one paragraph apart.

    A Word document is given paragraph by paragraph, one a line, so that it can be given back.
    """
    word = word_of(upload)
    if word is not None:
        return word.part.text
    document = extract(upload.data, name=upload.name)
    return "\n\n".join(block.text for block in document.blocks if block.kept)


def word_of(upload: Upload) -> Word | None:
    """Return a Word document opened for checking; None for a file of another kind."""
    if upload.name.lower().endswith(".xlsx"):
        return None
    sheet = open_sheet(upload.data, upload.name)
    return sheet if isinstance(sheet, Word) else None


def corrected(checked: Checked, number: int) -> str:
    """Return the text with the fix of one finding put in; findings count from 1.

    Raises NotFound where there is no such finding, or none that can be put right by itself.
    """
    findings = checked.review.findings
    fix = findings[number - 1].fix if 0 < number <= len(findings) else None
    if fix is None or fix.applicability == "display":
        raise NotFound("fix for finding", number)
    changes: list[Edit] = sorted(fix.edits, key=lambda edit: edit.span)
    return apply(checked.text, changes)
