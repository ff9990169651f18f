"""The ways a caller can be told no.

One root, children named by what the caller can do about it. Every error carries its parts as
fields and says what was expected, what came and what to do. Findings, problems on import and
"no match" are values, not errors.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any


class DuizhaoError(Exception):
    """The root: whatever the command line answers with exit status 2."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Let errors pass between processes, which would call the class with the message alone."""
        return _rebuilt, (type(self), self.args, self.__dict__)


class NotFound(DuizhaoError):
    """The id names nothing."""

    def __init__(self, kind: str, id: object) -> None:
        super().__init__(f"there is no {kind} {id}")
        self.kind, self.id = kind, id


class Conflict(DuizhaoError):
    """Somebody changed it first, or it is there already."""

    def __init__(self, kind: str, id: object, reason: str) -> None:
        super().__init__(f"{kind} {id}: {reason}")
        self.kind, self.id, self.reason = kind, id, reason


class Invalid(DuizhaoError):
    """A value breaks a rule of the model."""

    def __init__(self, field: str, got: object, expected: str) -> None:
        super().__init__(f"{field}: expected {expected}, got {_shown(got)}")
        self.field, self.got, self.expected = field, got, expected


class Denied(DuizhaoError):
    """The actor's role does not allow the action."""

    def __init__(self, actor: str, action: str) -> None:
        super().__init__(f"{actor} may not {action}; ask an administrator for a role that may")
        self.actor, self.action = actor, action


class Unreadable(DuizhaoError):
    """A file as a whole is not what it claims to be."""

    def __init__(self, name: str, line: int | None, expected: str, got: str) -> None:
        place = name if line is None else f"{name}, line {line}"
        super().__init__(f"{place}: expected {expected}, got {got}")
        self.name, self.line, self.expected, self.got = name, line, expected, got


class TooLarge(DuizhaoError):
    """Over a stated limit."""

    def __init__(self, what: str, size: int, limit: int) -> None:
        super().__init__(f"{what} has {size:,}; the limit is {limit:,}; split it and try again")
        self.what, self.size, self.limit = what, size, limit


class IndexUnusable(DuizhaoError):
    """A part of the index is of another version or damaged."""

    def __init__(self, path: object, expected: str, got: str) -> None:
        super().__init__(f"{path}: expected {expected}, got {got}; run `duizhao index build`")
        self.path, self.expected, self.got = path, expected, got


class Busy(DuizhaoError):
    """Somebody else holds the lock; the same call may succeed soon."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is in use by another process; try again in a moment")
        self.what = what


class DatabaseUnusable(DuizhaoError):
    """The database cannot be reached, read or written."""

    def __init__(self, got: str) -> None:
        super().__init__(
            f"the database: expected to read and write it, got {got}; check that its server runs,"
            " or that its file is whole and the disk has space"
        )
        self.got = got


def _rebuilt(
    kind: type[DuizhaoError], args: tuple[object, ...], fields: dict[str, object]
) -> DuizhaoError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(fields)
    return error


def _shown(value: object) -> str:
    if isinstance(value, PurePath):
        return repr(str(value))  # a path cut short helps nobody to find it
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."
