"""The parts of the memory: what their matches lose, and who may say so."""

from __future__ import annotations

import io
import json

import pytest
from flask.testing import FlaskClient

from tests.webapp.filled import filled
from webapp.actions.imports import import_file

SENTENCE = "3月9日，我们在上海举办了第三届读书会。"


def best(own: FlaskClient) -> dict:
    return own.get("/api/v1/lookup", query_string={"q": SENTENCE}).json["matches"][0]


def test_matches_of_a_collection_lose_what_was_set(own):
    assert best(own)["score"] == 100
    (whole,) = own.get("/api/v1/collections").json["collections"]
    assert (whole["name"], whole["penalty"], whole["articles"]) == ("通讯", 0, 1)
    own.post("/admin/collections/1", data={"name": "通讯", "penalty": "7"})
    match = best(own)
    assert match["score"] == 93
    assert {"name": "collection", "points": 7} in match["penalties"]


def test_a_collection_is_renamed_and_the_change_taken_back(own):
    own.post("/admin/collections/1", data={"name": "简报", "penalty": "3"})
    assert best(own)["origin"]["collection"] == "简报"
    (change,) = own.get("/api/v1/audit?kind=collection").json["changes"]
    assert (change["before"], change["after"]) == (
        {"name": "通讯", "penalty": 0}, {"name": "简报", "penalty": 3},
    )  # fmt: skip
    own.post(f"/admin/audit/{change['id']}/revert")
    (back,) = own.get("/api/v1/collections").json["collections"]
    assert (back["name"], back["penalty"]) == ("通讯", 0)


@pytest.mark.parametrize(
    ("asked", "status"),
    [({"name": "", "penalty": 1}, 422), ({"name": "甲", "penalty": 31}, 422)],
)
def test_what_no_collection_can_be_is_refused(own, asked, status):
    assert own.put("/api/v1/collections/1", json=asked).status_code == status
    assert own.put("/api/v1/collections/99", json={"name": "甲"}).status_code == 404


def test_the_page_shows_what_a_collection_holds(own):
    page = own.get("/admin/collections?ui=en").text
    assert 'value="通讯"' in page
    assert "1 article" in page
    assert "100% confirmed" in page


def test_parts_and_longer_sentences_of_other_collections_do_not_count(own):
    """Neither the part nor its count may come from units outside the collection."""
    with own.application.extensions["duizhao"].work() as work:
        text = "我们在上海举办了第三届读书会的消息见报，读者来信不断。\tNews of the third book club.\n"
        import_file(work, io.BytesIO(text.encode()), name="papers.tsv")
        work.commit()

    def seen(query: str, **asked: str) -> tuple[dict, list]:
        answer = own.get("/api/v1/lookup", query_string={"q": query, "min": "90", **asked}).json
        return {each["text"]: each["count"] for each in answer["fragments"]}, answer["containing"]

    query = "据悉我们在上海举办了第三届读书会的消息见报"
    parts, longer = seen(query)
    assert (parts, len(longer)) == ({"我们在上海举办了第三届读书会的消息见报": 1}, 1)
    parts, longer = seen(query, collection="通讯")
    assert (parts, longer) == ({"我们在上海举办了第三届读书会": 1}, [])
    assert seen(query, collection="无") == ({}, [])
    both, few = (seen("据悉在上海举办了第三届读书会", **asked)[0] for asked in ({}, {"collection": "通讯"}))
    assert (list(both.values()), list(few.values())) == ([2], [1])


def test_only_matches_of_one_collection_are_shown(own):
    def scores(**asked: str) -> list[int]:
        answer = own.get("/api/v1/lookup", query_string={"q": SENTENCE, **asked}).json
        return [match["score"] for match in answer["matches"]] + [answer["hidden"]]

    assert scores()[-1] == 0
    hidden = scores(collection="别处")
    assert hidden == [len(scores()) - 1]
    assert scores(collection="通讯")[0] == 100
    page = own.get("/lookup", query_string={"q": SENTENCE, "collection": "别处"}).text
    assert 'name="collection"' in page


def test_the_command_line_sets_a_penalty_and_narrows_a_lookup(home, run_main):
    filled(home).close()

    def score(*options: str) -> list[int]:
        answer = run_main("lookup", SENTENCE, "--json", *options)
        return [match["score"] for match in json.loads(answer.stdout)["matches"]]

    assert score()[0] == score("--reviewed-only")[0] == 100
    run_main("collection", "penalty", "通讯", "--points", "4")
    assert score("--collection", "通讯")[0] == 96
    assert score("--collection", "别处") == []
    listed = json.loads(run_main("collection", "list", "--json").stdout)["collections"]
    assert [(each["name"], each["penalty"]) for each in listed] == [("通讯", 4)]
    refused = run_main("collection", "penalty", "没有", "--points", "4")
    assert (refused.exit_code, refused.stderr) == (2, "duizhao: there is no collection 没有\n")
