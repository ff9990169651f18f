"""The check page: files in, findings left in one place, in this text or everywhere, files back."""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

import docx
import pytest

from webapp.actions.returned import edits_between

TEXT = "The Belt and Road Strategy was launched in 2013.\nAmeriacan friends came."


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.text))


def word(*paragraphs):
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def value_of(page, name, containing):
    """The value of a button of that name."""
    found = re.findall(rf'name="{name}" value="([^"]+)"', page.text)
    return next(value for value in found if containing in value)


@pytest.mark.parametrize(
    ("before", "after"),
    [("一二三\n四五六", "一二三\n四六"), ("a b c", "a x b"), ("", ""), ("甲\n乙", "甲乙\n丙")],
)
def test_edits_turn_one_text_into_the_other_line_by_line(before, after):
    text, moved = before, 0
    for edit in edits_between(before, after):
        assert "\n" not in edit.span.cut(before) + edit.text
        start, end = edit.span.start + moved, edit.span.end + moved
        text = text[:start] + edit.text + text[end:]
        moved += len(edit.text) - (edit.span.end - edit.span.start)
    assert text == after


def test_lines_that_were_added_cannot_be_told_to_belong_together():
    assert edits_between("甲", "甲\n乙") is None


def test_a_word_document_is_read_and_comes_back_corrected_with_comments(own):
    sent = word("The Belt and Road Strategy was launched.", "Ameriacan friends came.")
    page = own.post("/check?ui=en", data={"file": (io.BytesIO(sent), "draft.docx")})
    text = "The Belt and Road Strategy was launched.\nAmeriacan friends came."
    assert text in page.text
    corrected = text.replace("Strategy", "Initiative")
    form = {"text": corrected, "file": (io.BytesIO(sent), "draft.docx")}
    back = own.post("/check/document", data=form)
    assert 'filename=draft-checked.docx' in back.headers["Content-Disposition"]
    document = docx.Document(io.BytesIO(back.data))
    assert [p.text for p in document.paragraphs] == corrected.split("\n")
    comments = ZipFile(io.BytesIO(back.data)).read("word/comments.xml").decode()
    assert "American" in comments
    assert "Initiative" not in comments


def test_a_document_whose_paragraphs_changed_comes_back_as_it_was_with_comments(own):
    sent = word("Ameriacan friends came.")
    form = {"text": "Ameriacan friends.\nThey came.", "file": (io.BytesIO(sent), "draft.docx")}
    back = own.post("/check/document", data=form)
    assert docx.Document(io.BytesIO(back.data)).paragraphs[0].text == "Ameriacan friends came."


def test_another_text_comes_back_as_plain_text(own):
    back = own.post("/check/document", data={"text": "一带一路\r\n倡议"})
    assert (back.mimetype, back.text) == ("text/plain", "一带一路\n倡议")


def test_a_sheet_is_read_as_text(own):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["The Belt and Road Strategy was launched in 2013."])
    out = io.BytesIO()
    book.save(out)
    form = {"file": (io.BytesIO(out.getvalue()), "table.xlsx")}
    assert "Belt and Road Strategy" in own.post("/check?ui=en", data=form).text


def test_the_rules_can_be_chosen(own):
    every = own.post("/check?ui=en", data={"text": TEXT}).text
    terms = own.post("/check?ui=en", data={"text": TEXT, "profile": "terms"}).text
    assert ("data-code=\"S1" in every, "data-code=\"S1" in terms) == (True, False)
    assert 'data-code="T1' in terms


def test_a_finding_is_ignored_in_one_place_only(own):
    text = "Ameriacan friends came early today.\nWe met other Ameriacan friends later."
    page = own.post("/check?ui=en", data={"text": text})
    once = re.findall(r'name="ignore" value="(S\w+#\w+ Ameriacan)"', page.text)
    assert len(set(once)) == 2
    after = own.post("/check?ui=en", data={"text": text, "ignore": once[0]})
    assert after.text.count("data-finding") == page.text.count("data-finding") - 1


def test_a_word_is_added_for_everybody_with_its_reason_and_kept(own):
    page = own.post("/check?ui=en", data={"text": TEXT})
    always = value_of(page, "always", "Ameriacan")
    form = {"text": TEXT, "always": always, "reason": "the name of a band"}
    assert "is no longer reported anywhere" in text_of(own.post("/check?ui=en", data=form))
    assert 'data-text="Ameriacan"' not in own.post("/check", data={"text": TEXT}).text
    found = own.post("/api/v1/check", json={"text": TEXT}).json["findings"]
    assert "Ameriacan" not in [finding["text"] for finding in found]
    audit = own.get("/admin/audit?kind=decision&ui=en").text
    assert "the name of a band" in audit


def test_only_those_who_may_decide_for_everybody_are_offered_it(as_user):
    seen = {}
    for role in ("reader", "terminologist"):
        browser = as_user(role)
        browser.application.config["WTF_CSRF_ENABLED"] = False
        page = browser.post("/check", data={"text": TEXT})
        refused = browser.post("/check", data={"text": TEXT, "always": "S101 Ameriacan"})
        browser.application.config["WTF_CSRF_ENABLED"] = True
        seen[role] = ("data-always" in page.text, refused.status_code == 403)
    assert seen["reader"] == (False, True)
    assert seen["terminologist"][0] is True


def test_findings_are_paged_in_the_api_and_the_whole_answer_stays_as_it_was(own):
    text = "Ameriacan friends came early.\n" * 7
    whole = own.post("/api/v1/check", json={"text": text}).json
    assert "total" not in whole
    assert len(whole["findings"]) >= 7
    gathered = []
    for offset in range(0, len(whole["findings"]) + 3, 3):
        asked = {"text": text, "limit": 3, "offset": offset}
        page = own.post("/api/v1/check", json=asked).json
        assert page.pop("total") == len(whole["findings"])
        gathered += page.pop("findings")
        assert page == {key: value for key, value in whole.items() if key != "findings"}
    assert gathered == whole["findings"]
    rest = own.post("/api/v1/check", json={"text": text, "offset": 2}).json
    assert rest["findings"] == whole["findings"][2:]


@pytest.mark.parametrize("asked", [{"limit": 0}, {"offset": -1}, {"limit": "many"}])
def test_a_page_of_findings_that_cannot_be_is_refused(own, asked):
    assert own.post("/api/v1/check", json={"text": TEXT} | asked).status_code == 422


def test_the_page_shows_the_first_of_very_many_findings_and_more_when_asked(own):
    text = "Ameriacan friends came early.\n" * 320
    total = len(own.post("/api/v1/check", json={"text": text}).json["findings"])
    assert total > 300
    page = own.post("/check?ui=en", data={"text": text})
    assert page.text.count(" data-finding ") == 300
    assert f"{total} findings" in text_of(page)
    more = own.post("/check?ui=en", data={"text": text, "most": "1000"})
    assert more.text.count(" data-finding ") == total
    assert "<option selected>1000</option>" in more.text
    few = own.post("/check?ui=en", data={"text": TEXT, "most": "9"})
    assert 'name="most"' not in few.text
