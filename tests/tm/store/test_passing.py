"""Which units pass a filter: remembered, and always as asked anew."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from tests.tm.store.test_facets import stored
from tm.store.batches import Batches
from tm.store.collections import Collections
from tm.store.memories import Incoming, Memory
from tm.store.schema import CollectionRow
from tm.store.texts import Filter, Passing, Texts

FILTERS = (
    Filter(collection="通讯"), Filter(status="reviewed"), Filter(since="2020"),
    Filter(collection="年报", status="reviewed"), Filter(collection="无"),
)  # fmt: skip
STATED = Incoming("辛", "Said 辛", status="auto")


def test_what_is_remembered_is_what_would_be_found_anew(session: Session) -> None:
    memory, texts, passing = Memory(session), Texts(session), Passing()
    session.add_all([CollectionRow(id=1, name="通讯"), CollectionRow(id=2, name="年报")])
    session.flush()

    def same() -> None:
        for filter in FILTERS:
            remembered = passing.ids(texts, filter, memory.revision()).tolist()
            by_hand = [unit.id for unit in memory.units() if texts.kept([unit.id], filter)]
            assert sorted(remembered) == by_hand

    batches = Batches(session)
    opened = iter([batches.open("file", name, actor="li") for name in ("a", "b")])

    def bring(pair: Incoming) -> None:
        memory.add([pair], batch=next(opened), actor="li")

    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: stored(session, "2019-03-05", 1, "甲乙", "春"),
        lambda: stored(session, "2021-03-05", 2, "乙丙丁", "秋"),
        lambda: bring(STATED),
        lambda: bring(Incoming("辛", "Said 辛", status="reviewed")),
        lambda: batches.undo(2, actor="li"),
        lambda: batches.undo(4, actor="li"),
        lambda: Collections(session).change(1, name="会刊", penalty=0),
        lambda: Collections(session).change(2, name="通讯", penalty=0),
    ]
    for step in steps:
        step()
        session.flush()
        same()


def test_filters_that_are_not_asked_for_are_forgotten(session: Session) -> None:
    passing = Passing()
    for article in range(100):
        passing.ids(Texts(session), Filter(article=article), 0)
    assert len(passing._known) <= 16
