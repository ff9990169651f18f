"""A day of each of the three kinds of people, in the browser."""

from __future__ import annotations

import re
from pathlib import Path

import docx
from playwright.sync_api import expect

from tests.browser.keyboard import tab_to
from tests.webapp.filled import EN, ZH
from webapp.worker import work_off

SLIPS = Path(__file__).resolve().parents[2] / "data" / "samples" / "with-slips"
DRAFT = """The Belt and Road Strategy was launched in 2013.
Ameriacan volunteers recieved a training course.
The Belt and Road Strategy is well known.
"""


def test_a_translator_looks_up_copies_searches_and_proposes_a_term(page):
    page.goto("/lookup?q=我们在广州举办了第三届读书会。")
    page.keyboard.press("1")
    expect(page.locator("#toast")).not_to_be_empty()
    assert page.evaluate("() => navigator.clipboard.readText()").startswith("We held the")

    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/concordance")
    page.locator("input[name=q]").fill("读书会")
    hit = page.locator("mark.hit").first
    expect(hit).to_have_text("读书会")
    hit.evaluate("node => { getSelection().selectAllChildren(node); document.activeElement.blur(); }")
    page.keyboard.press("t")

    page.wait_for_url("**/terms/new**")
    expect(page.locator("input[name=zh-text]").first).to_have_value("读书会")
    page.locator("input[name=en-text]").first.fill("reading group")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_contain_text("reading group")
    page.goto("/lookup?q=我们在广州举办了第三届读书会。")
    expect(page.locator("ul.terms").first).to_contain_text("reading group")


def clear_by_keyboard(page, cards):
    """Apply what can be applied, leave what cannot, until no finding is left."""
    for _ in range(60):
        if cards.count() == 0:
            break
        if not page.evaluate("() => document.activeElement.matches('[data-finding]')"):
            page.keyboard.press("Alt+ArrowDown")
        applicable = page.evaluate(
            "() => document.activeElement.querySelector('[data-apply]') !== null"
        )
        page.keyboard.press("Enter" if applicable else "i")
        page.wait_for_timeout(100)
    expect(cards).to_have_count(0, timeout=30_000)


def test_an_editor_clears_the_sample_article_by_keyboard_and_takes_it_along(page, tmp_path):
    english, chinese = sorted(SLIPS.glob("*.en.txt"))[0], sorted(SLIPS.glob("*.zh.txt"))[0]
    document = docx.Document()
    for line in english.read_text(encoding="utf-8").split("\n"):
        document.add_paragraph(line)
    draft = tmp_path / "article.docx"
    document.save(draft)

    page.goto("/check")
    page.locator("summary", has_text="Source text").click()
    page.locator("input[name=source_file]").set_input_files(chinese)
    expect(page.locator("#source")).not_to_have_value("", timeout=30_000)
    page.locator("input[name=file]").set_input_files(draft)
    cards = page.locator("[data-finding]")
    expect(cards.first).to_be_visible(timeout=30_000)
    before = page.locator("#editor").inner_text()
    page.locator("#editor").focus()
    page.keyboard.press("Alt+ArrowDown")
    clear_by_keyboard(page, cards)
    page.keyboard.press("r")
    expect(page.locator("#results")).to_contain_text("Nothing found", timeout=30_000)

    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "article-checked.docx"
    after = docx.Document(download.value.path())
    corrected = [paragraph.text for paragraph in after.paragraphs]
    assert "\n".join(corrected) == page.locator("#text").input_value()
    assert "\n".join(corrected) != before


def test_an_editor_clears_a_pasted_text_by_keyboard_alone(page):
    page.goto("/check")
    editor = page.locator("#editor")
    editor.click()
    page.keyboard.insert_text(DRAFT)
    cards = page.locator("[data-finding]")
    expect(cards.first).to_be_visible(timeout=30_000)
    page.keyboard.press("Alt+ArrowDown")
    clear_by_keyboard(page, cards)
    text = editor.inner_text()
    assert "Belt and Road Initiative" in text
    assert "Strategy" not in text
    assert "American volunteers received" in text


def test_underlines_never_touch_the_text_while_composing(page):
    page.goto("/check")
    editor = page.locator("#editor")
    editor.click()
    page.keyboard.insert_text("Ameriacan friends came.")
    expect(page.locator("[data-finding]").first).to_be_visible(timeout=30_000)
    devtools = page.context.new_cdp_session(page)
    for stage in ("n", "ni", "ni hao"):
        devtools.send(
            "Input.imeSetComposition",
            {"text": stage, "selectionStart": len(stage), "selectionEnd": len(stage)},
        )
    devtools.send("Input.insertText", {"text": "你好"})
    assert editor.inner_text().strip() == "Ameriacan friends came.你好"


def test_what_is_put_in_as_a_whole_keeps_its_lines(page):
    page.goto("/check")
    page.locator("#editor").click()
    page.keyboard.insert_text("The first line.\n\nThe second line.")
    expect(page.locator("#text")).to_have_value("The first line.\n\nThe second line.")
    page.keyboard.type(" Typed.")
    expect(page.locator("#text")).to_have_value("The first line.\n\nThe second line. Typed.")


