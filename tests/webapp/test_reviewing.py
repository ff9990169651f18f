"""Review over time: after a restart, by two people, beside later batches, in a later edition."""

import os
import subprocess
import sys

import pytest

from tests.webapp.test_imports import EN, LATER, ZH, upload
from tm.articles import Facts
from tm.errors import Conflict
from tm.store.memories import Incoming
from webapp.actions import review
from webapp.actions.imports import import_pair, undo
from webapp.actions.review import Seen
from webapp.roles import Actor

FIRST = "远山促进会2024年年会在北京举行"


@pytest.fixture
def bring(services):
    """Import a pair in a unit of work of its own and return its article and batch."""

    def bring(zh=ZH, en=EN, *, url="https://example.org/1", publish="all"):
        with services.work() as work:
            report = import_pair(
                work, upload(zh), upload(en, "a.en.txt"), Facts(url=url), publish=publish
            )
            work.commit()
        return report

    return bring


def seen(work, article, position):
    bead = work.articles.get(article).beads[position]
    return Seen(bead.id, bead.version)


def rows(services, article):
    with services.work() as work:
        return [(bead.zh, bead.en, bead.status) for bead in work.articles.get(article).beads]


def memory(services):
    with services.work() as work:
        return {unit.zh: (unit.en, unit.status) for unit in work.memory.units()}


