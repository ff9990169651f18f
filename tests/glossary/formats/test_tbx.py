"""TBX: three ways to write, one meaning; every term, status and note comes back."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.concepts import (
    Case,
    Concept,
    Condition,
    Detect,
    Enforcement,
    State,
    Status,
    Term,
    TermKind,
)
from glossary.facts import facts
from glossary.formats import Entry, Problem
from glossary.formats.tbx import read
from glossary.formats.tbx_write import write
from tm.errors import Unreadable

DIALECTS = ["dca", "dct", "v2"]


def written(concepts, dialect):
    """Return TBX as bytes."""
    file = io.BytesIO()
    write(concepts, file, dialect=dialect)
    return file.getvalue()


def v2(entry):
    """Wrap an entry in a version 2 file as other tools write it."""
    return (
        '<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">'
        '<martif type="TBX" xml:lang="en"><martifHeader><fileDesc/></martifHeader>'
        f'<text><body><termEntry id="x1">{entry}</termEntry></body></text></martif>'
    ).encode()


TEXT = st.text(
    alphabet="公益𠀀 aB<&>\"'|;\n\t\r(duizhao {}[]", max_size=20
).map(lambda text: " ".join(text.split()))  # fmt: skip
LONG = st.text(alphabet="公益 aB<&\n:", max_size=30).map(str.strip)


@st.composite
def concepts(draw):
    """Draw a concept as a termbase could hold it, its terms in the order of the file."""
    keys = draw(
        st.lists(
            st.tuples(st.sampled_from(["zh", "en"]), TEXT.filter(bool)),
            min_size=1, max_size=5, unique=True,
        )
    )  # fmt: skip
    terms = [
        Term(
            text, lang, draw(st.sampled_from(list(Status))), draw(TEXT),
            draw(st.none() | st.builds(Condition, st.tuples(TEXT), st.just(()))), draw(TEXT),
            draw(st.sampled_from(list(TermKind))), draw(st.booleans()),
            draw(st.sampled_from(["", "en-GB" if lang == "en" else "zh-Hant"])),
        )
        for lang, text in keys
    ]  # fmt: skip
    terms.sort(key=lambda term: (term.lang != "zh", term.tag))
    return Concept(
        tuple(terms), draw(st.sampled_from(list(Enforcement))),
        draw(st.sampled_from(["", "noun", "law", "事"])), draw(TEXT), draw(LONG), draw(LONG),
        draw(LONG), draw(st.lists(TEXT, max_size=2).map(tuple)), draw(st.booleans()),
        draw(st.sampled_from(list(Case))), draw(st.booleans()), draw(st.sampled_from(list(Detect))),
        draw(st.sampled_from([State.APPROVED, State.PROPOSED])),
    )  # fmt: skip


@given(st.lists(concepts(), max_size=3), st.sampled_from(DIALECTS))
def test_what_is_written_is_read_again(given_concepts, dialect):
    found = list(read(written(given_concepts, dialect), "g.tbx"))
    assert [facts(entry.concept) for entry in found] == [facts(each) for each in given_concepts]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("note", ["duizhao 是什么", "Forbidden: no", "Reason: x"])
def test_notes_that_look_like_ours_stay_notes(note, dialect):
    term = Term("a", "en", Status.DEPRECATED, reason="x", note=note)
    given_concept = Concept((term, Term("b", "en", Status.DEPRECATED, note=note)), note=note)
    (entry,) = read(written([given_concept], dialect), "g.tbx")
    assert entry.concept == given_concept


def test_all_three_dialects_read_equal(concept):
    given_concept = concept("读书会|书友会", "reading group", forbidden="book party", domain="文化")
    read_back = [next(read(written([given_concept], each), "g.tbx")) for each in DIALECTS]
    assert read_back[0].concept == read_back[1].concept == read_back[2].concept


def test_a_forbidden_term_is_deprecated_with_a_note_for_others():
    term = Term("book party", "en", Status.FORBIDDEN, "reads as a launch")
    text = written([Concept((term,))], "dca").decode()
    assert '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>' in text
    assert "<note>Forbidden: reads as a launch</note>" in text


def test_a_file_of_another_tool_is_read_with_all_terms_and_statuses():
    data = v2(
        '<descrip type="subjectField">culture</descrip>'
        '<descripGrp><descrip type="definition">定义</descrip></descripGrp>'
        '<langSet xml:lang="zh-CN"><ntig><termGrp><term>读书会</term>'
        '<termNote type="partOfSpeech">noun</termNote></termGrp></ntig></langSet>'
        '<langSet xml:lang="EN_us"><tig><term>reading <hi>group</hi></term>'
        '<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>'
        "<tig><term>book club</term>"
        '<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>'
        "<tig><term>book party</term><note>Do not use: a launch</note>"
        '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>'
        '<langSet xml:lang="fr"><tig><term>cercle</term></tig></langSet>'
    )
    (entry,) = read(data, "other.tbx")
    assert [(t.text, t.status.value, t.reason, t.tag) for t in entry.concept.terms] == [
        ("读书会", "preferred", "", "zh-CN"), ("reading group", "preferred", "", "EN_us"),
        ("book club", "admitted", "", "EN_us"), ("book party", "forbidden", "a launch", "EN_us"),
    ]  # fmt: skip
    assert (entry.concept.domain, entry.concept.definition, entry.concept.kind) == (
        "culture", "定义", "noun",
    )  # fmt: skip


def test_of_several_terms_without_status_the_first_is_preferred():
    data = v2(
        '<langSet xml:lang="en"><tig><term>one</term></tig><tig><term>two</term></tig></langSet>'
    )
    (entry,) = read(data, "g.tbx")
    assert [term.status for term in entry.concept.terms] == [Status.PREFERRED, Status.ADMITTED]


@pytest.mark.parametrize(
    "entry",
    [
        '<langSet xml:lang="fr"><tig><term>oui</term></tig></langSet>',
        '<langSet xml:lang="en"><tig><term> </term></tig></langSet>',
        '<langSet xml:lang="en"><tig><term>a</term>'
        '<termNote type="administrativeStatus">odd</termNote></tig></langSet>',
        '<langSet xml:lang="en"><tig><term>a</term></tig></langSet>'
        '<note>duizhao {"enforcement": "hard"}</note>',
        '<langSet xml:lang="en"><tig><term>a</term></tig></langSet>'
        '<note>duizhao {"inflect": "no"}</note>',
        '<langSet xml:lang="en"><tig><term>a</term></tig></langSet><note>duizhao {</note>',
    ],
)
def test_a_bad_entry_is_a_problem_at_its_line(entry):
    (problem,) = read(v2(entry), "g.tbx")
    assert isinstance(problem, Problem)
    assert problem.place == "line 1"


def test_our_note_cannot_say_what_tbx_says_or_amend_another_concept():
    data = v2(
        '<langSet xml:lang="en"><tig><term>a</term></tig></langSet>'
        '<note>duizhao {"domain": "x", "terms": [], "amends": 3, "id": 9}</note>'
    )
    (entry,) = read(data, "g.tbx")
    assert (entry.concept.domain, entry.concept.amends, entry.concept.id) == ("", 0, 0)


@pytest.mark.parametrize("data", [b"<html/>", b"<tbx><text>", b"not xml", b""])
def test_what_is_no_tbx_is_refused(data):
    with pytest.raises(Unreadable):
        list(read(data, "g.tbx"))


def test_entities_are_not_expanded():
    bomb = b'<!DOCTYPE x [<!ENTITY a "boom">]><tbx><text><body><conceptEntry>' \
        b'<langSec xml:lang="en"><termSec><term>x&a;</term></termSec></langSec>' \
        b"</conceptEntry></body></text></tbx>"  # fmt: skip
    found = list(read(bomb, "g.tbx"))
    assert not [e for e in found if isinstance(e, Entry) and "boom" in e.concept.terms[0].text]
