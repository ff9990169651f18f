"""Articles in: read, aligned, stored, published, updated, undone; and bad input at each door."""

import io

import pytest

from tm.articles import Facts
from tm.errors import Denied, DuizhaoError, Invalid, Unreadable
from webapp.actions.imports import import_file, import_pair, undo
from webapp.roles import Actor
from webapp.uploaded import Upload

ZH = """设为首页 | 加入收藏 | English

联系我们
地址：北京市东城区和平里北街

首页 > 新闻 > 2024

远山促进会2024年年会在北京举行

2024年3月5日，远山促进会2024年年会在北京举行。来自八个省份的二十家机构参加了会议。

理事长高致远作了主题发言。他说，促进会将继续支持会员单位的能力建设。
"""
EN = """Set Homepage | Favorite | 中文

Contact Us
ADD: Hepingli North Street, Dongcheng District, Beijing

Home > News > 2024

Yuanshan Holds Its 2024 Annual Meeting in Beijing

On March 5, 2024, Yuanshan held its 2024 annual meeting in Beijing. Twenty organizations from eight provinces took part.

GAO Zhiyuan, Chairman of Yuanshan, gave the keynote speech. He said that Yuanshan would go on supporting the capacity building of its members.
"""
LATER = ZH.replace("二十家", "二十一家")


def upload(text, name="年会.zh.txt", encoding="utf-8"):
    return Upload(text.encode(encoding), name)


@pytest.fixture
def bring(work):
    def bring(zh=ZH, en=EN, *, publish="all", facts=None):
        facts = facts or Facts(url="https://example.org/1")
        zh = zh if isinstance(zh, Upload) else upload(zh)
        en = en if isinstance(en, Upload) else upload(en, "meeting.en.txt")
        return import_pair(work, zh, en, facts, publish=publish)

    return bring


def texts(work):
    return [unit.zh for unit in work.memory.units()]


def test_an_article_is_read_aligned_and_published_with_its_provenance(work, bring):
    report = bring()
    units = list(work.memory.units())
    middle = units[2].origin
    assert (report.published, report.beads, report.segments) == (5, 5, {"zh": 5, "en": 5})
    assert middle.title == "远山促进会2024年年会在北京举行"
    assert (middle.article, middle.batch, middle.position) == (report.article, report.batch, 2)
    assert middle.previous == (units[1].zh, units[1].en)
    assert middle.next == (units[3].zh, units[3].en)


def test_navigation_stays_out(work, bring):
    bring()
    everything = "\n".join(f"{unit.zh}\n{unit.en}" for unit in work.memory.units())
    for left_out in ("设为首页", "联系我们", "和平里", "Homepage", "Contact", "Hepingli", "Home >"):
        assert left_out not in everything


def test_a_sentence_with_unreadable_characters_waits_for_a_reader(work, bring):
    report = bring(ZH.replace("举行。来自", "举\ufffd。来自"), publish="auto")
    [waits] = [bead for bead in work.articles.get(report.article).beads if "\ufffd" in bead.zh]
    assert (waits.status, waits.reasons[0]["code"]) == ("doubtful", "unreadable")
    assert not any("\ufffd" in unit.zh for unit in work.memory.units())


def test_the_same_pair_again_creates_nothing(work, bring):
    first = bring()
    revision = work.memory.revision()
    again = bring()
    assert (again.known, again.article, again.published) == (True, first.article, 0)
    assert (work.memory.revision(), len(work.batches.all())) == (revision, 1)


def test_the_same_text_in_another_form_is_the_same_article(bring):
    first = bring()
    again = bring(upload(ZH.replace("\n", "\r\n"), encoding="gb18030"))
    assert (again.known, again.article) == (True, first.article)


def test_a_second_version_updates_the_article_and_undo_brings_the_first_back(work, bring):
    first = bring()
    second = bring(LATER)
    assert second.article == first.article
    assert "来自八个省份的二十一家机构参加了会议。" in texts(work)
    assert "来自八个省份的二十家机构参加了会议。" not in texts(work)
    undo(work, second.batch)
    assert "来自八个省份的二十家机构参加了会议。" in texts(work)


