"""Every address × every role, held against one table; every form against a missing token."""

from __future__ import annotations

import re

import pytest

from tests.webapp.conftest import PASSWORD
from webapp.accounts import Accounts
from webapp.api.review import STEPS
from webapp.roles import ROLES, allowed

OPEN = None  # for everybody, signed in or not
TOKEN = "a token in the address"  # whoever is signed in: that of the address counts
# (method, address) -> what it takes; the numbers name nothing, so that nothing is changed.
NEEDS = {
    ("GET", "/"): "memory.read",
    ("GET", "/lookup"): "memory.read",
    ("POST", "/lookup"): "memory.read",
    ("GET", "/lookup/s/none"): "memory.read",
    ("GET", "/lookup/parts?q=公益"): "memory.read",
    ("GET", "/concordance"): "memory.read",
    ("GET", "/concordance.csv?q=公益"): "memory.read",
    ("GET", "/articles/1/around/1"): "memory.read",
    ("GET", "/terms"): "memory.read",
    ("GET", "/terms/1"): "memory.read",
    ("GET", "/terms/new"): "memory.read",
    ("POST", "/terms/new"): "term.propose",
    ("GET", "/terms/1/edit"): "memory.read",
    ("POST", "/terms/99999/edit"): "memory.read",  # 404 before anything else
    ("POST", "/terms/1/approve"): "term.decide",
    ("POST", "/terms/1/revive"): "term.decide",
    ("POST", "/terms/2/remove"): "term.decide",
    ("POST", "/terms/99999/merge"): "term.decide",
    ("GET", "/terms/import"): "term.decide",
    ("POST", "/terms/import"): "term.decide",
    ("POST", "/terms/imports/99999/undo"): "term.decide",
    ("GET", "/terms/candidates"): "memory.read",
    ("GET", "/terms/health"): "memory.read",
    ("GET", "/check"): "memory.read",
    ("POST", "/check"): "memory.read",
    ("POST", "/check/document"): "memory.read",
    ("GET", "/articles"): "memory.read",
    ("GET", "/articles/1"): "memory.read",
    ("GET", "/articles/1.tmx"): "memory.export",
    ("POST", "/articles/99999/flag"): "row.flag",
    ("GET", "/articles/1/review"): "memory.read",
    ("POST", "/articles/1/review"): "batch.import",
    ("GET", "/articles/1/sheet"): "memory.read",
    ("GET", "/articles/1/sheet.xlsx"): "memory.export",
    ("POST", "/articles/99999/sheet"): "batch.import",
    ("GET", "/import"): "memory.read",
    ("GET", "/import/1"): "memory.read",
    ("POST", "/import/many"): "batch.import",
    ("GET", "/import/jobs/99999"): "memory.read",
    ("POST", "/import/jobs/99999/cancel"): "batch.import",
    ("GET", "/export.tmx"): "memory.export",
    ("POST", "/import/pair"): "batch.import",
    ("POST", "/import/look"): "batch.import",
    ("POST", "/import/file"): "batch.import",
    ("POST", "/import/1/publish"): "batch.import",
    ("POST", "/import/99999/undo"): "batch.undo",
    ("GET", "/stats"): "memory.read",
    ("GET", "/stats.json"): "memory.read",
    ("GET", "/stats/years.csv"): "memory.read",
    ("GET", "/api"): OPEN,
    ("GET", "/admin"): "account.manage",
    ("POST", "/admin/people"): "account.manage",
    ("POST", "/admin/people/99999"): "account.manage",
    ("GET", "/admin/audit"): "audit.read",
    ("GET", "/admin/audit.csv"): "audit.read",
    ("POST", "/admin/audit/99999/revert"): "audit.read",
    ("POST", "/admin/tokens/99999/revoke"): "account.manage",
    ("GET", "/admin/system"): "system.manage",
    ("POST", "/admin/backup"): "system.manage",
    ("GET", "/admin/collections"): "system.manage",
    ("POST", "/admin/collections/99999"): "system.manage",
    ("GET", "/api/v1/collections"): "memory.read",
    ("GET", "/api/v1/audit"): "audit.read",
    ("GET", "/api/v1/jobs"): "memory.read",
    ("GET", "/api/v1/jobs/99999"): "memory.read",
    ("GET", "/api/v1/accounts"): "account.manage",
    ("GET", "/api/v1/index"): "system.manage",
    ("PUT", "/api/v1/collections/99999"): "system.manage",
    ("GET", "/sign-in"): OPEN,
    ("GET", "/setup"): OPEN,
    ("GET", "/robots.txt"): OPEN,
    ("GET", "/opensearch.xml"): OPEN,
    ("GET", "/openapi.json"): OPEN,
    ("GET", "/healthz"): OPEN,
    ("GET", "/readyz"): OPEN,
    ("GET", "/metrics"): OPEN,
    ("GET", "/api/v1/lookup?q=公益"): "memory.read",
    ("GET", "/api/v1/concordance?q=公益"): "memory.read",
    ("GET", "/api/v1/terms?q=公益"): "memory.read",
    ("GET", "/api/v1/prompt?text=公益"): "memory.read",
    ("GET", "/api/v1/glossary"): "memory.read",
    ("GET", "/api/v1/glossary/1"): "memory.read",
    ("GET", "/api/v1/glossary/1/use"): "memory.read",
    ("GET", "/api/v1/glossary/health"): "memory.read",
    ("GET", "/api/v1/glossary/candidates"): "memory.read",
    ("POST", "/api/v1/glossary/import"): "term.decide",
    ("GET", "/api/v1/glossary/imports"): "memory.read",
    ("POST", "/api/v1/glossary/imports/99999/undo"): "term.decide",
    ("POST", "/api/v1/glossary"): "term.propose",
    ("PUT", "/api/v1/glossary/99999"): "term.propose",
    ("POST", "/api/v1/glossary/99999/approve"): "term.decide",
    ("POST", "/api/v1/glossary/99999/remove"): "term.propose",
    ("POST", "/api/v1/glossary/99999/revive"): "term.decide",
    ("POST", "/api/v1/glossary/99999/merge"): "term.decide",
    ("POST", "/api/v1/check"): "memory.read",
    ("POST", "/api/v1/import/pair"): "batch.import",
    ("POST", "/api/v1/import/extract"): "batch.import",
    ("POST", "/api/v1/import/file"): "batch.import",
    ("GET", "/api/v1/batches"): "memory.read",
    ("POST", "/api/v1/batches/99999/undo"): "batch.undo",
    ("GET", "/api/v1/articles"): "memory.read",
    ("GET", "/api/v1/articles/1"): "memory.read",
    ("GET", "/api/v1/articles/1/steps"): "memory.read",
    ("GET", "/api/v1/articles/1/sheet"): "memory.export",
    ("POST", "/api/v1/articles/99999/sheet"): "batch.import",
    **{("POST", f"/api/v1/articles/99999/{step}"): way.needs for step, way in STEPS.items()},
    ("GET", "/api/v1/stats"): "memory.read",
    ("GET", "/compat/mymemory/get"): "memory.read",
    ("POST", "/compat/mymemory/get"): "memory.read",
    ("GET", "/compat/apertium/translate"): "memory.read",
    ("POST", "/compat/libretranslate/translate"): "memory.read",
    ("POST", "/compat/libretranslate/detect"): "memory.read",
    ("GET", "/compat/libretranslate/languages"): OPEN,
    ("GET", "/compat/libretranslate/health"): OPEN,
    ("GET", "/t/none/compat/mymemory/get"): TOKEN,
    ("POST", "/t/none/compat/mymemory/get"): TOKEN,
    ("GET", "/t/none/compat/apertium/translate"): TOKEN,
    ("POST", "/t/none/compat/libretranslate/translate"): TOKEN,
    ("POST", "/t/none/compat/libretranslate/detect"): TOKEN,
    ("GET", "/t/none/compat/libretranslate/languages"): TOKEN,
    ("GET", "/t/none/compat/libretranslate/health"): TOKEN,
    ("GET", "/t/none/tmserver/languages/"): TOKEN,
    ("GET", "/t/none/tmserver/zh/en/unit/公益"): TOKEN,
    ("GET", "/t/none/tmserver/zh/en/unit/?source=公益"): TOKEN,
    ("GET", "/export/omegat/none/reviewed.tmx"): TOKEN,
    ("GET", "/tmserver/languages/"): OPEN,
    ("GET", "/tmserver/zh/en/unit/公益"): "memory.read",
    ("GET", "/tmserver/zh/en/unit/?source=公益"): "memory.read",
}
# These act on the session, or the own account; other tests follow them.
PERSONAL = {
    "pages.sign_in_post", "pages.sign_out", "pages.setup_post", "pages.account",
    "pages.account_password", "pages.account_tokens", "pages.account_revoke",
}  # fmt: skip


