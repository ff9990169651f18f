"""The API: its shapes, its description, its refusals."""

from __future__ import annotations

import io
from html import unescape

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from webapp.api import shapes
from webapp.app import create_app

SENTENCE = "我们在广州举办了第三届读书会。"
ANSWERS = {
    f"/api/v1/lookup?q={SENTENCE}": shapes.LookupAnswer,
    "/api/v1/concordance?q=社会组织": shapes.ConcordanceAnswer,
    "/api/v1/terms?q=社会组织参与公益事业": shapes.TermsAnswer,
    "/api/v1/glossary?letter=C": shapes.ConceptsAnswer,
    "/api/v1/glossary?q=慈善法": shapes.ConceptsAnswer,
    "/api/v1/glossary/1": shapes.ConceptAnswer,
    "/api/v1/articles": shapes.ArticlesAnswer,
    "/api/v1/articles/1": shapes.ArticleAnswer,
    "/api/v1/batches": shapes.BatchesAnswer,
    "/api/v1/stats": shapes.OverviewAnswer,
}


@pytest.mark.parametrize(("path", "shape"), ANSWERS.items())
def test_an_answer_has_the_shape_that_is_described(client, path, shape):
    answer = client.get(path)
    assert answer.status_code == 200
    shape.model_validate(answer.json)


def test_a_checked_text_has_the_shape_that_is_described(client):
    answer = client.post("/api/v1/check", json={"text": "The Belt and Road Strategy was launched."})
    found = shapes.CheckAnswer.model_validate(answer.json)
    assert [(f.text, f.code[0]) for f in found.findings] == [("Belt and Road Strategy", "T")]


def test_chinese_is_sent_as_chinese(client):
    assert "社会组织" in client.get("/api/v1/concordance?q=社会组织").text


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/v1/lookup", 422), ("/api/v1/lookup?q=读书会&min=x", 422), ("/api/v1/lookup?q=123", 422),
     ("/api/v1/articles/999", 404), ("/api/v1/nowhere", 404), ("/api/v1/check", 405)],
)  # fmt: skip
def test_a_refusal_is_a_problem_document(client, path, status):
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json["status"] == status
    assert answer.json["detail"]
    assert answer.json["request"] == answer.headers["X-Request-Id"]


@pytest.mark.parametrize("body", ["[1]", "{", "{}", '{"text": ""}'])
def test_a_body_that_is_no_question_is_refused(client, body):
    answer = client.post("/api/v1/check", data=body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer.mimetype == "application/problem+json"


def test_the_same_answer_is_not_sent_twice(client):
    first = client.get("/api/v1/articles")
    again = client.get("/api/v1/articles", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_hits_come_in_pages(client):
    first = client.get("/api/v1/concordance?q=社会组织&limit=2").json
    second = client.get(first["next"]).json
    units = [hit["unit"] for hit in first["hits"] + second["hits"]]
    assert (len(units), len(set(units)), second["next"]) == (3, 3, None)


def test_a_file_is_tried_and_nothing_is_kept(client):
    before = client.get("/api/v1/batches").json
    file = {"file": (io.BytesIO("新的\tnew\n".encode()), "a.tsv"), "dry_run": "1"}
    answer = client.post("/api/v1/import/file", data=file)
    assert shapes.FileAnswer.model_validate(answer.json).created == 1
    assert client.get("/api/v1/batches").json == before


def test_the_description_names_every_operation_and_its_answer(client, app):
    document = client.get("/openapi.json").json
    assert document["openapi"].startswith("3.1")
    served = {rule.rule.split("<")[0].rstrip("/") for rule in app.url_map.iter_rules()
              if rule.rule.startswith("/api/v1")}  # fmt: skip
    described = {path.split("{")[0].rstrip("/") for path in document["paths"]}
    assert described == served
    for path in document["paths"].values():
        for operation in path.values():
            [(media, content)] = operation["responses"]["200"]["content"].items()
            schema = content["schema"]
            if media != "application/json":
                assert schema["contentMediaType"] == "application/octet-stream"
                continue
            assert schema["$ref"].rsplit("/", 1)[-1] in document["components"]["schemas"]


def test_the_description_is_valid_openapi(client):
    validate(client.get("/openapi.json").json, cls=OpenAPIV31SpecValidator)


def test_the_page_names_every_operation_in_both_languages(client, app):
    operations = app.extensions["duizhao.operations"]
    english, chinese = (
        unescape(client.get("/api", query_string={"ui": ui}).text) for ui in ("en", "zh")
    )
    for each in operations:
        assert f"{each.method} /api/v1{each.path}" in english
        assert f"<td>{each.summary}</td>" in english
        assert f"<td>{each.summary}</td>" not in chinese


@pytest.mark.parametrize("path", ["/api/v1/stats", "/openapi.json", "/lookup"])
def test_no_other_site_may_read_an_answer(client, path):
    answer = client.get(path, headers={"Origin": "https://elsewhere.example"})
    assert [name for name, _ in answer.headers if name.startswith("Access-Control-")] == []
    asked = client.options(path, headers={"Origin": "https://elsewhere.example",
                                          "Access-Control-Request-Method": "GET"})  # fmt: skip
    assert "Access-Control-Allow-Origin" not in asked.headers


def test_health_and_figures_hold_no_text_of_a_query(client, capsys):
    client.get(f"/api/v1/lookup?q={SENTENCE}")
    client.get(f"/tmserver/zh/en/unit/{SENTENCE}")
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "ready"}
    told = client.get("/metrics").text + capsys.readouterr().err
    assert "duizhao_requests_total" in told
    assert "读书会" not in told
    assert "%E8%AF%BB" not in told


def test_an_error_nobody_expected_is_logged_without_the_text_of_the_query(
    filled_services, monkeypatch, capsys
):
    def fail(*_args, **_named):
        raise RuntimeError(SENTENCE)

    monkeypatch.setattr("webapp.actions.lookup.page", fail)
    answer = create_app(filled_services).test_client().get(f"/api/v1/lookup?q={SENTENCE}")
    told = capsys.readouterr().err
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert '"kind": "RuntimeError"' in told
    assert "读书会" not in told
    assert "\\u8bfb" not in told
