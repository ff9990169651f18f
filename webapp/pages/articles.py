"""Articles: the list, and one article with both languages side by side."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from webapp import current
from webapp.actions import articles as actions
from webapp.pages.frame import PER_PAGE, page_count, show
from webapp.queries import ArticlesQuestion


def routes(pages: Blueprint) -> None:
    """Put the article pages on the blueprint."""
    pages.add_url_rule("/articles", "articles", many)
    pages.add_url_rule("/articles/<int:article>", "articles_one", one)


def many() -> str:
    """List the articles."""
    asked = ArticlesQuestion.model_validate(request.args.to_dict())
    with current.work() as work:
        articles, total = actions.articles(
            work, text=asked.q, collection=asked.collection,
            limit=PER_PAGE, offset=(asked.page - 1) * PER_PAGE,
        )  # fmt: skip
        collections = actions.collections(work)
    return show("articles", asked=asked, articles=articles, total=total, page=asked.page,
        pages=page_count(total), collections=collections,
    )  # fmt: skip


def one(article: int) -> str:
    """Show one article."""
    with current.work() as work:
        found = actions.article(work, article)
    return render_template("articles/one.html", article=found, show=request.args.get("show"))
