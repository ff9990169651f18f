"""Articles over HTTP."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from webapp import current
from webapp.actions import articles as actions
from webapp.api import shapes
from webapp.api.routing import N_, PREFIX, Operation, Routes
from webapp.present import imports as present
from webapp.queries import ArticlesQuestion, Question

PER_PAGE = 100


def routes(api: Routes) -> None:
    """Declare the operations."""
    api.add(
        Operation("GET", "/articles", "articles", N_("List the articles, newest first"),
                  "memory.read", ArticlesQuestion, shapes.ArticlesAnswer),
        many,
    )  # fmt: skip
    api.add(
        Operation("GET", "/articles/<int:article>", "articles_one", N_("One article with its rows"),
                  "memory.read", Question, shapes.ArticleAnswer),
        one,
    )  # fmt: skip


def many(asked: ArticlesQuestion) -> dict[str, Any]:
    """List the articles."""
    with current.work() as work:
        found, total = actions.articles(
            work, text=asked.q, collection=asked.collection,
            limit=PER_PAGE, offset=(asked.page - 1) * PER_PAGE,
        )  # fmt: skip
    following = urlencode(asked.parameters | {"page": asked.page + 1})
    more = asked.page * PER_PAGE < total
    return {
        "total": total,
        "articles": [present.article(each) for each in found],
        "next": f"{PREFIX}/articles?{following}" if more else None,
    }


def one(_asked: Question, article: int) -> dict[str, Any]:
    """Return one article."""
    with current.work() as work:
        return present.article(actions.article(work, article), beads=True)
