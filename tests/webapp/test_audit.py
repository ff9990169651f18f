"""The audit keeps every change and gives it back newest first."""

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from tm.changes import Change
from tm.database import Base
from webapp.audit import Audit, Filter


@pytest.fixture
def audit():
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield Audit(session)
    engine.dispose()


def test_a_recorded_change_is_listed_with_before_and_after(audit):
    before, after = {"en": "book club"}, {"en": "reading group"}
    audit.record("陈静", Change("change", "concept", 7, before, after))
    (entry,) = audit.entries(Filter())
    assert (entry.actor, entry.verb, entry.kind, entry.object) == ("陈静", "change", "concept", "7")
    assert (entry.before, entry.after) == (before, after)


def test_the_newest_change_comes_first_and_filters_narrow(audit):
    audit.record("李伟", Change("add", "batch", 1))
    audit.record("陈静", Change("add", "concept", 2))
    audit.record("李伟", Change("undo", "batch", 1))
    assert [e.verb for e in audit.entries(Filter(actor="李伟"))] == ["undo", "add"]
    assert audit.count(Filter(kind="batch")) == 2
    assert [e.object for e in audit.entries(Filter(kind="concept", verb="add"))] == ["2"]
