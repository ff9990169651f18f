import pytest

from tm.errors import Invalid, Unreadable
from tm.extract import SiteRules, corrected, extract, learn
from tm.extract.webpage import host_of

ARTICLE = """
<p>　　9月6日，第三期志愿者培训班在昆明举办，来自六个县的五十名志愿者参加了为期三天的培训。</p>
<p>　　培训内容包括社区工作、项目管理和财务制度，学员们认真学习，积极讨论。<br>　　学员们表示收获很大。</p>
<h2>下一步工作</h2>
<p>　　主办方表示，明年将继续举办培训班，并邀请更多基层组织的同事参加，共同提高服务能力。</p>
<table><tr><td>人数</td><td>五十名</td></tr></table>
"""
PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="{charset}">
<title>志愿者培训班在昆明举办_某某协会</title>
<link rel="canonical" href="https://www.example.org/zh/12.html">
<link rel="alternate" hreflang="en" href="/en/12.html"></head><body>
<div class="top"><a href="/">首页</a> | <a href="/a">关于我们</a> | <a href="/en">English</a></div>
<nav><ul><li><a href="/1">项目动态</a></li><li><a href="/2">信息公开</a></li></ul></nav>
<div class="crumb">当前位置：首页 &gt; 项目动态 &gt; 正文</div>
<div class="content"><h1>志愿者培训班在昆明举办</h1>
<div class="info">发布时间：2019-09-09　来源：本站　浏览次数：12</div>{article}</div>
<div style="display:none">隐藏的关键词</div><script>var a = "脚本";</script>
<div class="pn">上一篇：关于举办培训班的通知</div>
<div class="foot">版权所有 某某协会 京ICP备00000000号</div></body></html>"""


def page(charset="utf-8", article=ARTICLE):
    return PAGE.format(charset=charset, article=article)


def kept(document):
    return [block.text for block in document.blocks if block.kept]


def reason(document, beginning):
    return next(block.reason for block in document.blocks if block.text.startswith(beginning))


def test_the_article_is_kept_in_the_order_of_the_page():
    found = extract(page().encode(), name="a.html")
    assert [block.kind for block in found.blocks if block.kept] == [
        "title", "paragraph", "paragraph", "paragraph", "heading", "paragraph", "cell", "cell",
    ]  # fmt: skip
    assert kept(found)[0] == "志愿者培训班在昆明举办"
    assert kept(found)[3] == "学员们表示收获很大。"
    assert kept(found)[-1] == "五十名"


def test_what_is_left_out_is_reported_with_the_reason():
    found = extract(page().encode(), name="a.html")
    assert reason(found, "首页 |") in ("menu", "outside")
    assert reason(found, "项目动态") == "menu"
    assert reason(found, "当前位置") == "breadcrumb"
    assert reason(found, "发布时间") == "byline"
    assert reason(found, "隐藏") == "hidden"
    assert reason(found, "上一篇") == "neighbours"
    assert reason(found, "版权所有") == "copyright"
    assert not any("脚本" in block.text for block in found.blocks)


def test_what_the_page_says_of_itself_is_read():
    found = extract(page().encode(), name="a.html")
    assert found.title == "志愿者培训班在昆明举办"
    assert (found.date, found.tag, found.language) == ("2019-09-09", "zh-CN", "zh")
    assert found.url == "https://www.example.org/zh/12.html"
    assert found.alternates == (("en", "https://www.example.org/en/12.html"),)


def test_a_page_that_says_gb2312_is_read_as_gb18030():
    article = ARTICLE.replace("主办方", "朱镕基说，主办方")  # 镕 is not in GB 2312
    found = extract(page("gb2312", article).encode("gb18030"), name="a.html")
    assert found.encoding == "gb18030"
    assert any("朱镕基" in text for text in kept(found))


def test_a_few_broken_bytes_are_replaced_and_reported():
    data = page("gb2312", ARTICLE * 6).encode("gb18030").replace(b"</h1>", b"\xff\xff</h1>", 1)
    found = extract(data, name="a.html")
    assert [problem.code for problem in found.problems] == ["encoding", "unreadable characters"]


def test_a_page_of_many_short_lines_falls_back_on_line_rules():
    lines = "".join(
        f"<div>　　第{n}组在会上介绍了本县社区服务工作的做法和体会。</div>" for n in range(3)
    )
    found = extract(f"<html><body>{lines}</body></html>".encode(), name="a.html")
    assert len(kept(found)) == 3


def test_an_english_page_gives_its_date_from_the_head():
    article = "".join(
        f"<p>Volunteers from county {n} took part in the training course, and said that they had learned a great deal.</p>"
        for n in range(4)
    )
    head = '<meta property="article:published_time" content="2019-09-10T08:00:00+08:00">'
    text = f'<html lang="en"><head>{head}<title>Training Held | Some Association</title></head><body><article><h1>Training Held</h1>{article}</article><footer>© 2019</footer></body></html>'
    found = extract(text.encode(), name="a.htm")
    assert (found.title, found.date, found.language) == ("Training Held", "2019-09-10", "en")
    assert len(kept(found)) == 5


def test_the_title_is_found_where_the_head_only_names_the_section():
    text = (
        "<html><head><title>项目动态--某某协会官网</title></head><body><div class='top'><p><a>English</a>"
        "<a>中文版</a></p></div><ul><li><a>首页</a></li><li>协会概况<p><a>协会简介</a> <a>协会章程</a></p></li></ul>"
        "<div><h3>首页 - 项目动态</h3></div><div class='news'><h5>第三期志愿者培训班在昆明•呈贡成功举办！</h5>"
        "<div><b>发布时间：2019-09-09</b> <i>来源：某某协会</i></div>"
        + ARTICLE
        + "</div></body></html>"
    )
    found = extract(text.encode(), name="a.html")
    assert (found.title, found.date) == ("第三期志愿者培训班在昆明•呈贡成功举办！", "2019-09-09")
    assert kept(found)[0] == found.title
    assert reason(found, "首页 - 项目动态") is not None


def test_the_byline_of_an_english_page_gives_its_date():
    article = "".join(
        f"<p>Volunteers from county {n} took part in the training course, and said that they had learned a great deal.</p>"
        for n in range(4)
    )
    text = f"<html><body><div><h1>Training Held</h1><p>Posted on: 10 September 2019</p>{article}</div></body></html>"
    found = extract(text.encode(), name="a.html")
    assert (found.date, reason(found, "Posted on")) == ("2019-09-10", "byline")


def test_a_correction_is_remembered_for_the_next_page_of_the_site():
    first = extract(page().encode(), name="a.html")
    table = [n for n, block in enumerate(first.blocks) if block.kind == "cell"]
    crumb = [n for n, block in enumerate(first.blocks) if block.reason == "breadcrumb"]
    rules = learn(SiteRules("example.org"), first, keep=crumb, drop=table)
    second = rules.applied(
        extract(page(article=ARTICLE.replace("五十", "六十")).encode(), name="b.html")
    )
    assert "当前位置：首页 > 项目动态 > 正文" in kept(second)
    assert "六十名" not in kept(second)
    assert reason(second, "六十名") == "remembered"


def test_boilerplate_among_paragraphs_is_remembered_by_its_text():
    plea = "<p>　　欢迎扫描二维码关注我们的公众号，了解更多的活动信息，期待您的参与。</p>"
    first = extract(page(article=ARTICLE + plea).encode(), name="a.html")
    number = next(n for n, block in enumerate(first.blocks) if "二维码" in block.text)
    rules = learn(SiteRules("example.org"), first, drop=[number])
    second = rules.applied(extract(page(article=plea + ARTICLE).encode(), name="b.html"))
    assert reason(second, "欢迎扫描") == "remembered"
    assert any(text.startswith("9月6日") for text in kept(second))


def test_rules_that_would_leave_nothing_are_left_alone():
    found = extract(page().encode(), name="a.html")
    marks = frozenset(f"path:{block.place}" for block in found.blocks)
    assert SiteRules("example.org", drop=marks).applied(found) == found


def test_rules_come_back_from_json():
    rules = SiteRules("example.org", frozenset(["path:a"]), frozenset(["text:b", "path:c"]))
    assert SiteRules.from_json("example.org", rules.to_json()) == rules


def test_blocks_are_kept_and_left_out_by_position():
    found = extract(page().encode(), name="a.html")
    crumb = next(n for n, block in enumerate(found.blocks) if block.reason == "breadcrumb")
    first = next(n for n, block in enumerate(found.blocks) if block.text.startswith("9月6日"))
    changed = corrected(found, keep=[crumb], drop=[first])
    assert "当前位置：首页 > 项目动态 > 正文" in kept(changed)
    assert reason(changed, "9月6日") == "asked"
    assert changed.han < found.han
    with pytest.raises(Invalid, match=f"blocks from 1 to {len(found.blocks)}, got 1000"):
        corrected(found, drop=[999])
    with pytest.raises(Unreadable, match="at least one block"):
        corrected(found, drop=range(len(found.blocks)))


def test_a_web_archive_is_opened():
    archive = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + page().encode()
        + b"\r\n--x--\r\n"
    )
    assert extract(archive, name="a.mhtml").title == "志愿者培训班在昆明举办"


@pytest.mark.parametrize(
    "text",
    ["<html></html>", "<html><body><script>x</script></body></html>", "<html><body>   </body></html>"],
)  # fmt: skip
def test_a_page_without_text_is_refused(text):
    with pytest.raises(Unreadable):
        extract(text.encode(), name="a.html")


def test_a_page_of_elements_without_end_is_read():
    text = "<html><body>" + "<div>" * 3000 + "会议在北京举行，各界代表参加。" + "</body></html>"
    deep = (
        "<html><body><p>会议在北京举行，各界代表参加了会议。</p>" + "<b>" * 3000 + "x</body></html>"
    )
    assert extract(deep.encode(), name="a.html").han == 16
    with pytest.raises(Unreadable):
        extract(text.encode(), name="a.html")


def test_the_host_of_an_address_has_no_www():
    assert host_of("http://www.Example.org:80/a") == "example.org"


PORTAL = """<html><head><meta charset="gb2312"><title>乡村阅读项目调研-某某促进会</title></head><body>
<table><tr><td>今天是2019年11月12日 星期二</td></tr><tr><td><a href="/">首 页</a></td><td><a href="/x">协会简介</a></td></tr></table>
<h1>乡村阅读项目调研</h1><p>来源：本网　作者：张小红　【字体：大 中 小】</p><div id="zoom">
<p>11月4日至6日，秘书长一行赴贵州省毕节市，就乡村儿童阅读项目开展调研，先后走访了两个县的乡村小学。</p>
<p align="center">图为调研组与师生合影</p>
<p>该校共有学生三百余人，图书角建起来以后，孩子们课间都跑来看书，借阅量比去年翻了一番，校长十分高兴。</p></div>
<p>（责任编辑：刘洋）</p><p>[1] [2] [3] 下一页 尾页 共3页</p><p>扫一扫在手机打开当前页</p>
<h4>推荐阅读</h4><p>·进一步加强社会组织管理工作</p><h4>网友评论(2)</h4>
<p>网友 123.*.*.8：这个项目真好，希望能推广到我们县来，孩子们太需要好书了。</p></body></html>"""


def test_a_portals_page_keeps_the_article_and_its_captions_alone():
    found = extract(PORTAL.encode("gb18030"), name="a.html")
    assert found.encoding == "gb18030"
    assert [text[:5] for text in kept(found)] == [
        "乡村阅读项", "11月4日", "图为调研组", "该校共有学",
    ]  # fmt: skip
    assert reason(found, "今天是") == "label"
    assert reason(found, "[1] [2]") == "page number"
    assert reason(found, "扫一扫") == "share"
    assert reason(found, "网友 123") == "comment"


def test_a_heading_above_the_text_is_no_end_of_it():
    """Only what stands below some text can head its comments."""
    found = extract(b"Comments\n\nThe committee met on Monday and took note of all of them.\n", name="a.txt")
    assert any("committee" in text for text in kept(found))


def test_links_among_the_paragraphs_stay_out_of_the_caption_rule():
    article = ARTICLE.replace("<h2>", '<p><a href="/x">点击查看更多精彩内容</a></p><h2>')
    assert "点击查看更多精彩内容" not in kept(extract(page(article=article).encode(), name="a.html"))
