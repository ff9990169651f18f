"""An article beside the memory: taken along whole, and its rows put to review."""

from __future__ import annotations

import io

import pytest

from tests.webapp.filled import filled
from tm.formats import Record, reader_for
from webapp.app import create_app


@pytest.fixture
def client(tmp_path):
    """A browser at a machine of its own, whose forms need no token."""
    services = filled(tmp_path)
    app = create_app(services, testing=True)
    app.config["WTF_CSRF_ENABLED"] = False
    yield app.test_client()
    services.close()


def row(client, at=1):
    return client.get("/api/v1/articles/1").json["beads"][at]


def found(client, text):
    return client.get("/api/v1/concordance", query_string={"q": text}).json["total"]


@pytest.mark.parametrize("suffix", ["tmx", "xlsx", "docx", "tsv"])
def test_an_article_is_taken_along_whole(client, suffix):
    with client.get(f"/articles/1.{suffix}") as answer:
        data = answer.data
    records = list(reader_for(f"a.{suffix}")(io.BytesIO(data), f"a.{suffix}"))
    assert [record.zh for record in records if isinstance(record, Record)][:2] == [
        "读书会在上海举办", "3月9日，我们在上海举办了第三届读书会。",
    ]  # fmt: skip


def test_another_ending_is_refused_with_those_there_are(client):
    answer = client.get("/articles/1.pdf")
    assert answer.status_code == 422
    assert ".tmx" in answer.text


def test_a_flagged_row_waits_for_review_with_its_reason(client):
    seen = row(client)
    before = found(client, "第三届读书会")
    form = {"row": seen["id"], "version": seen["version"], "note": "“第三届”译错了", "at": 1}
    answer = client.post("/articles/1/flag", data=form)
    assert answer.headers["Location"].endswith("/articles/1#s1")
    flagged = row(client)
    assert flagged["status"] == "doubtful"
    assert found(client, "第三届读书会") == before - 1
    assert "“第三届”译错了" in client.get("/articles/1/review").text
    client.post("/api/v1/articles/1/undo", json={})
    assert (row(client)["status"], found(client, "第三届读书会")) == ("reviewed", before)


def test_a_flag_needs_a_note_and_the_row_as_it_is(client):
    seen = row(client)
    form = {"row": seen["id"], "version": seen["version"], "note": " "}
    assert client.post("/articles/1/flag", data=form).status_code == 422
    stale = {"row": {"id": seen["id"], "version": seen["version"] + 1}, "note": "错"}
    assert client.post("/api/v1/articles/1/flag", json=stale).status_code == 409
    assert row(client)["status"] == "reviewed"


def test_a_rows_chinese_is_paired_with_another_rows_english(client):
    seen = row(client)
    partner = client.get("/api/v1/articles/1").json["beads"][2]
    form = {"do": f"pinpoint {seen['id']} {seen['version']}", "with": "3"}
    client.post("/articles/1/review", data=form)
    pairs = {bead["zh"]: bead["en"] for bead in client.get("/api/v1/articles/1").json["beads"]}
    assert pairs[seen["zh"]] == partner["en"]
    assert client.post("/articles/1/review", data=form | {"with": "99"}).status_code == 422


def test_an_article_is_searched_in_either_language_and_script(client):
    for sought, rows in (("讀書會", 2), ("READING GROUP", 2), ("没有这样的词", 0)):
        page = client.get("/articles/1", query_string={"q": sought, "ui": "en"}).text
        assert page.count('<li class="bead') == rows
        assert (f"{rows} row" in page, "mark class" in page) == (True, bool(rows))
    assert client.get("/articles/1").text.count('<li class="bead') > 2
