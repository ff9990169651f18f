"""The small tables a linguist keeps beside the glossary, as values.

Each reader takes the rows of a table (column name → cell) and passes over what is empty; several
values in a cell are separated by `|`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
    note: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """A Chinese phrase often written wrongly; where `wrong` is `right` the phrase is exempt."""

    wrong: str
    right: str
    note: str = ""
