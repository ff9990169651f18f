"""What the memory saved month by month."""

from __future__ import annotations

import pytest

from tm.articles import Facts
from webapp.actions.articles import publish
from webapp.actions.imports import Upload, import_pair
from webapp.actions.saved import by_month, shares
from webapp.app import create_app

MARCH = ("志愿者来自八个省份。\n\n培训班在成都举办。\n",
         "The volunteers came from eight provinces.\n\nThe course was held in Chengdu.\n")  # fmt: skip
MAY = ("志愿者来自八个省份。\n\n培训班在成都市举办。\n\n理事会通过了新的章程。\n",
       "The volunteers came from eight provinces.\n\nThe course took place in Chengdu.\n\n"
       "The council adopted new statutes.\n")  # fmt: skip


@pytest.fixture
def months(services):
    """Two articles: the second repeats a pair, changes one and brings a new one."""
    with services.work() as work:
        for (zh, en), date in ((MARCH, "2024-03-05"), (MAY, "2024-05-06")):
            uploads = Upload(zh.encode(), f"{date}.zh.txt"), Upload(en.encode(), f"{date}.en.txt")
            report = import_pair(work, *uploads, Facts(date=date))
            publish(work, report.article, confirming=True)
        work.commit()
        return by_month(work)


def test_a_month_is_held_against_what_was_there_before(months):
    assert months["2024-03"] == {"100": 0, "85-99": 0, "75-84": 0, "none": 2}
    assert months["2024-05"] == {"100": 1, "85-99": 1, "75-84": 0, "none": 1}
    assert shares(months)["2024-05"] == [1, 1, 0, 1]


def test_an_empty_memory_saved_nothing(services):
    with services.work() as work:
        assert by_month(work) == {}


def test_the_figures_are_taken_along(months, services):
    client = create_app(services, testing=True).test_client()
    table = client.get("/stats/months.csv").text.removeprefix("\ufeff").splitlines()
    assert table == ["month,100,85-99,75-84,none", "2024-03,0,0,0,2", "2024-05,1,1,0,1"]
    years = client.get("/stats/years.csv").text.removeprefix("\ufeff")
    assert years.splitlines() == ["year,pairs", "2024,4"]
    assert client.get("/stats/none.csv").status_code == 404
    figures = client.get("/stats.json", follow_redirects=True).json
    assert figures["leverage_by_month"]["2024-05"]["100"] == 1


def test_the_terms_most_in_use_are_counted_by_year(client):
    figures = client.get("/api/v1/stats").json["terms_by_year"]
    first = figures[0]
    asked = {"q": f'"{first["zh"]}"', "in": "zh", "facets": "1"}
    slowly = client.get("/api/v1/concordance", query_string=asked).json
    assert (first["zh"], first["total"]) == (slowly["query"].strip(chr(34)), slowly["total"])
    assert first["total"] == max(each["total"] for each in figures)
    assert first["years"] == slowly["facets"]["years"]
    page = client.get("/stats?ui=en").text
    assert "Terms most in use, by year" in page
    assert f">{first['total']}</a>" in page
    table = client.get("/stats/terms.csv").text.splitlines()
    assert table[0] == "\ufeffzh,en,sentences,2024"
    assert len(table) == len(figures) + 1
