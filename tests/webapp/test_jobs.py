"""Long work as rows, and the worker that does it."""

import io
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures.process import BrokenProcessPool

import pytest

from tm.errors import Conflict, NotFound
from webapp.actions import folders
from webapp.actions.folders import collect, queue
from webapp.actions.imports import import_file, undo
from webapp.actions.many import Manner
from webapp.jobs import Jobs
from webapp.uploaded import Upload
from webapp.worker import carry_out, forever, work_off

ZH = "年会在北京举行\n\n2024年3月5日，年会在北京举行。共有二十家机构参加。\n"
EN = "Annual Meeting Held in Beijing\n\nOn March 5, 2024, the annual meeting was held in Beijing. Twenty organizations took part.\n"
FILES = {
    "a.zh.txt": ZH, "a.en.txt": EN,
    "b.zh.txt": ZH.replace("北京", "成都"), "b.en.txt": EN.replace("Beijing", "Chengdu"),
    "c.zh.txt": ZH.replace("北京", "西安"),
}  # fmt: skip


def uploads(**changes):
    return [Upload(text.encode(), name) for name, text in (FILES | changes).items()]


@pytest.fixture
def queued(services):
    with services.work() as work:
        job = queue(work, collect(uploads()), name="2024", collection="news")
        work.commit()
    return job


def state(services, job):
    with services.work() as work:
        return Jobs(work.session).get(job)


def test_files_are_paired_and_the_lone_one_is_named():
    collected = collect(uploads())
    assert [(pair.zh, pair.en) for pair in collected.pairs] == [
        ("a.zh.txt", "a.en.txt"), ("b.zh.txt", "b.en.txt"),
    ]  # fmt: skip
    assert [problem.place for problem in collected.problems] == ["c.zh.txt"]


def test_an_unreadable_file_is_named_and_the_rest_goes_on():
    files = uploads()
    files[0] = Upload(b"\x89PNG\r\n\0\0", "a.zh.txt")
    collected = collect(files)
    assert [problem.place for problem in collected.problems] == ["a.zh.txt", "a.en.txt", "c.zh.txt"]
    assert len(collected.pairs) == 1


def test_a_job_brings_each_pair_as_a_batch(services, queued):
    seen = []
    done = carry_out(services, queued, lambda job: seen.append(job.done))
    assert (done.state, done.done, seen) == ("done", 2, [1, 2])
    with services.work() as work:
        assert [batch.kind for batch in work.batches.all()] == ["pair", "pair"]
        assert work.memory.count() >= 3


def test_the_worker_takes_up_what_a_dead_one_left(services, queued):
    with services.work() as work:
        Jobs(work.session).claim()
        Jobs(work.session).progress(queued, 0, {"zh": "a.zh.txt", "en": "a.en.txt"})
        work.commit()
    assert work_off(services) == 1
    job = state(services, queued)
    assert (job.state, [result["zh"] for result in job.results]) == (
        "done", ["a.zh.txt", "b.zh.txt"],
    )  # fmt: skip
    with services.work() as work:
        assert len(work.batches.all()) == 1


WORKER = """
from webapp.services import open_services
from webapp.settings import Settings
from webapp.worker import work_off
if __name__ == "__main__":
    work_off(open_services(Settings.from_environment()))
"""


def test_a_worker_killed_at_work_loses_nothing_and_does_nothing_twice(services, tmp_path):
    towns = "上海 南京 杭州 苏州 武汉 长沙 广州 深圳 昆明 贵阳 兰州 银川 拉萨 合肥 福州 南昌".split()
    files = [
        Upload(text.replace("北京", town).replace("Beijing", f"City {n}").encode(), f"{n}.{lang}.txt")
        for n, town in enumerate(towns) for lang, text in (("zh", ZH), ("en", EN))
    ]  # fmt: skip
    with services.work() as work:
        job = queue(work, collect(files), name="killed", collection="news")
        work.commit()
    script = tmp_path / "worker.py"
    script.write_text(WORKER, encoding="utf-8")
    home = {"DUIZHAO_HOME": str(services.settings.home)}
    worker = subprocess.Popen([sys.executable, str(script)], env=os.environ | home)
    try:
        while state(services, job).done < 2:
            assert worker.poll() is None
            time.sleep(0.02)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert 2 <= state(services, job).done < len(towns)

    assert work_off(services) == 1
    done = state(services, job)
    assert done.state == "done"
    assert [result["zh"] for result in done.results] == [item["zh"]["name"] for item in done.items]
    assert not [result for result in done.results if result.get("error")]
    with services.work() as work:
        assert len(work.batches.all(limit=100)) == len(towns)
        assert work.articles.all()[1] == len(towns)


