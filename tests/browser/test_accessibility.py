"""Every page in both languages, light and dark, wide and narrow: no violation, no sideways scroll.

The pages are held against the addresses of the application: one that is missing here fails.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tm.tabular import write_rows
from webapp.actions import sheets
from webapp.api.routing import XLSX
from webapp.app import create_app

EXACT = "志愿者服务时长超过3万小时。"
SLIP = "The Belt and Road Strategy was launched in 2013. Ameriacan friends came."
# Each page with its main states.
PAGES = (
    "/", "/lookup?q=我们在广州举办了第三届读书会。", "/lookup?q=今天阳光很好。&parts=1",
    f"/lookup?q={EXACT}今天阳光很好。", "/lookup?q=社会组织", "/lookup?q=社会组织&parts=1",
    f"/lookup?q={EXACT}&min=100&status=reviewed", "/lookup?q=读书会&min=abc", "/lookup/s/nothing",
    "/concordance", "/concordance?q=社会组织", "/concordance?q=社会组织&view=kwic",
    "/concordance?q=没有这个词", "/concordance?q=社会组织&other=society",
    "/terms", "/terms?q=gongyi", "/terms?state=proposed", "/terms/1", "/terms/new", "/terms/1/edit",
    "/terms/import", "/terms/health", "/terms/candidates",
    "/check", f"/check?text={SLIP}", "/import", "/import/1", "/import/2", "/import/jobs/99",
    "/articles", "/articles?q=没有", "/articles/1", "/articles/1/around/1", "/articles/1/review",
    "/articles/1/review?show=all", "/articles/1/sheet", "/stats", "/api",
    "/admin", "/admin/audit", "/admin/audit?kind=concept&actor=nobody", "/admin/system",
    "/admin/collections",
    "/sign-in", "/setup", "/account", "/no/such/page",
)  # fmt: skip
NO_PAGES = {
    "pages.lookup_parts": "a part that another page loads",
    "pages.opensearch": "XML for browsers",
    "pages.robots": "text for robots",
}
LOOKS = [(ui, theme, width) for ui in ("zh", "en") for theme in ("light", "dark")
         for width in (360, 1280)]  # fmt: skip


def test_every_page_of_the_application_is_looked_at(filled_app) -> None:
    adapter = filled_app.url_map.bind("localhost")
    seen = {adapter.match(path.split("?")[0])[0] for path in PAGES if path != "/no/such/page"}
    missing = {
        rule.rule
        for rule in filled_app.url_map.iter_rules()
        if "GET" in rule.methods and rule.endpoint.startswith("pages.")
        and rule.endpoint not in {*seen, *NO_PAGES}
        and not rule.endpoint.endswith(FILES) and not rule.rule.endswith(NAMES)
    }  # fmt: skip
    assert missing == set()


FILES = ("_csv", "_tmx", "_xlsx", "_json", "_docx", "_file", "_sheet", "_export")
NAMES = (".csv", ".json", ".tmx", ".xlsx", ".docx")
"""Endpoints and addresses that answer with a file."""


@pytest.fixture(scope="module")
def filled_app(services_of_the_site):
    """The application that is served, for its table of addresses."""
    return create_app(services_of_the_site)


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


def faults_of(page: Page) -> list[object]:
    """Return what axe finds wrong, and how far the page scrolls sideways."""
    found = Axe().run(page)
    faults: list[object] = [
        (each["id"], [node["html"][:160] for node in each["nodes"]][:4])
        for each in found.response["violations"]
    ]
    over = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [*faults, f"scrolls sideways by {over}"] if over > 0 else faults


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_fault_and_never_scrolls_sideways(looking: Page, path: str) -> None:
    looking.goto(path, wait_until="networkidle")
    assert faults_of(looking) == []


def test_why_a_match_scores_what_it_does_stays_within_its_card(looking: Page) -> None:
    looking.goto("/lookup?q=共有三十人参加。", wait_until="networkidle")
    why = looking.locator(".facts details:has(code)").first
    why.locator("summary").click()
    card = looking.locator(".match").first
    code, around = why.locator("code").bounding_box(), card.bounding_box()
    assert code is not None
    assert around is not None
    assert code["x"] + code["width"] <= around["x"] + around["width"]
    assert faults_of(looking) == []


def test_findings_and_their_cards_have_no_fault(looking: Page) -> None:
    looking.goto(f"/check?text={SLIP}")
    looking.get_by_role("button", name="检查").or_(
        looking.get_by_role("button", name="Check", exact=True)
    ).click()
    looking.locator("[data-finding]").first.wait_for(timeout=30_000)
    looking.locator("[data-finding] details summary").first.click()
    assert faults_of(looking) == []


def test_the_preview_of_an_edited_sheet_has_no_fault(looking: Page, services_of_the_site) -> None:
    with services_of_the_site.work() as work:
        rows = [list(row) for row in sheets.sheet(work, 1)]
    rows[2][6], rows[3][3], rows[1][3] = "On 9 March we held the fourth one.", "dropped", "done"
    out = io.BytesIO()
    write_rows(out, rows, name="back.xlsx")
    looking.goto("/articles/1/review")
    looking.locator("details:has([name=sheet]) > summary").click()
    assert faults_of(looking) == []
    file = {"name": "back.xlsx", "mimeType": XLSX, "buffer": out.getvalue()}
    looking.set_input_files("[name=sheet]", file)
    looking.locator("form:has([name=sheet]) button").click()
    looking.locator("ol.beads > li").nth(1).wait_for()
    assert faults_of(looking) == []


def test_the_key_sheet_and_the_selection_menu_have_no_fault(looking: Page) -> None:
    looking.goto("/lookup?q=社会组织", wait_until="networkidle")
    select = "node => getSelection().selectAllChildren(node)"
    looking.locator("ul.terms li a").first.evaluate(select)
    looking.locator("#selected").wait_for()
    assert faults_of(looking) == []
    looking.keyboard.press("?")
    assert faults_of(looking) == []
