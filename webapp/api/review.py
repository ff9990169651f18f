"""Reviewing an article over HTTP: one operation a step, each undoable.

Rows are named by id and version as they were seen; a row that somebody changed meanwhile makes the
whole step fail with 409 and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

from pydantic import Field

from tm.languages import Language
from webapp import current
from webapp.actions import articles as articles_actions
from webapp.actions import review as actions
from webapp.actions.review import Seen
from webapp.api import shapes
from webapp.api.routing import N_, Operation, Routes
from webapp.present import imports as present
from webapp.queries import Question
from webapp.roles import Action
from webapp.work import Work

MAX_SEGMENT = 20_000


class Row(Question):
    """A row as it was seen."""

    id: int
    version: int

    @property
    def seen(self) -> Seen:
        """The row for the actions."""
        return Seen(self.id, self.version)


Two = Annotated[list[Row], Field(min_length=2, max_length=2, description="two neighbours")]


class Rows(Question):
    """Some rows."""

    rows: list[Row] = Field(min_length=1, max_length=5_000)


class OneRow(Question):
    """One row."""

    row: Row


class Flag(OneRow):
    """A row and what looks wrong about it."""

    note: str = Field(min_length=1, max_length=200)


class Edit(OneRow):
    """A row and its new texts; what is not given stays."""

    zh: str | None = Field(None, max_length=MAX_SEGMENT)
    en: str | None = Field(None, max_length=MAX_SEGMENT)


class Split(OneRow):
    """A row and where to cut its texts, in code points."""

    zh_at: int = Field(ge=0)
    en_at: int = Field(ge=0)


class TwoRows(Question):
    """Two neighbouring rows, in order."""

    rows: Two


class Shift(TwoRows):
    """Two neighbours, whose segment goes over the border, and which way."""

    language: Language
    down: bool = Field(description="from the first row into the second")


class Pinpoint(Question):
    """The row whose Chinese and the row whose English belong together."""

    zh: Row
    en: Row


class Stretch(Question):
    """The ids of the first and last row of a stretch; confirmed rows in it stay."""

    first: int
    last: int


class Publish(Question):
    """How to publish."""

    confirm: bool = Field(False, description="take every pair as reviewed")


class Way(NamedTuple):
    """A step: what it takes and does."""

    summary: str
    asks: type[Question]
    act: Callable[[Work, int, Any], object]
    needs: Action = "batch.import"


STEPS: dict[str, Way] = {
    "confirm": Way(N_("Confirm rows"), Rows,
                   lambda w, a, q: actions.confirm(w, a, [row.seen for row in q.rows])),
    "confirm-above": Way(N_("Confirm every row down to this one"), OneRow,
                         lambda w, a, q: actions.confirm_above(w, a, q.row.seen)),
    "edit": Way(N_("Change the texts of a row"), Edit,
                lambda w, a, q: actions.edit(w, a, q.row.seen, zh=q.zh, en=q.en)),
    "merge": Way(N_("Make one row of two neighbours"), TwoRows,
                 lambda w, a, q: actions.merge(w, a, *[row.seen for row in q.rows])),
    "split": Way(N_("Cut a row in two"), Split,
                 lambda w, a, q: actions.split(w, a, q.row.seen, zh_at=q.zh_at, en_at=q.en_at)),
    "shift": Way(N_("Move a segment over the border of two rows"), Shift,
                 lambda w, a, q: actions.shift(w, a, *[row.seen for row in q.rows],
                                               language=q.language, down=q.down)),
    "drop": Way(N_("Keep a row out of the memory"), OneRow,
                lambda w, a, q: actions.drop(w, a, q.row.seen)),
    "restore": Way(N_("Take a dropped row in again"), OneRow,
                   lambda w, a, q: actions.restore(w, a, q.row.seen)),
    "pinpoint": Way(N_("Pair one row's Chinese with another's English"), Pinpoint,
                    lambda w, a, q: actions.pinpoint(w, a, q.zh.seen, q.en.seen)),
    "realign": Way(N_("Align anew what is not confirmed"), Stretch,
                   lambda w, a, q: actions.realign(w, a, q.first, q.last)),
    "flag": Way(N_("Say that a row looks wrong"), Flag,
                lambda w, a, q: actions.flag(w, a, q.row.seen, q.note), "row.flag"),
    "undo": Way(N_("Take the latest step back"), Question, lambda w, a, q: actions.undo(w, a)),
    "redo": Way(N_("Do the step taken back again"), Question, lambda w, a, q: actions.redo(w, a)),
    "publish": Way(N_("Bring the article into the memory"), Publish,
                   lambda w, a, q: articles_actions.publish(w, a, confirming=q.confirm)),
}  # fmt: skip


def routes(api: Routes) -> None:
    """Declare the operations."""
    for name, way in STEPS.items():
        path = f"/articles/<int:article>/{name}"
        api.add(
            Operation("POST", path, f"articles_{name.replace('-', '_')}", way.summary,
                      way.needs, way.asks, shapes.ArticleAnswer),
            _step(way.act),
        )  # fmt: skip
    api.add(
        Operation("GET", "/articles/<int:article>/steps", "articles_steps",
                  N_("The steps of an article's review, oldest first"),
                  "memory.read", Question, shapes.StepsAnswer),
        steps,
    )  # fmt: skip


def _step(act: Callable[[Work, int, Any], object]) -> Callable[..., dict[str, Any]]:
    def step(asked: Question, article: int) -> dict[str, Any]:
        with current.work() as work:
            act(work, article, asked)
            work.commit()
            return present.article(articles_actions.article(work, article), beads=True)

    return step


def steps(_asked: Question, article: int) -> dict[str, Any]:
    """Return the history of a review."""
    with current.work() as work:
        return {"steps": [present.step(each) for each in actions.history(work, article)]}
