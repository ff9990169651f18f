"""The glossary as a whole: files in and out, its health, candidates for it."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from glossary.concepts import Concept, State
from glossary.formats import Dialect, Entry, Problem, is_table, reader_for, writer_for
from glossary.formats.columns import ByHand, Layout, layout
from glossary.importing import Kind, Plan, Verdict, plan
from glossary.lint import LintFinding
from glossary.lint import lint as run_lint
from glossary.mine import DEFAULT, Candidate, Options
from glossary.mine import mine as run_mine
from glossary.refresh import Left, refresh
from tm.changes import Change
from tm.pairs import SegmentPair
from tm.tabular import read_rows
from webapp.actions.glossary_batches import batch, cancelled
from webapp.work import Work

CURATED = "from the curated glossary"
"""The reason in the history of what came with the application."""
OLDER_CURATED = "imported from glossary.csv"
"""What earlier versions wrote there when they made a home."""


@dataclass(frozen=True, slots=True)
class GlossaryReport:
    """What became of the entries of a file, or would: `skipped` are conflicts left to a person."""

    read: int
    created: int
    updated: int
    unchanged: int
    skipped: int
    failed: int
    problems: tuple[Problem, ...]
    verdicts: tuple[Verdict, ...]


def import_file(
    work: Work, data: bytes, *, name: str, dry_run: bool = False, by_hand: ByHand | None = None
) -> GlossaryReport:
    """Read a glossary file and lay it over the glossary; `dry_run` only tells what would be.

    `by_hand` is what a person says of the columns of a table. A bad row is a problem and stops
    nothing; a conflict is a problem too and is left out.
    """
    work.require("term.decide")
    entries, problems = _read(data, name, by_hand)
    judged = plan(entries, _present(work))
    if not dry_run:
        with batch(work, name) as reason:
            _store(work, judged, name, reason)
    return _report(judged, problems)


def load_curated(work: Work, path: Path) -> int:
    """Load the glossary that comes with the application; return how many concepts it brought.

    What is wrong with a row is logged: an empty home must open all the same.
    """
    entries, problems = _read(path.read_bytes(), path.name)
    judged = plan(entries, _present(work))
    _store(work, judged, path.name, CURATED)
    for problem in _report(judged, problems).problems:
        logging.getLogger(__name__).warning("%s, %s: %s", path.name, problem.place, problem.message)
    return len(judged.new)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a new edition of the curated glossary brought; `left` stays as people made it."""

    created: int
    updated: int
    left: tuple[Left, ...]
    problems: tuple[Problem, ...]


def refresh_curated(work: Work, *, dry_run: bool = False) -> Refreshed:
    """Bring the concepts that came with the application to its present edition.

    What nobody edited here becomes what the edition says; what was edited or removed is left and
    told. The whole is an import that can be undone.
    """
    work.require("term.decide")
    path = work.services.settings.data / "glossary.csv"
    entries, problems = _read(path.read_bytes(), path.name)
    known = [each for each in work.termbase.all(None) if not each.amends]
    edited = work.termbase.edited(CURATED, OLDER_CURATED, cancelled(work))
    found = refresh(entries, known, edited)
    if not dry_run and (found.new or found.changed):
        with batch(work, f"{path.name} (curated)", CURATED):
            created = work.termbase.add_all(found.new, actor=work.actor.name, reason=CURATED)
            for concept in found.changed:
                changed = replace(concept, revision=0)
                work.record(work.termbase.change(changed, actor=work.actor.name, reason=CURATED))
            if created:
                after = {"concepts": len(created)}
                work.record(Change("add", "glossary", path.name, after=after))
    return Refreshed(len(found.new), len(found.changed), found.left, tuple(problems))


def export(work: Work, file: IO[bytes], *, name: str, dialect: Dialect = "dca") -> int:
    """Write every concept in use in the format of `name`; return how many."""
    work.require("memory.export")
    concepts = _present(work)
    writer_for(name, dialect)(concepts, file)
    return len(concepts)


def export_to(work: Work, path: Path, *, dialect: Dialect = "dca") -> int:
    """Write the glossary to `path`; a file that was there is replaced only when all is written."""
    writer_for(path.name, dialect)  # an unknown extension is refused before anything is created
    draft = path.with_name(f".{path.name}.part")
    try:
        with draft.open("wb") as file:
            count = export(work, file, name=path.name, dialect=dialect)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return count


def lint(work: Work) -> list[LintFinding]:
    """Hold the glossary against itself; words inside terms are spelt by the plain word list.

    The findings are kept until the glossary changes.
    """
    work.require("memory.read")
    revision = work.termbase.revision()
    return work.services.remembered("lint", revision, lambda: _linted(work))


def _linted(work: Work) -> list[LintFinding]:
    english = work.services.house.english
    rules = work.services.house.rules(work.services.recogniser(work.session))

    def better(word: str) -> Sequence[str] | None:
        if word.lower() in rules.misspellings:
            return rules.misspellings[word.lower()]
        known = not word.islower() or word in english or english.compound(word)
        return None if known else english.suggest(word)

    return run_lint(_present(work), better, rules.slips)


def mine(work: Work, options: Options = DEFAULT) -> list[Candidate]:
    """Look for terms in the memory that the glossary does not have yet, best first."""
    work.require("memory.read")
    pairs = (SegmentPair(unit.zh, unit.en) for unit in work.memory.units())
    known = work.services.recogniser(work.session)
    return run_mine(pairs, work.services.words, known, options)


def _present(work: Work) -> list[Concept]:
    """Return the concepts a file is laid over: those in use, without proposed amendments."""
    every = work.termbase.all(None)
    return [each for each in every if each.state is not State.DELETED and not each.amends]


def columns_of(data: bytes, name: str, by_hand: ByHand) -> Layout | None:
    """Return where the columns of a table stand; None for an empty one and what is no table."""
    lines = list(read_rows(data, name=name)) if is_table(name) else []
    return layout(lines, by_hand) if lines else None


def _read(
    data: bytes, name: str, by_hand: ByHand | None = None
) -> tuple[list[Entry], list[Problem]]:
    entries: list[Entry] = []
    problems: list[Problem] = []
    for item in reader_for(name, by_hand)(data, name):
        if isinstance(item, Entry):
            entries.append(item)
        else:
            problems.append(item)
    return entries, problems


def _store(work: Work, judged: Plan, name: str, reason: str) -> None:
    created = work.termbase.add_all(judged.new, actor=work.actor.name, reason=reason)
    for concept in judged.changed:
        work.record(work.termbase.change(concept, actor=work.actor.name, reason=reason))
    if created:
        work.record(Change("add", "glossary", name, after={"concepts": len(created)}))


def _report(judged: Plan, problems: Iterable[Problem]) -> GlossaryReport:
    counts = Counter(verdict.kind for verdict in judged.verdicts)
    failures = list(problems)
    conflicts = [
        Problem(
            verdict.place,
            f"conflict: {verdict.reason.en}; change one of them by hand",
            f"冲突：{verdict.reason.zh}；请人工修改其中之一。",
        )
        for verdict in judged.verdicts
        if verdict.kind is Kind.CONFLICT
    ]
    return GlossaryReport(
        read=len(judged.verdicts) + len(failures),
        created=counts[Kind.NEW],
        updated=counts[Kind.UPDATE],
        unchanged=counts[Kind.DUPLICATE],
        skipped=counts[Kind.CONFLICT],
        failed=len(failures),
        problems=(*failures, *conflicts),
        verdicts=judged.verdicts,
    )
