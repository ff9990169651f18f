"""Review: steps on beads, their history, and what they do to the memory."""

import pytest

from tm import review
from tm.articles import ArticleSegment, Facts, bead_of, fingerprint
from tm.errors import Conflict, Invalid
from tm.store.articles import Articles
from tm.store.batches import Batches
from tm.store.memories import Memory
from tm.store.reviews import Reviews

ROWS = [
    (["会议开幕。"], ["The meeting opened."], "auto"),
    (["二十人参加。", "来自八省。"], ["Twenty people came from eight provinces."], "auto"),
    (["照片由主办方提供。"], [], "dropped"),
    (["会议闭幕。"], ["The meeting closed.", "Thanks were said."], "doubtful"),
]


@pytest.fixture
def articles(session):
    return Articles(session)


@pytest.fixture
def edition(session, articles):
    batch = Batches(session).open("pair", "会议", actor="li")
    beads = [bead_of(zh, en, confidence=0.9, status=status) for zh, en, status in ROWS]
    sides = [[ArticleSegment(text, 0) for row in ROWS for text in row[at]] for at in (0, 1)]
    _, edition = articles.add_edition(
        Facts(title_zh="会议", date="2024-01-02"), batch=batch, fingerprint=fingerprint(*sides)
    )
    articles.store_segments(edition, *sides)
    articles.store_beads(edition, beads)
    return edition


@pytest.fixture
def reviews(session, edition):
    return Reviews(session, edition)


@pytest.fixture
def beads(articles, edition):
    return lambda: articles.beads(edition)


def shown(beads):
    return [(bead.type, bead.zh, bead.en, bead.status) for bead in beads]


def published(session):
    return [(unit.zh, unit.en, unit.status) for unit in Memory(session).units()]


def test_beads_come_back_as_they_were_stored(beads):
    assert [bead.type for bead in beads()] == ["1-1", "2-1", "1-0", "1-2"]
    assert [bead.position for bead in beads()] == [0, 1, 2, 3]


def test_a_stretch_of_beads_is_a_slice_of_them_all(articles, edition, beads, reviews):
    first, second, *_ = beads()
    made = reviews.make(review.merge(first, second), actor="li")
    assert made.beads == tuple(bead.id for bead in beads()[:1])
    for start in range(4):
        assert articles.beads(edition, start=start) == beads()[start:]
        for count in range(4):
            stretch = articles.beads(edition, start=start, count=count)
            assert stretch == beads()[start : start + count]


def test_publishing_brings_the_confident_pairs_with_their_neighbours(session, articles, edition):
    articles.publish(edition, actor="li")
    first, second = Memory(session).units()
    assert (first.zh, first.status, first.origin.next) == (
        "会议开幕。", "auto", ("二十人参加。来自八省。", "Twenty people came from eight provinces."),
    )  # fmt: skip
    assert second.origin.next == ("会议闭幕。", "The meeting closed. Thanks were said.")


def test_publishing_twice_adds_nothing(session, articles, edition):
    articles.publish(edition, actor="li")
    before = Memory(session).revision()
    tally = articles.publish(edition, actor="li")
    assert (tally.created, tally.unchanged) == (0, 0)
    assert list(Memory(session).index_rows(newer_than=before)) == []


def test_confirming_reviews_pairs_only(reviews, beads):
    reviews.make(review.confirm(beads()), actor="li")
    assert [bead.status for bead in beads()] == ["reviewed", "reviewed", "dropped", "reviewed"]


def test_an_edit_keeps_the_parts_and_reaches_the_memory(
    session, articles, edition, reviews, beads
):
    articles.publish(edition, actor="li")
    reviews.make(review.edit(beads()[0], en="The conference opened."), actor="li")
    articles.publish(edition, actor="li")
    assert (beads()[0].edited, beads()[0].en_parts) == (True, ("The meeting opened.",))
    assert ("会议开幕。", "The conference opened.", "reviewed") in published(session)
    assert "The meeting opened." not in [row[1] for row in published(session)]


def test_merging_and_splitting_are_opposites(reviews, beads):
    before = shown(beads())
    reviews.make(review.merge(*beads()[:2]), actor="li")
    assert shown(beads())[0][:2] == ("3-2", "会议开幕。二十人参加。来自八省。")
    zh_at, en_at = len("会议开幕。"), len("The meeting opened. ")
    reviews.make(review.split(beads()[0], zh_at=zh_at, en_at=en_at), actor="li")
    assert [row[:3] for row in shown(beads())] == [row[:3] for row in before]
    assert [bead.position for bead in beads()] == [0, 1, 2, 3]


def test_a_split_within_a_segment_cuts_the_segment(reviews, beads):
    step = review.split(beads()[1], zh_at=len("二十人参加。"), en_at=len("Twenty people came"))
    reviews.make(step, actor="li")
    assert [(bead.zh, bead.en) for bead in beads()[1:3]] == [
        ("二十人参加。", "Twenty people came"), ("来自八省。", "from eight provinces."),
    ]  # fmt: skip


def test_a_split_that_leaves_a_row_empty_is_refused(beads):
    with pytest.raises(Invalid, match="both rows"):
        review.split(beads()[0], zh_at=0, en_at=0)