@pytest.fixture
def unguarded(staffed):
    """The staffed application with forms that need no token, to get at what lies behind."""
    staffed.config["WTF_CSRF_ENABLED"] = False
    yield
    staffed.config["WTF_CSRF_ENABLED"] = True


def rules(app):
    for rule in app.url_map.iter_rules():
        for method in rule.methods & {"GET", "POST", "PUT", "DELETE"}:
            yield method, rule


def test_the_table_names_every_address(staffed):
    adapter = staffed.url_map.bind("localhost")
    named = {(method, adapter.match(path.split("?")[0], method)[0]) for method, path in NEEDS}
    missing = [
        (method, rule.rule)
        for method, rule in rules(staffed)
        if rule.endpoint not in PERSONAL | {"static"} and (method, rule.endpoint) not in named
    ]
    assert missing == []


@pytest.mark.parametrize("role", [None, *ROLES])
@pytest.mark.parametrize(("method", "path"), NEEDS)
def test_an_address_is_open_to_the_roles_the_table_says(as_user, unguarded, role, method, path):
    needed = NEEDS[method, path]
    form = {"do": "nothing", "zh-text": "某词", "zh-status": "preferred", "zh-reason": ""}
    body = {"json": {"text": "A text."}} if path == "/api/v1/check" else {"data": form}
    answer = as_user(role).open(path, method=method, **(body if method != "GET" else {}))
    may = needed is OPEN or allowed(role or "reader", needed)
    refused = answer.status_code in (401, 403)
    answer.close()
    if method != "GET" and may is False and answer.status_code in (404, 409, 422):
        pytest.fail(f"{path} looked at its input before asking for the permission")
    assert refused is not may


