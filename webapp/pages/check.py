"""Check: a pasted text or a file, with its source or without, and the findings beside it.

The text is checked and forgotten. Without scripts every button posts the whole form: the findings
come back with the text, and applying one is a round trip.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import PurePath

from flask import Blueprint, flash, request, send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from glossary.check.profiles import ALL, Profile
from glossary.check.suppress import Suppression, key_of
from tm.errors import Invalid
from webapp import current, uploads
from webapp.actions import check as actions
from webapp.actions import correct, decisions, outcomes
from webapp.actions.returned import returned
from webapp.pages.frame import show
from webapp.present import check as present
from webapp.queries import CheckQuestion

PROFILES: dict[str, Profile] = {
    "house": ALL,
    "terms": Profile(select=("T",)),
    "facts": Profile(select=("N", "M", "O")),
    "language": Profile(select=("S", "P", "C")),
}
MOST = (300, 1000, 3000)  # findings shown; the first unless another is asked for
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def routes(pages: Blueprint) -> None:
    """Put the check on the blueprint."""
    pages.add_url_rule("/check", "check", empty)
    pages.add_url_rule("/check", "check_text", check, methods=["POST"])
    pages.add_url_rule("/check/document", "check_document", document, methods=["POST"])


def empty() -> str:
    """Show the form."""
    asked = CheckQuestion.model_construct(text=request.args.get("text", ""))
    return show("check", asked=asked, report=None, profile=_profile(), profiles=list(PROFILES))


def check() -> str:
    """Check what was sent, after doing what the pressed button says with one finding."""
    fields = _fields()
    if not fields["text"].strip():
        return empty()
    asked = CheckQuestion.model_validate(fields)
    told = outcomes.told(request.form.get("decided", ""))
    before = request.form.getlist("ignored")
    pressed = [each for each in request.form.getlist("ignore") if each not in before]
    ignored = list(dict.fromkeys([*before, *pressed]))
    checked = _checked(asked, ignored)
    told.update(_ignored_now(checked, pressed))
    number = request.form.get("apply", "")
    if number.isdecimal():
        asked = asked.model_copy(update={"text": correct.corrected(checked, int(number))})
        told[checked.review.findings[int(number) - 1].code, "applied"] += 1
        checked = _checked(asked, ignored)
    _count(told)
    if request.form.get("always"):
        _leave_everywhere(checked, request.form["always"])
        checked = _checked(asked, ignored)
    most = _most()
    report = present.page_of(checked, most, 0)
    for finding, shown in zip(checked.review.findings[:most], report["findings"], strict=True):
        shown["key"] = key_of(finding, asked.text)
    counts = Counter(finding.code[0] for finding in checked.review.findings).most_common()
    return show("check", asked=asked, report=report, counts=counts, ignored=ignored, most=most,
                profile=_profile(), profiles=list(PROFILES), choices=MOST)  # fmt: skip


def _most() -> int:
    """Return how many findings to show: one of the choices, else the first."""
    asked = request.form.get("most", "")
    return next((most for most in MOST if str(most) == asked), MOST[0])


def document() -> Response:
    """Give the text back as a file: the Word document that was sent, or else plain text.

    In the document the corrections of the page are made and what is left stands as comments.
    """
    current.require("memory.read")
    asked = CheckQuestion.model_validate(_fields(text_wins=True))
    came = request.files.get("file")
    if came is None or not came.filename:
        return _file(asked.text.encode(), "checked.txt", "text/plain")
    upload = uploads.document("file")
    word = correct.word_of(upload)
    if word is None:
        return _file(asked.text.encode(), f"{PurePath(upload.name).stem}-checked.txt", "text/plain")
    with current.work() as work:
        made = returned(
            work, word, asked.text, source=asked.source, lang=asked.lang,
            options=_options(request.form.getlist("ignored")),
        )  # fmt: skip
    return _file(made.data, made.name, WORD_TYPE)


def _file(data: bytes, name: str, kind: str) -> Response:
    return send_file(BytesIO(data), kind, as_attachment=True, download_name=name)


def _checked(asked: CheckQuestion, ignored: Sequence[str]) -> actions.Checked:
    with current.work() as work:
        return actions.check_text(
            work, asked.text, lang=asked.lang, source=asked.source, options=_options(ignored)
        )


def _options(ignored: Sequence[str]) -> actions.Options:
    options = actions.Options(PROFILES[_profile()], tuple(_left(ignored)))
    return decisions.with_house(options, current.services().settings)


def _left(ignored: Sequence[str]) -> Iterator[Suppression]:
    """Read what the person ignored: "CODE text" wherever it stands, "CODE#KEY text" once."""
    for each in ignored:
        name, _space, text = each.partition(" ")
        code, _mark, key = name.partition("#")
        yield Suppression(code, text, "ignored", "here" if key else "word", key)


def _ignored_now(checked: actions.Checked, pressed: Sequence[str]) -> outcomes.Told:
    """Count the findings that the pressed button leaves."""
    by = set(_left(pressed))
    return Counter((e.finding.code, "ignored") for e in checked.review.suppressed if e.by in by)


def _count(told: outcomes.Told) -> None:
    if not told:
        return
    with current.work() as work:
        outcomes.count(work, told)
        work.commit()


def _leave_everywhere(checked: actions.Checked, name: str) -> None:
    """Keep the decision about the finding named "CODE text" for the whole house."""
    code, _space, text = name.partition(" ")
    found = [f for f in checked.review.findings if (f.code, f.text) == (code, text)]
    if not found:
        raise Invalid("always", name, "the code and text of a finding of this text")
    given = (each.strip() for each in request.form.getlist("reason"))  # one field a finding
    reason = next(filter(None, given), _("written so on purpose"))
    with current.work() as work:
        decisions.leave_everywhere(work, found[0], checked.text, reason)
        outcomes.count(work, {(code, "ignored"): len(found)})
        work.commit()
    flash(_("“%(text)s” is no longer reported anywhere.", text=text), "good")


def _profile() -> str:
    name = request.form.get("profile", "house")
    return name if name in PROFILES else "house"


def _fields(*, text_wins: bool = False) -> dict[str, str]:
    """Read the form; a file wins over the box it stands beside, unless `text_wins`.

    Browsers send line breaks as CR LF; positions must count what the page shows.
    """
    fields = {"lang": request.form.get("lang", "")}
    for box, field in (("text", "file"), ("source", "source_file")):
        fields[box] = request.form.get(box, "")
        file_counts = not (text_wins and fields[box].strip())
        if file_counts and field in request.files and request.files[field].filename:
            fields[box] = correct.text_of(uploads.document(field))
        fields[box] = fields[box].replace("\r\n", "\n")
    return fields
