"""OmegaT's three columns."""

from __future__ import annotations

import io

from glossary.formats import Problem
from glossary.formats.omegat import FIRST_LINE, read, write


def test_every_rendering_that_passes_is_a_line_and_comes_back(concept):
    given = concept("读书会|书友会", "reading group|book club", forbidden="book party", note="每周")
    file = io.BytesIO()
    write([given], file)
    assert file.getvalue().decode().splitlines() == [
        FIRST_LINE,
        "读书会\treading group\t每周; not: book party", "读书会\tbook club\t",
        "书友会\treading group\t每周; not: book party", "书友会\tbook club\t",
    ]  # fmt: skip
    first, second = read(file.getvalue(), "g.txt")
    assert [term.text for term in first.concept.terms] == ["读书会", "reading group", "book club"]
    assert second.concept.preferred("zh") == "书友会"


def test_columns_may_stand_in_either_order():
    (entry,) = read("reading group\t读书会\n".encode(), "g.utf8")
    assert entry.concept.preferred("en") == "reading group"


def test_a_term_without_han_keeps_our_order():
    (entry,) = read(b"G20\tGroup of Twenty\n", "g.txt")
    assert entry.concept.preferred("zh") == "G20"


def test_bad_lines_are_told():
    found = list(read("只有一列\n读书会\t书友会\n公益\tcharity\n".encode(), "g.txt"))
    assert [type(each) is Problem for each in found] == [True, True, False]


def test_a_term_that_would_be_a_comment_is_reported_in_one(concept):
    file = io.BytesIO()
    write([concept("#公益", "hashtag")], file)
    first, second = file.getvalue().decode().splitlines()
    assert (first, second.startswith("# not written"), "#公益" in second) == (FIRST_LINE, True, True)
    assert list(read(file.getvalue(), "g.txt")) == []


def test_tabs_and_line_breaks_do_not_break_a_row(concept):
    file = io.BytesIO()
    write([concept("读书会", "reading group", note="一\t二\n三")], file)
    assert file.getvalue().decode().splitlines()[1] == "读书会\treading group\t一 二 三"
