"""Terms in a text, and the glossary itself, over HTTP."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import Field

from glossary.concepts import State
from glossary.formats.columns import ByHand, assignments
from glossary.termbase import Wanted
from webapp import current, uploads
from webapp.actions import glossary as glossary_actions
from webapp.actions import glossary_batches
from webapp.actions import health as health_actions
from webapp.actions import terms as actions
from webapp.api import shapes
from webapp.api.imports import FileFacts
from webapp.api.routing import N_, PREFIX, Operation, Routes
from webapp.present import terms as present
from webapp.queries import GlossaryQuestion, Maybe, Question, TermsQuestion

PER_PAGE = 100


class GlossaryFile(FileFacts):
    """How a glossary file is read: what the columns of a table hold, where it is not guessed."""

    map: str = Field("", description="COLUMN=HEADER or COLUMN=NUMBER, one a line")
    header: Annotated[bool | None, Maybe] = Field(
        None, description="whether the first row names the columns"
    )


def routes(api: Routes) -> None:
    """Declare the operations."""
    api.add(
        Operation("GET", "/terms", "terms", N_("Recognise glossary terms in a text"),
                  "memory.read", TermsQuestion, shapes.TermsAnswer),
        recognised,
    )  # fmt: skip
    api.add(
        Operation("GET", "/glossary", "glossary", N_("Search or list the glossary"),
                  "memory.read", GlossaryQuestion, shapes.ConceptsAnswer),
        listed,
    )  # fmt: skip
    api.add(
        Operation("GET", "/glossary/<int:concept>", "glossary_one",
                  N_("One concept and its history"),
                  "memory.read", Question, shapes.ConceptAnswer, version="revision"),
        one,
    )  # fmt: skip
    api.add(
        Operation("GET", "/glossary/<int:concept>/use", "glossary_use",
                  N_("How the memory uses a concept, by year"), "memory.read", Question,
                  shapes.UseAnswer),
        used,
    )  # fmt: skip
    api.add(
        Operation("GET", "/glossary/health", "glossary_health",
                  N_("What is wrong with the glossary, or waits"), "memory.read", Question,
                  shapes.HealthAnswer),
        health,
    )  # fmt: skip
    api.add(
        Operation("GET", "/glossary/candidates", "glossary_candidates",
                  N_("What the newest pairs might add to the glossary"), "memory.read", Question,
                  shapes.CandidatesAnswer),
        candidates,
    )  # fmt: skip
    api.add(
        Operation("POST", "/glossary/import", "glossary_import",
                  N_("Lay a glossary file over the glossary, or tell what that would do"),
                  "term.decide", GlossaryFile, shapes.GlossaryFileAnswer,
                  files=("file",)),
        import_file,
    )  # fmt: skip
    api.add(
        Operation("GET", "/glossary/imports", "glossary_imports",
                  N_("List the imports of the glossary, newest first"),
                  "memory.read", Question, shapes.GlossaryImportsAnswer),
        imports,
    )  # fmt: skip
    api.add(
        Operation("POST", "/glossary/imports/<int:number>/undo", "glossary_undo",
                  N_("Take an import of the glossary back; what was changed since is left"),
                  "term.decide", Question, shapes.GlossaryUndoneAnswer),
        undo,
    )  # fmt: skip


def recognised(asked: TermsQuestion) -> dict[str, Any]:
    """Recognise the terms of a text."""
    with current.work() as work:
        return present.recognised(actions.recognise(work, asked.q, lang=asked.lang))


def listed(asked: GlossaryQuestion) -> dict[str, Any]:
    """Search or list the glossary."""
    with current.work() as work:
        if asked.q:
            return present.found(actions.find(work, asked.q, limit=PER_PAGE), asked.q)
        state = State(asked.state) if asked.state else State.APPROVED
        wanted = Wanted(asked.letter, asked.domain, asked.status, state)
        page = present.page(actions.browse(work, wanted, limit=PER_PAGE, page=asked.page))
    following = urlencode(asked.parameters | {"page": asked.page + 1})
    more = asked.page * PER_PAGE < page["total"]
    return page | {"next": f"{PREFIX}/glossary?{following}" if more else None}


def one(_asked: Question, concept: int) -> dict[str, Any]:
    """Return one concept with its history."""
    with current.work() as work:
        found = present.concept(actions.concept(work, concept))
        history = [present.event(event) for event in actions.history(work, concept)]
    return found | {"history": history}


def used(_asked: Question, concept: int) -> dict[str, Any]:
    """Return how the newest pairs use a concept."""
    with current.work() as work:
        by_year = actions.use_by_year(work, concept)
        whole = present.use(actions.use(work, concept))
    return whole | {"by_year": {year: present.use(use) for year, use in by_year.items()}}


def health(_asked: Question) -> dict[str, Any]:
    """Return what is wrong with the glossary, and what waits."""
    with current.work() as work:
        return present.health(health_actions.health(work))


def candidates(_asked: Question) -> dict[str, Any]:
    """Return what might become terms."""
    with current.work() as work:
        return present.candidates(health_actions.candidates(work))


def import_file(asked: GlossaryFile) -> dict[str, Any]:
    """Take a glossary file over, or with `dry_run` only tell what it would do."""
    came = uploads.chosen("file")
    name = PurePath(came.filename or "").name
    with current.work() as work:
        report = glossary_actions.import_file(
            work, came.stream.read(), name=name, dry_run=asked.dry_run,
            by_hand=ByHand(assignments(asked.map.splitlines()), asked.header),
        )  # fmt: skip
        if not asked.dry_run:
            work.commit()
    return present.report(report, verdicts=True)


def imports(_asked: Question) -> dict[str, Any]:
    """List the imports of the glossary."""
    with current.work() as work:
        found = glossary_batches.batches(work)
    return {"imports": [present.glossary_batch(each) for each in found]}


def undo(_asked: Question, number: int) -> dict[str, Any]:
    """Take an import of the glossary back."""
    with current.work() as work:
        done = glossary_batches.undo(work, number)
        work.commit()
    return present.undone_import(done)
