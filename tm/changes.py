"""What a write returns, so that the audit can tell who altered what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Verb = Literal["add", "change", "remove", "revive", "merge", "undo"]


@dataclass(frozen=True, slots=True)
class Change:
    """One alteration of one object; `before` and `after` hold the fields that differ."""

    verb: Verb
    kind: str
    id: int | str
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
