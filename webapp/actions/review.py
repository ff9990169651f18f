"""Reviewing the beads of an article: every step is kept, undoable, and reaches the memory.

Beads are named by id and version as the reviewer saw them; a step on a row that somebody changed
meanwhile raises Conflict and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tm import review
from tm.articles import Article, ArticleBead, ArticleSegment
from tm.changes import Change
from tm.errors import Conflict, Invalid
from tm.languages import Language
from tm.review import Step
from tm.store.reviews import Decision, Reviews
from webapp.work import Work

MAX_NOTE = 200  # characters of a flag's reason


@dataclass(frozen=True, slots=True)
class Seen:
    """A bead as the reviewer saw it."""

    id: int
    version: int


def confirm(work: Work, article: int, rows: Sequence[Seen]) -> Article:
    """Confirm rows, neighbours or not, as one step."""
    work.require("batch.import")
    if rows:
        reviews = reviews_of(work, article)
        beads = reviews.rows([row.id for row in rows])
        _fresh(beads, rows)
        reviews.make(review.confirm(beads), actor=work.actor.name)
    return republished(work, article)


def confirm_above(work: Work, article: int, row: Seen) -> Article:
    """Confirm every row from the first down to this one, as one step."""
    current = work.articles.get(article)
    last = next((bead.position for bead in current.beads if bead.id == row.id), None)
    if last is None:
        raise Conflict("row", row.id, "was changed by somebody; reload")
    above = [Seen(bead.id or 0, bead.version or 0) for bead in current.beads[:last]]
    _make(work, article, [*above, row], review.confirm)
    return republished(work, article)


def edit(
    work: Work, article: int, row: Seen, *, zh: str | None = None, en: str | None = None
) -> Article:
    """Change a row's texts; the segments as they were cut stay on record."""
    _make(work, article, [row], lambda beads: review.edit(beads[0], zh=zh, en=en))
    return republished(work, article)


def merge(work: Work, article: int, first: Seen, second: Seen) -> Article:
    """Make one row of two neighbours."""
    _make(work, article, [first, second], lambda beads: review.merge(*beads))
    return republished(work, article)


def split(work: Work, article: int, row: Seen, *, zh_at: int, en_at: int) -> Article:
    """Cut a row in two at character positions of its texts."""
    _make(work, article, [row], lambda beads: review.split(beads[0], zh_at=zh_at, en_at=en_at))
    return republished(work, article)


def shift(
    work: Work, article: int, first: Seen, second: Seen, *, language: Language, down: bool
) -> Article:
    """Move the segment at the border of two neighbouring rows into the other one."""
    _make(
        work, article, [first, second],
        lambda beads: review.shift(*beads, language=language, down=down),
    )  # fmt: skip
    return republished(work, article)


def drop(work: Work, article: int, row: Seen) -> Article:
    """Keep a row out of the memory."""
    _make(work, article, [row], lambda beads: review.drop(beads[0]))
    return republished(work, article)


def restore(work: Work, article: int, row: Seen) -> Article:
    """Take a dropped row in again."""
    _make(work, article, [row], lambda beads: review.restore(beads[0]))
    return republished(work, article)


def flag(work: Work, article: int, row: Seen, note: str) -> Article:
    """Say that a row looks wrong: it leaves the memory until somebody has looked at it."""
    work.require("row.flag")
    note = " ".join(note.split())[:MAX_NOTE]
    if not note:
        raise Invalid("note", note, "what looks wrong, in a few words")
    reviews = reviews_of(work, article)
    beads = reviews.run([row.id])
    _fresh(beads, [row])
    step = review.flag(beads[0], by=work.actor.name, note=note)
    reviews.make(step, actor=work.actor.name)
    return republished(work, article)


def pinpoint(work: Work, article: int, zh: Seen, en: Seen) -> Article:
    """Pair the Chinese side of one row with the English side of another."""
    work.require("batch.import")
    beads = work.articles.get(article).beads
    at = {bead.id: index for index, bead in enumerate(beads)}
    for row in (zh, en):
        if row.id not in at:
            raise Conflict("row", row.id, "was changed by somebody; reload")
    low, high = sorted((at[zh.id], at[en.id]))
    run = beads[low : high + 1]
    _fresh(run, [zh, en])
    step = review.pinpoint(run, zh=at[zh.id] - low, en=at[en.id] - low)
    reviews_of(work, article).make(step, actor=work.actor.name)
    return republished(work, article)


