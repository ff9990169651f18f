"""Where units come from, counted."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tm.store.facets import Facets, facets
from tm.store.memories import Incoming, Memory
from tm.store.schema import ArticleRow, BatchRow, CollectionRow, EditionRow


def stored(session: Session, date: str | None, collection: int, texts: str, title: str) -> None:
    """Store an article with a sentence for each character of `texts`."""
    batch = BatchRow(kind="pair", name=title, actor="li")
    article = ArticleRow(collection_id=collection)
    session.add_all([batch, article])
    session.flush()
    edition = EditionRow(
        article_id=article.id, batch_id=batch.id, title_zh=title, date=date,
        fingerprint=title,
    )  # fmt: skip
    session.add(edition)
    session.flush()
    pairs = [
        Incoming(ch, f"Said {ch}", article=article.id, edition=edition.id, position=at)
        for at, ch in enumerate(texts)
    ]
    Memory(session).add(pairs, batch=batch.id, actor="li")


def counted(session: Session) -> Facets:
    session.add_all([CollectionRow(id=1, name="通讯"), CollectionRow(id=2, name="年报")])
    session.flush()
    stored(session, "2019-03-05", 1, "甲乙", "春")
    stored(session, "2021-03-05", 2, "乙丙", "秋")
    stored(session, None, 1, "丁", "无日期")
    return facets(session, Memory(session).ids())


def test_a_unit_counts_once_for_each_value_it_has(session: Session) -> None:
    found = counted(session)
    assert found.collections == {"通讯": 3, "年报": 2}
    assert found.statuses == {"reviewed": 4}
    assert sorted((title, count) for _, title, count in found.articles) == [
        ("无日期", 1), ("春", 2), ("秋", 2),
    ]  # fmt: skip


def test_years_have_no_gaps(session: Session) -> None:
    assert counted(session).years == {"2019": 2, "2020": 0, "2021": 2}


def test_nothing_comes_from_nowhere(session: Session) -> None:
    assert facets(session, []) == Facets({}, {}, {}, ())
