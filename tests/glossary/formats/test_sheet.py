"""Glossaries as tables: ours come back as they were, other people's are understood."""

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
from glossary.formats import STATUSES, Entry, Problem, reader_for
from glossary.formats.cells import alternatives, joined, qualified, qualify, values
from glossary.formats.columns import COLUMNS, ByHand, assignments
from glossary.formats.sheet import read, write
from tm.errors import Invalid, Unreadable


def written(concepts, name):
    """Return a table as bytes."""
    file = io.BytesIO()
    write(concepts, file, name=name)
    return file.getvalue()


def entries(text, name="g.csv"):
    """Read a table given as text."""
    return list(read(text.encode(), name))


def stands(concept):
    """Return the terms with what a table says of them, in an order of their own."""
    return sorted((t.lang, t.text, t.status.value, t.reason) for t in concept.terms)


FULL = Concept(
    (
        Term("一带一路", "zh"),
        Term("带路", "zh", Status.ADMITTED, lookup_only=True),
        Term("Belt and Road Initiative", "en"),
        Term("B&R", "en", Status.ADMITTED, kind=TermKind.ABBREVIATION),
        Term("Belt and Road", "en", Status.ADMITTED, kind=TermKind.SHORT),
        Term("One Belt One Road", "en", Status.SUPERSEDED, "replaced (in 2015)"),
        Term("OBOR (old)", "en", Status.DEPRECATED),
        Term("strategy", "en", Status.FORBIDDEN, "an initiative", Condition(("一带一路",), ("战略",))),
        Term("a|b; c", "en", Status.ADMITTED),
    ),
    Enforcement.STRICT, "slogan", "initiative", "=SUM(1)", "one\ntwo", "2015年规范",
    ("Belt and Road Initiative", "Belt and Road"), False, Case.PERMISSIVE, True, Detect.ZH,
    State.PROPOSED,
)  # fmt: skip


@pytest.mark.parametrize("name", ["g.csv", "g.xlsx"])
def test_what_is_written_is_read_again(name):
    (entry,) = read(written([FULL], name), name)
    back, given = facts(entry.concept), facts(FULL)
    assert stands(entry.concept) == stands(FULL)
    assert {k: v for k, v in back.items() if k != "terms"} == {
        k: v for k, v in given.items() if k != "terms"
    }
    strategy = next(term for term in entry.concept.terms if term.text == "strategy")
    assert strategy.condition == Condition(("一带一路",), ("战略",))


@given(st.lists(st.text(alphabet="公 a|;\\", min_size=1).map(str.strip).filter(bool)))
def test_values_of_a_cell_come_back(texts):
    plain = [text for text in texts if "\\" not in text]
    assert values(joined(plain)) == plain
    assert alternatives(joined(plain, alternatives=True)) == [[text] for text in plain]


@pytest.mark.parametrize(
    "value",
    ["book party (a launch)", "form", "form @ 一带一路", "form (with) (reason (nested))", "f()"],
)
def test_a_qualified_form_comes_back(value):
    assert qualified(qualify(*qualified(value))) == qualified(value)


def test_a_table_holds_nothing_a_spreadsheet_would_run():
    text = written([FULL], "g.csv").decode()
    assert "'=SUM(1)" in text
    assert ",=SUM" not in text


def test_semicolons_part_alternatives_and_bars_part_equals():
    (entry,) = entries("zh,en\n读书会; 书友会,reading group|study group\n")
    assert [(t.text, t.status.value) for t in entry.concept.terms] == [
        ("读书会", "preferred"), ("书友会", "admitted"), ("reading group", "preferred"),
        ("study group", "preferred"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        "zh,en",
        "EN,ZH",
        "中文,英文",
        "英文译名,中文术语",
        "Chinese,English",
        "zh-CN,en-US",
        "术语,译文",
    ],
)
def test_headers_are_known_in_both_languages_and_any_order(header):
    english_first = header.split(",")[0] in {"EN", "英文译名"}
    row = "charity,慈善" if english_first else "慈善,charity"
    (entry,) = entries(f"{header}\n{row}\n")
    assert (entry.concept.preferred("zh"), entry.concept.preferred("en")) == ("慈善", "charity")


@pytest.mark.parametrize(
    "text",
    ["慈善,charity\n公益,public benefit\n", "Source,Target\ncharity,慈善\nvolunteer,志愿者\n"],
)
def test_columns_without_known_names_are_told_by_their_characters(text):
    found = entries(text)
    assert len(found) == 2
    assert all(each.concept.preferred("zh") and each.concept.preferred("en") for each in found)


def test_a_column_of_remarks_is_kept_as_the_note():
    (entry,) = entries("中文,英文,备注\n公益,public benefit,不译作 charity\n")
    assert (entry.concept.note, entry.given) == ("不译作 charity", frozenset({"note"}))


