"""The unit of work: the one place where a request becomes a transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from tm.changes import Change
from webapp.audit import Audit
from webapp.roles import Action, Actor

if TYPE_CHECKING:
    from glossary.termbase import Termbase
    from tm.store.articles import Articles
    from tm.store.batches import Batches
    from tm.store.memories import Memory
    from webapp.services import Services


class Work:
    """A database session, the actor behind it and the stores over it.

    What was not committed is rolled back when the work ends: forgetting is harmless.
    """

    def __init__(self, session: Session, actor: Actor, services: Services, request: str | None):
        self.session, self.actor, self.services, self.request = session, actor, services, request

    @cached_property
    def memory(self) -> Memory:
        """The store of sentence pairs."""
        from tm.store.memories import Memory

        return Memory(self.session)

    @cached_property
    def articles(self) -> Articles:
        """The store of articles, their segments and beads."""
        from tm.store.articles import Articles

        return Articles(self.session)

    @cached_property
    def batches(self) -> Batches:
        """The store of what was brought in together."""
        from tm.store.batches import Batches

        return Batches(self.session)

    @property
    def termbase(self) -> Termbase:
        """The glossary's store."""
        from glossary.termbase import Termbase

        return Termbase(self.session)

    def require(self, action: Action) -> None:
        """Raise `Denied` unless the actor may do `action`."""
        self.actor.require(action)

    def record(self, change: Change) -> None:
        """Write who changed what into the audit, in the same transaction."""
        Audit(self.session).record(self.actor.name, change, self.request)

    def commit(self) -> None:
        """Keep what was done so far."""
        self.session.commit()


@contextmanager
def unit_of_work(services: Services, actor: Actor, request: str | None = None) -> Iterator[Work]:
    """Open a session for `actor`; everything not committed is rolled back at the end."""
    with Session(services.engine, expire_on_commit=False) as session:
        yield Work(session, actor, services, request)
