"""Articles: the list, and one article with both languages side by side or one alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from tempfile import TemporaryFile

from flask import (
    Blueprint,
    Response,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from tm.articles import ArticleBead
from tm.languages import LANGUAGES, Language
from tm.phrases import Phrase
from webapp import current
from webapp.actions import articles as actions
from webapp.actions import exports, review
from webapp.pages.frame import PER_PAGE, page_count, show
from webapp.pages.tables import as_file
from webapp.pages.termform import number
from webapp.queries import ArticlesQuestion

MOST_SOUGHT = 200  # characters


def routes(pages: Blueprint) -> None:
    """Put the article pages on the blueprint."""
    pages.add_url_rule("/articles", "articles", many)
    pages.add_url_rule("/articles/<int:article>", "articles_one", one)
    pages.add_url_rule("/articles/<int:article>.<suffix>", "articles_file", take_along)
    pages.add_url_rule("/articles/<int:article>/flag", "articles_flag", flag, methods=["POST"])
    pages.add_url_rule("/export.<suffix>", "articles_export", export)


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


def export(suffix: str) -> Response:
    """Give the memory away as a file; it is written beside the answer, not held in memory."""
    collection = request.args.get("collection") or None
    reviewed = "reviewed" in request.args
    day = date.today().isoformat()
    name = f"duizhao_{day}{'_reviewed' if reviewed else ''}.{suffix}"
    stream = TemporaryFile()  # noqa: SIM115  closed with the response
    try:
        with current.work() as work:
            exports.export(work, stream, name=name, reviewed_only=reviewed, collection=collection)
    except BaseException:
        stream.close()
        raise
    response = as_file(stream, name)
    response.call_on_close(stream.close)
    return response


def one(article: int) -> str:
    """Show one article."""
    with current.work() as work:
        found = actions.article(work, article)
    sought = request.args.get("q", "").strip()[:MOST_SOUGHT]
    side = _side()
    langs = LANGUAGES if side is None else (side,)
    beads = [bead for bead in found.beads if _is_shown(bead, langs, sought)]
    return render_template(
        "articles/one.html", article=found, beads=beads, sought=sought, spans=_spans,
        show=request.args.get("show"), side=side, langs=langs,
    )  # fmt: skip


def _side() -> Language | None:
    """Return the language shown alone; None shows both."""
    return next((lang for lang in LANGUAGES if lang == request.args.get("side")), None)


def _is_shown(bead: ArticleBead, langs: Sequence[Language], sought: str) -> bool:
    """Tell whether a row says something in the languages shown, and what is sought."""
    texts = [getattr(bead, lang) for lang in langs]
    return any(texts) and (not sought or bool(_spans("\n".join(texts), sought)))


def _spans(text: str, sought: str) -> list[tuple[int, int]]:
    """Return where `sought` stands, in whatever script, width or case."""
    return [(span.start, span.end) for span in Phrase(sought).spans(text)] if sought else []


def take_along(article: int, suffix: str) -> Response:
    """Give one article away as a file."""
    stream, name = io.BytesIO(), f"duizhao_article-{article}.{suffix}"
    with current.work() as work:
        exports.export_article(work, article, stream, name=name)
    return as_file(stream, name)


def flag(article: int) -> Redirect:
    """Put a row that looks wrong to those who review."""
    current.require("row.flag")
    row, version = (number(request.form, name) for name in ("row", "version"))
    with current.work() as work:
        review.flag(work, article, review.Seen(row, version), request.form.get("note", ""))
        work.commit()
    flash(_("Thank you. The row waits for review and is out of the memory until then."), "good")
    at = request.form.get("at", "")
    anchor = f"s{at}" if at.isdecimal() else None
    return redirect(url_for("pages.articles_one", article=article, side=_side(), _anchor=anchor))
