"""What a person without a mouse has: Tab to what is wanted, then a key."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

_STOPS = 400
"""More stops than any page of the tests has."""
_RINGED = """node => {
  const style = getComputedStyle(node);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
}"""


def tab_to(page: Page, wanted: Locator, *, back: bool = False) -> None:
    """Press Tab (or Shift+Tab) until *wanted* has the focus; it must then show a focus ring."""
    expect(wanted).to_have_count(1)
    for _ in range(_STOPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if wanted.evaluate("node => node === document.activeElement"):
            assert wanted.evaluate(_RINGED), f"no focus ring on {wanted}"
            return
    raise AssertionError(f"the keyboard never reaches {wanted}")
