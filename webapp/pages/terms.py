"""Terms: browsing and searching the glossary, one entry, proposing and deciding."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from glossary.concepts import Concept, Enforcement, State, Status, Term
from glossary.facts import differences
from glossary.termbase import Wanted
from glossary.use import Standing, Use
from tm.languages import Language
from tm.text.detect import language_of
from webapp import current
from webapp.actions import concordance as concordance_actions
from webapp.actions import terms as actions
from webapp.pages import termform
from webapp.pages.frame import PER_PAGE, given, page_count, show
from webapp.present import concordance as concordance_present
from webapp.present import terms as present
from webapp.queries import GlossaryQuestion
from webapp.work import Work

BEST = 100  # concepts shown for a search; nobody reads further
SENTENCES = 5


def routes(pages: Blueprint) -> None:
    """Put the glossary's pages on the blueprint."""
    pages.add_url_rule("/terms", "terms", browse)
    pages.add_url_rule("/terms/<int:concept>", "terms_one", one)
    pages.add_url_rule("/terms/new", "terms_new", new)
    pages.add_url_rule("/terms/new", "terms_add", add, methods=["POST"])
    pages.add_url_rule("/terms/<int:concept>/edit", "terms_edit", edit)
    pages.add_url_rule("/terms/<int:concept>/edit", "terms_change", change, methods=["POST"])
    for verb, move in MOVES.items():
        endpoint = f"terms_{verb}"
        pages.add_url_rule(f"/terms/<int:concept>/{verb}", endpoint, move, methods=["POST"])


def browse() -> str:
    """List the glossary, or what answers a search."""
    asked = GlossaryQuestion.model_validate(given(request.args))
    state = State(asked.state) if asked.state else State.APPROVED
    wanted = Wanted(asked.letter, asked.domain, asked.status, state)
    with current.work() as work:
        listed = present.page(actions.browse(work, wanted, limit=PER_PAGE, page=asked.page))
        waiting = actions.browse(work, Wanted(state=State.PROPOSED), limit=1).total
        if asked.q:
            found = actions.find(work, asked.q, limit=BEST)
            listed |= present.found(found, asked.q) | {"letters": []}
    pages = 1 if asked.q else page_count(listed["total"])
    return show("terms", asked=asked, page=asked.page, pages=pages, waiting=waiting, **listed)


def one(concept: int) -> str:
    """Show one entry with real sentences and its history."""
    with current.work() as work:
        found = actions.concept(work, concept)
        shown = {"concept": present.concept(found), "events": actions.history(work, concept)}
        usage = _usage(work, found)
        years = {year: _standings(use) for year, use in actions.use_by_year(work, concept).items()}
        alike = [present.concept(each) for each in actions.alike(work, found, lang="zh")
                 if each.id != found.amends]  # fmt: skip
        base = actions.concept(work, found.amends) if found.amends else None
    return render_template(
        "terms/one.html", usage=usage, years=years, alike=alike, most_pairs=actions.MAX_PAIRS,
        amended=base and present.concept(base), difference=base and _difference(base, found),
        **shown,
    )  # fmt: skip


def _difference(base: Concept, proposal: Concept) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what approving would change; that it is a proposal goes without saying."""
    return differences(base, replace(proposal, state=base.state, amends=base.amends))


def new() -> str:
    """Show an empty form, filled with what came along from a selection."""
    concept = _started()
    return _form(concept, said=_said(concept) if concept and len(concept.terms) == 1 else None)


def add() -> Response | str:
    """Store a new concept, or a proposal; ask first where a term is there already."""
    concept = termform.read(request.form)
    with current.work() as work:
        alike = actions.alike(work, concept)
        if alike and "anyway" not in request.form:
            return _form(concept, alike=[present.concept(each) for each in alike])
        change = actions.add(work, concept, reason=request.form.get("reason", ""))
        work.commit()
    return _done(int(change.id))


def edit(concept: int) -> str:
    """Show the form of an entry, with how many sentences it concerns."""
    with current.work() as work:
        found = actions.concept(work, concept)
        usage = _usage(work, found)
    return _form(found, usage=usage)


def change(concept: int) -> Response | str:
    """Change an entry, or propose the change; first tell which sentences it would put wrong."""
    with current.work() as work:
        changed = termform.read(request.form, actions.concept(work, concept))
        blast = None if "anyway" in request.form else actions.blast(work, changed)
        if blast is not None and blast.worse:
            return _form(changed, blast=blast)
        change = actions.change(work, changed, reason=request.form.get("reason", ""))
        work.commit()
    return _done(int(change.id))


def approve(concept: int) -> Response:
    """Make a proposal the rule."""
    seen = (termform.number(request.form, name) for name in ("revision", "base"))
    with current.work() as work:
        change = actions.approve(work, concept, seen=actions.Seen(*seen))
        work.commit()
    return _done(int(change.id))


def remove(concept: int) -> Response:
    """Take an entry out of use."""
    with current.work() as work:
        actions.remove(work, concept, reason=request.form.get("reason", ""))
        work.commit()
    return _done(concept)


def revive(concept: int) -> Response:
    """Bring an entry back."""
    with current.work() as work:
        actions.revive(work, concept)
        work.commit()
    return _done(concept)


def merge(concept: int) -> Response:
    """Make one entry of two."""
    current.require("term.decide")
    with current.work() as work:
        actions.merge(work, concept, termform.number(request.form, "gone"))
        work.commit()
    return _done(concept)


MOVES = {"approve": approve, "remove": remove, "revive": revive, "merge": merge}


def _started() -> Concept | None:
    """Return the beginnings of a concept from the address: `zh`, `en`, or `text` in either."""
    texts: dict[Language, str] = {}
    chosen = request.args.get("text", "").strip()
    language = language_of(chosen)
    if language is not None:
        texts[language] = chosen
    for lang in ("zh", "en"):
        if request.args.get(lang, "").strip():
            texts[lang] = request.args[lang].strip()
    terms = tuple(Term(" ".join(text.split())[:400], lang) for lang, text in texts.items())
    return Concept(terms) if terms else None


def _said(concept: Concept) -> dict[str, Any]:
    """Return how the memory says the one term a proposal begins with."""
    term = concept.terms[0]
    with current.work() as work:
        found = concordance_actions.concordance(work, f'"{term.text}"', language=term.lang, limit=1)
    renderings = concordance_present.found(found)["renderings"]
    return {"lang": term.lang, "text": term.text, "renderings": renderings}


def _form(concept: Concept | None, **more: Any) -> str:
    with current.work() as work:
        domains = actions.browse(work, limit=1).domains
    return render_template(
        "terms/form.html", concept=present.concept(concept) if concept else None,
        statuses=list(Status), enforcements=list(Enforcement), domains=domains,
        empty=termform.EMPTY_ROWS, **more,
    )  # fmt: skip


def _usage(work: Work, concept: Concept) -> dict[str, Any] | None:
    term = concept.preferred("zh")
    if term is None:
        return None
    found = concordance_actions.concordance(work, f'"{term}"', language="zh", limit=SENTENCES)
    return concordance_present.found(found)


def _standings(use: Use) -> list[int]:
    """Return how many pairs follow the entry, go against it, and say it otherwise."""
    return [use.standings.get(each, 0) for each in Standing]


def _done(concept: int) -> Response:
    decided = current.actor().may("term.decide")
    flash(_("Saved.") if decided else _("Proposed; it waits for a decision."), "good")
    return redirect(url_for("pages.terms_one", concept=concept))
