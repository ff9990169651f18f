"""What no request may carry is refused as such, at every address, before anything else happens."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

TOO_LARGE = 2**63
RULES = (
    "/terms/{}", "/terms/{}/edit", "/articles/{}", "/articles/{}/review", "/import/{}",
    "/import/jobs/{}", "/api/v1/articles/{}/steps", "/api/v1/glossary/{}/use",
)  # fmt: skip


@pytest.mark.parametrize("address", RULES)
def test_a_number_larger_than_any_id_names_nothing(client: FlaskClient, address: str) -> None:
    assert client.get(address.format(TOO_LARGE)).status_code == 404
    assert client.get(address.format(TOO_LARGE - 1)).status_code == 404


@pytest.mark.parametrize(
    "address", ["/lookup?q=a%00b", "/api/v1/lookup?q=%00", "/concordance?q=公益&%00=1", "/export.a%00"]
)
def test_nul_in_an_address_is_refused(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 422
    assert "NUL" in answer.get_data(as_text=True)


@pytest.mark.parametrize("text", ["a\0b", "\0"])
def test_nul_in_a_body_is_refused(client: FlaskClient, text: str) -> None:
    for body in ({"text": text}, {"text": "公益", "words": [text]}, {text: "公益"}):
        answer = client.post("/api/v1/check", json=body)
        assert answer.status_code == 422
        assert "NUL" in answer.get_json()["detail"]


def test_nul_in_a_form_and_in_the_name_of_a_file_is_refused(app: Flask) -> None:
    client = app.test_client()
    app.config["WTF_CSRF_ENABLED"] = False
    try:
        assert client.post("/check", data={"text": "a\0b"}).status_code == 422
    finally:
        app.config["WTF_CSRF_ENABLED"] = True


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"text": ' * 100_000, b"\xff", b"{", b"null"])
def test_a_body_that_is_no_json_is_refused(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/api/v1/check", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    "address", ["/articles/1?article=2", "/terms/1/edit?concept=3", "/import/1?batch=x&name=y"]
)
def test_a_parameter_named_like_a_part_of_the_path_does_no_harm(
    client: FlaskClient, address: str
) -> None:
    assert client.get(address).status_code == 200


def test_a_file_that_is_not_there_is_not_found_however_long_its_name(client: FlaskClient) -> None:
    page = client.get("/").get_data(as_text=True)
    folder = page.split("/static/")[1].split("/")[0]
    for name in ("x" * 5_000, "../app.py", "%2e%2e/app.py", "css"):
        assert client.get(f"/static/{folder}/{name}").status_code == 404
