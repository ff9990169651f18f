"""The index behind an installation: fresh after every write, rebuilt where it is damaged."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from tm.errors import IndexUnusable
from tm.index import Index
from tm.store.memories import Incoming
from webapp.actions import index as actions
from webapp.actions import many
from webapp.actions.lookup import lookup
from webapp.actions.many import FEW, answers
from webapp.cli.lookup import answer_lines
from webapp.services import Services
from webapp.work import Work


def remember(work: Work, *pairs: tuple[str, str]) -> None:
    batch = work.batches.open("file", f"{pairs[0][0]}.tsv", actor="tester")
    work.memory.add([Incoming(*pair) for pair in pairs], batch=batch, actor="tester")
    work.commit()


def found(work: Work, text: str) -> list[str]:
    return [match.source for match in lookup(work, text, minimum=60, bare=True).matches]


@pytest.fixture(scope="session")
def compiled_code() -> Path:
    """Where the tests keep compiled code from one run to the next."""
    folder = Path(__file__).parents[2] / "var" / "test-code"
    Index(folder / "none", folder).warm()
    return folder


@pytest.fixture
def work(services: Services) -> Work:
    with services.work() as opened:
        remember(
            opened,
            ("社会组织开展公益活动。", "Public-benefit events."),
            ("志愿者培训班。", "A course."),
        )
        yield opened


def test_a_write_is_seen_by_the_next_lookup(work: Work) -> None:
    actions.build(work)
    remember(work, ("社会组织开展公益活动！", "Events!"))
    assert found(work, "社会组织开展公益活动。") == [
        "社会组织开展公益活动。",
        "社会组织开展公益活动！",
    ]


def test_an_undone_batch_is_no_longer_found(work: Work) -> None:
    remember(work, ("量子芯片冷却方案。", "Cooling."))
    actions.build(work)
    work.batches.undo(2, actor="tester")
    work.commit()
    assert found(work, "量子芯片冷却方案。") == []


@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda data: b""])
def test_a_damaged_index_changes_no_answer(work: Work, services: Services, damage: object) -> None:
    actions.build(work)
    for path in services.settings.index.rglob("*"):
        path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    anew = Services(services.settings)
    with anew.work() as fresh:
        assert found(fresh, "志愿者培训班。") == ["志愿者培训班。"]
    anew.close()


def test_a_deleted_index_changes_no_answer(work: Work, services: Services) -> None:
    actions.build(work)
    for path in services.settings.index.iterdir():
        path.unlink()
    assert found(work, "志愿者培训班。") == ["志愿者培训班。"]


def test_verify_tells_of_a_flipped_bit(work: Work, services: Services) -> None:
    actions.build(work)
    path = next(services.settings.index.glob("*.zh.part"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)
    with pytest.raises(IndexUnusable):
        actions.verify(work)


def test_a_long_tail_becomes_a_part(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_TAIL", 3)
    assert actions.stats(work).parts == 0
    remember(work, ("甲乙。", "One."), ("丙丁。", "Two."))
    assert found(work, "丙丁。") == ["丙丁。"]
    assert (actions.stats(work).parts, actions.stats(work).behind) == (1, 0)
    remember(work, *((f"戊己庚{n}。", f"{n}") for n in "子丑寅卯"))
    assert len(found(work, "戊己庚子。")) == 4
    assert actions.stats(work).parts == 2


def test_a_memory_restored_from_a_backup_is_not_searched_with_a_newer_index(
    work: Work, services: Services
) -> None:
    actions.build(work)
    services.index.build(lambda last: iter(()), 99)
    assert found(work, "志愿者培训班。") == ["志愿者培训班。"]


@pytest.mark.parametrize("forked", [True, False])
def test_many_questions_are_answered_in_order_on_all_cores(
    work: Work, services: Services, compiled_code: Path, monkeypatch: pytest.MonkeyPatch,
    forked: bool,
) -> None:  # fmt: skip
    if forked and sys.platform != "linux":
        pytest.skip("processes are forked on Linux alone")
    monkeypatch.setattr(many, "_may_fork", lambda: forked)
    (services.settings.caches / "compiled").symlink_to(compiled_code)
    answer = partial(answer_lines, how={"source": "zh", "limit": 1})
    asked = [f"志愿者培训班{n}。" for n in range(FEW + 30)]
    told = [json.loads(line) for line in answers(work, answer, asked)]
    assert [each["query"] for each in told] == asked
    assert {each["matches"][0]["source"] for each in told} == {"志愿者培训班。"}
    remember(work, ("理事会。", "The council."))  # on the connection the copies had too
    assert found(work, "理事会。") == ["理事会。"]


def test_an_interrupt_ends_all_processes_without_a_word(
    work: Work, services: Services, compiled_code: Path
) -> None:
    (services.settings.caches / "compiled").symlink_to(compiled_code)
    where = {
        "DUIZHAO_HOME": str(services.settings.home),
        "DUIZHAO_DATABASE_URL": services.settings.database_url,
    }
    asking = subprocess.Popen(
        [sys.executable, "-m", "webapp", "lookup", "--stdin", "--jsonl"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, **where}, start_new_session=True,
    )  # fmt: skip
    assert asking.stdin is not None
    assert asking.stdout is not None
    asking.stdin.write("志愿者培训班。\n".encode() * 2_000)
    asking.stdin.flush()
    assert json.loads(asking.stdout.readline())["matches"]
    os.killpg(asking.pid, signal.SIGINT)
    _, said = asking.communicate()
    assert (asking.returncode, said.strip()) == (130, b"")