def test_a_lone_half_is_dropped(reviews, beads):
    reviews.make(review.split(beads()[3], zh_at=0, en_at=len("The meeting closed.")), actor="li")
    assert shown(beads())[3:] == [
        ("0-1", "", "The meeting closed.", "dropped"),
        ("1-1", "会议闭幕。", "Thanks were said.", "reviewed"),
    ]


def test_shifting_moves_the_segment_at_the_border(reviews, beads):
    reviews.make(review.shift(*beads()[:2], language="zh", down=False), actor="li")
    assert [bead.zh for bead in beads()[:2]] == ["会议开幕。二十人参加。", "来自八省。"]
    reviews.make(review.shift(*beads()[:2], language="zh", down=True), actor="li")
    assert [bead.zh for bead in beads()[:2]] == ["会议开幕。", "二十人参加。来自八省。"]


def test_pinpointing_pairs_distant_sides_and_keeps_the_rest(reviews, beads):
    reviews.make(review.pinpoint(beads()[2:4], zh=0, en=1), actor="li")
    assert shown(beads())[2:] == [
        ("1-2", "照片由主办方提供。", "The meeting closed. Thanks were said.", "reviewed"),
        ("1-0", "会议闭幕。", "", "dropped"),
    ]


def test_dropping_and_restoring(reviews, beads):
    reviews.make(review.drop(beads()[0]), actor="li")
    assert beads()[0].status == "dropped"
    reviews.make(review.restore(beads()[0]), actor="li")
    assert beads()[0].status == "doubtful"


def test_undo_and_redo_walk_the_whole_history(reviews, beads):
    states = [shown(beads())]
    for step in (
        lambda: review.merge(*beads()[:2]), lambda: review.edit(beads()[0], zh="开幕。"),
        lambda: review.drop(beads()[2]), lambda: review.merge(*beads()[1:3]),
    ):  # fmt: skip
        reviews.make(step(), actor="li")
        states.append(shown(beads()))
    for state in reversed(states[:-1]):
        reviews.undo()
        assert shown(beads()) == state
    assert reviews.undo() is None
    for state in states[1:]:
        reviews.redo()
        assert shown(beads()) == state
    assert reviews.redo() is None


def test_a_new_step_forgets_what_was_undone(reviews, beads):
    reviews.make(review.drop(beads()[0]), actor="li")
    reviews.undo()
    reviews.make(review.confirm(beads()[:1]), actor="li")
    assert reviews.redo() is None
    assert [decision.kind for decision in reviews.all()] == ["confirm"]


def test_history_names_who_decided(reviews, beads):
    decision = reviews.make(review.drop(beads()[0]), actor="wang")
    assert [(d.actor, d.kind, d.undone) for d in reviews.all()] == [("wang", "drop", False)]
    assert decision.beads == (beads()[0].id,)


def test_a_row_that_somebody_changed_is_not_overwritten(reviews, beads):
    seen = beads()[0]
    reviews.make(review.edit(seen, en="Opened."), actor="wang")
    with pytest.raises(Conflict, match="changed by somebody"):
        reviews.make(review.drop(seen), actor="li")
    assert beads()[0].en == "Opened."


def test_rows_that_are_no_neighbours_are_no_run(reviews, beads):
    with pytest.raises(Conflict, match="neighbours"):
        reviews.run([beads()[0].id, beads()[2].id])


def test_undoing_the_batch_takes_the_article_away(session, articles, edition):
    articles.publish(edition, actor="li")
    batch = articles.edition(edition).batch
    Batches(session).undo(batch, actor="li")
    assert (published(session), articles.all()) == ([], ([], 0))


def test_a_second_edition_replaces_the_first_and_undo_brings_it_back(session, articles, edition):
    articles.publish(edition, actor="li")
    first = articles.edition(edition)
    batch = Batches(session).open("pair", "会议", actor="li")
    _, second = articles.add_edition(
        first.facts, batch=batch, fingerprint="other", article=first.id
    )
    articles.store_beads(
        second, [bead_of(["会议开幕了。"], ["It opened."], confidence=1, status="reviewed")]
    )
    assert len(published(session)) == 2
    articles.publish(second, actor="li")
    assert published(session) == [("会议开幕了。", "It opened.", "reviewed")]
    Batches(session).undo(batch, actor="li")
    assert [row[0] for row in published(session)] == ["会议开幕。", "二十人参加。来自八省。"]
    assert articles.get(first.id).edition == edition


def test_articles_are_listed_found_and_counted(articles, edition):
    [article], total = articles.all(text="会")
    assert (total, article.title, article.counts) == (
        1, "会议", {"auto": 2, "doubtful": 1, "dropped": 1},
    )  # fmt: skip
    assert articles.find(title="会议", date="2024-01-02").id == article.id
    assert articles.find(title="会议", date="2025-01-02") is None
    assert articles.all(text="缺")[1] == 0


def test_withdrawing_marks_every_place(session, articles, edition):
    articles.publish(edition, actor="li")
    articles.withdraw(articles.edition(edition).id, withdrawn=True)
    assert all(unit.origin.withdrawn for unit in Memory(session).units())


def test_cut_points_spare_decimals_and_closing_quotes():
    assert review.cut_points("增长3.5%。他说：“好。”会后，") == [7, 14]