def realign(work: Work, article: int, first: int, last: int) -> Article:
    """Align anew what lies between the rows `first` and `last` (ids) and is not confirmed.

    Confirmed rows are anchors: they stay, and nothing is aligned across them.
    """
    work.require("batch.import")
    beads = work.articles.get(article).beads
    at = {bead.id: index for index, bead in enumerate(beads)}
    if first not in at or last not in at:
        raise Conflict("row", f"{first}–{last}", "was changed by somebody; reload")
    low, high = sorted((at[first], at[last]))
    run = beads[low : high + 1]
    after: list[ArticleBead] = []
    loose: list[ArticleBead] = []
    for bead in (*run, None):
        if bead is not None and bead.status != "reviewed":
            loose.append(bead)
            continue
        after += _aligned(work, loose)
        loose = []
        if bead is not None:
            after.append(bead)
    step = Step("realign", run, tuple(after))
    reviews_of(work, article).make(step, actor=work.actor.name)
    return republished(work, article)


def publish(work: Work, article: int) -> Article:
    """Bring the confident and reviewed rows into the memory, and keep them in step from now on."""
    work.require("batch.import")
    current = work.articles.get(article)
    tally = work.articles.publish(current.edition, actor=work.actor.name)
    after = {"published": True, "created": tally.created, "known": tally.unchanged}
    work.record(Change("change", "article", article, {"published": current.published}, after))
    return work.articles.get(article)


def undo(work: Work, article: int) -> Decision | None:
    """Take the latest step back; None when there is none."""
    return _turn(work, article, Reviews.undo)


def redo(work: Work, article: int) -> Decision | None:
    """Carry the step taken back last out again; None when there is none."""
    return _turn(work, article, Reviews.redo)


def history(work: Work, article: int) -> list[Decision]:
    """Return the steps of review, oldest first."""
    work.require("memory.read")
    return reviews_of(work, article).all()


# ---- the steps' common part ------------------------------------------------------------------


def reviews_of(work: Work, article: int) -> Reviews:
    """Return what reviews an article: its newest edition's rows and decisions."""
    return Reviews(work.session, work.articles.get(article).edition)


def _make(
    work: Work, article: int, rows: Sequence[Seen], step: Callable[[tuple[ArticleBead, ...]], Step]
) -> Decision:
    work.require("batch.import")
    reviews = reviews_of(work, article)
    beads = reviews.run([row.id for row in rows])
    _fresh(beads, rows)
    return reviews.make(step(beads), actor=work.actor.name)


def _fresh(beads: Sequence[ArticleBead], rows: Sequence[Seen]) -> None:
    versions = {bead.id: bead.version for bead in beads}
    for row in rows:
        if versions.get(row.id) != row.version:
            raise Conflict("row", row.id, "was changed by somebody; reload and try again")


def _turn(
    work: Work, article: int, turn: Callable[[Reviews], Decision | None]
) -> Decision | None:
    work.require("batch.import")
    decision = turn(reviews_of(work, article))
    if decision is not None:
        republished(work, article)
    return decision


def republished(work: Work, article: int) -> Article:
    """Bring the memory in step, where the article was published, and return the article anew."""
    current = work.articles.get(article)
    if current.published:
        work.articles.publish(current.edition, actor=work.actor.name)
    return work.articles.get(article)


def _aligned(work: Work, beads: Sequence[ArticleBead]) -> list[ArticleBead]:
    from webapp.actions.align import aligned
    from webapp.actions.imports import article_bead

    zh = [part for bead in beads for part in bead.zh_parts]
    en = [part for bead in beads for part in bead.en_parts]
    if not zh and not en:
        return []
    found = aligned(
        work, [ArticleSegment(text, 0) for text in zh], [ArticleSegment(text, 0) for text in en]
    )
    return [article_bead(bead, zh, en, "auto") for bead in found.beads]
