"""What keeps guesses, crowds and thieves of cookies out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.webapp.filled import filled
from webapp import limits
from webapp.accounts import Accounts
from webapp.app import create_app
from webapp.services import Services

PASSWORD = "a password for tests"
PROXIED = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """An installation with one person."""
    opened = filled(tmp_path)
    with opened.work() as work:
        Accounts(work.session).add("chen", PASSWORD, "admin")
        work.commit()
    yield opened
    opened.close()


@pytest.fixture
def guarded(services: Services) -> Callable[..., FlaskClient]:
    """Return browsers of the application as it runs on a server, forms without their tokens."""

    def browser(proxies: int = 0) -> FlaskClient:
        services.settings = replace(services.settings, proxies=proxies)
        app = create_app(services)
        app.config["WTF_CSRF_ENABLED"] = False
        return app.test_client()

    return browser


def knock(browser: FlaskClient, password: str, **more):
    return browser.post("/sign-in?ui=zh", data={"name": "chen", "password": password}, **more)


def test_passwords_cannot_be_guessed_for_long(guarded):
    browser = guarded()
    answers = [knock(browser, f"guess {n}") for n in range(11)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert "请求过于频繁" in answers[-1].text
    assert knock(browser, PASSWORD).status_code == 429


def test_behind_a_proxy_each_guesser_is_counted_alone(guarded):
    browser = guarded(proxies=1)
    for n in range(11):
        knock(browser, f"guess {n}", headers=PROXIED)
    other = knock(browser, PASSWORD, headers=PROXIED | {"X-Forwarded-For": "192.0.2.8"})
    assert other.status_code == 302


def test_programs_are_told_how_many_calls_are_left(guarded, monkeypatch):
    monkeypatch.setattr(limits, "CALLS", "2 per minute")
    browser = guarded()
    answers = [browser.get("/api/v1/stats") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0].headers["X-RateLimit-Remaining"] == "1"
    assert answers[2].mimetype == "application/problem+json"


@pytest.mark.parametrize("proxies", [0, 1])
def test_the_cookie_of_a_session_travels_over_tls_only_where_the_page_did(guarded, proxies):
    answer = knock(guarded(proxies), PASSWORD, headers=PROXIED if proxies else {})
    session = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("duizhao="))
    assert "HttpOnly" in session
    assert "SameSite=Lax" in session
    assert ("Secure" in session) == bool(proxies)
    assert ("Strict-Transport-Security" in answer.headers) == bool(proxies)


def test_nobody_is_believed_who_only_says_it_is_tls(guarded):
    answer = knock(guarded(), PASSWORD, headers={"X-Forwarded-Proto": "https"})
    assert "Secure" not in answer.headers["Set-Cookie"]


def test_a_language_and_colours_are_kept_in_the_browser(guarded):
    browser = guarded()
    browser.get("/lookup?ui=zh&theme=dark")
    page = browser.get("/lookup", headers={"Accept-Language": "en"}).text
    assert '<html lang="zh-Hans" data-theme="dark">' in page
