"""Taking single changes back from the audit, where nothing was built on them since."""

from __future__ import annotations

from dataclasses import replace

from glossary.concepts import State
from glossary.facts import concept_from, facts
from tm.errors import Conflict, DuizhaoError, Invalid
from tm.store.collections import Collections
from webapp.accounts import Accounts
from webapp.actions import collections, terms
from webapp.audit import Audit, Entry
from webapp.roles import Action
from webapp.work import Work

NEEDS: dict[tuple[str, str], Action] = {
    ("concept", "add"): "term.decide",
    ("concept", "change"): "term.decide",
    ("concept", "remove"): "term.decide",
    ("concept", "revive"): "term.decide",
    ("account", "change"): "account.manage",
    ("collection", "change"): "system.manage",
}
"""What can be taken back, by kind and verb, and what it takes. Batches have their own undo."""


def revertible(work: Work, entry: Entry) -> bool:
    """Tell whether the actor may take `entry` back and the thing still is as it left it."""
    needed = NEEDS.get((entry.kind, entry.verb))
    if needed is None or not work.actor.may(needed):
        return False
    try:
        return _current(work, entry) == _left(entry)
    except DuizhaoError:
        return False


def revert(work: Work, id: int) -> None:
    """Take one change back; raise Conflict where somebody changed the thing since."""
    work.require("audit.read")
    entry = Audit(work.session).get(id)
    needed = NEEDS.get((entry.kind, entry.verb))
    if needed is None:
        raise Invalid("change", f"{entry.verb} {entry.kind}", "a change that can be taken back")
    work.require(needed)
    if _current(work, entry) != _left(entry):
        raise Conflict(entry.kind, entry.object, "it was changed again since; look at it first")
    if entry.kind == "account":
        _account_back(work, entry)
    elif entry.kind == "collection":
        id = int(entry.object)
        now = Collections(work.session).facts(id)
        collections.change(work, id, **now | dict(entry.before))
    else:
        _concept_back(work, entry)


def _left(entry: Entry) -> dict[str, object]:
    """Return what the change left behind, of what can still be compared."""
    if entry.verb == "add":
        return {"state": entry.after["state"], "terms": entry.after["terms"]}
    return dict(entry.after)


def _current(work: Work, entry: Entry) -> dict[str, object]:
    """Return the same fields as they are now."""
    if entry.kind == "account":
        account = Accounts(work.session).get(int(entry.object))
        return {name: getattr(account, name, None) for name in entry.after}
    if entry.kind == "collection":
        found = Collections(work.session).facts(int(entry.object))
        return {name: found[name] for name in entry.after}
    now = facts(work.termbase.get(int(entry.object)))
    return {name: now.get(name) for name in _left(entry)}


def _account_back(work: Work, entry: Entry) -> None:
    accounts, id = Accounts(work.session), int(entry.object)
    if "role" in entry.before:
        work.record(accounts.set_role(id, entry.before["role"]))
    elif "disabled" in entry.before:
        work.record(accounts.disable(id, disabled=entry.before["disabled"]))
    else:
        raise Invalid("change", "a password", "a change of role, or an account closed or opened")


def _concept_back(work: Work, entry: Entry) -> None:
    id, why = int(entry.object), f"change {entry.id} taken back"
    if entry.verb == "add":
        terms.remove(work, id, reason=why)
        return
    stored = work.termbase.get(id)
    if stored.state is State.DELETED and entry.verb == "remove":
        terms.revive(work, id, reason=why)
        return
    earlier = concept_from(facts(stored) | dict(entry.before))
    earlier = replace(earlier, id=id, revision=stored.revision)
    work.record(work.termbase.change(earlier, actor=work.actor.name, reason=why))
