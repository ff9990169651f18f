"""The small tables a linguist keeps beside the glossary, as values.

Each reader takes the rows of a table (column name → cell) and passes over what is empty; several
values in a cell are separated by `|`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from glossary.check.finding import Message
from glossary.check.tokens import tokens

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Confusion:
    """An English word that is a word, but not the one the source asks for.

    Beside any of `zh` and none of `unless` in the same bead, `wrong` should be one of `right`.
    An empty `zh` asks for no proof: the pair is certain by itself.
    """

    wrong: str
    right: tuple[str, ...]
    zh: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    reason: Message = field(default_factory=lambda: Message("", ""))


@dataclass(frozen=True, slots=True)
class Slip:
    """A Chinese phrase often written wrongly; where `wrong` is `right` the phrase is exempt."""

    wrong: str
    right: str
    reason: Message = field(default_factory=lambda: Message("", ""))


def misspellings(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """Read known misspellings: columns `wrong`, `right`."""
    found = {}
    for row in rows:
        rights = _values(row, "right")
        if row.get("wrong") and rights:
            found[row["wrong"].strip().lower()] = rights
    return found


def confusions(rows: Iterable[Row]) -> Iterator[Confusion]:
    """Read confusions: wrong_en, right_en, zh_evidence, zh_counter, reason_en, reason_zh.

    The evidence asks for the right word; the counter-evidence justifies the one that stands there.
    """
    for row in rows:
        wrong, rights = _values(row, "wrong_en"), _values(row, "right_en")
        if wrong and rights:
            reason = Message(row.get("reason_en") or "", row.get("reason_zh") or "")
            proof, counter = _values(row, "zh_evidence"), _values(row, "zh_counter")
            for word in wrong:
                yield Confusion(word, rights, proof, counter, reason)


def slips(rows: Iterable[Row]) -> Iterator[Slip]:
    """Read Chinese slips: columns `wrong`, `right`, `reason_en`, `reason_zh`."""
    for row in rows:
        if row.get("wrong") and row.get("right"):
            reason = Message(row.get("reason_en") or "", row.get("reason_zh") or "")
            yield Slip(row["wrong"].strip(), row["right"].strip(), reason)


def names(rows: Iterable[Row]) -> Iterator[str]:
    """Read the English names of the names table, word by word."""
    for row in rows:
        for name in _values(row, "en"):
            yield from (token.text for token in tokens(name))


def _values(row: Row, column: str) -> tuple[str, ...]:
    return tuple(value for cell in (row.get(column) or "").split("|") if (value := cell.strip()))
