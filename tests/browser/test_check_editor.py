"""The editor of the check page: text and cards go together, whatever the browser can."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

TEXT = "The Belt and Road Strategy was launched in 2013.\nThe Belt and Road Strategy grew.\nAmeriacan friends came.\n"


@pytest.fixture
def cards(page: Page):
    """The findings of a pasted text."""
    page.goto("/check")
    page.locator("#editor").click()
    page.keyboard.insert_text(TEXT)
    found = page.locator("[data-finding]")
    expect(found).to_have_count(3, timeout=30_000)
    return found


def painted(page: Page) -> str:
    """Return the text that is marked as the chosen finding's."""
    return page.evaluate("() => [...(CSS.highlights.get('find-here') ?? [])].map(String).join('|')")


def test_a_card_shows_its_place_and_a_place_its_card(page, cards):
    cards.nth(2).locator("a[href^='#t']").click()
    assert painted(page) == "Ameriacan"
    page.evaluate("""() => {
      const walker = document.createTreeWalker(document.getElementById("editor"), NodeFilter.SHOW_TEXT);
      let node, at = -1;
      while (at < 0 && (node = walker.nextNode())) at = node.data.indexOf("Belt");
      getSelection().collapse(node, at + 1);
      document.getElementById("editor").dispatchEvent(new MouseEvent("click", { bubbles: true }));
    }""")
    assert painted(page) == "Belt and Road Strategy"
    expect(cards.first).to_have_class("card sev-error is-here")


def test_one_key_puts_all_alike_right_and_another_takes_it_back(page, cards):
    cards.first.focus()
    page.keyboard.press("Shift+Enter")
    expect(page.locator("#text")).to_have_value(TEXT.replace("Strategy", "Initiative"), timeout=30_000)
    expect(cards).to_have_count(1)
    cards.first.focus()
    page.keyboard.press("u")
    page.keyboard.press("u")
    expect(cards).to_have_count(3, timeout=30_000)


def test_the_next_check_tells_what_was_made_of_the_rules(page, cards):
    def counts() -> dict[str, list[int]]:
        rules = page.request.get("/api/v1/stats").json()["findings_by_rule"]
        return {each["code"]: [each["applied"], each["ignored"]] for each in rules}

    code = cards.first.get_attribute("data-code")
    applied, ignored = counts().get(code, [0, 0])
    left_before = counts().get("S101", [0, 0])
    cards.first.focus()
    with page.expect_response("**/check"):
        page.keyboard.press("Shift+Enter")
    assert counts()[code] == [applied + 2, ignored]
    expect(cards).to_have_count(1)
    cards.first.focus()
    with page.expect_response("**/check"):
        page.keyboard.press("i")
    assert counts()["S101"] == [left_before[0], left_before[1] + 1]
    with page.expect_response("**/check"):
        page.keyboard.press("u")
    assert counts()[code] == [applied + 1, ignored]


def test_a_word_is_added_with_its_reason_and_never_told_again(page, cards):
    last = cards.nth(2)
    last.locator("summary").first.click()
    last.locator("input[name=reason]").fill("the name of a band")
    last.get_by_role("button", name="Add to the known words").click()
    expect(cards).to_have_count(2, timeout=30_000)
    page.goto("/check")
    page.locator("#editor").click()
    page.keyboard.insert_text(TEXT)
    expect(cards).to_have_count(2, timeout=30_000)


def test_a_browser_without_highlights_keeps_the_plain_form(page):
    page.add_init_script("delete CSS.highlights; delete window.Highlight;")
    page.goto("/check")
    expect(page.locator("#editor")).to_have_count(0)
    page.locator("#text").fill("The Belt and Road Strategy was launched in 2013.")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#marked a.find")).to_have_text("Belt and Road Strategy")
    page.locator("button[name=apply]").first.click()
    expect(page.locator("#text")).to_have_value("The Belt and Road Initiative was launched in 2013.")


def test_on_paper_the_texts_stand_and_the_controls_do_not(page):
    page.emulate_media(media="print")
    for path, text in (("/lookup?q=我们在广州举办了第三届读书会。", ".match .source"),
                       ("/articles/1", ".bead .seg"), ("/articles/1?side=zh", ".bead .seg"), ("/concordance?q=社会组织", ".hits .seg")):  # fmt: skip
        page.goto(path)
        assert page.locator(text).first.bounding_box()["width"] > 300
        expect(page.locator("header.bar")).to_be_hidden()
        assert page.locator("main button").locator("visible=true").count() == 0
