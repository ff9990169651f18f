"""Analysis by match band, and documents filled from the memory."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tm.drafts import Draft, Filling, blank_draft, open_draft
from tm.errors import Invalid, Unreadable
from tm.leverage import leverage
from tm.pretranslate import pretranslate
from tm.tabular import read_rows
from tm.units import Match, TranslationUnit

XLIFF_1 = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" datatype="plaintext"
 source-language="zh-CN" target-language="en"><body>
<trans-unit id="1"><source>志愿者<g id="1">培训</g>班</source></trans-unit>
<trans-unit id="2"><source>公益</source><target>public benefit</target></trans-unit>
<trans-unit id="3" translate="no"><source>CANGO</source></trans-unit>
</body></file></xliff>"""
XLIFF_2 = """<?xml version="1.0"?>
<xliff version="2.0" srcLang="zh" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><unit id="u"><segment><source>志愿者培训班</source></segment></unit></file></xliff>"""


def match(source: str, target: str, score: int) -> Match:
    unit = TranslationUnit(1, source, target, "reviewed", 1)
    return Match(unit, source, target, score, min(score, 100), "exact" if score > 99 else "fuzzy")


def filled(draft: Draft, score: int = 100, minimum: int = 75) -> str:
    def answers(positions: Sequence[int]) -> list[list[Match]]:
        return [[match(draft.slots[at].text, "Volunteer training", score)] for at in positions]

    pretranslate(draft, answers, minimum=minimum)
    out = io.BytesIO()
    draft.write(out)
    return out.getvalue().decode("utf-8-sig", "replace")


def test_segments_fall_into_bands_and_repeats_are_counted_once() -> None:
    segments = ["公益活动", "公益活动", "志愿者", "加入WTO"]
    result = leverage(segments, "zh", lambda positions: [100, 80, 0][: len(positions)])
    counts = {band.name: (band.segments, band.words, band.characters) for band in result.bands}
    assert counts["100"] == counts["repetition"] == (1, 4, 4)
    assert counts["75-84"] == (1, 3, 3)
    assert counts["none"] == (1, 3, 5)
    assert (result.total.segments, result.total.words) == (4, 14)


def test_a_table_is_filled_where_it_is_empty() -> None:
    draft = open_draft("志愿者培训班\t\n公益\tpublic benefit\n".encode(), name="a.tsv")
    assert filled(draft) == "志愿者培训班\tVolunteer training\t100\n公益\tpublic benefit\n"


def test_a_match_below_the_threshold_fills_nothing() -> None:
    draft = open_draft("志愿者培训班\t\n".encode(), name="a.tsv")
    assert "Volunteer" not in filled(draft, score=74)


@pytest.mark.parametrize(
    ("warning", "goes_in"), [("polarity", False), ("name", False), ("ambiguous", True)]
)
def test_what_would_mislead_fills_nothing(warning: str, goes_in: bool) -> None:
    draft = open_draft("王明参加培训。\t\n".encode(), name="a.tsv")
    found = replace(match("李华参加培训。", "Li Hua attended.", 90), warnings=(warning,))
    pretranslate(draft, lambda at: [[found]], minimum=75)
    out = io.BytesIO()
    draft.write(out)
    assert ("Li Hua" in out.getvalue().decode()) is goes_in


def test_xliff_gets_targets_and_candidates_and_keeps_the_rest() -> None:
    written = filled(open_draft(XLIFF_1.encode(), name="a.xlf"), score=90)
    assert written.count("Volunteer training</target>") == 2
    assert 'alt-trans match-quality="90"' in written
    assert '<g id="1">培训</g>' in written
    assert "<target>public benefit</target>" in written
    assert written.count("alt-trans ") == 1


def test_xliff_2_points_a_candidate_at_its_source() -> None:
    written = filled(open_draft(XLIFF_2.encode(), name="a.xliff"))
    assert '<mrk id="dzm1" type="mtc:match">志愿者培训班</mrk>' in written
    assert 'ref="#dzm1"' in written
    assert "<target>Volunteer training</target>" in written


def test_a_word_document_keeps_what_was_not_found() -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("志愿者培训班。").runs[0].bold = True
    document.add_paragraph("2017")
    data = io.BytesIO()
    document.save(data)
    draft = open_draft(data.getvalue(), name="a.docx")
    pretranslate(draft, lambda at: [[match("志愿者培训班。", "Training.", 100)]], minimum=75)
    out = io.BytesIO()
    draft.write(out)
    paragraphs = docx.Document(io.BytesIO(out.getvalue())).paragraphs
    assert [paragraph.text for paragraph in paragraphs] == ["Training.", "2017"]
    assert paragraphs[0].runs[0].bold


@pytest.mark.parametrize("name", ["a.tsv", "a.csv", "a.xlsx", "a.xlf", "a.xliff"])
def test_sentences_are_filled_beside_their_source(name: str) -> None:
    draft = blank_draft(["志愿者培训班", "<公益>"], "zh", name=name)
    answers = [[match("志愿者培训班", "Training", 100)], []]
    pretranslate(draft, lambda at: answers, minimum=75)
    out = io.BytesIO()
    draft.write(out)
    if name == "a.xlsx":
        rows = [line.cells[:2] for line in read_rows(out.getvalue(), name=name)]
        assert rows == [("志愿者培训班", "Training"), ("<公益>",)]
        return
    slots = open_draft(out.getvalue(), name=name).slots
    assert [(slot.text, slot.done) for slot in slots] == [("志愿者培训班", True), ("<公益>", False)]


def test_no_other_kind_of_file_is_made_of_sentences() -> None:
    with pytest.raises(Invalid, match=r"\.xlf"):
        blank_draft(["志愿者培训班"], "zh", name="a.pdf")


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.pdf", b"%PDF", Invalid), ("a.docx", b"no archive", Unreadable),
        ("a.xlf", b"<xliff", Unreadable), ("a.xlf", b"<tmx/>", Unreadable),
        ("a.tsv", b"123\t\n", Unreadable),
        ("a.xlf", b'<xliff version="2.0" srcLang="fr" trgLang="en"/>', Unreadable),
    ],
)  # fmt: skip
def test_what_cannot_be_filled_is_refused(name: str, data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        open_draft(data, name=name)


def test_a_filling_without_text_changes_nothing() -> None:
    draft = open_draft("志愿者培训班\t\n".encode(), name="a.tsv")
    draft.fill(0, Filling(None, 0))
    out = io.BytesIO()
    draft.write(out)
    assert out.getvalue().decode("utf-8-sig") == "志愿者培训班\t\n"
