"""Articles, their editions and beads as a store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, Select, func, insert, or_, select, update
from sqlalchemy.orm import Session

from tm.articles import Article, ArticleBead, ArticleSegment, BeadStatus, Facts
from tm.changes import Change
from tm.errors import NotFound
from tm.languages import Language
from tm.store.memories import Incoming, Memory, Tally
from tm.store.schema import (
    ArticleRow,
    BeadRow,
    CollectionRow,
    EditionRow,
    PlaceRow,
    SegmentRow,
    UnitRow,
)

_LOOKED_AT = 50
"""Articles of a site held against a new page."""

Wanted = Select[*tuple[Any, ...]]


class Articles:
    """Articles in one database session; never commits."""

    def __init__(self, session: Session) -> None:
        self.session = session

    # ---- reading ---------------------------------------------------------------------------

    def get(self, article: int) -> Article:
        """Return an article with the beads of its newest edition; raise NotFound."""
        row = self.session.execute(_ARTICLES.where(ArticleRow.id == article)).first()
        if row is None:
            raise NotFound("article", article)
        return _article(row, self._counts([row.edition]), self.beads(row.edition))

    def edition(self, edition: int) -> Article:
        """Return the article of `edition`, as that edition has it; raise NotFound."""
        row = self.session.execute(_EDITIONS.where(EditionRow.id == edition)).first()
        if row is None:
            raise NotFound("edition", edition)
        return _article(row, self._counts([edition]), self.beads(edition))

    def of_batch(self, batch: int) -> list[Article]:
        """Return the editions that `batch` brought, without their beads."""
        rows = self.session.execute(_EDITIONS.where(EditionRow.batch_id == batch)).all()
        counts = self._counts([row.edition for row in rows])
        return [_article(row, counts) for row in rows]

    def all(
        self, *, text: str | None = None, collection: str | None = None,
        limit: int = 50, offset: int = 0,
    ) -> tuple[list[Article], int]:  # fmt: skip
        """Return a page of articles, newest date first and without beads, and how many in all."""
        wanted = _filtered(_ARTICLES, text, collection)
        total = self.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
        newest = wanted.order_by(EditionRow.date.desc().nulls_last(), ArticleRow.id.desc())
        rows = self.session.execute(newest.limit(limit).offset(offset)).all()
        counts = self._counts([row.edition for row in rows])
        return [_article(row, counts) for row in rows], total

    def find(
        self, *, fingerprint: str | None = None, url: str | None = None,
        title: str | None = None, date: str | None = None,
    ) -> Article | None:  # fmt: skip
        """Return the live article of the same text, else of the same address, else of the same
        Chinese title and date; None when there is none."""
        tests: list[ColumnElement[bool]] = []
        if fingerprint is not None:
            tests.append(EditionRow.fingerprint == fingerprint)
        if url is not None:
            tests.append(EditionRow.url == url)
        if title is not None and date is not None:
            tests.append((EditionRow.title_zh == title) & (EditionRow.date == date))
        for test in tests:
            row = self.session.execute(_ARTICLES.where(test)).first()
            if row is not None:
                return _article(row, self._counts([row.edition]))
        return None

    def has_text(self, article: int, fingerprint: str) -> bool:
        """Tell whether the newest edition of `article` is exactly this text."""
        row = self.session.execute(_ARTICLES.where(ArticleRow.id == article)).first()
        return row is not None and row.fingerprint == fingerprint

    def pages_with(
        self, texts: Collection[str], lang: Language, *, host: str, apart_from: str
    ) -> dict[str, int]:
        """Count, for each segment text, the newest articles from `host` that hold it.

        `host` is without `www.`; the article at the address `apart_from` does not count.
        """
        there = (
            EditionRow.url.contains(f"://{www}{host}/", autoescape=True) for www in ("", "www.")
        )
        addressed = _ARTICLES.where(or_(*there), EditionRow.url != apart_from)
        rows = self.session.execute(addressed.order_by(ArticleRow.id.desc()).limit(_LOOKED_AT))
        editions = [row.edition for row in rows]
        counts: Counter[str] = Counter()
        for edition in editions:
            counts.update({each.text for each in self.segments(edition, lang)} & set(texts))
        return dict(counts)

    def beads(
        self, edition: int, *, start: int = 0, count: int | None = None
    ) -> tuple[ArticleBead, ...]:
        """Return the beads of an edition in text order, from position `start` on."""
        wanted = select(BeadRow).where(BeadRow.edition_id == edition, BeadRow.position >= start)
        if count is not None:
            wanted = wanted.where(BeadRow.position < start + count)
        return tuple(map(bead_from_row, self.session.scalars(wanted.order_by(BeadRow.position))))

    def segments(self, edition: int, lang: Language) -> list[ArticleSegment]:
        """Return one side of an edition as it was cut."""
        rows = self.session.execute(
            select(SegmentRow.text, SegmentRow.paragraph)
            .where(SegmentRow.edition_id == edition, SegmentRow.lang == lang)
            .order_by(SegmentRow.position)
        )
        return [ArticleSegment(row.text, row.paragraph) for row in rows]

    def collections(self) -> list[str]:
        """Return the names of the collections, sorted."""
        return list(self.session.scalars(select(CollectionRow.name).order_by(CollectionRow.name)))

    # ---- writing ---------------------------------------------------------------------------

    def add_edition(
        self, facts: Facts, *, batch: int, fingerprint: str, article: int | None = None,
        fit: float | None = None,
    ) -> tuple[int, int]:  # fmt: skip
        """Add an edition, of a new article or of `article`; return (article, edition) ids."""
        if article is None:
            row = ArticleRow(collection_id=self._collection(facts.collection), withdrawn=False)
            self.session.add(row)
            self.session.flush()
            article = row.id
        edition = EditionRow(
            article_id=article, batch_id=batch, fingerprint=fingerprint,
            title_zh=facts.title_zh, title_en=facts.title_en, date=facts.date, url=facts.url,
            zh_tag=facts.zh_tag, en_tag=facts.en_tag, zh_name=facts.zh_name,
            en_name=facts.en_name, fit=fit, facts=dict(facts.more),
        )  # fmt: skip
        self.session.add(edition)
        self.session.flush()
        return article, edition.id

    def store_segments(
        self, edition: int, zh: Sequence[ArticleSegment], en: Sequence[ArticleSegment]
    ) -> None:
        """Keep both sides as they were cut."""
        rows = [
            {"edition_id": edition, "lang": lang, "position": position,
             "paragraph": segment.paragraph, "text": segment.text}
            for lang, side in (("zh", zh), ("en", en))
            for position, segment in enumerate(side)
        ]  # fmt: skip
        if rows:
            self.session.execute(insert(SegmentRow), rows)

    def store_beads(self, edition: int, beads: Sequence[ArticleBead]) -> tuple[ArticleBead, ...]:
        """Keep the beads of an edition, in order; return them with their ids."""
        if beads:
            self.session.execute(
                insert(BeadRow),
                [bead_values(edition, position, bead) for position, bead in enumerate(beads)],
            )
        return self.beads(edition)

    def publish(self, edition: int, *, actor: str) -> Tally:
        """Make the memory agree with the edition's beads, and keep it so from now on.

        Confident and reviewed beads have a place in the memory, under the batch that brought the
        edition; beads that review took back or changed lose theirs, and older editions retire.
        The tally counts what is new.
        """
        article = self.edition(edition)
        memory = Memory(self.session)
        memory.retire(article=article.id, edition=edition, batch=article.batch)
        self.session.execute(
            update(EditionRow).where(EditionRow.id == edition).values(published=True)
        )
        wanted = {pair.bead: pair for pair in _incoming_of(article)}
        there = self._places(edition)
        gone = [
            row for row in there
            if row.bead_id not in wanted or not _same(row, wanted[row.bead_id])
        ]  # fmt: skip
        kept = {row.bead_id for row in there} - {row.bead_id for row in gone}
        memory.drop_places([row.id for row in gone])
        fresh = [pair for bead, pair in wanted.items() if bead not in kept]
        return memory.add(fresh, batch=article.batch, actor=actor)

    def _places(self, edition: int) -> Sequence[Row[*tuple[Any, ...]]]:
        return self.session.execute(
            select(
                PlaceRow.id, PlaceRow.bead_id, PlaceRow.status, PlaceRow.position,
                PlaceRow.previous_zh, PlaceRow.next_zh, UnitRow.zh, UnitRow.en,
            )
            .join(UnitRow, UnitRow.id == PlaceRow.unit_id)
            .where(PlaceRow.edition_id == edition, PlaceRow.retired_by.is_(None))
        ).all()  # fmt: skip

    def withdraw(self, article: int, *, withdrawn: bool) -> Change:
        """Mark an article as withdrawn, or take the mark off: its matches are penalised."""
        row = self.session.get(ArticleRow, article)
        if row is None:
            raise NotFound("article", article)
        before, row.withdrawn = row.withdrawn, withdrawn
        self.session.flush()
        touched = select(PlaceRow.unit_id).where(PlaceRow.article_id == article)
        Memory(self.session).settle(set(self.session.scalars(touched)))
        return Change(
            "change", "article", article, {"withdrawn": before}, {"withdrawn": withdrawn}
        )

    def replace_facts(self, edition: int, facts: Facts) -> None:
        """Write the facts of an edition anew."""
        self.session.execute(
            update(EditionRow)
            .where(EditionRow.id == edition)
            .values(
                title_zh=facts.title_zh, title_en=facts.title_en, date=facts.date, url=facts.url
            )
        )

    def _collection(self, name: str | None) -> int | None:
        if name is None:
            return None
        found = self.session.scalar(select(CollectionRow.id).where(CollectionRow.name == name))
        if found is not None:
            return found
        row = CollectionRow(name=name, penalty=0)
        self.session.add(row)
        self.session.flush()
        return row.id

    def _counts(self, editions: Sequence[int]) -> dict[int, dict[str, int]]:
        counts: dict[int, dict[str, int]] = {edition: {} for edition in editions}
        rows = self.session.execute(
            select(BeadRow.edition_id, BeadRow.status, func.count())
            .where(BeadRow.edition_id.in_(editions))
            .group_by(BeadRow.edition_id, BeadRow.status)
        )
        for edition, status, count in rows:
            counts[edition][status] = count
        return counts


_NEWEST = (
    select(EditionRow.article_id, func.max(EditionRow.id).label("id"))
    .group_by(EditionRow.article_id)
    .subquery()
)
_EDITIONS = (
    select(
        ArticleRow.id, EditionRow.id.label("edition"), EditionRow.batch_id, ArticleRow.withdrawn,
        EditionRow.fingerprint, EditionRow.fit, EditionRow.title_zh, EditionRow.title_en,
        EditionRow.date, EditionRow.url, EditionRow.zh_tag, EditionRow.en_tag,
        EditionRow.zh_name, EditionRow.en_name, EditionRow.facts, EditionRow.published,
        CollectionRow.name.label("collection"),
    )
    .join(EditionRow, EditionRow.article_id == ArticleRow.id)
    .outerjoin(CollectionRow, CollectionRow.id == ArticleRow.collection_id)
)  # fmt: skip
_ARTICLES = _EDITIONS.join(_NEWEST, _NEWEST.c.id == EditionRow.id)


def _filtered(wanted: Wanted, text: str | None, collection: str | None) -> Wanted:
    if collection is not None:
        wanted = wanted.where(CollectionRow.name == collection)
    if text:
        both = EditionRow.title_zh, EditionRow.title_en
        wanted = wanted.where(
            both[0].icontains(text, autoescape=True) | both[1].icontains(text, autoescape=True)
        )
    return wanted


def _article(
    row: Row[*tuple[Any, ...]],
    counts: Mapping[int, Mapping[str, int]],
    beads: tuple[ArticleBead, ...] = (),
) -> Article:
    facts = Facts(
        row.title_zh, row.title_en, row.date, row.url, row.collection, row.zh_tag, row.en_tag,
        row.zh_name, row.en_name, row.facts,
    )  # fmt: skip
    return Article(
        row.id, row.edition, row.batch_id, facts, row.withdrawn, row.published,
        row.fit, counts[row.edition], beads,
    )  # fmt: skip


def bead_from_row(row: BeadRow) -> ArticleBead:
    """Return a stored bead as a value."""
    return ArticleBead(
        tuple(row.zh_parts), tuple(row.en_parts), row.zh, row.en, row.confidence,
        cast(BeadStatus, row.status), tuple(row.reasons), row.position, row.id, row.version,
    )  # fmt: skip


def bead_values(edition: int, position: int, bead: ArticleBead) -> dict[str, object]:
    """Return the columns of a bead, its id apart."""
    return {
        "edition_id": edition, "position": position,
        "zh_parts": list(bead.zh_parts), "en_parts": list(bead.en_parts),
        "zh": bead.zh, "en": bead.en, "confidence": bead.confidence, "status": bead.status,
        "reasons": [dict(reason) for reason in bead.reasons], "version": bead.version or 1,
    }  # fmt: skip


def _incoming_of(article: Article) -> Iterator[Incoming]:
    """Yield the pairs an article's beads bring; neighbours are the paired beads around them."""
    paired = [bead for bead in article.beads if bead.paired and bead.status != "dropped"]
    texts = [None, *((bead.zh, bead.en) for bead in paired), None]
    for bead, previous, following in zip(paired, texts, texts[2:], strict=False):
        if bead.published:
            yield Incoming(
                bead.zh, bead.en, "reviewed" if bead.status == "reviewed" else "auto",
                zh_tag=article.facts.zh_tag, en_tag=article.facts.en_tag,
                article=article.id, edition=article.edition, bead=bead.id,
                position=bead.position, confidence=bead.confidence,
                previous=previous, next=following,
            )  # fmt: skip


def _same(row: Row[*tuple[Any, ...]], pair: Incoming) -> bool:
    neighbours = [None if side is None else side[0] for side in (pair.previous, pair.next)]
    return (row.zh, row.en, row.status, row.position, row.previous_zh, row.next_zh) == (
        pair.zh, pair.en, pair.status, pair.position, *neighbours,
    )  # fmt: skip