def test_a_pair_that_fails_does_not_stop_the_next(services, settings, queued):
    job = state(services, queued)
    (settings.home / "uploads" / job.items[0]["zh"]["sha256"]).unlink()
    carry_out(services, queued, lambda job: None)
    first, second = state(services, queued).results
    assert "error" in first
    assert second["published"] + second["doubtful"] > 0


def test_a_cancelled_job_stops_after_the_item_it_is_at(services, queued):
    def cancel(job):
        with services.work() as work:
            Jobs(work.session).cancel(job.id)
            work.commit()

    carry_out(services, queued, cancel)
    job = state(services, queued)
    assert (job.state, job.done) == ("cancelled", 1)


def test_what_is_over_cannot_be_cancelled(services, queued):
    carry_out(services, queued, lambda job: None)
    with services.work() as work, pytest.raises(Conflict, match="done"):
        Jobs(work.session).cancel(queued)


def test_the_worker_runs_until_it_is_told_to_stop(services, queued):
    stop = threading.Event()
    worker = threading.Thread(target=forever, args=(services, stop))
    worker.start()
    try:
        while state(services, queued).finished is None:
            assert worker.is_alive()
            stop.wait(0.05)
    finally:
        stop.set()
        worker.join()
    assert state(services, queued).state == "done"


def test_an_unknown_job(services):
    with services.work() as work, pytest.raises(NotFound):
        Jobs(work.session).get(404)


def test_a_document_in_both_languages_is_sent_to_the_other_door():
    table = "会议在西安举行。,The meeting was held in Xi'an.\n共二十人。,Twenty people.\n"
    table += "会后参观了博物馆。,Afterwards they saw the museum.\n"
    collected = collect([Upload(table.encode(), "both.csv")])
    [problem] = collected.problems
    assert (collected.pairs, problem.place) == ((), "both.csv")
    assert "duizhao import file" in problem.message


def test_pairs_read_ahead_by_other_processes_come_out_as_alone(services, queued, monkeypatch):
    carry_out(services, queued, lambda job: None)
    alone = state(services, queued).results
    monkeypatch.setattr(folders, "_ONE_BY_ONE", Manner(few=1, lot=1, searching=False))
    with services.work() as work:
        for result in alone:
            undo(work, result["batch"])
        again = queue(work, collect(uploads()), name="again", collection="news")
        work.commit()
    carry_out(services, again, lambda job: None)
    ahead = state(services, again).results
    told = [[{**result, "batch": 0, "article": 0} for result in each] for each in (alone, ahead)]
    assert told[0] == told[1]


def test_a_process_that_dies_reading_ahead_leaves_its_pairs_to_the_worker(
    services, queued, monkeypatch
):
    def broken(*arguments):
        raise BrokenProcessPool
        yield

    monkeypatch.setattr(folders, "answers", broken)
    carry_out(services, queued, lambda job: None)
    assert [result["beads"] > 0 for result in state(services, queued).results] == [True, True]


def test_the_idle_worker_reads_the_words_that_wildcards_go_through(services):
    rows = "".join(f"第{n}位志愿者。\tVolunteer number {n}.\n" for n in range(400))
    with services.work() as work:
        import_file(work, io.BytesIO(rows.encode()), name="a.tsv")
        work.commit()
    stop = threading.Event()
    worker = threading.Thread(target=forever, args=(services, stop))
    worker.start()
    words = services.settings.index / "words.en"
    until = time.monotonic() + 30
    while not words.exists() and time.monotonic() < until:
        time.sleep(0.05)
    stop.set()
    worker.join()
    assert b"volunteer" in words.read_bytes()
