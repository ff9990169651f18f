"""What a reader of files yields: records, and problems with their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Record:
    """One pair read from a file. `line` counts from 1; `key` is the unit's id in the file."""

    zh: str
    en: str
    line: int
    zh_tag: str = "zh"
    en_tag: str = "en"
    key: str | None = None
    previous: tuple[str, str] | None = None
    next: tuple[str, str] | None = None
    created: datetime | None = None
    created_by: str | None = None
    changed: datetime | None = None
    changed_by: str | None = None
    note: str | None = None
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that could not be taken, or was taken with a reservation.

    `skipped` tells a record that is not ours to take (another language) from a faulty one;
    `message_zh` says the message in Chinese.
    """

    place: str
    message: str
    skipped: bool = False
    warning: bool = False
    message_zh: str = ""
