"""Other people's protocols: what MateCat, OmegaT and LibreTranslate's clients send and expect."""

from __future__ import annotations

import json
import re

import pytest

from tests.webapp.conftest import PASSWORD
from tests.webapp.filled import filled
from webapp import current
from webapp.accounts import Accounts
from webapp.app import create_app

EXACT = "志愿者服务时长超过3万小时。"
TARGET = "Volunteers gave more than 30,000 hours."
SIMILAR = "我们在北京举办了第三届读书会。"
NOTHING = "今天阳光很好。"
REQUIRED = {"translation", "match", "segment", "last-updated-by", "reference", "id", "quality",
            "usage-count", "created-by", "create-date", "last-update-date", "tm_properties"}  # fmt: skip


@pytest.fixture(scope="module")
def secrets(tmp_path_factory):
    """An application that asks everybody to sign in, and a token that reads and one that exports."""
    from dataclasses import replace

    from webapp.services import Services

    unlocked = filled(tmp_path_factory.mktemp("compat"))
    unlocked.close()
    services = Services(replace(unlocked.settings, sign_in=True))
    with services.work() as work:
        accounts = Accounts(work.session)
        account = int(accounts.add("译者", PASSWORD, "translator").id)
        reading, _ = accounts.issue(account, "读", ["memory.read"])
        exporting, _ = accounts.issue(account, "导出", ["memory.export"])
        work.commit()
    yield create_app(services, testing=True), reading, exporting
    services.close()


# ---- MyMemory --------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_matecat_is_answered_by_address_and_by_form(client, method):
    fields = {"q": EXACT, "langpair": "zh-CN|en-US", "mt": "0", "key": "a-mymemory-key"}
    how = {"query_string": fields} if method == "GET" else {
        "data": fields, "content_type": "multipart/form-data"}  # fmt: skip
    body = client.open("/compat/mymemory/get", method=method, **how).json
    assert (body["responseStatus"], body["responseData"]) == (
        200, {"translatedText": TARGET, "match": 1.0}
    )  # fmt: skip
    match = body["matches"][0]
    assert match.keys() >= REQUIRED
    assert isinstance(match["quality"], str)
    assert json.loads(match["tm_properties"]) == []


def test_matecat_is_led_to_the_row_of_the_article(client):
    fields = {"q": "共有二十人参加。", "langpair": "zh|en"}
    match = client.get("/compat/mymemory/get", query_string=fields).json["matches"][0]
    assert re.fullmatch(r"http://localhost/articles/1#s\d+", match["reference"])
    assert json.loads(match["tm_properties"]) == [{"type": "x-article", "value": "1"}]


@pytest.mark.parametrize(
    "fields",
    [{"q": NOTHING, "langpair": "zh|en"}, {"q": EXACT, "langpair": "zh|de"}, {"q": EXACT}, {},
     {"q": "123", "langpair": "zh|en"}],
)  # fmt: skip
def test_matecat_is_told_of_nothing_by_nulls(client, fields):
    answer = client.get("/compat/mymemory/get", query_string=fields)
    assert (answer.status_code, answer.json["matches"]) == (200, [])
    assert answer.json["responseData"] == {"translatedText": None, "match": None}
    assert answer.json["responderId"] is None


# ---- Apertium --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "pair", "expected"),
    [(EXACT, "zh_CN|en_US", TARGET), (EXACT, "zh|en", TARGET), (TARGET, "en|zh", EXACT),
     (NOTHING, "zh|en", ""), (EXACT, "zh|fr", ""), ("", "", "")],
)  # fmt: skip
def test_omegat_is_given_one_text(client, text, pair, expected):
    fields = {"q": text, "langpair": pair, "markUnknown": "no"}
    answer = client.get("/compat/apertium/translate", query_string=fields)
    assert answer.json == {
        "responseData": {"translatedText": expected}, "responseStatus": 200,
        "responseDetails": None,
    }  # fmt: skip


def test_omegat_sees_how_good_a_similar_match_is(client):
    fields = {"q": SIMILAR, "langpair": "zh_CN|en_GB"}
    text = client.get("/compat/apertium/translate", query_string=fields).json
    said = text["responseData"]["translatedText"]
    assert re.fullmatch(r"\[TM \d\d%\] We held the .* reading group in .*", said)


# ---- LibreTranslate --------------------------------------------------------------------------


def test_libretranslate_clients_are_answered_for_one_text_and_for_many(client):
    one = {"q": EXACT, "source": "zh", "target": "en"}
    address = "/compat/libretranslate/translate"
    assert client.post(address, json=one).json == {"translatedText": TARGET}
    assert client.post(address, data=one).json == {"translatedText": TARGET}
    many = client.post(address, json=one | {"q": [EXACT, NOTHING], "source": "auto"}).json
    assert many["translatedText"] == [TARGET, ""]
    assert [each["language"] for each in many["detectedLanguage"]] == ["zh-Hans", "zh-Hans"]


def test_libretranslate_gives_alternatives_only_when_asked(client):
    body = {"q": EXACT, "source": "zh-Hans", "target": "en", "alternatives": 3}
    assert client.post("/compat/libretranslate/translate", json=body).json == {
        "translatedText": TARGET, "alternatives": []
    }  # fmt: skip


def test_libretranslate_never_gives_the_source_back(client):
    for body in ({"q": NOTHING, "source": "zh", "target": "en"},
                 {"q": EXACT, "source": "zh", "target": "zh"}):  # fmt: skip
        answer = client.post("/compat/libretranslate/translate", json=body)
        assert answer.json == {"translatedText": ""}


