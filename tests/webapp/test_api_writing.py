"""Writing through the API: terms and reviews, with tokens, locks and what they refuse."""

from __future__ import annotations

import pytest

from tests.webapp.conftest import PASSWORD
from tests.webapp.filled import filled
from webapp.accounts import Accounts
from webapp.api import shapes
from webapp.app import create_app
from webapp.roles import ROLES

TERM = {"terms": [{"lang": "zh", "text": "星空读诗会"},
                  {"lang": "en", "text": "starlight reading", "status": "admitted"}]}  # fmt: skip


class Program:
    """A program with the token of one role."""

    def __init__(self, app, role, scopes):
        with app.extensions["duizhao"].work() as work:
            accounts = Accounts(work.session)
            secret, _change = accounts.issue(accounts.named(role).id, "脚本", scopes)
            work.commit()
        self._client, self._bearer = app.test_client(), {"Authorization": f"Bearer {secret}"}

    def __call__(self, method, path, json=None, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._client.open(
            f"/api/v1{path}", method=method, json=json, headers=self._bearer | named
        )


@pytest.fixture
def app(tmp_path):
    services = filled(tmp_path)
    with services.work() as work:
        for role in ROLES:
            Accounts(work.session).add(role, PASSWORD, role)
        work.commit()
    yield create_app(services, testing=True)
    services.close()


@pytest.fixture
def program(app):
    return lambda role, *scopes: Program(app, role, scopes)


def test_a_proposal_is_made_approved_taken_out_and_revived(program):
    translator = program("translator", "term.propose", "memory.read")
    decider = program("terminologist", "term.decide", "term.propose", "memory.read")
    made = translator("POST", "/glossary", TERM)
    shapes.ConceptAnswer.model_validate(made.json)
    assert (made.status_code, made.json["state"]) == (200, "proposed")
    one = f"/glossary/{made.json['id']}"
    assert translator("POST", f"{one}/approve", {}).status_code == 403
    assert decider("POST", f"{one}/approve", {"reason": "agreed"}).json["state"] == "approved"
    assert decider("POST", f"{one}/remove", {}).json["state"] == "deleted"
    assert decider("POST", f"{one}/revive", {}).json["state"] == "approved"
    history = decider("GET", one).json["history"]
    assert [event["verb"] for event in history] == ["revive", "remove", "change", "add"]


def test_a_term_that_is_there_is_not_added_twice_by_accident(program):
    decider = program("terminologist", "term.decide", "term.propose", "memory.read")
    first = decider("POST", "/glossary", TERM)
    again = decider("POST", "/glossary", TERM)
    assert (again.status_code, again.mimetype) == (409, "application/problem+json")
    assert str(first.json["id"]) in again.json["detail"]
    assert decider("POST", "/glossary", TERM | {"anyway": True}).status_code == 200


def test_a_change_keeps_what_it_does_not_name(program):
    decider = program("terminologist", "term.decide", "term.propose", "memory.read")
    made = decider("POST", "/glossary", TERM | {"domain": "fundraising", "kind": "noun"})
    one = f"/glossary/{made.json['id']}"
    terms = [*TERM["terms"], {"lang": "en", "text": "joint fundraising"}]
    changed = decider("PUT", one, {"terms": terms, "note": "looked at"}).json
    assert (changed["domain"], changed["note"]) == ("fundraising", "looked at")
    assert [(term["text"], term["status"]) for term in changed["terms"]] == [
        ("星空读诗会", "preferred"), ("starlight reading", "admitted"),
        ("joint fundraising", "preferred"),
    ]  # fmt: skip


def test_somebody_who_was_slower_is_told(program):
    decider = program("terminologist", "term.decide", "term.propose", "memory.read")
    made = decider("POST", "/glossary", TERM)
    one, tag = f"/glossary/{made.json['id']}", made.headers["ETag"]
    assert decider("GET", one).headers["ETag"] == tag
    first = decider("PUT", one, TERM | {"note": "first"}, If_Match=tag)
    assert first.status_code == 200
    assert decider("PUT", one, TERM | {"note": "second"}, If_Match=tag).status_code == 412
    stale = decider("PUT", one, TERM | {"note": "second", "revision": made.json["revision"]})
    assert stale.status_code == 409
    assert decider("POST", f"{one}/remove", {}, If_Match=tag).status_code == 412
    assert decider("GET", one).json["note"] == "first"
    fresh = decider("PUT", one, TERM | {"note": "second"}, If_Match=first.headers["ETag"])
    assert fresh.json["note"] == "second"


def test_two_concepts_become_one(program):
    decider = program("terminologist", "term.decide", "term.propose", "memory.read")
    kept = decider("POST", "/glossary", TERM).json["id"]
    other = {"terms": [{"lang": "zh", "text": "星空朗诵会"}, {"lang": "en", "text": "joint appeal"}]}
    gone = decider("POST", "/glossary", other).json["id"]
    merged = decider("POST", f"/glossary/{kept}/merge", {"gone": gone}).json
    assert {"星空读诗会", "星空朗诵会"} <= {term["text"] for term in merged["terms"]}
    assert decider("GET", f"/glossary/{gone}").json["state"] == "deleted"


@pytest.mark.parametrize(
    "body",
    [{}, {"terms": []}, {"terms": [{"lang": "fr", "text": "x"}]},
     {"terms": [{"lang": "zh", "text": "词", "status": "lovely"}]},
     {"terms": [{"lang": "zh", "text": "词"}, {"lang": "zh", "text": "词"}]}],
)  # fmt: skip
def test_a_concept_that_is_none_is_refused(program, body):
    answer = program("terminologist", "term.decide", "term.propose")("POST", "/glossary", body)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")


def rows(importer):
    return importer("GET", "/articles/1").json["beads"]


def named(row):
    return {"id": row["id"], "version": row["version"]}


@pytest.fixture
def importer(program):
    return program("importer", "batch.import", "memory.read")


def test_a_row_is_edited_undone_and_done_again(importer):
    row = rows(importer)[1]
    edited = importer("POST", "/articles/1/edit", {"row": named(row), "en": "On 9 March we met."})
    shapes.ArticleAnswer.model_validate(edited.json)
    assert rows(importer)[1]["en"] == "On 9 March we met."
    importer("POST", "/articles/1/undo", {})
    assert rows(importer)[1]["en"] == row["en"]
    importer("POST", "/articles/1/redo", {})
    assert rows(importer)[1]["en"] == "On 9 March we met."
    steps = importer("GET", "/articles/1/steps").json
    assert shapes.StepsAnswer.model_validate(steps).steps[-1].kind == "edit"


def test_rows_are_merged_split_shifted_dropped_and_restored(importer):
    before = [(row["zh"], row["en"]) for row in rows(importer)]
    merged = importer("POST", "/articles/1/merge", {"rows": [named(r) for r in rows(importer)[1:3]]})
    assert len(merged.json["beads"]) == len(before) - 1
    row = merged.json["beads"][1]
    at = {"zh_at": len(before[1][0]), "en_at": row["en"].index("Twenty")}
    parted = importer("POST", "/articles/1/split", {"row": named(row)} | at)
    assert len(parted.json["beads"]) == len(before)
    row = parted.json["beads"][2]
    dropped = importer("POST", "/articles/1/drop", {"row": named(row)}).json["beads"][2]
    assert dropped["status"] == "dropped"
    back = importer("POST", "/articles/1/restore", {"row": named(dropped)}).json["beads"][2]
    assert back["status"] != "dropped"


def test_a_row_that_was_changed_meanwhile_refuses_the_step(importer):
    row = rows(importer)[1]
    importer("POST", "/articles/1/edit", {"row": named(row), "en": "first"})
    late = importer("POST", "/articles/1/edit", {"row": named(row), "en": "second"})
    assert (late.status_code, late.mimetype) == (409, "application/problem+json")
    assert rows(importer)[1]["en"] == "first"


@pytest.mark.parametrize(
    ("step", "body"),
    [("merge", {"rows": [{"id": 1, "version": 1}]}), ("edit", {}), ("shift", {"rows": []}),
     ("split", {"row": {"id": 1, "version": 1}, "zh_at": -1, "en_at": 0})],
)  # fmt: skip
def test_a_step_that_makes_no_sense_is_refused(importer, step, body):
    assert importer("POST", f"/articles/1/{step}", body).status_code == 422


def test_publishing_and_taking_back_reach_the_memory(program):
    importer = program("importer", "batch.import", "batch.undo", "memory.read")
    published = importer("POST", "/articles/1/publish", {"confirm": True}).json
    assert {bead["status"] for bead in published["beads"]} <= {"reviewed", "dropped"}
    sentence = "/lookup?q=共有二十人参加。"
    assert importer("GET", sentence).json["matches"][0]["status"] == "reviewed"
    importer("POST", f"/batches/{published['batch']}/undo", {})
    assert importer("GET", sentence).json["matches"] == []


def test_calls_are_counted_and_the_count_is_told(tmp_path):
    services = filled(tmp_path)
    answer = create_app(services).test_client().get("/api/v1/stats")
    services.close()
    assert answer.headers["X-RateLimit-Limit"] == "1200"
    assert int(answer.headers["X-RateLimit-Remaining"]) == 1199
