"""Reading articles and batches, and publishing an article after a look at it."""

from __future__ import annotations

from tm.align.judging import UNFIT
from tm.articles import Article, ArticleBead
from tm.errors import NotFound
from tm.store.batches import Batch
from webapp.actions import review
from webapp.work import Work


def articles(
    work: Work, *, text: str | None = None, collection: str | None = None,
    limit: int = 50, offset: int = 0,
) -> tuple[list[Article], int]:  # fmt: skip
    """Return a page of articles, newest first, and how many there are."""
    work.require("memory.read")
    return work.articles.all(text=text, collection=collection, limit=limit, offset=offset)


def article(work: Work, id: int) -> Article:
    """Return an article with its beads; raise NotFound."""
    work.require("memory.read")
    return work.articles.get(id)


def fits_poorly(article: Article) -> bool:
    """Say whether the two sides of an article are hardly translations of each other."""
    return article.fit is not None and article.fit < UNFIT


def around(work: Work, id: int, position: int, reach: int) -> list[ArticleBead]:
    """Return the rows of an article up to `reach` before and after one; raise NotFound."""
    beads = article(work, id).beads
    if all(bead.position != position for bead in beads):
        raise NotFound("row", position)
    return [bead for bead in beads if abs((bead.position or 0) - position) <= reach]


def collections(work: Work) -> list[str]:
    """Return the names of the collections."""
    work.require("memory.read")
    return work.articles.collections()


def batch(work: Work, id: int) -> tuple[Batch, list[Article]]:
    """Return a batch and the articles it brought, with their beads; raise NotFound."""
    work.require("memory.read")
    brought = work.articles.of_batch(id)
    return work.batches.get(id), [work.articles.edition(each.edition) for each in brought]


def publish(work: Work, article: int, *, confirming: bool = False) -> Article:
    """Bring the rows of an article into the memory, `confirming` every pair of it first.

    Without that the confident and the reviewed rows come and the doubtful ones go on waiting.
    """
    work.require("batch.import")
    found = work.articles.get(article)
    if confirming and found.beads:
        last = found.beads[-1]
        review.confirm_above(work, article, review.Seen(last.id or 0, last.version or 0))
    return review.publish(work, article)
