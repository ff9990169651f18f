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
