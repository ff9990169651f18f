"""Who may do what: one table to read aloud.

A role is a rung of no ladder: an importer does not decide terms, a terminologist does not import.
An action is a permission on a kind of thing; entry points never compare roles, they ask `allowed`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from tm.errors import Denied

Role = Literal["reader", "translator", "importer", "terminologist", "admin"]
Action = Literal[
    "memory.read",  # look up, concordance, terms, articles, checking a text
    "memory.export",  # take the memory or the glossary away as a file
    "row.flag",  # say that a pair of an article looks wrong
    "term.propose",  # suggest a term; it waits for a decision
    "unit.edit",  # change or confirm a pair of the memory
    "batch.import",  # bring files in, review beads, publish
    "batch.undo",  # take a batch back
    "term.decide",  # add, change, approve, remove, revive terms; import a glossary
    "finding.suppress",  # decide for everybody that a finding is not one
    "account.manage",  # people, roles, tokens of others
    "audit.read",  # see who changed what
    "system.manage",  # backups, index, settings
]
ROLES: tuple[Role, ...] = get_args(Role)
ACTIONS: tuple[Action, ...] = get_args(Action)

_READER: frozenset[Action] = frozenset({"memory.read", "memory.export"})
_TRANSLATOR = _READER | {"row.flag", "term.propose"}
_IMPORTER = _TRANSLATOR | {"unit.edit", "batch.import", "batch.undo", "audit.read"}
_TERMINOLOGIST = _TRANSLATOR | {"unit.edit", "term.decide", "finding.suppress", "audit.read"}

MAY: dict[Role, frozenset[Action]] = {
    "reader": _READER,
    "translator": _TRANSLATOR,
    "importer": _IMPORTER,
    "terminologist": _TERMINOLOGIST,
    "admin": frozenset(ACTIONS),
}


def allowed(role: Role, action: Action) -> bool:
    """Tell whether `role` may do `action`."""
    return action in MAY[role]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts: a person, a token of a person, or the command line.

    `account` is None for the command line and for anonymous readers.
    """

    name: str
    role: Role
    account: int | None = None
    scopes: frozenset[Action] | None = None
    """What a token is limited to; None means no limit but the role's."""

    def may(self, action: Action) -> bool:
        """Tell whether this actor may do `action`, within the token's scopes."""
        return allowed(self.role, action) and (self.scopes is None or action in self.scopes)

    def require(self, action: Action) -> None:
        """Raise `Denied` unless this actor may do `action`."""
        if not self.may(action):
            raise Denied(self.name, action)


# Whoever can run the command line can read the database file: asking for a role would be theatre.
COMMAND_LINE = Actor("command line", "admin")
