"""Check: a pasted text or a file, with its source or without, and the findings beside it.

The text is checked and forgotten. Without scripts every button posts the whole form: the findings
come back with the text, and applying one is a round trip.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask import Blueprint, request

from glossary.check.suppress import Suppression
from webapp import current, uploads
from webapp.actions import check as actions
from webapp.actions import correct
from webapp.pages.frame import show
from webapp.present import check as present
from webapp.queries import CheckQuestion


def routes(pages: Blueprint) -> None:
    """Put the check on the blueprint."""
    pages.add_url_rule("/check", "check", empty)
    pages.add_url_rule("/check", "check_text", check, methods=["POST"])


def empty() -> str:
    """Show the form."""
    asked = CheckQuestion.model_construct(text=request.args.get("text", ""))
    return show("check", asked=asked, report=None)


def check() -> str:
    """Check what was sent, after putting right the finding whose button was pressed."""
    fields = _fields()
    if not fields["text"].strip():
        return empty()
    asked = CheckQuestion.model_validate(fields)
    ignored = [*request.form.getlist("ignored"), *request.form.getlist("ignore")]
    checked = _checked(asked, ignored)
    number = request.form.get("apply", "")
    if number.isdecimal():
        asked = asked.model_copy(update={"text": correct.corrected(checked, int(number))})
        checked = _checked(asked, ignored)
    report = present.checked(checked)
    counts = Counter(finding["code"][0] for finding in report["findings"]).most_common()
    return show("check", asked=asked, report=report, counts=counts,
                ignored=ignored)  # fmt: skip


def _checked(asked: CheckQuestion, ignored: Sequence[str]) -> actions.Checked:
    """Check, leaving out what the person ignored: "CODE text", wherever it stands."""
    split = (each.partition(" ") for each in ignored)
    kept = tuple(Suppression(code, text, "ignored", scope="word") for code, _, text in split)
    options = actions.Options(kept=kept)
    with current.work() as work:
        return actions.check_text(
            work, asked.text, lang=asked.lang, source=asked.source, options=options
        )


def _fields() -> dict[str, str]:
    """Read the form; a file wins over the box it stands beside.

    Browsers send line breaks as CR LF; positions must count what the page shows.
    """
    fields = {"lang": request.form.get("lang", "")}
    for box, field in (("text", "file"), ("source", "source_file")):
        fields[box] = request.form.get(box, "")
        if field in request.files and request.files[field].filename:
            fields[box] = correct.text_of(uploads.document(field))
        fields[box] = fields[box].replace("\r\n", "\n")
    return fields
