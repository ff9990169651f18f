"""Checking files of every kind: where findings stand, and the copies that come back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from glossary.check.finding import Edit
from glossary.check.profiles import Profile, codes
from glossary.check.suppress import Suppression
from tm.errors import DuizhaoError, Invalid
from tm.text.spans import Span
from webapp.actions.check import Checked, Options, check_text
from webapp.actions.checkfile import check_sheet, fix_sheet, open_sheet, visible
from webapp.actions.checkmemory import check_memory
from webapp.actions.imports import import_file
from webapp.services import Services

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples" / "with-slips"
PAGE = """<!DOCTYPE html><html lang="en"><head><title>News</title><style>p {colr: redd}</style></head>
<body><p>The <b>the</b> forum was was held in Beijing， with Tom &amp; Mary.</p>
<script>var adn = "teh";</script><p>Members of the Charities Law<br>group met. <i>They recieve</i> gifts.</p>
<!-- duizhao: ignore S101 as it was written --><p>We recieve none.</p></body></html>"""


def checked(services: Services, data: bytes, name: str, source: str | None = None, **more: Any) -> Checked:
    options = more.pop("options", Options(Profile(ignore=codes("T112"))))
    theirs = None if source is None else open_sheet(source.encode(), "source.txt")
    with services.work() as work:
        return check_sheet(work, open_sheet(data, name), theirs, lang=None, options=options)


def document(*paragraphs: list[str]) -> bytes:
    made = Document()
    for runs in paragraphs:
        paragraph = made.add_paragraph()
        for run in runs:
            paragraph.add_run(run).bold = run.isupper()
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def codes_and_texts(result: Checked) -> list[tuple[str, str]]:
    return [(finding.code, finding.text) for finding in result.review.findings]


def test_the_sample_with_slips_shows_its_slips_and_nothing_else(services: Services) -> None:
    en, zh = (SAMPLES / f"volunteer-day-2025.{lang}.txt" for lang in ("en", "zh"))
    result = checked(services, en.read_bytes(), en.name, zh.read_text("utf-8"))
    found = {finding.text for finding in result.review.findings}
    assert {"，", "Minstry of Civil Affairs", "the the", "internalization", "Charities Law"} <= found
    assert {"People-to-Peple Connectivity", "RMB 3.2 million", "QIN Xiaolang"} <= found
    assert not [f for f in result.review.findings if f.text in ("ZHAO", "Yinuo", "Yuanshan", "Wuhan")]


def test_a_page_is_judged_between_its_tags_and_places_count_in_the_file(services: Services) -> None:
    result = checked(services, PAGE.encode(), "a.html")
    assert codes_and_texts(result) == [
        ("S106", "The <b>the"), ("S106", "was was"), ("P101", "，"), ("T102", "Charities Law"),
        ("S101", "recieve"),
    ]  # fmt: skip
    assert all(f.span.cut(PAGE) == f.text for f in result.review.findings)
    assert [each.by.reason for each in result.review.suppressed] == ["as it was written"]


def test_a_fix_never_cuts_a_tag(services: Services) -> None:
    with services.work() as work:
        fixed = fix_sheet(work, open_sheet(PAGE.encode(), "a.html"), None, lang="en", options=Options())
    text = fixed.sheet.data.decode()
    assert "The <b>the</b> forum was held in Beijing, with Tom &amp; Mary." in text
    assert text.count("<") == PAGE.count("<")


def test_a_word_document_comes_back_corrected(services: Services) -> None:
    data = document(["The fo", "rum was was held", " in Beijing，on ", "MAY"], [], ["All of of us."])
    result = checked(services, data, "a.docx")
    assert codes_and_texts(result) == [("S106", "was was"), ("P101", "，"), ("S106", "of of")]
    with services.work() as work:
        fixed = fix_sheet(work, open_sheet(data, "a.docx"), None, lang=None, options=Options())
    after = Document(io.BytesIO(fixed.sheet.data))
    assert [p.text for p in after.paragraphs] == ["The forum was held in Beijing, on MAY", "", "All of us."]
    assert after.paragraphs[0].runs[-1].bold
    assert fixed.edits == 3
    assert fixed.checked.review.findings == ()


def test_a_word_document_comes_back_with_comments(services: Services) -> None:
    data = document(["The forum was was held."])
    sheet = open_sheet(data, "a.docx")
    with services.work() as work:
        result = check_sheet(work, sheet, None, lang=None, options=Options())
    copy = sheet.commented(result.review.findings)
    assert copy is not None
    (comment,) = Document(io.BytesIO(copy)).comments
    assert comment.text.startswith("S106 ")


def test_a_file_of_pairs_brings_its_own_source(services: Services) -> None:
    tmx = """<?xml version="1.0"?><tmx version="1.4"><header srclang="zh"/><body>
    <tu><tuv xml:lang="zh"><seg>慈善法实施。</seg></tuv><tuv xml:lang="en"><seg>The new act took effect.</seg></tuv></tu>
    <tu><tuv xml:lang="zh"><seg>国际化</seg></tuv><tuv xml:lang="en"><seg>internalization</seg></tuv></tu>
    </body></tmx>"""
    result = checked(services, tmx.encode(), "a.tmx")
    assert [(f.code, f.text) for f in result.review.findings] == [
        ("T101", "The new act took effect."), ("S104", "internalization"),
    ]  # fmt: skip
    with pytest.raises(Invalid):
        open_sheet(tmx.encode(), "a.tmx").corrected([Edit(Span(0, 1), "")])


def test_markdown_code_and_addresses_are_passed_over(services: Services) -> None:
    text = "We recieve [gifts](http://x.org/recieve). `recieve`\n\n```\nrecieve\n```\n"
    assert codes_and_texts(checked(services, text.encode(), "a.md")) == [("S101", "recieve")]


def test_a_text_keeps_its_encoding_when_it_is_fixed(services: Services) -> None:
    data = "本次会议的的主题是社会组织。\n".encode("gb18030")
    with services.work() as work:
        fixed = fix_sheet(work, open_sheet(data, "a.txt"), None, lang=None, options=Options())
    assert fixed.sheet.data.decode("gb18030") == "本次会议的主题是社会组织。\n"


def test_kept_decisions_leave_findings(services: Services) -> None:
    kept = Suppression("S101", "recieve", "quoted", "word")
    result = checked(services, b"We recieve gifts.", "a.txt", options=Options(kept=(kept,)))
    assert result.review.findings == ()
    assert [each.by for each in result.review.suppressed] == [kept]


def test_the_memory_is_checked_pair_by_pair_and_against_itself(services: Services) -> None:
    rows = "感谢各位志愿者。\tThanks to the the volunteers.\n感谢各位志愿者。\tOur volunteers are thanked.\n"
    with services.work() as work:
        import_file(work, io.BytesIO(rows.encode()), name="a.tsv")
        found = [(each.unit, each.finding.code) for each in check_memory(work, Options())]
    assert found == [(1, "S106"), (2, "C101")]


@pytest.mark.parametrize("text", ["", "12345", "?!"])
def test_a_text_without_letters_is_refused(services: Services, text: str) -> None:
    with services.work() as work, pytest.raises(DuizhaoError):
        check_text(work, text)


def test_what_is_visible_leads_back() -> None:
    raw = "<p>慈善&nbsp;<b>法</b></p>\n\n <p>a&amp;b</p>"
    view = visible(raw)
    assert view.text.split() == ["慈善", "法", "a&b"]
    at = view.text.index("法")
    assert view.back(Span(at, at + 1)).cut(raw) == "法"
    at = view.text.index("&")
    assert view.back(Span(at, at + 1)).cut(raw) == "&amp;"


def test_what_the_memory_translates_otherwise_is_told(services: Services) -> None:
    with services.work() as work:
        pairs = "我们感谢各位志愿者长期的支持。\tWe thank all volunteers for their long support.\n"
        import_file(work, io.BytesIO(pairs.encode()), name="old.tsv")
        zh = "会议在北京举行。\n我们感谢各位志愿者长期的支持。\n"
        otherwise = "The meeting was held in Beijing.\nOur thanks go to everyone who helped.\n"
        told = [f for f in check_text(work, otherwise, source=zh).review.findings if f.code == "C105"]
        assert [f.suggestions for f in told] == [("We thank all volunteers for their long support.",)]
        assert told[0].text == "Our thanks go to everyone who helped."
        same = otherwise.replace(told[0].text, told[0].suggestions[0])
        codes = [f.code for f in check_text(work, same, source=zh).review.findings]
        assert "C105" not in codes