TOWNS = (("南京", "Nanjing", "第四", "fourth"), ("成都", "Chengdu", "第五", "fifth"),
         ("西安", "Xi'an", "第六", "sixth"))  # fmt: skip


def pair_of(folder: Path, zh_town, en_town, zh_number, en_number):
    """Write one article in both languages; its last sentences do not translate each other."""
    zh = ZH.replace("上海", zh_town).replace("第三", zh_number)
    en = EN.replace("Shanghai", en_town).replace("third", en_number)
    files = [folder / f"{en_town}.zh.txt", folder / f"{en_town}.en.txt"]
    files[0].write_text(zh + "\n会后大家合影留念。\n活动由三家基金会资助，为期两天。\n", encoding="utf-8")
    files[1].write_text(en + "\nLunch was simple.\n", encoding="utf-8")
    return files


def import_three_pairs(page, files, services) -> None:
    """From the lookup page to the finished job."""
    page.goto("/lookup")
    page.keyboard.press("Escape")  # out of the box, which has the focus from the start
    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url("**/import")
    form = page.locator("form", has=page.locator("input[name=files]"))
    tab_to(page, form.locator("input[name=files]"))
    form.locator("input[name=files]").set_input_files(files)
    tab_to(page, form.locator("select[name=publish]"))
    page.keyboard.press("ArrowDown")
    expect(form.locator("select[name=publish]")).to_have_value("none")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/import/jobs/*")
    assert work_off(services) == 1
    page.reload()
    expect(page.locator("[role=status]").first).to_contain_text("3 of 3 pairs")


def drop_what_is_doubtful(page) -> None:
    """The last sentences do not belong together."""
    doubtful = page.locator("[data-review] > li[data-status=doubtful]")
    assert doubtful.count() > 0
    while doubtful.count():
        left = doubtful.count()
        page.keyboard.press("d")
        page.keyboard.press("x")
        expect(doubtful).to_have_count(left - 1)
        page.wait_for_load_state()  # the keys are at hand once the scripts ran


def mend_the_first_rows(page) -> None:
    """Merge two rows, split them again, move a sentence down and take that back."""
    rows, title, first = page.locator("li.review"), page.locator("#s0"), page.locator("#s1")
    tab_to(page, page.locator("nav.chips a", has_text="all rows"))
    page.keyboard.press("Enter")
    page.wait_for_url("**show=all**")
    before, text = rows.count(), first.get_attribute("data-source")
    page.keyboard.press("j")
    expect(title).to_be_focused()
    page.keyboard.press("s")
    expect(page.locator("#toast")).to_contain_text("cannot be split")
    page.keyboard.press("j")
    page.keyboard.press("m")
    expect(rows).to_have_count(before - 1)
    expect(first).to_be_focused()
    page.keyboard.press("s")
    expect(first.locator("[name=zh_at]")).to_be_focused()
    tab_to(page, first.get_by_role("button", name="split there"))
    page.keyboard.press("Enter")
    expect(rows).to_have_count(before)
    expect(first).to_be_focused()
    expect(first).to_have_attribute("data-source", text or "")
    page.keyboard.press("Alt+ArrowDown")
    expect(first).not_to_have_attribute("data-source", text or "")
    expect(first).to_be_focused()
    page.keyboard.press("z")
    expect(first).to_have_attribute("data-source", text or "")
    page.wait_for_load_state()


def found(page, sentence: str) -> None:
    """Look the sentence up by keys, from whatever page."""
    page.wait_for_load_state()
    page.keyboard.press("g")
    page.keyboard.press("l")
    page.wait_for_url("**/lookup")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.insert_text(sentence)
    page.keyboard.press("Enter")
    page.wait_for_url("**/lookup?**")


def test_staff_import_review_publish_find_and_take_back_by_keyboard_alone(
    page, tmp_path: Path, services_of_the_site
):
    files = [file for town in TOWNS for file in pair_of(tmp_path, *town)]
    import_three_pairs(page, files, services_of_the_site)
    job = page.url
    reviews = page.locator("td a[href*='/review']")
    assert reviews.count() == 3
    for at in range(3):
        page.goto(job)
        tab_to(page, reviews.nth(at))
        page.keyboard.press("Enter")
        page.wait_for_url("**/review")
        if at == 0:
            mend_the_first_rows(page)
        drop_what_is_doubtful(page)
        tab_to(page, page.get_by_role("button", name="Publish"), back=True)
        page.keyboard.press("Enter")
        expect(page.locator(".notice.good")).to_be_visible()

    found(page, "3月9日，我们在南京举办了第四届读书会。")
    expect(page.locator("li.match .target").first).to_contain_text("Nanjing")

    for at in range(3):
        page.goto(job)
        tab_to(page, page.locator("td.num > a:first-child").nth(at))
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/import/\d+$"))
        tab_to(page, page.get_by_role("button", name="Take this batch back"))
        page.keyboard.press("Enter")
        expect(page.locator(".tag.bad")).to_be_visible()
    found(page, "3月9日，我们在南京举办了第四届读书会。")
    expect(page.locator("#results")).not_to_contain_text("Nanjing")
