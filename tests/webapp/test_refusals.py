"""Pages that refuse: what they say in Chinese, and that English stays in its place."""

from __future__ import annotations

import re

import pytest
from werkzeug.exceptions import InternalServerError, RequestEntityTooLarge, TooManyRequests

from tm.errors import Busy, Conflict, Denied, Invalid, NotFound, TooLarge, Unreadable
from webapp.app import create_app

ERRORS = {
    "denied": (lambda: Denied("local", "batch.import"), 401, "需要“导入、复核、发布”权限。"),
    "own": (lambda: Denied("local", "manage an account of their own"), 401, "供有账户的人使用"),
    "missing": (lambda: NotFound("article", 7), 404, "编号或名称：7"),
    "conflict": (lambda: Conflict("row", 3, "was changed"), 409, "期间已被改动"),
    "large": (lambda: TooLarge("the text", 9_000, 4_000), 413, "大小为 9,000，上限为 4,000。"),
    "request": (RequestEntityTooLarge, 413, "MB。请分次提交。"),
    "invalid": (lambda: Invalid("days", 0, "1 to 3650"), 422, "“有效天数”的内容不符合要求。"),
    "unreadable": (lambda: Unreadable("a.tmx", 3, "XML", "text"), 422, "文件已损坏"),
    "often": (TooManyRequests, 429, "请求过于频繁"),
    "broken": (InternalServerError, 500, "没有改动任何内容"),
    "unforeseen": (lambda: RuntimeError("secret"), 500, "没有改动任何内容"),
    "busy": (lambda: Busy("the index"), 503, "请稍后再试"),
}
ENGLISH = re.compile(r"[A-Za-z]{3,}(?:[ ,]+[A-Za-z]{2,}){2,}")


@pytest.fixture(scope="module")
def asking(filled_services):
    """A browser of an application that fails on request."""
    app = create_app(filled_services)

    def fail(name):
        raise ERRORS[name][0]()

    app.add_url_rule("/fail/<name>", "fail", fail)
    return app.test_client()


@pytest.mark.parametrize("name", ERRORS)
def test_a_refusal_is_told_in_chinese(asking, name):
    _, status, words = ERRORS[name]
    answer = asking.get(f"/fail/{name}?ui=zh")
    assert answer.status_code == status
    assert words in answer.text
    main = re.search(r"<main.*?</main>", answer.text, re.DOTALL)[0]
    aside = re.sub(r"<details.*?</details>", "", main, flags=re.DOTALL)
    assert ENGLISH.findall(re.sub(r"<[^>]+>", " ", aside)) == []
    assert "secret" not in answer.text


@pytest.mark.parametrize("name", ERRORS)
def test_a_refusal_is_told_in_english(asking, name):
    page = asking.get(f"/fail/{name}?ui=en").text
    main = re.search(r"<main.*?</main>", page, re.DOTALL)[0]
    assert re.findall("[\u4e00-\u9fff]", main) == []


def test_a_mistyped_field_is_named(asking):
    page = asking.get("/lookup?q=公益&min=abc&ui=zh").text
    assert "“最低相似度”的内容不符合要求。" in page


def test_a_conflict_leads_back_to_the_page_the_form_was_on(filled_services):
    def conflict():
        raise ERRORS["conflict"][0]()

    app = create_app(filled_services, testing=True)
    app.config["WTF_CSRF_ENABLED"] = False
    app.add_url_rule("/row", "row", str)
    app.add_url_rule("/row", "row_step", conflict, methods=["POST"])
    app.add_url_rule("/step", "step", conflict, methods=["POST"])
    asking = app.test_client()
    assert 'href="/row">Look at it again' in asking.post("/row?ui=en").text
    assert "Look at it again" not in asking.post("/step?ui=en").text
