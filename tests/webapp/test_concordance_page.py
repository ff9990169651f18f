"""The concordance: what it folds, what it leaves out, how it counts and sorts."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.webapp.filled import filled
from tm.articles import Facts
from webapp.actions.articles import publish
from webapp.actions.imports import import_pair
from webapp.app import create_app
from webapp.uploaded import Upload

SENTENCES = (
    ("2016-05-01", "讀書會在北京開始。", "The Reading Group began in Beijing."),
    ("2018-05-01", "读书会在广州开始。", "The reading group began in Guangzhou."),
    ("2020-05-01", "读书会在成都结束。", "The reading group ended in Chengdu."),
)
AGAIN = ("读书会在长沙再次举办。", "The reading group was held in Changsha again.")


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory):
    """Articles of three years, one sentence printed in two of them."""
    services = filled(tmp_path_factory.mktemp("concordance"))
    with services.work() as work:
        for date, zh, en in SENTENCES:
            more = AGAIN if date != "2018-05-01" else ("天气很好。", "The weather was good.")
            texts = (f"{zh}\n{more[0]}\n", f"{en}\n{more[1]}\n")
            files = [Upload(text.encode(), f"{date}.{lang}.txt")
                     for text, lang in zip(texts, ("zh", "en"), strict=True)]  # fmt: skip
            report = import_pair(work, *files, Facts(title_zh=f"{date} 的文章", date=date))
            publish(work, report.article, confirming=True)
        work.commit()
    yield create_app(services, testing=True).test_client()
    services.close()


def ask(asking, **asked):
    return asking.get("/api/v1/concordance", query_string={"q": "读书会", "limit": 100} | asked).json


def test_what_was_folded_is_told_and_can_be_left_out(asking):
    every = ask(asking)
    assert {"text": "讀書會", "count": 1} in every["variants"]
    typed = ask(asking, exact="1")
    assert (typed["total"], typed["variants"]) == (every["total"] - 1, [])
    assert all("读书会" in hit["zh"] for hit in typed["hits"])
    english = ask(asking, q="reading group", exact="1")
    slowly = [hit for hit in ask(asking, q="reading group")["hits"] if "reading group" in hit["en"]]
    assert [hit["unit"] for hit in english["hits"]] == [hit["unit"] for hit in slowly]
    page = asking.get("/concordance?q=读书会&ui=en").text
    assert "Also found:" in page
    assert "exact=1" in page


def test_the_second_box_alone_searches(asking):
    alone = asking.get("/api/v1/concordance?other=reading+group&limit=100").json
    assert alone == ask(asking, q="reading group") | {"next": None}
    turned = asking.get("/api/v1/concordance?other=reading+group&in=zh").json
    assert turned["in"] == "en"
    assert "mark class=\"hit\"" in asking.get("/concordance?q=&other=reading+group").text


def test_an_article_is_left_out(asking):
    facets = ask(asking, facets="1")["facets"]
    gone = facets["articles"][0]["article"]
    left = ask(asking, without=str(gone), facets="1")
    assert gone not in {each["article"] for each in left["facets"]["articles"]}
    several = ",".join(str(each["article"]) for each in facets["articles"])
    rest = ask(asking, without=several)
    assert all(hit["origin"]["article"] is None for hit in rest["hits"])
    assert asking.get("/concordance?q=读书会&without=abc").status_code == 422
    page = asking.get(f"/concordance?q=读书会&without={gone}&ui=en").text
    assert "1 article left out" in page
    assert f'name="without" value="{gone}"' in page


def test_facets_under_a_date_count_only_the_places_of_that_time(asking):
    narrow = ask(asking, since="2016", until="2016", facets="1")
    assert narrow["total"] == 2
    assert {each["title"] for each in narrow["facets"]["articles"]} == {"2016-05-01 的文章"}
    whole = ask(asking, facets="1")
    assert narrow["facets"]["years"] == whole["facets"]["years"]  # still there to be chosen


def test_the_years_are_those_the_articles_say(asking):
    years: Counter[str] = Counter()
    for article in asking.get("/api/v1/articles").json["articles"]:
        whole = asking.get(f"/api/v1/articles/{article['article']}").json
        texts = {bead["zh"] for bead in whole["beads"] if bead["status"] == "reviewed"}
        years[whole["date"][:4]] += sum("读书会" in text or "讀書會" in text for text in texts)
    counted = ask(asking, facets="1")["facets"]["years"]
    assert {year: n for year, n in counted.items() if n} == dict(+years)
    assert list(counted) == [str(year) for year in range(2016, 2025)]
    page = asking.get("/concordance?q=读书会").text
    bars = re.findall(r"<title>(\d{4}): (\d+)</title>", page)
    assert {year: int(n) for year, n in bars} == dict(+years)


def test_lines_are_sorted_over_all_pages_and_lead_to_their_article(asking):
    def after(hit):
        return hit["zh"][hit["spans"]["zh"][0][1] :]

    every = ask(asking, order="after")["hits"]
    assert [after(hit) for hit in every] == sorted(after(hit) for hit in every)
    paged = [hit for page in range(1, len(every) + 1)
             for hit in ask(asking, order="after", limit=1, page=page)["hits"]]  # fmt: skip
    assert paged == every
    before = [hit["en"][: hit["spans"]["en"][0][0]].casefold().split()[::-1]
              for hit in ask(asking, q="reading group", order="before")["hits"]]  # fmt: skip
    assert before == sorted(before)
    page = asking.get("/concordance?q=读书会&view=kwic&order=after").text
    assert page.count("data-article") == sum(hit["origin"]["article"] is not None for hit in every)


def test_a_line_can_be_reported_and_made_a_term(asking):
    page = asking.get("/concordance?q=读书会&ui=en").text
    address = re.search(r'href="(/articles/\d+\?flag=(\d+)#s\2)"', page)
    assert address is not None
    article = asking.get(address[1].split("#")[0]).text
    row = re.search(rf'id="s{address[2]}".*?</li>', article, re.DOTALL)[0]
    assert '<details class="flag no-print" open>' in row
    assert re.search(r"/terms/new\?zh=[^&\"]+&amp;en=reading\+group", page)
