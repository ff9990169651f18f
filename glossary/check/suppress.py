"""Findings a person has decided to leave: marked in the text, or kept beside it with a reason.

In the text: `[sic]` after the stretch, or a comment on its line or the line before that says
`duizhao: ignore T101 the client's own name` (any comment signs round it; without a code, all).

Kept: a suppression names the code, the text and, unless it holds for the word everywhere, the
words round it. The key folds case and width and forgets the rest of the text, so that it survives
edits elsewhere and dies with the sentence it was made for.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

from glossary.check.finding import Finding
from tm.errors import Invalid
from tm.text.fold import fold
from tm.text.spans import Span

Scope = Literal["here", "word"]
NEIGHBOURS = 16  # characters on either side that tell one place from another
_WORDS = re.compile(r"\w+")
_SIC = re.compile(r"\s?[\[［]sic[\]］]", re.IGNORECASE)
_COMMENT = re.compile(
    r"(?i:duizhao:\s*ignore)(?P<codes>(?:[ \t,]+[A-Z]\d{0,3}\b)*)[ \t]*"
    r"(?P<reason>(?:(?!-->|\*/)[^\n])*)"
)
_COMMENT_END = re.compile(r"\s*(?:-->|\*/|\]\]|\)|--)?\s*$")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A decision to leave findings of `code` (or codes beginning so; "" = all) at `text`.

    scope "here" holds where the neighbouring words hash to `key`; scope "word" wherever the whole
    `text` is flagged. `expires` is the last day it holds (ISO date), None for good.
    """

    code: str
    text: str
    reason: str
    scope: Scope = "here"
    key: str = ""
    author: str = ""
    date: str = ""
    expires: str | None = None

    def holds(self, finding: Finding, text: str, today: str | None = None) -> bool:
        """Tell whether this decision covers `finding` of `text`; `today` as an ISO date."""
        if self.expires is not None and today is not None and today > self.expires:
            return False
        if not finding.code.startswith(self.code) or _plain(self.text) != _plain(finding.text):
            return False
        return self.scope == "word" or self.key == key_of(finding, text)


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that is left, and the decision that leaves it."""

    finding: Finding
    by: Suppression


@dataclass(frozen=True, slots=True)
class Sorted:
    """Findings that count, findings that are left, and decisions that covered nothing."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    unused: tuple[Suppression, ...]


def key_of(finding: Finding, text: str) -> str:
    """Return the mark of a finding: code, folded text and the words round it, hashed."""
    span = finding.span
    before = _WORDS.findall(fold(text[max(0, span.start - NEIGHBOURS) : span.start]).text)
    after = _WORDS.findall(fold(text[span.end : span.end + NEIGHBOURS]).text)
    # The outermost words may be cut in half.
    near = "|".join([finding.code, _plain(finding.text), *before[1:], "·", *after[:-1]])
    return hashlib.sha256(near.encode()).hexdigest()[:16]


def suppression_of(
    finding: Finding,
    text: str,
    reason: str,
    *,
    scope: Scope = "here",
    author: str = "",
    day: str = "",
) -> Suppression:
    """Return the decision to leave `finding`; `Invalid` without a reason."""
    if not reason.strip():
        raise Invalid("reason", reason, "why the finding is left")
    key = key_of(finding, text) if scope == "here" else ""
    return Suppression(finding.code, finding.text, reason.strip(), scope, key, author, day)


def sort_out(
    findings: Iterable[Finding],
    text: str,
    kept: Sequence[Suppression] = (),
    today: str | None = None,
) -> Sorted:
    """Part the findings by the decisions in the text and those kept beside it."""
    marks = _marks(text)
    count: list[Finding] = []
    left: list[Suppressed] = []
    used: set[Suppression] = set()
    for finding in findings:
        by = next((each for each in kept if each.holds(finding, text, today)), None)
        if by is not None:
            used.add(by)
        by = by or _inline(finding, text, marks)
        if by is None:
            count.append(finding)
        else:
            left.append(Suppressed(finding, by))
    unused = tuple(each for each in kept if each not in used)
    return Sorted(tuple(count), tuple(left), unused)


def comments(text: str) -> list[Span]:
    """Return the stretches that are instructions to the checker, so that no rule reads them."""
    found = [*_SIC.finditer(text), *_COMMENT.finditer(text)]
    return sorted(Span(*match.span()) for match in found)


def read_suppressions(text: str) -> list[Suppression]:
    """Read the file kept beside a text.

    [[suppression]]
    code = "S102"
    text = "Dianchi"
    reason = "a lake"
    scope = "word"
    """
    try:
        rows = tomllib.loads(text).get("suppression", [])
    except tomllib.TOMLDecodeError as error:
        raise Invalid("suppressions", str(error), "a TOML file of [[suppression]] tables") from None
    return [_suppression(row) for row in rows]


def write_suppressions(kept: Iterable[Suppression]) -> str:
    """Return the file that `read_suppressions` reads."""
    return "\n".join(_table(each) for each in kept)


def _suppression(row: object) -> Suppression:
    known = Suppression.__dataclass_fields__.keys()
    if not isinstance(row, dict) or not {"code", "text", "reason"} <= row.keys() <= known:
        raise Invalid("suppression", row, f"code, text, reason and some of {', '.join(known)}")
    values = {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }
    if not all(isinstance(value, str) for value in values.values()):
        raise Invalid("suppression", row, "texts in quotes")
    if values.get("scope", "here") not in ("here", "word"):
        raise Invalid("suppression.scope", values["scope"], "here or word")
    return Suppression(**cast("dict[str, Any]", values))


def _table(each: Suppression) -> str:
    lines = ["[[suppression]]"]
    for name in Suppression.__dataclass_fields__:
        value = getattr(each, name)
        if value or name == "code":
            lines.append(f"{name} = {_quoted(value)}")
    return "\n".join(lines) + "\n"


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(f"\\u{ord(ch):04x}" if ord(ch) < 32 else ch for ch in escaped) + '"'


def _plain(text: str) -> str:
    return " ".join(fold(text).text.split())


def _marks(text: str) -> list[tuple[Span, tuple[str, ...], str]]:
    """Return the lines that comments speak of, with their codes and reasons."""
    found = []
    for match in _COMMENT.finditer(text):
        codes = tuple(match["codes"].replace(",", " ").split())
        reason = _COMMENT_END.sub("", match["reason"]).strip()
        start = text.rfind("\n", 0, match.start()) + 1
        end = _line_end(text, match.end())
        if not _WORDS.search(_COMMENT.sub("", text[start:end])):
            end = _line_end(text, end + 1)  # a comment on a line of its own speaks of the next
        found.append((Span(start, end), codes, reason))
    return found


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _inline(
    finding: Finding, text: str, marks: Sequence[tuple[Span, tuple[str, ...], str]]
) -> Suppression | None:
    if _SIC.match(text, finding.span.end):
        return Suppression(finding.code, finding.text, "[sic]")
    for span, codes, reason in marks:
        inside = span.start <= finding.span.start <= span.end
        if inside and (not codes or finding.code.startswith(codes)):
            return Suppression(finding.code, finding.text, reason)
    return None
