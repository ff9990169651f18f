"""The glossary as a whole in a browser: files in with a preview, candidates, health, history."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from glossary.concepts import Concept, Term
from tests.webapp.filled import filled
from webapp.actions import health

BOOK = "中文,英文,状态\n读书会,reading group,preferred\n社会组织,social organ,preferred\n公益日,day,maybe\n"


def previewed(own: FlaskClient, content: str = BOOK) -> str:
    file = (io.BytesIO(content.encode()), "book.csv")
    return own.post("/terms/import?ui=en", data={"file": file}).text


def carried(page: str, **more: object) -> dict[str, object]:
    """Return what the form of a preview sends, its columns as they are chosen."""
    fields = dict(re.findall(r'name="(name|content|apply)" value="([^"]*)"', page))
    selects = re.findall(r'<select name="column".*?</select>', page)
    fields["column"] = [(re.findall(r'value="(\w*)" selected', s) or [""])[0] for s in selects]
    if re.search(r'name="header" checked', page):
        fields["header"] = "on"
    return fields | more


def concept_of(own: FlaskClient, text: str) -> dict:
    return own.get("/api/v1/glossary", query_string={"q": text}).json["concepts"][0]


def test_a_file_shows_a_verdict_for_each_row_and_writes_nothing(own: FlaskClient) -> None:
    before = own.get("/api/v1/glossary").json["total"]
    page = previewed(own)
    assert re.findall(r'<span class="tag \w+">(new|conflict)</span>', page) == ["new", "conflict"]
    assert "row 4" in page
    assert own.get("/api/v1/glossary").json["total"] == before


def test_what_was_shown_is_taken_over(own: FlaskClient) -> None:
    answer = own.post("/terms/import", data=carried(previewed(own)))
    assert answer.status_code == 302
    assert concept_of(own, "读书会")["terms"][1]["text"] == "reading group"


@pytest.mark.parametrize("form", [{}, {"name": "a.csv", "content": "?"}, {"name": "a.csv"}])
def test_a_form_without_its_file_is_told_what_is_missing(own: FlaskClient, form: dict) -> None:
    assert own.post("/terms/import", data=form).status_code == 422


def test_an_entry_shows_its_use_by_year(own: FlaskClient) -> None:
    own.post("/terms/import", data=carried(previewed(own)))
    id = concept_of(own, "读书会")["id"]
    page = own.get(f"/terms/{id}?ui=en").text
    assert "Use by the year of the article" in page
    use = own.get(f"/api/v1/glossary/{id}/use").json
    assert use["by_year"]["2024"]["standings"] == {"passes": 2, "unwanted": 0, "absent": 0}


def test_a_change_first_tells_which_sentences_it_puts_wrong(own: FlaskClient) -> None:
    own.post("/terms/import", data=carried(previewed(own)))
    concept = concept_of(own, "读书会")
    form = {
        "revision": concept["revision"], "zh-text": "读书会", "zh-status": "preferred",
        "zh-reason": "", "en-text": "book club", "en-status": "preferred", "en-reason": "",
        "enforcement": "strict", "detect": "both",
    }  # fmt: skip
    path = f"/terms/{concept['id']}/edit"
    warned = own.post(f"{path}?ui=en", data=form)
    assert "sentences that follow the glossary now would not" in warned.text
    assert concept_of(own, "读书会")["terms"][1]["text"] == "reading group"
    assert own.post(path, data=form | {"anyway": "1"}).status_code == 302
    assert concept_of(own, "读书会")["terms"][1]["text"] == "book club"


def test_entries_with_the_same_chinese_are_merged(own: FlaskClient) -> None:
    rows = "中文,英文,领域\n读书会,reading group,culture\n读书会,book club,sport\n"
    own.post("/terms/import", data=carried(previewed(own, rows)))
    kept, gone = own.get("/api/v1/glossary", query_string={"q": "读书会"}).json["concepts"]
    page = own.get(f"/terms/{kept['id']}?ui=en").text
    assert "Other entries with the same Chinese" in page
    own.post(f"/terms/{kept['id']}/merge", data={"gone": gone["id"]})
    found = own.get("/api/v1/glossary", query_string={"q": "读书会"}).json["concepts"]
    assert [each["id"] for each in found] == [kept["id"]]


def test_health_knows_what_is_used_and_what_should_not_be(own: FlaskClient) -> None:
    rows = "中文,英文,禁用英文\n读书会,book club,reading group\n诗会,poetry evening,\n"
    own.post("/terms/import", data=carried(previewed(own, rows)))
    health = own.get("/api/v1/glossary/health").json
    assert [(each["text"], each["count"]) for each in health["forbidden"]] == [
        ("reading group", 4)
    ]
    unused = {term["text"] for each in health["unused"] for term in each["terms"]}
    assert "诗会" in unused
    assert "读书会" not in unused
    assert "reading group" in own.get("/terms/health").text


def test_health_tells_one_figure_from_another(own: FlaskClient) -> None:
    pair = "“十三五”规划已经发布。\tThe 13th Five-Year Plan has been published.\n"
    own.post("/api/v1/import/file", data={"file": (io.BytesIO(pair.encode()), "plan.tsv")})
    rows = "中文,英文\n十二五,12th Five-Year Plan\n十三五,13th Five-Year Plan\n"
    own.post("/terms/import", data=carried(previewed(own, rows)))
    found = own.get("/api/v1/glossary/health").json["unused"]
    unused = {term["text"] for each in found for term in each["terms"]}
    assert "十二五" in unused
    assert "十三五" not in unused


def test_health_shows_the_first_rows_and_counts_them_all(own: FlaskClient) -> None:
    rows = "中文,英文\n" + "".join(f"山桃{n}号,Shantao {n}\n" for n in range(201, 411))
    own.post("/terms/import", data=carried(previewed(own, rows)))
    unused = len(own.get("/api/v1/glossary/health").json["unused"])
    page = own.get("/terms/health?ui=en").text
    assert unused >= 210
    assert f"<dd>{unused}</dd>" in page
    assert "The first 200 rows are shown." in page
    assert page.count(' · <span lang="en">Shantao') <= 200


def test_candidates_come_from_the_memory_and_can_be_proposed(own: FlaskClient) -> None:
    rows = "".join(f"{n}号山桃项目启动。\tThe Shantao Project {n} began.\n" for n in "甲乙丙丁")
    own.post("/api/v1/import/file", data={"file": (io.BytesIO(rows.encode()), "a.tsv")})
    found = own.get("/api/v1/glossary/candidates").json["candidates"]
    assert any("Shantao" in each["en"] for each in found)
    assert "Shantao" in own.get("/terms/candidates").text


def test_a_glossary_file_comes_in_over_the_api(own: FlaskClient) -> None:
    def sent(**fields: str) -> dict:
        file = (io.BytesIO(BOOK.encode()), "book.csv")
        return own.post("/api/v1/glossary/import", data={"file": file, **fields}).json

    assert (sent(dry_run="1")["created"], sent()["created"], sent()["created"]) == (1, 1, 0)


def test_health_is_examined_once_and_anew_when_the_glossary_changed(tmp_path: Path) -> None:
    services = filled(tmp_path)
    with services.work() as work:
        first = health.health(work)
        assert health.health(work) is first
        choir = Concept((Term("合唱团", "zh"), Term("choir 团", "en")))
        work.termbase.add(choir, actor="li")
        (new,) = set(health.health(work).findings) - set(first.findings)
        assert new.terms == ("choir 团",)
    services.close()


UNNAMED = "乙,A,词,word\n1,choir,合唱团,a group that sings\n2,tea party,茶会,a party\n"


def test_columns_are_assigned_by_hand(own: FlaskClient) -> None:
    page = previewed(own, UNNAMED)
    assert re.findall(r'value="(\w+)" selected', page) == ["en", "zh"]
    form = carried(page, column=["", "en", "zh", "definition"], header="on")
    again = own.post("/terms/import?ui=en", data=form | {"apply": []}).text
    assert re.findall(r'value="(\w+)" selected', again) == ["en", "zh", "definition"]
    own.post("/terms/import", data=form)
    assert concept_of(own, "合唱团")["definition"] == "a group that sings"


def test_a_table_without_terms_asks_for_its_columns(own: FlaskClient) -> None:
    page = previewed(own, "备注,来源\n1,2\n3,4\n")
    assert "No column could be told" in page
    assert page.count('<select name="column"') == 2


def test_one_meaning_for_two_columns_is_refused(own: FlaskClient) -> None:
    form = carried(previewed(own, UNNAMED), column=["zh", "en", "zh", ""])
    assert own.post("/terms/import", data=form).status_code == 422


def test_reasons_are_told_in_chinese(own: FlaskClient) -> None:
    file = (io.BytesIO(BOOK.encode()), "book.csv")
    page = own.post("/terms/import?ui=zh", data={"file": file}).text
    assert "“社会组织”在本库中译为“social organization”，不是“social organ”" in page
    assert "状态：应为以下之一：preferred" in page
    assert "第 4 行" in page


def test_imports_are_listed_and_taken_back(own: FlaskClient) -> None:
    own.post("/terms/import", data=carried(previewed(own)))
    page = own.get("/terms/import?ui=en").text
    assert "book.csv" in page
    (number,) = re.findall(r'action="/terms/imports/(\d+)/undo"', page)
    own.post(f"/terms/imports/{number}/undo")
    page = own.get("/terms/import?ui=en").text
    assert "1 entry is as it was before." in page
    assert "taken back" in page
    assert not own.get("/api/v1/glossary", query_string={"q": "读书会"}).json["concepts"]
