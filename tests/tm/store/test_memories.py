"""The memory's store, on every database."""

import pytest

from tm.errors import Conflict, Invalid, NotFound
from tm.store.batches import Batches
from tm.store.memories import Incoming, Memory, digest

PAIRS = [
    Incoming("我们在成都举办了培训班。", "We held a course in Chengdu.", line=1),
    Incoming("志愿者来自八个省份。", "The volunteers came from eight provinces.", line=2),
]


@pytest.fixture
def memory(session):
    return Memory(session)


@pytest.fixture
def batches(session):
    return Batches(session)


@pytest.fixture
def bring(memory, batches):
    """Bring pairs in as a file; answer (batch, tally)."""

    def bring(pairs=PAIRS, *, name="a.tsv", sha256=None, kind="file"):
        batch = batches.open(kind, name, actor="li", sha256=sha256)
        return batch, memory.add(pairs, batch=batch, actor="li")

    return bring


def texts(memory):
    return [(unit.zh, unit.en) for unit in memory.units()]


def test_pairs_become_units_with_a_place(memory, bring):
    batch, tally = bring()
    units = list(memory.units())
    assert (tally.created, tally.unchanged) == (2, 0)
    assert [(unit.zh, unit.origin.batch, unit.origin.line) for unit in units] == [
        (PAIRS[0].zh, batch, 1), (PAIRS[1].zh, batch, 2),
    ]  # fmt: skip


def test_the_same_file_again_brings_nothing(memory, batches, bring):
    bring(sha256="x")
    batch, tally = bring(sha256="x", name="renamed.tsv")
    assert (tally.created, tally.unchanged, batches.get(batch).places) == (0, 2, 0)


def test_the_same_pair_from_another_file_is_one_unit_with_two_places(memory, bring):
    bring()
    _, tally = bring(PAIRS[:1], name="b.tsv")
    [unit] = [unit for unit in memory.units() if unit.zh == PAIRS[0].zh]
    assert (tally.created, unit.times) == (0, 2)


def test_undo_takes_back_exactly_what_a_batch_brought_even_after_a_later_one(
    memory, batches, bring
):
    first, _ = bring()
    bring(PAIRS[:1], name="b.tsv")
    batches.undo(first, actor="li")
    assert texts(memory) == [(PAIRS[0].zh, PAIRS[0].en)]


def test_undoing_everything_leaves_nothing(memory, batches, bring):
    for batch in (bring()[0], bring(PAIRS[:1], name="b.tsv")[0]):
        batches.undo(batch, actor="li")
    assert (memory.count(), texts(memory)) == (0, [])


def test_a_unit_that_comes_back_keeps_its_id(memory, batches, bring):
    first, _ = bring()
    before = [unit.id for unit in memory.units()]
    batches.undo(first, actor="li")
    bring(name="again.tsv")
    assert [unit.id for unit in memory.units()] == before


def test_a_batch_is_undone_once(batches, bring):
    first, _ = bring()
    batches.undo(first, actor="li")
    with pytest.raises(Conflict, match="undone"):
        batches.undo(first, actor="li")


def test_a_changed_text_under_the_same_key_replaces_the_old_and_undo_brings_it_back(
    memory, batches, bring
):
    bring([Incoming("你好。", "Hello.", key="u1")])
    later, tally = bring([Incoming("你好。", "Good day.", key="u1")])
    assert (texts(memory), tally.updated, tally.created) == ([("你好。", "Good day.")], 1, 0)
    batches.undo(later, actor="li")
    assert texts(memory) == [("你好。", "Hello.")]


def test_reviewed_anywhere_is_reviewed_and_falls_back_with_the_batch(memory, batches, bring):
    bring([Incoming("你好。", "Hello.", status="auto")])
    reviewed, _ = bring([Incoming("你好。", "Hello.", status="reviewed")], name="b.tsv")
    [unit] = memory.units()
    assert unit.status == "reviewed"
    batches.undo(reviewed, actor="li")
    [unit] = memory.units()
    assert unit.status == "auto"


def test_every_write_raises_the_revision_and_shows_in_the_rows_of_the_index(
    memory, batches, bring
):
    first, _ = bring()
    seen = memory.revision()
    assert list(memory.index_rows(newer_than=seen)) == []
    batches.undo(first, actor="li")
    rows = list(memory.index_rows(newer_than=seen))
    assert [(row.zh, row.deleted) for row in rows] == [(pair.zh, True) for pair in PAIRS]


def test_index_rows_without_a_revision_are_all_live_units(memory, bring):
    bring()
    assert [(row.zh, row.en) for row in memory.index_rows()] == texts(memory)


def test_empty_texts_are_refused(bring):
    with pytest.raises(Invalid, match="1 to 20,000 characters"):
        bring([Incoming("  ", "Hello.")])


def test_unknown_ids(memory, batches):
    for call in (lambda: memory.get(7), lambda: batches.get(7)):
        with pytest.raises(NotFound):
            call()


def test_identity_does_not_confuse_the_border_between_the_texts():
    assert digest("ab", "c") != digest("a", "bc")


def test_many_pairs_cross_the_lots(memory, bring):
    pairs = [Incoming(f"第{n}句。", f"Sentence {n}.", line=n) for n in range(1234)]
    _, tally = bring(pairs)
    assert (tally.created, memory.count(), len(list(memory.units()))) == (1234, 1234, 1234)
    assert bring(pairs)[1].created == 0


def test_a_pair_listed_twice_in_a_file_has_one_place(memory, bring):
    bring([PAIRS[0], PAIRS[0]])
    [unit] = memory.units()
    assert unit.times == 1