@pytest.mark.parametrize("body", [{}, {"q": EXACT}])
def test_libretranslate_is_refused_in_its_own_words(client, body):
    answer = client.post("/compat/libretranslate/translate", json=body)
    assert answer.status_code in (400, 422)
    assert list(answer.json) == ["error"]


def test_libretranslate_knows_languages_and_health(client):
    codes = [each["code"] for each in client.get("/compat/libretranslate/languages").json]
    assert codes == ["zh-Hans", "zh-Hant", "en"]
    assert client.get("/compat/libretranslate/health").json == {"status": "ok"}
    found = client.post("/compat/libretranslate/detect", data={"q": "社會組織參與公益"}).json
    assert found[0]["language"] == "zh-Hant"


# ---- OmegaT's files --------------------------------------------------------------------------


def test_omegat_takes_files_and_asks_only_whether_they_changed(secrets):
    app, _reading, exporting = secrets
    client = app.test_client()
    for name, inside in (("reviewed.tmx", TARGET), ("unreviewed.tmx", "<tmx"),
                         ("glossary.txt", "慈善法\t")):  # fmt: skip
        first = client.get(f"/export/omegat/{exporting}/{name}")
        assert first.status_code == 200
        assert inside in first.text
        tag = first.headers["ETag"]
        again = client.get(f"/export/omegat/{exporting}/{name}", headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
        first.close()


def test_reviewed_and_unreviewed_pairs_are_apart(secrets):
    app, _reading, exporting = secrets
    with app.test_client().get(f"/export/omegat/{exporting}/unreviewed.tmx") as answer:
        assert TARGET not in answer.text


def test_a_token_in_the_path_is_asked_for_what_it_may(secrets, capsys):
    app, reading, _exporting = secrets
    client = app.test_client()
    assert client.get(f"/export/omegat/{reading}/reviewed.tmx").status_code == 403
    assert client.get("/export/omegat/dz_wrong/reviewed.tmx").status_code == 401
    assert client.get(f"/export/omegat/{reading}/secret.key").status_code == 403
    assert reading not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [("GET", "/compat/mymemory/get", "key"), ("GET", "/compat/apertium/translate", "key"),
     ("POST", "/compat/libretranslate/translate", "api_key")],
)  # fmt: skip
def test_where_everybody_must_sign_in_a_token_travels_as_the_client_sends_it(
    secrets, method, path, name
):
    app, reading, _exporting = secrets
    fields = {"q": EXACT, "langpair": "zh|en", "source": "zh", "target": "en"}
    how = "query_string" if method == "GET" else "data"
    client = app.test_client()
    assert client.open(path, method=method, **{how: fields}).status_code == 401
    answer = client.open(path, method=method, **{how: fields | {name: reading}})
    assert TARGET in answer.text


# ---- a token in the address ------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["/tmserver/zh/en/unit/?source=" + EXACT,
     f"/compat/mymemory/get?q={EXACT}&langpair=zh|en",
     f"/compat/apertium/translate?q={EXACT}&langpair=zh|en"],
)  # fmt: skip
def test_a_client_without_credentials_has_its_token_in_the_address(secrets, capsys, address):
    app, reading, _ = secrets
    client = app.test_client()
    assert client.get(address).status_code == 401
    assert client.get(f"/t/dz_nobody{address}").status_code == 401
    assert TARGET in client.get(f"/t/{reading}{address}").text
    logged = capsys.readouterr()
    assert reading not in logged.out + logged.err


def test_a_token_in_the_address_only_reads_and_ends_when_revoked(secrets):
    app, _, _ = secrets
    services = app.extensions["duizhao"]
    with services.work() as work:
        accounts = Accounts(work.session)
        account = int(accounts.add("馆长", PASSWORD, "admin").id)
        secret, change = accounts.issue(account, "全部", ["memory.read", "account.manage"])
        work.commit()
    with app.test_request_context(f"/t/{secret}/compat/mymemory/get"):
        app.preprocess_request()
        assert current.actor().scopes == {"memory.read"}
    with services.work() as work:
        Accounts(work.session).revoke(int(change.id))
        work.commit()
    assert app.test_client().get(f"/t/{secret}/tmserver/languages/").status_code == 401


def test_matecat_finds_phrases(client):
    fields = {"q": "读书会", "langpair": "zh-CN|en-US", "conc": "true", "numres": "2", "mt": ""}
    body = client.post("/compat/mymemory/get", data=fields).json
    assert 1 <= len(body["matches"]) <= 2
    assert all("读书会" in match["segment"] for match in body["matches"])
    assert all(match.keys() >= REQUIRED for match in body["matches"])


@pytest.mark.parametrize("more", [{"mtonly": "1"}, {"q": "长" * 5000}, {"langpair": "en|de"}])
def test_matecat_gets_nothing_where_we_have_nothing(client, more):
    fields = {"q": EXACT, "langpair": "zh-CN|en-US", "mt": "1", "conc": ""}
    answer = client.post("/compat/mymemory/get", data=fields | more)
    assert (answer.status_code, answer.json["matches"]) == (200, [])


def test_a_pair_that_is_not_ours_is_an_empty_text_for_libretranslate(client):
    body = {"q": "test", "source": "en", "target": "de"}
    answer = client.post("/compat/libretranslate/translate", json=body)
    assert (answer.status_code, answer.json) == (200, {"translatedText": ""})