def test_a_second_version_that_waits_leaves_the_first_in_the_memory(work, bring):
    bring()
    bring(LATER, publish="none")
    assert "来自八个省份的二十家机构参加了会议。" in texts(work)


def test_undo_takes_everything_back(work, bring):
    undo(work, bring().batch)
    assert (texts(work), work.articles.all()) == ([], ([], 0))


def test_nothing_is_searchable_that_waits(work, bring):
    report = bring(publish="none")
    assert (report.published, report.doubtful, texts(work)) == (0, 5, [])


def test_swapped_sides_are_put_right_and_said(work, bring):
    report = bring(upload(EN, "a.txt"), upload(ZH, "b.txt"))
    assert "来自八个省份的二十家机构参加了会议。" in texts(work)
    assert any("swap" in problem.message.lower() for problem in report.problems)


def test_the_same_language_twice_is_refused(bring):
    with pytest.raises(DuizhaoError, match=r"(?i)chinese"):
        bring(ZH, LATER)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_encodings_staff_have(work, bring, encoding):
    bring(upload(ZH, encoding=encoding))
    assert "来自八个省份的二十家机构参加了会议。" in texts(work)


def test_traditional_text_in_big5_is_kept_as_it_is(work, bring):
    bring(upload("遠山促進會年會\n\n年會在臺北舉行。共有二十家機構參加了會議。\n", encoding="big5"),
          "Annual Meeting\n\nThe meeting was held in Taipei. Twenty organizations took part.\n")
    assert "共有二十家機構參加了會議。" in texts(work)


@pytest.mark.parametrize(
    "data", [b"", b"  \n ", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 20]
)
def test_what_is_no_text_is_refused_and_leaves_nothing(work, bring, data):
    with pytest.raises((Unreadable, Invalid)):
        bring(Upload(data, "a.zh.txt"))
    work.session.rollback()
    assert (work.batches.all(), work.articles.all()) == ([], ([], 0))


def test_an_absurdly_long_line_is_taken_with_a_word_about_it(work, bring):
    report = bring(ZH + "\n" + "很长" * 12_000 + "\n")
    assert report.problems != ()
    assert report.published >= 5


def test_a_wrong_date_is_refused(bring):
    with pytest.raises(Invalid, match="2017-08-22"):
        bring(facts=Facts(date="22.8.2017"))


def test_readers_may_not_import(services):
    with services.work(Actor("reader", "reader")) as work, pytest.raises(Denied):
        import_pair(work, upload(ZH), upload(EN), Facts())


def test_every_import_is_audited(work, bring):
    from webapp.audit import Audit, Filter

    report = bring()
    undo(work, report.batch)
    entries = Audit(work.session).entries(Filter(kind="batch"))
    assert [(entry.verb, entry.object) for entry in entries] == [
        ("undo", str(report.batch)), ("add", str(report.batch)),
    ]  # fmt: skip


def test_a_dry_run_writes_nothing(work):
    data = io.BytesIO("你好。\tHello.\n".encode())
    report = import_file(work, data, name="a.tsv", dry_run=True)
    assert (report.created, report.batch, texts(work), work.batches.all()) == (1, None, [], [])


def test_a_file_that_breaks_off_keeps_nothing(work):
    tmx = b"""<tmx version="1.4"><body><tu><tuv xml:lang="zh"><seg>\xe5\xa5\xbd</seg></tuv>
    <tuv xml:lang="en"><seg>OK</seg></tuv></tu><tu>"""
    with pytest.raises(Unreadable, match="line 2"):
        import_file(work, io.BytesIO(tmx), name="a.tmx")
    work.session.rollback()
    assert (texts(work), work.batches.all()) == ([], [])


def test_a_row_longer_than_a_segment_is_a_problem_with_its_place(work):
    data = io.BytesIO(f"{'长' * 20_001}\tlong\n你好。\tHello.\n".encode())
    report = import_file(work, data, name="a.tsv")
    assert (report.created, report.failed, report.problems[0].place) == (1, 1, "line 1")
