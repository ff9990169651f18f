"""Every form without scripts, every page without the outside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_accessibility import PAGES
from tests.webapp.filled import EN, ZH

DRAFT = "The Belt and Road Strategy was launched in 2013.\nAmeriacan volunteers came.\n"
BARE = """() => [...document.querySelectorAll("main form")].filter((form) =>
  ![...form.elements].some((each) => each.matches("button:not([type=button]), [type=submit]")
    && !each.classList.contains("needs-js"))).map((form) => form.outerHTML.slice(0, 120))"""
"""Returns the forms of a page that nothing but a script could send."""


@pytest.fixture
def bare(chromium: Browser, site: str) -> Iterator[Page]:
    """A browser that runs no script."""
    context = chromium.new_context(java_script_enabled=False, base_url=site, locale="en-GB")
    yield context.new_page()
    context.close()


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def test_every_form_has_a_button_that_needs_no_script(bare: Page) -> None:
    lacking = {}
    for path in PAGES:
        bare.goto(path)
        if found := bare.evaluate(BARE):
            lacking[path] = found
    assert lacking == {}


def test_no_page_asks_another_host(page: Page, site: str) -> None:
    """The page's fixture refuses and reports every request that leaves the origin."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        page.goto(path, wait_until="networkidle")
    assert len(asked) > len(PAGES)
    assert [url for url in asked if not url.startswith((site, "data:"))] == []


def test_searches_are_forms(bare: Page) -> None:
    for path, box, button in (
        ("/concordance", "input[name=q]", "Search"), ("/concordance", "input[name=other]", "Search"),
        ("/terms", "input[name=q]", "Search"), ("/articles", "input[name=q]", "Search"),
        ("/articles/1", "input[name=q]", "Search"), ("/admin/audit", "input[name=actor]", "Filter"),
    ):  # fmt: skip
        bare.goto(path)
        bare.locator(box).fill("读书会")
        press(bare, button)
        assert "%E8%AF%BB%E4%B9%A6%E4%BC%9A" in bare.url
        if path not in ("/admin/audit", "/terms"):
            expect(bare.locator("main")).to_contain_text("读书会")


def test_a_term_is_made_changed_taken_out_and_brought_back(bare: Page) -> None:
    bare.goto("/terms/new")
    bare.locator("input[name=zh-text]").first.fill("诗歌夜")
    bare.locator("input[name=en-text]").first.fill("poetry night")
    press(bare, "Save")
    bare.get_by_role("link", name="Edit").click()
    bare.locator("textarea[name=note]").fill("in summer")
    press(bare, "Save")
    expect(bare.locator("main")).to_contain_text("in summer")
    press(bare, "Take out of use")
    press(bare, "Bring back")
    expect(bare.get_by_role("link", name="Edit")).to_be_visible()


def test_a_text_is_checked_corrected_ignored_and_taken_along(bare: Page) -> None:
    bare.goto("/check")
    bare.locator("#text").fill(DRAFT)
    press(bare, "Check")
    bare.locator("button[name=apply]").first.click()
    expect(bare.locator("#text")).to_have_value(DRAFT.replace("Strategy", "Initiative"))
    bare.locator("button[name=ignore]").first.click()
    expect(bare.locator("#results")).to_contain_text("Nothing found")
    with bare.expect_download() as download:
        press(bare, "Download")
    assert "Initiative" in download.value.path().read_text(encoding="utf-8")


def test_an_article_is_imported_reviewed_flagged_and_taken_back(bare: Page, tmp_path) -> None:
    zh, en = tmp_path / "a.zh.txt", tmp_path / "a.en.txt"
    zh.write_text(ZH.replace("上海", "厦门").replace("第三", "第九"), encoding="utf-8")
    en.write_text(EN.replace("Shanghai", "Xiamen").replace("third", "ninth"), encoding="utf-8")
    bare.goto("/import")
    bare.locator("input[name=zh]").set_input_files(zh)
    bare.locator("input[name=en]").set_input_files(en)
    press(bare, "Align")
    batch = bare.url
    bare.get_by_role("link", name="Review row by row").click()
    bare.locator("[data-key=a]").first.click()
    press(bare, "Undo")
    bare.goto(batch)
    press(bare, "All pairs are right: publish as reviewed")
    bare.goto("/concordance?q=厦门")
    expect(bare.locator("mark.hit").first).to_have_text("厦门")
    bare.locator("a[data-article]").first.click()
    bare.locator("details.flag summary").nth(1).click()
    bare.locator("details.flag[open] input[name=note]").fill("not the same")
    press(bare, "Send to review")
    expect(bare.locator("[role=status]").first).to_contain_text("waits for review")
    bare.goto(batch)
    bare.locator("form[action$='/undo'] button").click()
    bare.goto("/concordance?q=厦门")
    expect(bare.locator("#results")).to_contain_text("No sentence holds this")


def test_the_first_administrator_signs_out_and_in(bare: Page) -> None:
    """The last of this module: from here on this installation has people."""
    bare.goto("/setup")
    bare.locator("input[name=name]").fill("Chen")
    bare.locator("input[name=password]").fill("a password for tests")
    press(bare, "Make the account")
    bare.get_by_role("button", name="Sign out").click()
    bare.goto("/sign-in")
    bare.locator("input[name=name]").fill("Chen")
    bare.locator("input[name=password]").fill("wrong, to begin with")
    press(bare, "Sign in")
    expect(bare.get_by_role("alert")).to_be_visible()
    bare.locator("input[name=password]").fill("a password for tests")
    press(bare, "Sign in")
    bare.goto("/account")
    bare.locator("form[action='/account/tokens'] input[name=name]").fill("script")
    press(bare, "Make a token")
    expect(bare.locator(".notice code")).to_contain_text("dz_")
    bare.goto("/admin/collections")
    bare.locator("input[name=penalty]").first.fill("4")
    press(bare, "Save")
    expect(bare.locator("input[name=penalty]").first).to_have_value("4")
