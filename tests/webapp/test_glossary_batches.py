"""Imports of the glossary taken back, and a new edition of the curated one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from glossary.concepts import Concept, State, Term
from glossary.formats import Entry
from glossary.formats.sheet import read
from glossary.refresh import refresh
from tm.errors import Conflict, NotFound
from webapp.actions import glossary, glossary_batches
from webapp.services import Services
from webapp.work import Work

OLD = "zh,en,status,enforcement,admitted_en\n合唱团,choir,preferred,preferred,chorus\n读诗会,poetry evening,preferred,preferred,\n"
NEW = "zh,en,status,enforcement,admitted_en\n合唱团,choir,preferred,strict,\n读诗会,poetry circle,preferred,preferred,\n茶会,tea party,preferred,preferred,\n"


def entries(text: str) -> list[Entry]:
    return [item for item in read(text.encode(), "new.csv") if isinstance(item, Entry)]


def stored(text: str) -> list[Concept]:
    return [replace(entry.concept, id=at, revision=1) for at, entry in enumerate(entries(text), 1)]


def test_what_nobody_edited_becomes_the_new_edition() -> None:
    found = refresh(entries(NEW), stored(OLD), edited=())
    assert [concept.title for concept in found.new] == ["茶会 · tea party"]
    choir = next(concept for concept in found.changed if concept.id == 1)
    assert choir.enforcement == "strict"
    assert [term.text for term in choir.of("en")] == ["choir"]  # chorus left the edition


def test_what_was_edited_or_removed_is_left_and_told() -> None:
    known = stored(OLD)
    known[1] = replace(known[1], state=State.DELETED)
    found = refresh(entries(NEW), known, edited={1})
    assert not found.changed
    assert {(left.ours.id, left.reason) for left in found.left} == {
        (1, "edited here"), (2, "removed here"),
    }  # fmt: skip


def test_the_same_edition_changes_nothing() -> None:
    found = refresh(entries(OLD), stored(OLD), edited=())
    assert found == type(found)((), (), ())


def test_a_fresh_home_has_the_present_edition(services: Services) -> None:
    with services.work() as work:
        done = glossary.refresh_curated(work)
    assert (done.created, done.updated, done.left) == (0, 0, ())


def test_an_import_is_taken_back_as_a_whole(services: Services) -> None:
    with services.work() as work:
        before = work.termbase.all(None)
        glossary.import_file(work, OLD.encode(), name="old.csv")
        number = glossary_batches.batches(work)[0].number
        done = glossary_batches.undo(work, number)
        assert (done.taken_back, done.left) == (2, ())
        assert [c for c in work.termbase.all(None) if c.state is not State.DELETED] == before
        with pytest.raises(Conflict):
            glossary_batches.undo(work, number)
        with pytest.raises(NotFound):
            glossary_batches.undo(work, 99)


def test_what_was_changed_since_is_left(services: Services) -> None:
    with services.work() as work:
        glossary.import_file(work, OLD.encode(), name="old.csv")
        choir = next(c for c in work.termbase.all() if c.preferred("zh") == "合唱团")
        edited = replace(choir, terms=(*choir.terms, Term("choral society", "en")))
        work.termbase.change(edited, actor="li")
        done = glossary_batches.undo(work, 1)
        assert done.taken_back == 1
        assert [concept.id for concept in done.left] == [choir.id]


def test_an_edited_curated_concept_survives_a_refresh(services: Services, tmp_path: Path) -> None:
    with services.work() as work:
        law = next(c for c in work.termbase.all() if "慈善法" in c.title)
        work.termbase.change(replace(law, note="ours"), actor="li", reason="our style")
        done = glossary.refresh_curated(work)
        assert [left.ours.id for left in done.left] == [law.id]
        assert work.termbase.get(law.id).note == "ours"


def test_what_was_put_back_does_not_count_as_edited(services: Services) -> None:
    with services.work() as work:
        law = next(c for c in work.termbase.all() if "慈善法" in c.title)
        zh, en = law.preferred("zh"), law.preferred("en")
        theirs = f"zh,en,note\n{zh},{en},seen in a file\n"
        glossary.import_file(work, theirs.encode(), name="theirs.csv")
        assert work.termbase.get(law.id).note == "seen in a file"
        assert law.id in edited(work)
        glossary_batches.undo(work, glossary_batches.batches(work)[0].number)
        assert law.id not in edited(work)
        assert glossary.refresh_curated(work).left == ()


def edited(work: Work) -> set[int]:
    return work.termbase.edited(
        glossary.CURATED, glossary.OLDER_CURATED, glossary_batches.cancelled(work)
    )
