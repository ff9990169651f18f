"""A served installation and a headless Chromium that reaches nothing but it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright
from werkzeug.serving import make_server

from tests.webapp.filled import filled
from webapp.app import create_app
from webapp.services import Services

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

EXPECTED = (
    "the server responded with a status of 4",  # a test that asks for what is refused
    "Applying inline style violates",  # Chromium keeping the style of replaced text; refused
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the system; never one that is downloaded."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def services_of_the_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """An installation of this module's own."""
    services = filled(tmp_path_factory.mktemp("site"))
    yield services
    services.close()


@pytest.fixture(scope="module")
def site(services_of_the_site: Services) -> Iterator[str]:
    """The address it is served at."""
    app = create_app(services_of_the_site)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def context(chromium: Browser, site: str) -> Iterator[BrowserContext]:
    """A fresh browser profile in English that may use the clipboard and leave the origin never."""
    context = chromium.new_context(locale="en-GB", base_url=site)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    strays: list[str] = []

    def watch(route: Route) -> None:
        if route.request.url.startswith((site, "data:")):
            route.continue_()
        else:
            strays.append(route.request.url)
            route.abort()

    context.route("**/*", watch)
    yield context
    context.close()
    assert strays == []


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that reports its own faults: a script error or a refused load fails the test."""
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    yield page
    unexpected = [fault for fault in faults if not any(each in fault for each in EXPECTED)]
    assert unexpected == []
