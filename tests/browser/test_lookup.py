"""The translator's main job: look up, see the match, copy it, back to work."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

QUERY = "我们在广州举办了第三届读书会。"


def clipboard(page):
    return page.evaluate("navigator.clipboard.readText()")


def searches(page):
    """Collect the searches the page sends from now on."""
    sent = []
    page.on(
        "request", lambda r: sent.append(r) if r.headers.get("hx-target") == "results" else None
    )
    return sent


def compose(page, sent, stages, text):
    """Type as an input method does: nothing is `sent` while it composes, before it gives the text."""
    devtools = page.context.new_cdp_session(page)
    for stage in stages:
        devtools.send(
            "Input.imeSetComposition",
            {"text": stage, "selectionStart": len(stage), "selectionEnd": len(stage)},
        )
        page.wait_for_timeout(300)
    assert sent == []
    devtools.send("Input.insertText", {"text": text})


def test_look_up_see_the_match_and_copy_it(page):
    page.goto("/")
    page.fill("textarea[name=q]", QUERY)
    page.keyboard.press("Enter")
    page.wait_for_url("**/lookup?**")
    match = page.locator("li.match").first
    assert "reading group" in match.locator(".target").inner_text()
    match.get_by_role("button", name="Copy").first.click()
    expect(page.locator("#toast")).not_to_be_empty()
    assert clipboard(page).startswith("We held the")


def test_the_digit_key_copies_without_leaving_the_page(page):
    page.goto(f"/lookup?q={QUERY}")
    page.keyboard.press("1")
    expect(page.locator("#toast")).not_to_be_empty()
    assert clipboard(page) == page.locator("li.match").first.get_attribute("data-target")
    assert "/lookup?q=" in page.url


def test_after_a_paste_the_digit_key_copies_at_once(page):
    page.goto("/")
    page.evaluate("text => navigator.clipboard.writeText(text)", QUERY)
    page.locator("textarea[name=q]").focus()
    page.keyboard.press("Control+v")
    page.locator("li.match").first.wait_for()
    expect(page.locator("li.match").first).to_be_focused()
    page.keyboard.press("1")
    expect(page.locator("#toast")).not_to_be_empty()
    assert clipboard(page).startswith("We held the")
    assert page.locator("textarea[name=q]").input_value() == QUERY


def test_typing_searches_and_keeps_the_address_in_step(page):
    page.goto("/")
    sent = searches(page)
    page.locator("textarea[name=q]").press_sequentially("志愿者服务时长", delay=20)
    page.wait_for_url("**?q=**")
    assert len(sent) == 1


def test_an_input_method_composes_in_silence(page):
    page.goto("/")
    sent = searches(page)
    page.locator("textarea[name=q]").focus()
    compose(page, sent, ("z", "zh", "zhi", "zhi y", "zhi yuan"), "志愿")
    page.wait_for_url("**?q=**")
    assert len(sent) == 1


COMPOSING = """keys => {
  const target = document.activeElement;
  const how = { bubbles: true, cancelable: true };
  return keys.filter((key) => [{ isComposing: true }, { keyCode: 229 }].some((stage) =>
    !target.dispatchEvent(new KeyboardEvent("keydown", { key, ...how, ...stage }))));
}"""
"""Sends each key as an input method does; returns those that somebody acted on."""
OWN = ["n", "p", "i", "a", "A", "u", "r", "m", "e", "z", "Z", "Enter", "Escape", "ArrowDown", *"123456789"]


@pytest.mark.parametrize("path", ["/lookup?q=" + QUERY, "/concordance?q=社会组织", "/terms", "/check",
                                  "/articles/1/review?show=all"])  # fmt: skip
def test_no_shortcut_acts_while_an_input_method_composes(page, path):
    page.goto(path)
    if path == "/check":
        page.locator("#editor").click()
        page.keyboard.insert_text("Ameriacan friends came.")
        page.locator("[data-finding]").first.wait_for(timeout=30_000)
        page.locator("[data-finding]").first.focus()
    page.keyboard.press("Escape")
    sheet = page.locator("#keys kbd").all_text_contents()
    assert {"/", "?", "j", "c", "x", "t", "["} < set(sheet)
    before, text = page.url, page.locator("main").inner_text()
    assert page.evaluate(COMPOSING, [*sheet, *OWN]) == []
    page.wait_for_timeout(200)
    assert (page.url, page.locator("main").inner_text()) == (before, text)
    assert page.locator("dialog[open]").count() == 0
    assert page.locator("#toast").inner_text() == ""


@pytest.mark.parametrize(("path", "box"), [("/", "textarea[name=q]"), ("/concordance", "input[name=q]"),
                                           ("/concordance", "input[name=other]"),
                                           ("/terms", "input[name=q]"), ("/articles", "input[name=q]")])  # fmt: skip
def test_every_live_search_waits_for_the_input_method(page, path, box):
    page.goto(path)
    sent = searches(page)
    page.locator(box).focus()
    compose(page, sent, ("d", "du", "du shu"), "读书会")
    page.wait_for_url("**=**")
    assert len(sent) == 1


def test_the_help_sheet_lists_what_the_keys_do(page):
    page.goto("/lookup?q=" + QUERY)
    page.keyboard.press("?")
    sheet = page.locator("dialog#keys")
    assert "Copy the n-th translation" in sheet.inner_text()


def test_recent_queries_stay_in_the_browser(page):
    page.goto(f"/lookup?q={QUERY}")
    page.goto("/")
    assert page.locator("#recent li").first.inner_text().startswith(QUERY)


def select(page, locator):
    """Select all the text of an element, as a double click and drag would."""
    page.locator(locator).first.evaluate("node => getSelection().selectAllChildren(node)")


def test_selected_text_offers_what_can_be_done_with_it(page):
    page.goto("/lookup?q=社会组织")
    select(page, "ul.terms li a")
    menu = page.get_by_role("navigation", name="With the selected text")
    expect(menu).to_be_visible()
    menu.get_by_role("link", name="Concordance").click()
    page.wait_for_url("**/concordance?q=**")
    expect(page.locator("mark.hit").first).to_be_visible()


def test_a_text_too_long_for_an_address_keeps_the_address_short(page):
    page.goto("/")
    page.fill("textarea[name=q]", QUERY * 40)
    page.keyboard.press("Enter")
    page.wait_for_url("**/lookup/s/**")
    expect(page.locator("#results")).to_contain_text("40 of 40 sentences have a match")
    page.goto("/")
    page.locator("#recent a").first.click()
    page.wait_for_url("**/lookup/s/**")


def test_a_short_text_never_puts_the_form_token_into_the_address(page):
    page.goto("/")
    page.fill("textarea[name=q]", QUERY)
    page.get_by_role("button", name="Look up").click()
    page.wait_for_url("**/lookup?**")
    assert "csrf" not in page.url


def test_a_key_turns_the_direction_round(page):
    page.goto("/lookup?q=社会组织 social organizations")
    before = page.locator("[data-from]").get_attribute("data-from")
    page.keyboard.press("d")
    page.wait_for_url("**from=**")
    assert page.locator("[data-from]").get_attribute("data-from") != before


def test_copying_works_where_the_browser_has_no_clipboard_for_plain_http(page):
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(f"/lookup?q={QUERY}")
    copied = "document.addEventListener('copy', () => { window.copied = String(getSelection())"
    page.evaluate(copied + " || document.activeElement.value })")
    page.keyboard.press("1")
    expect(page.locator("#toast")).to_contain_text("Copied")
    assert page.evaluate("window.copied").startswith("We held the")


def test_pinned_queries_survive_the_clearing(page):
    page.goto(f"/lookup?q={QUERY}")
    page.goto("/lookup?q=志愿者服务时长")
    page.goto("/")
    page.locator("#recent li", has_text=QUERY).get_by_role("button", name="pin").click()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#recent li")).to_have_count(1)
    expect(page.locator("#recent li")).to_contain_text(QUERY)


def test_lookup_works_without_scripts(chromium, site):
    context = chromium.new_context(java_script_enabled=False, base_url=site, locale="en-GB")
    page = context.new_page()
    page.goto("/")
    page.fill("textarea[name=q]", QUERY)
    page.get_by_role("button", name="Look up").click()
    assert "reading group" in page.locator("li.match .target").first.inner_text()
    context.close()
