"""The store of concepts: writing keeps history, nothing commits, people find what they mean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.concepts import Condition, State, Status, Term
from glossary.facts import same
from glossary.termbase import Termbase, Wanted
from tm.errors import Conflict, Invalid, NotFound


@pytest.fixture
def termbase(session):
    """A termbase without concepts."""
    return Termbase(session)


def added(termbase, concept):
    """Store a concept and return it as stored."""
    return termbase.get(termbase.add(concept, actor="陈编辑").id)


# writing


def test_what_is_stored_comes_back(termbase, concept):
    given = concept("读书会|书友会", "reading group", forbidden="book party", domain="culture",
                    first_mention=("reading group",), note="每周一次")  # fmt: skip
    condition = Condition(("发布会",), ("阅读",))
    terms = (*given.terms, Term("launch", "en", Status.FORBIDDEN, "另一事", condition, tag="en-GB"))
    stored = added(termbase, replace(given, terms=terms))
    assert same(stored, replace(given, terms=terms))
    assert stored.revision == 1
    assert all([stored.id, *(term.id for term in stored.terms)])


def test_nothing_is_kept_without_a_commit(termbase, concept):
    added(termbase, concept("公益"))
    termbase.session.rollback()
    assert termbase.all(None) == []


def test_a_change_tells_what_differs_and_is_kept_in_history(termbase, concept):
    stored = added(termbase, concept("公益", "public benefit"))
    change = termbase.change(replace(stored, domain="civil-society"), actor="李", reason="归类")
    assert (change.before, change.after) == ({"domain": ""}, {"domain": "civil-society"})
    newest, first = termbase.history(stored.id)
    assert (newest.verb, newest.actor, newest.reason) == ("change", "李", "归类")
    assert (first.verb, first.actor) == ("add", "陈编辑")


def test_a_change_of_nothing_is_no_event(termbase, concept):
    stored = added(termbase, concept("公益"))
    assert termbase.change(stored, actor="李").after == {}
    assert len(termbase.history(stored.id)) == 1


def test_a_term_that_stays_keeps_its_id(termbase, concept):
    stored = added(termbase, concept("公益", "public benefit|charity"))
    kept = replace(stored, terms=(stored.terms[0], stored.terms[2]))
    termbase.change(kept, actor="李")
    assert [t.id for t in termbase.get(stored.id).terms] == [stored.terms[0].id, stored.terms[2].id]


def test_two_people_cannot_overwrite_each_other(termbase, concept):
    seen = added(termbase, concept("公益"))
    termbase.change(replace(seen, note="一"), actor="李")
    with pytest.raises(Conflict, match="changed it meanwhile"):
        termbase.change(replace(seen, note="二"), actor="王")


def test_an_unknown_id_is_told(termbase):
    with pytest.raises(NotFound, match="no concept 7"):
        termbase.get(7)


def test_a_removed_concept_can_be_revived_in_the_state_it_had(termbase, concept):
    stored = added(termbase, concept("公益", state=State.PROPOSED))
    termbase.remove(stored.id, actor="李", reason="重复")
    assert (termbase.all(), termbase.get(stored.id).state) == ([], State.DELETED)
    termbase.revive(stored.id, actor="李")
    assert termbase.get(stored.id).state is State.PROPOSED


def test_only_a_removed_concept_can_be_revived(termbase, concept):
    stored = added(termbase, concept("公益"))
    with pytest.raises(Conflict, match="not removed"):
        termbase.revive(stored.id, actor="李")


def test_merging_moves_the_terms_and_removes_the_other(termbase, concept):
    one = added(termbase, concept("读书会", "reading group"))
    two = added(termbase, concept("书友会", "book club", forbidden="book party"))
    termbase.merge(one.id, two.id, actor="李")
    merged = termbase.get(one.id)
    assert [(t.text, t.status.value) for t in merged.terms] == [
        ("读书会", "preferred"), ("reading group", "preferred"), ("书友会", "admitted"),
        ("book club", "admitted"), ("book party", "forbidden"),
    ]  # fmt: skip
    assert termbase.get(two.id).state is State.DELETED


def test_a_concept_is_not_merged_with_itself(termbase, concept):
    stored = added(termbase, concept("公益"))
    with pytest.raises(Invalid):
        termbase.merge(stored.id, stored.id, actor="李")


def test_approving_a_proposal_makes_it_the_rule(termbase, concept):
    stored = added(termbase, concept("公益", state=State.PROPOSED))
    termbase.approve(stored.id, actor="李")
    assert [each.id for each in termbase.all()] == [stored.id]


def test_approving_an_amendment_changes_the_concept_it_amends(termbase, concept):
    stored = added(termbase, concept("公益", "charity"))
    amendment = replace(concept("公益", "public benefit"), state=State.PROPOSED, amends=stored.id)
    proposal = added(termbase, amendment)
    termbase.approve(proposal.id, actor="李")
    assert termbase.get(stored.id).preferred("en") == "public benefit"
    assert termbase.get(proposal.id).state is State.DELETED


def test_what_is_approved_is_not_approved_again(termbase, concept):
    stored = added(termbase, concept("公益"))
    with pytest.raises(Conflict, match="expected a proposal"):
        termbase.approve(stored.id, actor="李")


def test_the_revision_rises_with_every_write(termbase, concept):
    numbers = [termbase.revision()]
    stored = added(termbase, concept("公益"))
    numbers.append(termbase.revision())
    termbase.remove(stored.id, actor="李")
    numbers.append(termbase.revision())
    assert numbers == sorted(set(numbers))


def test_many_concepts_are_added_at_once(termbase, concept):
    ids = termbase.add_all([concept("公益"), concept("慈善")], actor="李")
    assert [termbase.get(id).preferred("zh") for id in ids] == ["公益", "慈善"]
    assert termbase.history(ids[1])[0].verb == "add"


def test_concepts_that_share_a_term_are_told(termbase, concept):
    one = added(termbase, concept("读书会", "reading group"))
    added(termbase, concept("公益", "public benefit"))
    assert termbase.sharing(concept("讀書會", "book club")) == [one]


# finding


@pytest.fixture
def stocked(termbase, concept):
    """A termbase with a handful of concepts."""
    for zh, en in (
        ("读书会", "reading group|book club"), ("社会组织", "social organization"),
        ("社会服务机构", "social service institution"), ("民心相通", "people-to-people connectivity"),
        ("志愿者", "volunteer"), ("100%公益", "100% charity"),
    ):  # fmt: skip
        termbase.add(concept(zh, en, domain="公益" if "公益" in zh else ""), actor="李")
    return termbase


@pytest.mark.parametrize(
    ("query", "term", "how"),
    [
        ("读书会", "读书会", "exact"), ("讀書會", "读书会", "exact"), ("dsh", "读书会", "sound"),
        ("dushuhui", "读书会", "sound"), ("dú shū huì", "读书会", "sound"),
        ("du2 shu1 hui4", "读书会", "sound"), ("shehui", "社会组织", "sound"),
        ("Reading Groups", "reading group", "exact"), ("reading", "reading group", "start"),
        ("club", "book club", "part"), ("组织", "社会组织", "part"),
        ("volunteering", "volunteer", "exact"), ("connectvity people", None, None),
        ("people-to-peple connectivity", "people-to-people connectivity", "similar"),
        ("社会阻止", "社会组织", "similar"), ("100%", "100%公益", "start"), ("%", "100%公益", "part"),
        ("_", None, None), ("", None, None), ("   ", None, None),
    ],
)  # fmt: skip
def test_people_find_what_they_mean(stocked, query, term, how):
    hits = stocked.find(query)
    assert (hits[0].term, hits[0].how) == (term, how) if term else hits == []


def test_exact_comes_before_beginning_before_part(stocked, concept):
    stocked.add(concept("社会", "society"), actor="李")
    assert [hit.term for hit in stocked.find("社会")][:2] == ["社会", "社会组织"]


def test_notes_are_searched_only_when_asked(stocked, concept):
    stocked.add(concept("年会", note="每年一次的会员大会"), actor="李")
    assert stocked.find("每年一次") == []
    assert [hit.how for hit in stocked.find("每年一次", everywhere=True)] == ["note"]


def test_removed_concepts_are_not_found(stocked):
    stocked.remove(stocked.find("读书会")[0].concept, actor="李")
    assert stocked.find("读书会") == []


def test_a_list_goes_by_pinyin_page_by_page(stocked):
    first, total = stocked.browse(limit=2)
    second, _ = stocked.browse(limit=2, offset=2)
    names = [each.preferred("zh") for each in (*first, *second)]
    assert (names, total) == (["100%公益", "读书会", "民心相通", "社会服务机构"], 6)


def test_a_list_can_be_narrowed(stocked):
    assert stocked.browse(Wanted(letter="s"))[1] == 2
    assert stocked.browse(Wanted(domain="公益"))[1] == 1
    assert stocked.browse(Wanted(status="admitted"))[1] == 1
    assert stocked.browse(Wanted(state=State.PROPOSED))[1] == 0


def test_letters_and_domains_are_counted(stocked):
    assert stocked.letters() == {"#": 1, "D": 1, "M": 1, "S": 2, "Z": 1}
    assert stocked.domains() == {"公益": 1}
