"""The audit as a page: filtered, taken along, and single changes taken back where that is safe."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from zipfile import ZipFile

import pytest

from tests.webapp.conftest import PASSWORD
from tests.webapp.filled import filled
from webapp.accounts import Accounts
from webapp.actions import terms
from webapp.app import create_app

FORM = {"zh-text": "星空读诗会", "zh-status": "preferred", "zh-reason": "",
        "en-text": "starlight reading", "en-status": "preferred", "en-reason": ""}  # fmt: skip


@pytest.fixture
def services(tmp_path):
    services = filled(tmp_path)
    yield services
    services.close()


@pytest.fixture
def own(services):
    app = create_app(services, testing=True)
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.text))


def made(own):
    """Make a concept and return its address."""
    return own.post("/terms/new", data=FORM).location


def newest(own, **wanted):
    """The address of the button that takes the newest listed change back; None without one."""
    page = own.get("/admin/audit", query_string={"kind": "concept", "ui": "en"} | wanted).text
    found = re.search(r'action="(/admin/audit/\d+/revert)"', page)
    return found and found[1]


def test_a_change_is_told_with_the_name_of_what_was_changed(own):
    made(own)
    assert "added 星空读诗会 · starlight reading" in text_of(own.get("/admin/audit?ui=en"))


def test_changes_are_listed_by_day(own):
    made(own)
    tomorrow = (date.today() + timedelta(days=2)).isoformat()
    yesterday = (date.today() - timedelta(days=2)).isoformat()
    assert "星空读诗会" in own.get(f"/admin/audit?since={yesterday}&until={tomorrow}").text
    assert "星空读诗会" not in own.get(f"/admin/audit?since={tomorrow}").text
    assert "星空读诗会" not in own.get(f"/admin/audit?until={yesterday}").text


def test_changes_are_taken_along_as_a_table(own):
    made(own)
    table = own.get("/admin/audit.csv?kind=concept")
    assert table.mimetype == "text/csv"
    assert "starlight reading" in table.text


def test_a_concept_that_was_added_is_taken_out_again_and_back(own):
    concept = made(own)
    own.post(newest(own))
    assert "removed" in text_of(own.get(f"{concept}?ui=en"))
    own.post(newest(own, verb="remove"))
    assert own.get(f"/api/v1/glossary/{concept.rsplit('/', 1)[1]}").json["state"] == "approved"


def test_a_changed_concept_is_as_it_was(own, services):
    number = int(made(own).rsplit("/", 1)[1])
    form = FORM | {"note": "a note", "en-text": "joint fundraising", "revision": "1"}
    own.post(f"/terms/{number}/edit", data=form)
    own.post(newest(own, verb="change"))
    with services.work() as work:
        concept = terms.concept(work, number)
    assert (concept.note, concept.preferred("en")) == ("", "starlight reading")


def test_what_was_changed_again_since_is_not_taken_back(own):
    concept = made(own)
    address = newest(own)
    own.post(f"{concept}/edit", data=FORM | {"en-text": "joint fundraising", "revision": "1"})
    assert newest(own, verb="add") is None
    assert own.post(address).status_code == 409


def test_a_role_is_given_back(own, services):
    with services.work() as work:
        accounts = Accounts(work.session)
        accounts.add("管理员", PASSWORD, "admin")
        work.commit()
        reader = int(accounts.add("读者", PASSWORD, "reader").id)
        admin = accounts.named("管理员")
        work.commit()
    with own.session_transaction() as session:
        session["account"], session["epoch"] = admin.id, admin.epoch
    own.post(f"/admin/people/{reader}", data={"role": "importer"})
    own.post(newest(own, kind="account"))
    with services.work() as work:
        assert Accounts(work.session).get(reader).role == "reader"


def test_an_importer_takes_no_decision_about_terms_back(as_user):
    browser = as_user("terminologist")
    browser.application.config["WTF_CSRF_ENABLED"] = False
    browser.post("/terms/new", data=FORM | {"zh-text": "星空朗诵会", "en-text": "joint appeal"})
    address = newest(browser)
    assert address is not None
    other = as_user("importer")
    assert newest(other) is None
    refused = other.post(address)
    browser.application.config["WTF_CSRF_ENABLED"] = True
    assert refused.status_code == 403


def test_a_backup_holds_the_database_and_is_noted(own):
    answer = own.post("/admin/backup")
    with ZipFile(io.BytesIO(answer.data)) as archive:
        assert set(archive.namelist()) == {"manifest.json", "duizhao.db"}
    answer.close()
    assert "backup" in text_of(own.get("/admin/audit?ui=en"))
    assert own.get("/admin/system").status_code == 200


def test_the_use_of_a_token_is_noted_and_an_administrator_ends_it(own, services):
    with services.work() as work:
        accounts = Accounts(work.session)
        admin = int(accounts.add("管理员", PASSWORD, "admin").id)
        reader = int(accounts.add("读者", PASSWORD, "reader").id)
        secret, change = accounts.issue(reader, "OmegaT", ["memory.read"])
        account = accounts.get(admin)
        work.commit()
    bearer = {"Authorization": f"Bearer {secret}"}
    assert own.get("/api/v1/stats", headers=bearer).status_code == 200
    with services.work() as work:
        (token,) = Accounts(work.session).tokens()
        assert token.used is not None
    with own.session_transaction() as session:
        session["account"], session["epoch"] = account.id, account.epoch
    assert "OmegaT" in own.get("/admin").text
    own.post(f"/admin/tokens/{change.id}/revoke")
    assert own.get("/api/v1/stats", headers=bearer).status_code == 401