def test_a_bad_row_is_told_and_stops_nothing():
    bad, good = entries("zh,en,enforcement\n公益,charity,hard\n慈善,charity,strict\n")
    assert bad == Problem(
        "line 2", "enforcement: expected one of strict, preferred, off, got 'hard'",
        "执行级别：应为以下之一：strict, preferred, off，实为“hard”。",
    )  # fmt: skip
    assert good.concept.enforcement is Enforcement.STRICT


@pytest.mark.parametrize(
    ("status", "main", "state"),
    [
        ("preferred", Status.PREFERRED, State.APPROVED), ("首选", Status.PREFERRED, State.APPROVED),
        ("superseded", Status.SUPERSEDED, State.APPROVED), ("废止", Status.SUPERSEDED, State.APPROVED),
        ("proposed", Status.PREFERRED, State.PROPOSED), ("提议", Status.PREFERRED, State.PROPOSED),
        ("", Status.PREFERRED, State.APPROVED),
    ],
)  # fmt: skip
def test_the_status_column_speaks_of_the_pair_or_of_the_entry(status, main, state):
    (entry,) = entries(f"zh,en,status\n民非,private unit,{status}\n")
    assert {term.status for term in entry.concept.terms} == {main}
    assert entry.concept.state is state


def test_an_admitted_pair_leaves_the_chinese_term_preferred():
    (entry,) = entries("zh,en,status\n公益,public good,admitted\n")
    assert [term.status for term in entry.concept.terms] == [Status.PREFERRED, Status.ADMITTED]


def test_a_table_without_statuses_says_so():
    (entry,) = entries("zh,en\n公益,charity\n")
    assert STATUSES not in entry.given


def test_laws_do_not_inflect_unless_the_table_says_so():
    law, said = entries("zh,en,pos,inflect\n慈善法,Charity Law,law,\n税法,tax law,law,yes\n")
    assert (law.concept.inflect, said.concept.inflect) == (False, True)


def test_tables_in_gb18030_are_read():
    (entry,) = read("中文,英文\n慈善,charity\n".encode("gb18030"), "g.csv")
    assert entry.concept.preferred("zh") == "慈善"


@pytest.mark.parametrize("text", ["a,b\nc,d\n", "1,2\n"])
def test_a_table_without_chinese_or_english_is_refused(text):
    with pytest.raises(Unreadable, match="a header with the columns zh and en"):
        entries(text.replace("a", "1").replace("b", "2").replace("c", "3").replace("d", "4"))


def test_an_empty_table_has_no_entries():
    assert entries("") == []
    assert entries(",".join(COLUMNS) + "\n") == []


def test_an_unknown_extension_is_refused():
    with pytest.raises(Invalid, match="a glossary file"):
        reader_for("glossary.pdf")


def test_entries_name_their_line():
    assert [e.place for e in entries("zh,en\n公益,a\n\n慈善,b\n") if isinstance(e, Entry)] == [
        "line 2", "line 4",
    ]  # fmt: skip


def test_a_person_says_what_the_columns_hold():
    data = "词条甲,词条乙,Nr\n公益,charity,1\n".encode()
    by_hand = ByHand(assignments(["zh=词条甲", "en=2", "note=Nr"]))
    (entry,) = read(data, "a.csv", by_hand)
    assert (entry.concept.title, entry.concept.note) == ("公益 · charity", "1")


def test_a_column_can_be_left_out_and_the_first_row_be_an_entry():
    data = "zh,en,note\n公益,charity,remark\n".encode()
    entries = list(read(data, "a.csv", ByHand({"note": ""}, header=False)))
    assert [entry.concept.title for entry in entries] == ["zh · en", "公益 · charity"]
    assert [entry.concept.note for entry in entries] == ["", ""]


def test_chinese_over_an_english_column_is_a_header():
    one, two = read("词条甲,词条乙\n公益,charity\n慈善,giving\n".encode(), "a.csv")
    assert (one.concept.title, two.concept.title) == ("公益 · charity", "慈善 · giving")


@pytest.mark.parametrize("said", [["zh"], ["colour=1"], ["zh=9"], ["zh=nowhere"]])
def test_an_assignment_that_names_nothing_is_refused(said):
    with pytest.raises(Invalid):
        list(read("词条,word\n公益,charity\n".encode(), "a.csv", ByHand(assignments(said))))


def test_only_tables_have_columns():
    with pytest.raises(Invalid):
        reader_for("a.tbx", ByHand({"zh": "1"}))


def test_what_is_wrong_is_told_in_chinese():
    (problem,) = read("zh,en,inflect\n公益,charity,maybe\n".encode(), "a.csv")
    assert problem.zh == "词形变化：应为“是”或“否”，实为“maybe”。"
