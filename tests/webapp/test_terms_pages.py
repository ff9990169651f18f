"""Entries of the glossary in a browser: proposals with what they change, and their use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from glossary.concepts import Concept, Status, Term
from tests.webapp.filled import filled
from webapp.actions import terms
from webapp.app import create_app
from webapp.roles import Actor


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    """A browser at a machine of its own."""
    services = filled(tmp_path)
    yield create_app(services, testing=True).test_client()
    services.close()


def test_a_proposal_shows_what_it_would_change_and_only_that(client: FlaskClient) -> None:
    services = client.application.extensions["duizhao"]
    zh, en, old = Term("读诗会", "zh"), Term("poetry reading", "en"), Term("poem party", "en")
    with services.work(Actor("陈", "terminologist")) as work:
        base = terms.add(work, Concept((zh, en, old), domain="culture")).id
        work.commit()
    with services.work(Actor("王", "translator")) as work:
        stored = work.termbase.get(base)
        forbidden = tuple(
            replace(term, status=Status.FORBIDDEN) if term.text == old.text else term
            for term in stored.terms
        )
        proposal = terms.change(work, replace(stored, terms=forbidden, domain="law")).id
        work.commit()
    page = client.get(f"/terms/{proposal}?ui=en").text
    table = re.search(r"as proposed</th>.*?</table>", page, re.DOTALL)[0]
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td></tr>', table)
    told = [[re.sub(r"<[^>]+>", "", cell) for cell in row] for row in rows]
    assert told == [["Domain", "culture", "law"],
                    ["English term", "poem party preferred", "poem party do not use"]]  # fmt: skip


def test_a_term_begun_from_a_selection_shows_how_the_memory_says_it(client: FlaskClient) -> None:
    page = client.get("/terms/new", query_string={"text": "读书会", "ui": "en"}).text
    chip = re.search(r'href="(/terms/new\?zh=[^"]+)"><span[^>]*>reading group', page)
    assert chip is not None
    filled = client.get(unescape(chip[1])).text
    assert re.search(r'name="zh-text"[^>]*value="读书会"', filled)
    assert re.search(r'name="en-text"[^>]*value="reading group"', filled)


def test_an_entry_says_who_decided_it_and_how_many_sentences_its_chart_counts(client) -> None:
    page = client.get("/terms?q=社会组织").text
    entry = client.get(re.search(r"/terms/\d+", page)[0] + "?ui=en").text
    assert re.search(r"as decided by [^,]+, \d", entry)
    number = re.search(r"(\d+) sentences? of (?:a )?dated article", entry)
    bars = re.findall(r"<title>\d{4}: [^<]* (\d+)</title>", entry)
    assert int(number[1]) == sum(map(int, bars)) == 1
