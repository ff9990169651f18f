"""The review grid by keys alone."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_undo_and_redo_come_back_to_the_row_in_hand(page: Page) -> None:
    page.goto("/articles/1/review?show=all")
    rows = page.locator("li.review")
    before = rows.count()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("#s1")).to_be_focused()
    page.keyboard.press("m")
    expect(rows).to_have_count(before - 1)
    for key, count in (("z", before), ("Z", before - 1), ("z", before)):
        expect(page.locator("#s1")).to_be_focused()
        page.keyboard.press(key)
        expect(rows).to_have_count(count)
    expect(page.locator("#s1")).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator("#s1")).to_have_attribute("data-status", "dropped")


def test_sentences_are_shifted_and_rows_split_by_keys(page: Page) -> None:
    page.goto("/articles/1/review?show=all")
    rows, first, second = page.locator("li.review"), page.locator("#s1"), page.locator("#s2")
    before = rows.count()
    texts = [row.get_attribute("data-source") for row in (first, second)]
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("m")
    expect(rows).to_have_count(before - 1)
    expect(first).to_be_focused()
    page.keyboard.press("s")
    expect(first.locator("[name=zh_at]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(before)
    expect(first).to_be_focused()
    expect(first).to_have_attribute("data-source", texts[0] or "")
    page.keyboard.press("Alt+ArrowUp")
    expect(first).not_to_have_attribute("data-source", texts[0] or "")
    expect(first).to_be_focused()
    page.keyboard.press("z")
    expect(second).to_have_attribute("data-source", texts[1] or "")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("Split the row")


def test_english_sentences_are_shifted_by_their_own_keys(page: Page) -> None:
    page.goto("/articles/1/review?show=all")
    first, second = page.locator("#s1"), page.locator("#s2")
    texts = [row.get_attribute("data-target") or "" for row in (first, second)]
    source = first.get_attribute("data-source") or ""
    for key in ("Alt+Shift+ArrowUp", "Alt+Shift+ArrowDown"):
        first.focus()
        page.keyboard.press(key)
        expect(first).not_to_have_attribute("data-target", texts[0])
        expect(first).to_have_attribute("data-source", source)
        page.wait_for_load_state()
        page.keyboard.press("z")
        expect(first).to_have_attribute("data-target", texts[0])
        expect(second).to_have_attribute("data-target", texts[1])
        page.wait_for_load_state()