def test_steps_are_undone_and_done_again_by_other_processes(services, bring):
    article = bring().article
    home = os.environ | {"DUIZHAO_HOME": str(services.settings.home)}

    def command(*arguments):
        line = [sys.executable, "-m", "webapp", "review", *map(str, arguments)]
        done = subprocess.run(line, env=home, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    before = rows(services, article)
    with services.work() as work:
        beads = work.articles.get(article).beads
    command("edit", article, beads[0].id, "--en", "Yuanshan Meets")
    command("drop", article, beads[1].id)
    changed = rows(services, article)
    assert changed != before
    assert memory(services)[FIRST][0] == "Yuanshan Meets"
    assert command("undo", article) == "Undone: drop."
    assert command("undo", article) == "Undone: edit."
    assert rows(services, article) == before
    assert memory(services)[FIRST][0] == before[0][1]
    assert command("redo", article) == "Done again: edit."
    assert command("redo", article) == "Done again: drop."
    assert rows(services, article) == changed


def test_of_two_reviewers_the_later_one_on_a_row_is_told_and_loses_nothing_else(services, bring):
    article = bring(publish="none").article
    li, wang = Actor("li", "importer"), Actor("wang", "importer")
    with services.work(li) as work:
        first, second = seen(work, article, 0), seen(work, article, 1)
    with services.work(li) as work:
        review.edit(work, article, first, en="By Li.")
        work.commit()
    with services.work(wang) as work:
        with pytest.raises(Conflict, match="was changed by somebody"):
            review.edit(work, article, first, en="By Wang.")
        review.edit(work, article, second, en="Also by Wang.")
        work.commit()
    assert [row[1] for row in rows(services, article)][:2] == ["By Li.", "Also by Wang."]
    with services.work() as work:
        assert [step.actor for step in review.history(work, article)] == ["li", "wang"]


def test_two_reviewers_at_once_cannot_both_write_a_row(services, bring):
    article = bring(publish="none").article
    with services.work() as one, services.work() as other:
        mine, theirs = seen(one, article, 0), seen(other, article, 0)
        review.confirm(one, article, [mine])
        one.commit()
        with pytest.raises(Conflict):
            review.merge(other, article, theirs, seen(other, article, 1))


def test_rows_confirmed_together_are_one_step(services, bring):
    article = bring(publish="none").article
    with services.work() as work:
        before = rows(services, article)
        wanted = [seen(work, article, 2), seen(work, article, 0)]
        review.confirm(work, article, wanted)
        statuses = [bead.status for bead in work.articles.get(article).beads[:3]]
        assert statuses[::2] == ["reviewed", "reviewed"]
        assert statuses[1] != "reviewed"
        assert [step.kind for step in review.history(work, article)] == ["confirm"]
        with pytest.raises(Conflict, match="was changed by somebody"):
            review.confirm(work, article, [seen(work, article, 1), wanted[0]])
        review.undo(work, article)
        work.commit()
    assert rows(services, article) == before


def test_a_batch_undone_after_later_ones_takes_back_only_its_own(services, bring):
    first = bring(publish="auto")
    pairs = memory(services)
    shared, only = list(pairs)[:2]
    with services.work() as work:  # the same pair from a file, and from another article
        batch = work.batches.open("file", "b.tsv", actor="li")
        line = Incoming(shared, pairs[shared][0], line=1)
        work.memory.add([line], batch=batch, actor="li")
        work.commit()
    second = bring(ZH.replace("二十家", "十九家"), url="https://example.org/2", publish="auto")
    everything = memory(services)
    with services.work() as work:
        undo(work, first.batch)
        work.commit()
    left = memory(services)
    assert set(left) == set(everything) - {"来自八个省份的二十家机构参加了会议。"}
    assert left[shared][1] == "reviewed"  # the file's
    assert left[only] == everything[only]
    with services.work() as work:
        undo(work, batch)
        undo(work, second.batch)
        work.commit()
    assert memory(services) == {}


def test_a_second_edition_keeps_what_was_decided_about_rows_that_stayed(services, bring):
    article = bring(publish="auto").article
    with services.work() as work:
        review.edit(work, article, seen(work, article, 0), en="Yuanshan Meets")
        review.drop(work, article, seen(work, article, 3))
        work.commit()
    dropped = rows(services, article)[3][0]
    later = bring(LATER, publish="auto")
    assert later.article == article
    now = rows(services, article)
    assert now[0] == (FIRST, "Yuanshan Meets", "reviewed")
    assert now[2][0] == "来自八个省份的二十一家机构参加了会议。"
    assert now[3] == (dropped, now[3][1], "dropped")
    assert (memory(services)[FIRST], dropped in memory(services)) == (
        ("Yuanshan Meets", "reviewed"), False,
    )  # fmt: skip
    with services.work() as work:
        undo(work, later.batch)
        work.commit()
    assert "来自八个省份的二十家机构参加了会议。" in memory(services)
    assert rows(services, article)[0] == (FIRST, "Yuanshan Meets", "reviewed")


NOVEL_ZH = """夜里起了风，院子里的老槐树响了半宿。

阿婆睡不着，索性披衣起来，坐到灶前去烧水。火光一跳一跳的，把她的影子投在墙上，又大又瘦。

“你又在想他了？”隔壁屋里传来一声咳嗽，是小叔。

她没有应，只把一根柴折断了塞进灶里。想有什么用呢？船走了三年，信只来过一封，信上的字还被海水泡得看不清。

水开了。她倒了两碗，一碗放在对面，好像那里真坐着一个人似的。
"""
NOVEL_EN = """The wind got up that night, and half of it went by to the creaking of the old scholar tree.

Sleep would not come to Granny. In the end she threw something over her shoulders and went to sit at the stove and boil water, where the flames leapt and threw her shadow, gaunt and enormous, against the wall.

“Thinking about him again, are you?” A cough from next door: her brother-in-law.

She let that pass, snapped a stick in two and fed it to the fire. Where did thinking ever get you? Three years since the boat had sailed, and one letter to show for it, and that so soaked by the sea that nobody could make out what it said.

The kettle boiled. She filled two bowls and set one across from her, just as if there were somebody sitting there.
"""


def asked(report):
    return [problem.message for problem in report.problems if "really translations" in problem.message]


def test_a_free_translation_of_a_novel_is_not_doubted(bring):
    report = bring(NOVEL_ZH, NOVEL_EN)
    assert (asked(report), report.dropped) == ([], 0)


@pytest.mark.parametrize(("zh", "en"), [(NOVEL_ZH, EN), (ZH, NOVEL_EN)])
def test_a_wrong_pair_is_asked_about(bring, zh, en):
    assert asked(bring(zh, en)) == ["are these really translations of each other?"]
