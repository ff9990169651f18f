"""The parts of the memory: listing them, naming them, and what their matches lose."""

from __future__ import annotations

from tm.store.collections import Collection, Collections
from webapp.work import Work


def collections(work: Work) -> list[Collection]:
    """Return all collections with what they hold."""
    work.require("memory.read")
    return Collections(work.session).all()


def change(work: Work, id: int, *, name: str, penalty: int) -> None:
    """Rename a collection, or set the points its matches lose."""
    work.require("system.manage")
    changed = Collections(work.session).change(id, name=name, penalty=penalty)
    if changed.after:
        work.record(changed)
