"""The small language of a cell: several values, reasons and contexts.

    one value | another          values of the same standing
    first; second                alternatives: the first is meant, the others admitted
    form (reason)                why it is not wanted
    form @ 一带一路 (reason)      only where 一带一路 stands in the same bead
    form @ 国际化; !内部化        only beside 国际化 and where 内部化 is absent

A bar or semicolon inside a value has a backslash before it. A cell a spreadsheet would run as a
formula carries an apostrophe before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from glossary.concepts import Condition

_BAR = re.compile(r"(?<!\\)\|")
_SEMICOLON = re.compile(r"\s*(?<!\\)[;；]\s*")
_AT = " @ "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def values(cell: str) -> list[str]:
    """Return the values of a cell, without empty ones.

    >>> values("慈善法|《慈善法》| ")
    ['慈善法', '《慈善法》']
    """
    parts = (part.replace("\\|", "|").strip() for part in _BAR.split(cell))
    return [part for part in parts if part]


def alternatives(cell: str) -> list[list[str]]:
    """Return the values of a cell, each with its alternatives after it.

    >>> alternatives("reading group; book club")
    [['reading group', 'book club']]
    """
    return [found for value in values(cell) if (found := _split(value))]


def joined(texts: Iterable[str], *, alternatives: bool = False) -> str:
    """Write values into one cell: the inverse of `values`, or of `alternatives`."""
    escaped = (text.replace("|", "\\|") for text in texts)
    if alternatives:
        escaped = (re.sub("([;；])", r"\\\1", text) for text in escaped)
    return "|".join(escaped)


def qualified(value: str) -> tuple[str, Condition | None, str]:
    """Read `form @ context (reason)`: the form, its condition, the reason.

    >>> qualified("strategy @ 一带一路 (it is an initiative)")
    ('strategy', Condition(present=('一带一路',), absent=()), 'it is an initiative')
    >>> qualified("book party (reads as (a) launch)")
    ('book party', None, 'reads as (a) launch')
    """
    value, reason = _bracketed(value.strip())
    form, at, context = value.partition(_AT)
    if not at or not form.strip():
        return value, None, reason
    wanted = _split(context.strip())
    absent = tuple(part[1:].strip() for part in wanted if part.startswith("!"))
    present = tuple(part for part in wanted if not part.startswith("!"))
    return form.strip(), Condition(present, absent), reason


def qualify(form: str, condition: Condition | None, reason: str) -> str:
    """Write a form with its condition and reason: the inverse of `qualified`."""
    if condition is not None:
        context = [*condition.present, *(f"!{text}" for text in condition.absent)]
        form = f"{form}{_AT}{'; '.join(context)}"
    # A form that itself ends in a bracket needs an empty reason after it.
    return f"{form} ({reason})" if reason or form.endswith(")") else form


def guarded(cell: str) -> str:
    """Write a cell so that no spreadsheet runs it.

    >>> guarded("=SUM(A1)"), guarded("-ing"), guarded("慈善")
    ("'=SUM(A1)", "'-ing", '慈善')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def unguarded(cell: str) -> str:
    """Read a cell written by `guarded`."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell


def _split(value: str) -> list[str]:
    parts = (re.sub(r"\\([;；])", r"\1", part) for part in _SEMICOLON.split(value))
    return [part for part in parts if part]


def _bracketed(value: str) -> tuple[str, str]:
    """Cut the last bracket off: what stands before it and what stands in it."""
    if not value.endswith(")"):
        return value, ""
    depth = 0
    for at in range(len(value) - 1, 0, -1):
        depth += (value[at] == ")") - (value[at] == "(")
        if depth == 0:
            return (value[: at - 1].rstrip(), value[at + 1 : -1]) if value[at - 1] == " " else (
                value, "",
            )  # fmt: skip
    return value, ""
