"""What people may do with terms, and what is remembered of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.concepts import Concept, State, Status, Term
from tm.errors import Conflict, Denied, Invalid
from tm.store.memories import Incoming
from webapp.actions import glossary, terms
from webapp.audit import Audit, Filter
from webapp.present import terms as present
from webapp.roles import Actor

CHEN = Actor("陈", "terminologist")
WANG = Actor("王", "translator")
ANYONE = Actor("客", "reader")

NEW = Concept((Term("读诗会", "zh"), Term("poetry reading", "en")))


def stored(services, concept, actor=CHEN):
    """Store a concept and return it."""
    with services.work(actor) as work:
        change = terms.add(work, concept)
        work.commit()
        return work.termbase.get(change.id)


def test_a_terminologist_decides_and_a_translator_proposes(services):
    assert stored(services, NEW).state is State.APPROVED
    assert stored(services, NEW, WANG).state is State.PROPOSED


def test_a_reader_may_do_neither(services):
    with services.work(ANYONE) as work, pytest.raises(Denied):
        terms.add(work, NEW)


@pytest.mark.parametrize("act", [terms.approve, terms.revive, terms.remove])
def test_a_translator_decides_nothing(services, act):
    concept = stored(services, NEW)
    with services.work(WANG) as work, pytest.raises(Denied):
        act(work, concept.id)


def test_a_translator_may_take_back_what_they_proposed(services):
    proposal = stored(services, NEW, WANG)
    with services.work(WANG) as work:
        terms.remove(work, proposal.id)
        assert work.termbase.get(proposal.id).state is State.DELETED


def test_a_translators_change_waits_beside_the_rule_until_it_is_approved(services):
    concept = stored(services, NEW)
    with services.work(WANG) as work:
        proposal = terms.change(work, replace(concept, domain="culture")).id
        work.commit()
        assert work.termbase.get(concept.id).domain == ""
    with services.work(CHEN) as work:
        terms.approve(work, proposal)
        assert work.termbase.get(concept.id).domain == "culture"


def test_a_translator_may_go_on_changing_their_own_proposal(services):
    proposal = stored(services, NEW, WANG)
    with services.work(WANG) as work:
        terms.change(work, replace(proposal, note="更好"))
        changed = work.termbase.get(proposal.id)
    assert (changed.note, changed.state) == ("更好", State.PROPOSED)


def test_every_change_stands_in_the_audit(services):
    concept = stored(services, NEW)
    with services.work(CHEN) as work:
        terms.change(work, replace(concept, note="每月一次"))
        entries = Audit(work.session).entries(Filter(kind="concept", object=str(concept.id)))
    newest = entries[0]
    assert (newest.verb, newest.actor, newest.after) == ("change", "陈", {"note": "每月一次"})


def test_proposals_bind_no_text(services):
    stored(services, NEW, WANG)
    with services.work() as work:
        assert terms.recognise(work, "读诗会").occurrences == ()


def test_a_decision_is_seen_by_the_next_text(services):
    with services.work() as work:
        assert terms.recognise(work, "读诗会").occurrences == ()
    stored(services, NEW)
    with services.work() as work:
        assert [each.text for each in terms.recognise(work, "读诗会").occurrences] == ["读诗会"]


def test_the_recogniser_is_kept_while_the_glossary_stays(services):
    with services.work() as work:
        first = services.recogniser(work.session)
        assert services.recogniser(work.session) is first


def test_a_form_blamed_in_a_context_is_told_only_there(services):
    with services.work() as work:
        alone = present.recognised(terms.recognise(work, "a clear strategy"))
        assert [each["status"] for each in alone["occurrences"]] in ([], ["preferred"])


def test_a_text_without_language_is_refused(services):
    with services.work() as work, pytest.raises(Invalid):
        terms.recognise(work, "123")


def test_terms_in_a_text_have_the_shape_of_the_contract(services):
    text = "落实境外非政府组织境内活动管理法。"
    with services.work() as work:
        found = present.recognised(terms.recognise(work, text))
    (each,) = found["occurrences"]
    assert found["lang"] == "zh"
    assert text[slice(*each["span"])] == each["text"] == "境外非政府组织境内活动管理法"
    assert {"concept", "status", "translations"} <= set(each)
    assert {"text": "Overseas NGO Law", "status": "admitted"} in each["translations"]


def test_the_list_is_paged_and_bounded(services):
    with services.work() as work:
        page = terms.browse(work, limit=10_000, page=2)
        assert len(page.concepts) == terms.MAX_PAGE
        assert "S" in page.letters


def test_importing_records_one_entry_for_all_that_is_new(services):
    data = "zh,en\n读诗会,poetry reading\n诗社,poetry club\n".encode()
    with services.work(CHEN) as work:
        report = glossary.import_file(work, data, name="p.csv")
        entries = Audit(work.session).entries(Filter(kind="glossary", actor="陈"))
        assert report.created == 2
        assert [(e.object, dict(e.after)) for e in entries] == [("p.csv", {"concepts": 2})]


def test_a_dry_run_writes_nothing(services):
    with services.work(CHEN) as work:
        before = work.termbase.revision()
        report = glossary.import_file(
            work, "zh,en\n读诗会,poetry reading\n".encode(), name="p.csv", dry_run=True
        )
        assert (report.created, work.termbase.revision()) == (1, before)


@pytest.mark.parametrize("actor", [WANG, ANYONE])
def test_only_who_decides_terms_may_import(services, actor):
    with services.work(actor) as work, pytest.raises(Denied):
        glossary.import_file(work, b"zh,en\n", name="p.csv")


def test_use_and_blast_count_pairs_of_the_memory(services):
    concept = stored(services, NEW)
    lines = [
        ("读诗会开始了。", "The poetry reading began."),
        ("读诗会散了。", "The verse salon ended."),
    ]
    with services.work() as work:
        batch = work.batches.open("file", "x", actor="tester")
        work.memory.add((Incoming(zh, en) for zh, en in lines), batch=batch, actor="tester")
        work.commit()
    changed = replace(concept, terms=(*concept.terms, Term("verse salon", "en", Status.ADMITTED)))
    with services.work() as work:
        assert terms.use(work, concept.id).renderings == {"poetry reading": 1}
        measured = terms.blast(work, changed)
    assert (measured.pairs, measured.worse, measured.better) == (2, 0, 1)


def test_the_curated_glossary_contradicts_itself_nowhere(services):
    with services.work() as work:
        assert [each for each in glossary.lint(work) if each.severity == "error"] == []


def test_an_edited_proposal_must_be_looked_at_again(services):
    concept = stored(services, NEW)
    with services.work(WANG) as work:
        proposal = terms.change(work, replace(concept, domain="culture")).id
        work.commit()
    with services.work(CHEN) as work:
        seen = terms.Seen(work.termbase.get(proposal).revision, concept.revision)
    with services.work(WANG) as work:
        terms.change(work, replace(work.termbase.get(proposal), domain="law"))
        work.commit()
    with services.work(CHEN) as work, pytest.raises(Conflict, match="look at it again"):
        terms.approve(work, proposal, seen=seen)
    with services.work(CHEN) as work:
        again = terms.Seen(work.termbase.get(proposal).revision, concept.revision)
        terms.change(work, replace(work.termbase.get(concept.id), note="neu"))
        with pytest.raises(Conflict, match="look at it again"):
            terms.approve(work, proposal, seen=again)
