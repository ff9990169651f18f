"""Review: the rows of an article side by side, each with what can be done to it.

A row's button says in one value what to do: a verb, then the id and version of each row it
concerns, then what else it needs. A row that somebody changed meanwhile refuses the step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tm.articles import Article
from tm.errors import Invalid
from webapp import current
from webapp.actions import articles as articles_actions
from webapp.actions import review as actions
from webapp.actions.review import Seen
from webapp.work import Work

Numbers = Sequence[int]


def routes(pages: Blueprint) -> None:
    """Put the review on the blueprint."""
    pages.add_url_rule("/articles/<int:article>/review", "articles_review", show)
    pages.add_url_rule("/articles/<int:article>/review", "articles_step", step, methods=["POST"])


def show(article: int) -> str:
    """Show the rows: all of them, or only what is doubtful with its neighbours."""
    with current.work() as work:
        found = articles_actions.article(work, article)
        steps = actions.history(work, article)
    only = request.args.get("show", "doubtful")
    return render_template(
        "imports/review.html", article=found, show=only, steps=steps, near=_near_doubtful(found),
        unfit=articles_actions.fits_poorly(found),
    )  # fmt: skip


def step(article: int) -> Response:
    """Take one step of the review and come back to where it was taken."""
    current.require("batch.import")
    verb, *numbers = _words(request.form.get("do", ""))
    if verb not in STEPS:
        raise Invalid("do", verb, ", ".join(STEPS))
    with current.work() as work:
        STEPS[verb](work, article, [int(number) for number in numbers])
        work.commit()
    if verb == "publish":
        flash(_("The article is published; further steps reach the memory at once."), "good")
    shown = request.form.get("show", "doubtful")
    anchor = f"s{request.form.get('at')}" if request.form.get("at", "").isdecimal() else None
    return redirect(url_for("pages.articles_review", article=article, show=shown, _anchor=anchor))


def _words(given: str) -> list[str]:
    words = given.split()
    if not words or not all(word.isdecimal() for word in words[1:]):
        raise Invalid("do", given, "a verb and numbers")
    return words


def _seen(numbers: Numbers) -> list[Seen]:
    if not numbers or len(numbers) % 2:
        raise Invalid("do", list(numbers), "ids and versions of rows")
    return [Seen(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]


def _edit(work: Work, article: int, numbers: Numbers) -> Article:
    texts = {side: request.form.get(side) for side in ("zh", "en")}
    return actions.edit(work, article, *_seen(numbers), zh=texts["zh"], en=texts["en"])


def _split(work: Work, article: int, numbers: Numbers) -> Article:
    places = [request.form.get(side, "") for side in ("zh_at", "en_at")]
    if not all(place.isdecimal() for place in places):
        raise Invalid("split", places, "two positions")
    zh_at, en_at = map(int, places)
    return actions.split(work, article, *_seen(numbers), zh_at=zh_at, en_at=en_at)


def _pinpoint(work: Work, article: int, numbers: Numbers) -> Article:
    """Pair the Chinese of a row with the English of the row whose number was typed."""
    given = request.form.get("with", "").strip()
    beads = articles_actions.article(work, article).beads
    if not given.isdecimal() or not 1 <= int(given) <= len(beads):
        raise Invalid("row", given, f"the number of a row, 1 to {len(beads)}")
    partner = beads[int(given) - 1]
    seen = Seen(partner.id or 0, partner.version or 0)
    return actions.pinpoint(work, article, *_seen(numbers), seen)


STEPS: dict[str, Callable[[Work, int, Numbers], object]] = {
    "confirm": lambda work, article, n: actions.confirm(work, article, _seen(n)),
    "above": lambda work, article, n: actions.confirm_above(work, article, *_seen(n)),
    "drop": lambda work, article, n: actions.drop(work, article, *_seen(n)),
    "restore": lambda work, article, n: actions.restore(work, article, *_seen(n)),
    "merge": lambda work, article, n: actions.merge(work, article, *_seen(n)),
    "zh-down": lambda work, article, n: actions.shift(
        work, article, *_seen(n), language="zh", down=True
    ),
    "zh-up": lambda work, article, n: actions.shift(
        work, article, *_seen(n), language="zh", down=False
    ),
    "en-down": lambda work, article, n: actions.shift(
        work, article, *_seen(n), language="en", down=True
    ),
    "en-up": lambda work, article, n: actions.shift(
        work, article, *_seen(n), language="en", down=False
    ),
    "edit": _edit,
    "split": _split,
    "pinpoint": _pinpoint,
    "realign": lambda work, article, n: actions.realign(work, article, *n),
    "publish": lambda work, article, _: actions.publish(work, article),
    "undo": lambda work, article, _: actions.undo(work, article),
    "redo": lambda work, article, _: actions.redo(work, article),
}


def _near_doubtful(article: Article) -> set[int]:
    """Return the positions of the doubtful rows and of their neighbours."""
    doubtful = {bead.position for bead in article.beads if bead.status == "doubtful"}
    return {position + by for position in doubtful for by in (-1, 0, 1)}
