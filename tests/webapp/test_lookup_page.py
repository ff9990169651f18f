"""What the lookup page shows beside the matches: filters, phrases, other renderings, long texts."""

from __future__ import annotations

import html
import io
import os
import re

import pytest

from webapp.actions.imports import import_file
from webapp.actions.lookup import Asked, is_short, pages
from webapp.saved import KEPT_SECONDS

LONG = "我们在广州举办了第三届读书会。" * 40
RENDERED = "谢谢大家。\tThank you all.\n谢谢大家。\tThanks, everyone.\n"


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.text))


@pytest.mark.parametrize(
    ("text", "language", "short"),
    [("社会组织", "zh", True), ("社会组织在农村", "zh", False),
     ("civil society groups", "en", True), ("civil society groups met", "en", False)],
)  # fmt: skip
def test_a_phrase_is_told_from_a_sentence(text, language, short):
    assert is_short(text, language) is short


def test_a_phrase_is_answered_with_sentences_it_stands_in(client):
    page = client.get("/lookup", query_string={"q": "社会组织", "ui": "en", "parts": "1"})
    assert '<mark class="hit">社会组织</mark>' in page.text
    assert "In sentences of the memory" in text_of(page)


def test_what_takes_longest_comes_after_the_matches_and_without_scripts_by_a_link(client):
    page = client.get("/lookup", query_string={"q": "社会组织", "ui": "en"}).text
    assert '<mark class="hit">' not in page
    later = html.unescape(re.search(r'hx-get="(/lookup/parts[^"]+)"', page)[1])
    assert '<mark class="hit">社会组织</mark>' in client.get(later).text
    link = html.unescape(re.search(r'href="([^"]*parts=1[^"]*)"', page)[1])
    assert '<mark class="hit">社会组织</mark>' in client.get(link).text


def test_a_good_match_has_nothing_to_wait_for(client):
    assert "/lookup/parts" not in client.get("/lookup?q=志愿者服务时长超过3万小时。").text


def test_a_sentence_has_no_preview(client):
    assert client.get("/api/v1/lookup?q=我们在广州举办了第三届读书会。").json["preview"] is None


def test_what_filters_hide_is_counted(client):
    plain = client.get("/api/v1/lookup?q=我们在广州举办了第三届读书会。").json
    strict = client.get("/api/v1/lookup?q=我们在广州举办了第三届读书会。&min=99").json
    assert (plain["hidden"], strict["matches"]) == (0, [])
    assert strict["hidden"] == len(plain["matches"])
    page = client.get("/lookup?q=我们在广州举办了第三届读书会。&min=99&ui=en")
    assert "hidden by your filters" in text_of(page)


def test_only_reviewed_pairs_are_shown_where_these_are_wanted(own):
    services = own.application.extensions["duizhao"]
    with services.work() as work:
        (page,) = pages(work, "我们在广州举办了第三届读书会。", Asked(reviewed_only=True))
    assert page.answer.matches
    assert {match.unit.status for match in page.answer.matches} == {"reviewed"}


def test_all_renderings_of_a_sentence_are_named_however_few_matches_are_shown(own):
    with own.application.extensions["duizhao"].work() as work:
        import_file(work, io.BytesIO(RENDERED.encode()), name="thanks.tsv")
        work.commit()
    answer = own.get("/api/v1/lookup?q=谢谢大家。&limit=2").json
    assert {each["target"] for each in answer["in_use"]} == {"Thank you all.", "Thanks, everyone."}
    page = own.get("/lookup?q=谢谢大家。&ui=en")
    assert "2 renderings of exactly this sentence are in use." in text_of(page)


def test_a_match_says_what_it_lacks(client):
    page = text_of(client.get("/lookup?q=志愿者服务时长超过5万小时。&ui=en"))
    assert "For 100 it would need: the same figures" in page


def test_a_forbidden_rendering_is_named_beside_the_term(client):
    terms = client.get("/api/v1/lookup?q=一带一路倡议得到支持。").json["terms"]
    assert any("Belt and Road strategy" in text for term in terms for text in term["avoid"])


def test_a_short_text_is_led_to_its_address(own):
    answer = own.post("/lookup", data={"q": "读书会", "min": "70"})
    assert answer.status_code == 303
    assert answer.location.startswith("/lookup?q=")


def test_a_text_too_long_for_an_address_is_kept_for_who_asked(own):
    answer = own.post("/lookup", data={"q": LONG, "min": "70"})
    assert answer.status_code == 303
    assert re.fullmatch(r"/lookup/s/[\w-]{22}\?min=70", answer.location)
    assert "40 of 40 sentences have a match" in text_of(own.get(answer.location + "&ui=en"))
    stranger = own.get(answer.location, environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    assert stranger.status_code == 404


def test_a_kept_text_is_gone_after_a_week(own):
    saved = own.application.extensions["duizhao"].saved
    name = saved.keep("local", {"q": LONG})
    (kept,) = [path for path in (saved._folder).iterdir() if path.name == name]
    assert kept.stat().st_mode & 0o077 == 0
    past = kept.stat().st_mtime - KEPT_SECONDS - 1
    os.utime(kept, (past, past))
    assert own.get(f"/lookup/s/{name}").status_code == 404
    saved.keep("local", {"q": LONG})
    assert not kept.exists()


@pytest.mark.parametrize("name", ["..", "x" * 22, "%2e%2e"])
def test_no_other_file_is_read_by_a_made_up_name(own, name):
    assert own.get(f"/lookup/s/{name}").status_code == 404