@pytest.mark.parametrize("role", ["admin"])
def test_every_form_is_refused_without_its_token(staffed, as_user, role):
    browser = as_user(role)
    posts = [rule for method, rule in rules(staffed)
             if method == "POST" and rule.endpoint.startswith("pages.")]  # fmt: skip
    adapter = staffed.url_map.bind("localhost")
    answers = {
        rule.rule: browser.post(adapter.build(rule.endpoint, dict.fromkeys(rule.arguments, 1)))
        for rule in posts
    }
    assert len(posts) > 10
    assert {rule for rule, answer in answers.items() if answer.status_code != 400} == set()


@pytest.mark.parametrize(
    "header", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}]
)
def test_no_foreign_page_writes_through_the_api(client, header):
    answer = client.post("/api/v1/check", json={"text": "A text."}, headers=header)
    assert answer.status_code == 403
    assert answer.mimetype == "application/problem+json"


def test_somebody_signs_in_and_out_with_a_form(staffed):
    browser = staffed.test_client()
    form = browser.get("/sign-in?next=/terms").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', form)[1]
    fields = {"csrf_token": token, "name": "translator", "password": PASSWORD, "next": "/terms"}
    inside = browser.post("/sign-in", data=fields)
    assert (inside.status_code, inside.location) == (302, "/terms")
    assert "translator" in browser.get("/terms").text


def test_a_wrong_password_is_refused_without_saying_what_was_wrong(staffed, unguarded):
    browser = staffed.test_client()
    for name in ("translator", "nobody at all"):
        answer = browser.post("/sign-in?ui=en", data={"name": name, "password": "wrong"})
        assert answer.status_code == 401
        assert "Name and password do not fit." in answer.text


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_signing_in_leads_to_no_other_site(staffed, unguarded, address):
    fields = {"name": "translator", "password": PASSWORD, "next": address}
    assert staffed.test_client().post("/sign-in", data=fields).location == "/"


def test_a_changed_password_ends_the_other_sessions(staffed, as_user, unguarded):
    here, elsewhere = as_user("reader"), as_user("reader")
    assert here.get("/account").status_code == 200
    new = "another password of hers"
    here.post("/account/password", data={"old": PASSWORD, "new": new})
    assert (here.get("/account").status_code, elsewhere.get("/account").status_code) == (200, 401)
    here.post("/account/password", data={"old": new, "new": PASSWORD})


def test_a_token_is_shown_once_and_does_what_it_may(staffed, as_user, unguarded):
    browser = as_user("importer")
    fields = {"name": "脚本", "scopes": ["memory.read"], "days": "30"}
    secret = re.search(r"dz_[\w-]+", browser.post("/account/tokens", data=fields).text)[0]
    assert secret not in browser.get("/account").text
    bearer = {"Authorization": f"Bearer {secret}"}
    program = staffed.test_client()
    assert program.get("/api/v1/stats", headers=bearer).status_code == 200
    assert program.post("/api/v1/batches/99999/undo", headers=bearer).status_code == 403
    (token,) = re.findall(r"/account/tokens/(\d+)/revoke", browser.get("/account").text)
    browser.post(f"/account/tokens/{token}/revoke")
    assert program.get("/api/v1/stats", headers=bearer).status_code == 401


def test_the_audit_tells_who_did_it(staffed, as_user, unguarded):
    fields = {"zh-text": "星空读诗会", "zh-status": "preferred", "zh-reason": "",
              "en-text": "starlight reading", "en-status": "preferred", "en-reason": ""}  # fmt: skip
    as_user("translator").post("/terms/new", data=fields)
    page = as_user("admin").get("/admin/audit?kind=concept&actor=translator&ui=en").text
    assert "starlight reading" in page


def test_the_last_administrator_stays(staffed, as_user, unguarded):
    with staffed.extensions["duizhao"].work() as work:
        admin = Accounts(work.session).named("admin").id
    answer = as_user("admin").post(f"/admin/people/{admin}", data={"role": "reader"})
    assert answer.status_code == 409


def test_on_a_fresh_local_start_whoever_is_there_may_everything(client):
    assert client.get("/admin").status_code == 200


@pytest.mark.parametrize(
    "environment",
    [{"REMOTE_ADDR": "192.0.2.7"}, {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
     {"HTTP_HOST": "duizhao.example"}],
)  # fmt: skip
def test_from_elsewhere_a_fresh_start_is_for_reading_only(client, environment):
    assert client.get("/lookup", environ_overrides=environment).status_code == 200
    assert client.get("/admin", environ_overrides=environment).status_code == 401
