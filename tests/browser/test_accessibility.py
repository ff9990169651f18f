"""Every page in both languages, light and dark, wide and narrow: no violation, no sideways scroll."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

PAGES = (
    "/", "/lookup?q=我们在广州举办了第三届读书会。", "/lookup?q=今天阳光很好。",
    "/concordance", "/concordance?q=社会组织", "/concordance?q=社会组织&view=kwic",
    "/terms", "/terms/1", "/terms/new", "/terms/1/edit", "/check", "/import", "/import/2",
    "/articles", "/articles/1", "/articles/1/review?show=all", "/stats", "/api",
    "/admin", "/admin/audit", "/sign-in", "/setup", "/no/such/page",
)  # fmt: skip
LOOKS = [(ui, theme, width) for ui in ("zh", "en") for theme in ("light", "dark")
         for width in (360, 1280)]  # fmt: skip


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: "-".join(map(str, look)))
def looking(request: pytest.FixtureRequest, chromium: Browser, site: str) -> Iterator[Page]:
    """A page in one language, one colour scheme, one width."""
    ui, theme, width = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=theme, base_url=site,
        locale={"zh": "zh-CN", "en": "en-GB"}[ui],
    )  # fmt: skip
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_fault_that_axe_can_find(looking: Page, path: str) -> None:
    looking.goto(path)
    found = Axe().run(looking)
    faults = [
        (each["id"], [node["html"][:160] for node in each["nodes"]][:4])
        for each in found.response["violations"]
    ]
    assert faults == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_never_scrolls_sideways(looking: Page, path: str) -> None:
    looking.goto(path)
    over = looking.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert over <= 0
