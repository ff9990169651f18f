"""Every page, as a browser without scripts sees it."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest

from tests.webapp.filled import EN, ZH
from tm.formats import reader_for
from webapp.app import create_app
from webapp.services import open_services
from webapp.settings import Settings

PAGES = (
    "/", "/lookup?q=我们在上海举办了第三届读书会。", "/concordance?q=社会组织",
    "/concordance?q=社会组织&view=kwic", "/concordance?q=社会组织&view=renderings",
    "/concordance?q=读书聚会", "/articles/1/around/1", "/terms", "/terms?q=gongyi", "/terms/1", "/terms/health",
    "/terms/candidates", "/terms/import", "/check",
    "/articles", "/articles/1", "/import", "/import/1", "/import/2", "/stats", "/api", "/admin",
    "/admin/audit", "/admin/system", "/sign-in", "/setup",
)  # fmt: skip


class Tags(HTMLParser):
    """Collects (tag, attributes) of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def all(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.text))


@pytest.mark.parametrize("ui", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_in_the_language_asked_for(client, path, ui):
    page = client.get(path, query_string=None if "?" in path else {"ui": ui})
    if "?" in path:
        page = client.get(f"{path}&ui={ui}")
    assert page.status_code == 200
    assert Tags(page.text).all("html")[0]["lang"] == {"zh": "zh-Hans", "en": "en"}[ui]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_heading_of_the_first_rank_and_one_main(client, path):
    tags = Tags(client.get(path).text)
    assert (len(tags.all("h1")), len(tags.all("main"))) == (1, 1)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_in_a_page_is_inline_or_from_elsewhere(client, path):
    tags = Tags(client.get(path).text)
    scripts = [script.get("src") for script in tags.all("script")]
    assert all(src and src.startswith("/static/") for src in scripts)
    assert tags.all("style") == []
    inline = [(tag, name) for tag, attributes in tags.found for name in attributes
              if name == "style" or name.startswith("on")]  # fmt: skip
    assert inline == []


@pytest.mark.parametrize("path", PAGES)
def test_every_stretch_of_chinese_says_its_language(client, path):
    """In the English interface Chinese letters stand only inside something marked as Chinese."""
    page = client.get(path + ("&" if "?" in path else "?") + "ui=en").text
    assert _chinese_in_english(page) == []


def test_a_similar_sentence_is_found_with_its_difference_and_its_origin(client):
    page = client.get("/lookup", query_string={"q": "我们在广州举办了第三届读书会。", "ui": "en"})
    assert "We held the second reading group" in text_of(page)
    assert re.search(r'<del class="stored">.*?北京', page.text)
    assert re.search(r'<ins class="yours">.*?广州', page.text)


def test_an_exact_sentence_scores_a_hundred_and_can_be_copied(client):
    page = client.get("/lookup", query_string={"q": "志愿者服务时长超过3万小时。"})
    assert '<span class="value">100</span>' in page.text
    assert 'data-copy="Volunteers gave more than 30,000 hours."' in page.text


def test_english_is_looked_up_as_well(client):
    page = client.get("/lookup", query_string={"q": "Volunteers gave more than 30,000 hours."})
    assert 'data-copy="志愿者服务时长超过3万小时。"' in page.text


def test_several_sentences_are_looked_up_one_by_one(client):
    q = "志愿者服务时长超过3万小时。今天阳光很好。"
    page = client.get("/lookup", query_string={"q": q, "ui": "en"})
    assert "1 of 2 sentences have a match" in text_of(page)


def test_nothing_similar_is_no_error_and_says_what_to_try(client):
    page = client.get("/lookup", query_string={"q": "今天阳光很好。", "ui": "en", "parts": "1"})
    assert page.status_code == 200
    assert "No similar sentence in the memory" in text_of(page)
    assert "Look again from 45 percent" in text_of(page)


def test_only_the_results_are_sent_where_only_these_are_asked_for(client):
    whole = client.get("/lookup?q=读书会")
    part = client.get("/lookup?q=读书会", headers={"HX-Request": "true", "HX-Target": "results"})
    assert "<main" in whole.text
    assert "<main" not in part.text
    assert 'id="results"' in part.text
    assert "HX-Request" in part.headers["Vary"]


def test_a_mistyped_parameter_is_refused_in_words(client):
    page = client.get("/lookup?q=读书会&min=abc")
    assert page.status_code == 422
    assert "min" in text_of(page)


def test_hostile_text_is_shown_as_text(client):
    attack = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    for path in ("/lookup", "/concordance", "/terms"):
        page = client.get(path, query_string={"q": attack}).text
        assert "<script>alert" not in page
        assert "<img" not in page


def test_concordance_marks_the_word_and_counts_its_renderings(client):
    page = client.get("/concordance", query_string={"q": "社会组织", "ui": "en"})
    assert '<mark class="hit">社会组织</mark>' in page.text
    assert "social organizations" in text_of(page).lower()
    assert "3 hits" in text_of(page)


def test_concordance_is_taken_along_as_a_table_no_spreadsheet_runs(client):
    table = client.get("/concordance.csv", query_string={"q": "社会组织"})
    assert table.mimetype == "text/csv"
    assert "社会组织在公益事业中发挥了重要作用。" in table.text


@pytest.mark.parametrize("suffix", ["xlsx", "tmx"])
def test_concordance_is_taken_along_as_files(client, suffix):
    with client.get(f"/concordance.{suffix}", query_string={"q": "社会组织"}) as answer:
        data = answer.data
    found = list(reader_for(f"a.{suffix}")(io.BytesIO(data), f"a.{suffix}"))
    assert len(found) == 3
    assert all("社会组织" in record.zh for record in found)


def test_a_file_of_the_concordance_holds_all_hits_from_whatever_page(client):
    here = {"q": "社会组织", "limit": "1", "page": "2", "ui": "en"}
    page = client.get("/concordance", query_string=here).text
    links = re.findall(r'href="(/concordance\.csv[^"]*)"', page)
    assert ["page=" in link for link in links] == [False]
    first = client.get("/concordance.csv", query_string={"q": "社会组织", "page": "1"})
    beyond = client.get("/concordance.csv", query_string={"q": "社会组织", "page": "2"})
    assert [len(each.text.splitlines()) for each in (first, beyond)] == [4, 1]


def test_concordance_counts_where_its_hits_come_from_and_filters_by_it(client):
    page = client.get("/concordance", query_string={"q": "读书会", "ui": "en", "since": "2024"})
    assert "Where the hits come from" in page.text
    assert "2 hits" in text_of(page)
    assert "2 hits · " not in text_of(page)  # a sentence may stand in other years as well
    whole = client.get("/concordance", query_string={"q": "读书会", "ui": "en"})
    assert re.search(r"\d hits · 2024", text_of(whole))
    answer = client.get("/api/v1/concordance", query_string={"q": "读书会", "facets": "1"}).json
    assert answer["facets"]["years"] == {"2024": 2}
    assert answer["facets"]["articles"] == [
        {"article": 1, "title": "读书会在上海举办", "count": 2}
    ]


def test_concordance_groups_by_rendering_and_sorts_by_the_neighbours(client):
    groups = client.get("/concordance", query_string={"q": "社会组织", "view": "renderings"})
    assert groups.text.count('<ol class="hits card">') == 1
    lines = client.get(
        "/concordance", query_string={"q": "社会组织", "view": "kwic", "order": "after"}
    )
    after = re.findall(r"</mark></td><td>(.*?)</td>", lines.text)
    assert (len(after), after) == (3, sorted(after))


def test_an_empty_concordance_names_the_nearest_that_is_there(client):
    page = client.get("/concordance", query_string={"q": "读书会友", "ui": "en"})
    assert "The nearest that is there:" in page.text
    assert "读书会" in text_of(page)


def test_the_rows_round_a_hit_are_shown(client):
    page = client.get("/articles/1/around/1")
    assert ["第三届读书会" in page.text, "共有二十人参加" in page.text] == [True, True]
    assert client.get("/articles/1/around/999").status_code == 404
    assert client.get("/articles/99/around/1").status_code == 404


def test_the_whole_memory_is_taken_along_as_tmx(client):
    with client.get("/export.tmx") as answer:
        assert "Volunteers gave more than 30,000 hours." in answer.text
        assert "attachment" in answer.headers["Content-Disposition"]


def test_terms_are_found_by_pinyin(client):
    page = client.get("/terms", query_string={"q": "cishanfa", "ui": "en"})
    assert "慈善法" in text_of(page)


def test_an_article_shows_both_languages_and_links_each_row(client):
    page = client.get("/articles/1")
    rows = [a["id"] for a in Tags(page.text).all("li") if (a.get("id") or "").startswith("s")]
    assert rows[:3] == ["s0", "s1", "s2"]
    assert "第三届读书会" in page.text
    assert "third reading group" in page.text


def test_what_is_not_there_is_told_kindly(client):
    page = client.get("/articles/999?ui=zh")
    assert page.status_code == 404
    assert "这个地址没有内容" in page.text


WEB = {
    "zh": """<html lang="zh"><head><title>读书会在上海举办</title>
<link rel="canonical" href="https://www.example.org/zh/1.html"></head><body><nav><a href="/">首页</a></nav>
<article><h1>读书会在上海举办</h1><p>3月9日，我们在上海举办了第三届读书会，共有二十人参加了这次活动，讨论十分热烈。</p>
<p>与会的社会组织代表介绍了各自的公益项目，大家交流了在社区开展志愿服务的经验，也谈到了遇到的困难。</p>
<p>请扫描二维码关注我们的公众号，及时了解读书会和其他活动的最新消息，欢迎您把它转给更多的朋友。</p></article></body></html>""",
    "en": """<html lang="en"><head><title>Reading Group Held in Shanghai</title>
<link rel="canonical" href="https://www.example.org/en/1.html"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Reading Group Held in Shanghai</h1><p>On March 9, we held the third reading group in Shanghai. Twenty people took part and the discussion was lively.</p>
<p>Representatives of social organizations presented their public welfare projects and shared what they had learned about volunteering in communities.</p>
</article></body></html>""",
}  # fmt: skip


@pytest.fixture
def own(tmp_path):
    """A browser on an installation of its own, which a test may change; forms need no token."""
    services = open_services(Settings.from_environment({"DUIZHAO_HOME": str(tmp_path)}))
    app = create_app(services, testing=True)
    app.config["WTF_CSRF_ENABLED"] = False
    yield app.test_client()
    services.close()


def test_remarks_are_told_in_the_language_of_the_page(own):
    files = {"zh": (io.BytesIO(EN.encode()), "a.txt"), "en": (io.BytesIO(ZH.encode()), "b.txt")}
    shown = own.post("/import/pair?ui=zh", data=files | {"publish": "none"}, follow_redirects=True)
    assert "两边合看：两边已对调：b.txt 是中文，a.txt 是英文" in text_of(shown)
    batch = re.search(r"/import/(\d+)/publish", shown.text)[1]
    assert "both together: the sides were swapped" in text_of(own.get(f"/import/{batch}?ui=en"))

    rows = {"file": (io.BytesIO("读书会。\tReading.\n会议。\t\n".encode()), "a.tsv")}
    shown = own.post("/import/file?ui=zh", data=rows, follow_redirects=True)
    assert "第 2 行：中文或英文是空的" in text_of(shown)


def test_a_pair_is_imported_looked_at_published_found_and_taken_back(own):
    files = {"zh": (io.BytesIO(ZH.encode()), "a.zh.txt"), "en": (io.BytesIO(EN.encode()), "a.txt")}
    shown = own.post("/import/pair", data=files | {"publish": "none"}, follow_redirects=True)
    assert "第三届读书会" in shown.text
    batch = int(re.search(r"/import/(\d+)/publish", shown.text)[1])
    assert '<span class="tag warn">waiting for review' in shown.text
    assert "Nothing of this batch is in the memory" in shown.text
    article = re.search(r'name="article" value="(\d+)"', shown.text)[1]
    sentence = {"q": "共有二十人参加。", "ui": "en"}
    assert "No similar" in text_of(own.get("/lookup", query_string=sentence))

    form = {"article": article, "confirm": "1"}
    shown = own.post(f"/import/{batch}/publish", data=form, follow_redirects=True)
    assert '<span class="tag good">in the memory' in shown.text
    assert "Twenty people took part." in text_of(own.get("/lookup", query_string=sentence))

    shown = own.post(f"/import/{batch}/undo?ui=en", follow_redirects=True)
    assert "by this machine" in shown.text
    assert "No similar" in text_of(own.get("/lookup", query_string=sentence))


def test_blocks_are_looked_at_and_chosen_before_aligning(own):
    def files():
        return {"zh": (io.BytesIO(WEB["zh"].encode()), "a.html"),
                "en": (io.BytesIO(WEB["en"].encode()), "b.html")}  # fmt: skip

    shown = own.post("/import/look?ui=zh", data=files() | {"publish": "none", "title": "题"})
    assert "哪些是正文" in shown.text
    assert "example.org" in text_of(shown)
    fields = {
        (name, value): checked
        for name, value, checked in re.findall(
            r'<input type="checkbox" name="(\w+)" value="(\d+)"( checked)?', shown.text
        )
    }
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', shown.text))
    assert hidden["title"] == "题"
    ticked = {side: [v for (n, v), on in fields.items() if n == f"{side}_kept" and on]
              for side in ("zh", "en")}  # fmt: skip
    last = ticked["zh"].pop()
    form = hidden | {f"{side}_kept": kept for side, kept in ticked.items()}
    done = own.post("/import/pair?ui=en", data=form, follow_redirects=True)
    assert "介绍了各自的公益项目" in done.text
    assert "请扫描二维码关注" not in done.text
    again = own.post("/import/look?ui=en", data=files())
    assert "left out on this site before" in text_of(again)
    assert re.search(rf'name="zh_kept" value="{last}">', again.text)


def test_menus_are_folded_away_before_the_article(own):
    menu = "".join(f"<li><a href='/{n}'>栏目{n}</a></li>" for n in range(9))
    page = WEB["zh"].replace("<body>", f"<body><nav><ul>{menu}</ul></nav>")
    files = {"zh": (io.BytesIO(page.encode()), "a.html"),
             "en": (io.BytesIO(WEB["en"].encode()), "b.html")}  # fmt: skip
    shown = own.post("/import/look?ui=en", data=files)
    folded = re.search(r"<details><summary>(\d+) blocks left out</summary>(.*?)</details>",
                       shown.text, re.DOTALL)  # fmt: skip
    assert int(folded[1]) == folded[2].count("<li ") >= 9
    assert "栏目8" in folded[2]
    assert "checked" not in folded[2]


def test_a_file_of_pairs_is_first_only_tried(own):
    def table():
        return {"file": (io.BytesIO("你好\tHello\n再见\tGoodbye\n".encode()), "a.tsv"), "ui": "en"}

    tried = own.post("/import/file?ui=en", data=table() | {"dry_run": "1"})
    assert "new 2" in text_of(tried)
    done = own.post("/import/file?ui=en", data=table(), follow_redirects=True)
    assert "Batch 1" in text_of(done)


def test_a_text_is_checked_and_one_finding_put_right(own):
    form = {"text": "The Belt and Road Strategy was launched in 2013.", "ui": "en"}
    page = own.post("/check?ui=en", data=form)
    assert "Belt and Road Strategy" in text_of(page)
    number = re.search(r'name="apply" value="(\d+)"', page.text)[1]
    after = own.post("/check?ui=en", data=form | {"apply": number})
    assert "The Belt and Road Initiative was launched" in after.text


def test_an_ignored_finding_stays_ignored(own):
    form = {"text": "The Belt and Road Strategy was launched in 2013."}
    page = own.post("/check", data=form)
    ignored = re.search(r'name="ignore" value="([^"]+)"', page.text)[1]
    after = own.post("/check?ui=en", data=form | {"ignore": ignored})
    assert "1 finding ignored" in text_of(after)


def _chinese_in_english(page: str) -> list[str]:
    class Walk(HTMLParser):
        def __init__(self):
            super().__init__()
            self.stack, self.wrong, self.silent = [], [], 0

        def handle_starttag(self, tag, attrs):
            if tag in {"meta", "link", "input", "img", "br", "col"}:
                return
            lang = dict(attrs).get("lang")
            self.stack.append((tag, lang or (self.stack[-1][1] if self.stack else None)))

        def handle_endtag(self, tag):
            while self.stack and self.stack.pop()[0] != tag:
                pass

        def handle_data(self, data):
            tag, lang = self.stack[-1] if self.stack else ("", None)
            if tag in {"title", "textarea"}:
                return  # these hold what the reader typed
            if re.search("[\u4e00-\u9fff]", data) and not (lang or "").startswith("zh"):
                self.wrong.append(data.strip())

    walk = Walk()
    walk.feed(page)
    return walk.wrong
