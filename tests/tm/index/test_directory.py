"""The index in its folder: found again, never trusted unchecked, never behind."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest

from bench.opening import resident
from tests.tm.index.conftest import Unit
from tm.errors import Busy, IndexUnusable
from tm.index import Index, directory, layout, reader, writer
from tm.text.tokens import tokenise

Source = Callable[[int], Iterable[Unit]]


def after(units: list[Unit]) -> Source:
    return lambda last: (unit for unit in units if unit.id > last)


def newer(units: list[Unit]) -> Source:
    return lambda revision: (unit for unit in units if unit.revision > revision)


def found(index: Index, text: str, units: list[Unit], revision: int = 1) -> list[int]:
    search = index.searcher(revision, newer(units))
    return [near.unit for near in search.near(tokenise(text).codes, "zh", 60)]


@pytest.fixture
def index(tmp_path: Path, units: list[Unit]) -> Index:
    made = Index(tmp_path / "index")
    made.build(after(units), 1)
    return made


def test_without_an_index_the_units_themselves_are_searched(
    tmp_path: Path, units: list[Unit]
) -> None:
    assert found(Index(tmp_path / "index"), units[0].zh, units) == [1, 8, 2]


def test_a_built_index_answers_without_the_units(index: Index, units: list[Unit]) -> None:
    assert found(index, units[0].zh, []) == found(Index(index.folder), units[0].zh, []) == [1, 8, 2]


def test_building_twice_gives_the_same_bytes(index: Index, units: list[Unit]) -> None:
    before = {path.name: path.read_bytes() for path in index.folder.glob("*.part")}
    index.build(after(units), 1)
    assert {path.name: path.read_bytes() for path in index.folder.glob("*.part")} == before


def test_an_edit_hides_the_older_self_and_a_deletion_takes_it_away(
    index: Index, units: list[Unit]
) -> None:
    changed = [
        Unit(1, "图书馆今日闭馆。", "The library is closed.", revision=2),
        Unit(8, units[7].zh, units[7].en, revision=2, deleted=True),
        Unit(40, units[0].zh, "New.", revision=2),
    ]
    assert found(index, units[0].zh, changed, revision=2) == [40, 2]
    assert found(index, "图书馆今日闭馆。", changed, revision=2) == [1]
    index.add(2, newer(changed))
    assert found(Index(index.folder), units[0].zh, [], revision=2) == [40, 2]


def test_many_additions_become_one_and_answer_the_same(index: Index, units: list[Unit]) -> None:
    every = list(units)
    for revision in range(2, 11):
        every.append(Unit(100 + revision, f"志愿者来自{chr(0x4E00 + revision)}省。", "x", revision))
        made = index.add(revision, newer(every))
    assert len(made.parts) <= 8
    assert sorted(found(index, "志愿者来自丂省。", [], revision=10)) == [6, *range(102, 111)]


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.999])
@pytest.mark.parametrize("pattern", ["*.part", "manifest.json"])
def test_a_truncated_file_is_refused(index: Index, pattern: str, share: float) -> None:
    for path in index.folder.glob(pattern):
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(IndexUnusable):
        Index(index.folder).searcher(1, newer([]))


def test_a_missing_part_is_refused(index: Index) -> None:
    next(index.folder.glob("*.zh.part")).unlink()
    with pytest.raises(IndexUnusable, match="no such file"):
        Index(index.folder).searcher(1, newer([]))


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what is in memory")
@pytest.mark.parametrize("units", [100_000, 800_000])
def test_opening_reads_head_and_end_whatever_the_size(tmp_path: Path, units: int) -> None:
    arrays = writer.sections([1], ["公益"], "zh")
    arrays |= {name: np.arange(units, dtype=np.uint32) for name in ("units", "marks", "postings")}
    path = tmp_path / "x.zh.part"
    size = writer.write(path, "x", arrays)
    part = reader.open_part(path, "zh", "x")
    assert len(part) == units
    assert resident(tmp_path) < min(size // 4, 512 * 1024)
    assert int(part.postings.sum()) == units * (units - 1) // 2  # now it is read
    assert resident(tmp_path) > 4 * units


def test_verify_finds_a_single_flipped_bit(index: Index) -> None:
    path = next(index.folder.glob("*.en.part"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(IndexUnusable, match="checksum"):
        Index(index.folder).verify()


@pytest.mark.parametrize(
    ("at", "value", "message"),
    [(0, b"X", "something else"), (8, b"\x63", "layout"), (30, b"\xff", "header")],
)
def test_each_guard_of_a_part_is_tripped(index: Index, at: int, value: bytes, message: str) -> None:
    path = next(index.folder.glob("*.zh.part"))
    data = bytearray(path.read_bytes())
    data[at : at + 1] = value
    with pytest.raises(IndexUnusable, match=message):
        layout.open_frame(memoryview(bytes(data)), path)


def test_a_part_made_by_other_rules_is_refused(index: Index) -> None:
    path = next(index.folder.glob("*.zh.part"))
    with pytest.raises(IndexUnusable, match="signature"):
        layout.open_frame(memoryview(path.read_bytes()), path, "tokens:0")


def test_a_changed_manifest_is_refused(index: Index) -> None:
    path = index.folder / "manifest.json"
    document = json.loads(path.read_text())
    document["manifest"] = document["manifest"].replace('"revision": 1', '"revision": 0')
    path.write_text(json.dumps(document))
    with pytest.raises(IndexUnusable, match="checksum"):
        index.searcher(1, newer([]))


def test_an_index_ahead_of_its_memory_is_refused(index: Index) -> None:
    with pytest.raises(IndexUnusable, match="revision 0"):
        index.searcher(0, newer([]))


def test_one_writer_at_a_time(index: Index, units: list[Unit]) -> None:
    def source(last: int) -> Iterable[Unit]:
        with pytest.raises(Busy):
            Index(index.folder).build(after(units), 1)
        return after(units)(last)

    assert index.build(source, 1).units == len(units)


def test_an_open_searcher_keeps_its_snapshot(index: Index, units: list[Unit]) -> None:
    old = index.searcher(1, newer([]))
    index.build(after(units[1:]), 2)
    query = tokenise(units[0].zh).codes
    assert 1 in [near.unit for near in old.near(query, "zh", 100)]
    assert 1 not in [near.unit for near in index.searcher(2, newer([])).near(query, "zh", 100)]


KILLED = """
import os, sys
from pathlib import Path
from tests.tm.index.conftest import EN, ZH, Unit
from tm.index import directory
directory.LOT = 2
def source(last):
    for i in range(last + 1, 14):
        if i == int(sys.argv[2]):
            print("here", flush=True)
            import time; time.sleep(60)
        yield Unit(i, ZH[i - 1], EN[i - 1])
directory.Index(Path(sys.argv[1])).build(source, 1)
"""


@pytest.mark.parametrize("moment", [1, 2, 7, 13])
def test_a_killed_build_goes_on_where_it_stopped(
    tmp_path: Path, units: list[Unit], moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "index"
    victim = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder), str(moment)], stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert victim.stdout is not None
    victim.stdout.readline()
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    victim.stdout.close()
    monkeypatch.setattr("tm.index.directory.LOT", 2)
    asked: list[int] = []

    def source(last: int) -> Iterable[Unit]:
        asked.append(last)
        return after(units)(last)

    index = Index(folder)
    assert index.build(source, 1).units == len(units)
    assert asked == [(moment - 1) // 2 * 2]
    assert found(index, units[0].zh, []) == [1, 8, 2]
    assert not list(folder.glob("*.new"))
    assert not (folder / "building.json").exists()


def _builds_until(rename: int, before: bool, folder: Path, units: list[Unit]) -> bool:
    """Build in a process that is killed at a rename; say whether it came so far."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == signal.SIGKILL
    counted, replace, lock = itertools.count(1), Path.replace, threading.Lock()

    def deadly(self: Path, target: Path) -> Path:
        with lock:
            now = next(counted) == rename
        if now and before:
            os.kill(os.getpid(), signal.SIGKILL)
        moved = replace(self, target)
        if now:
            os.kill(os.getpid(), signal.SIGKILL)
        return moved

    Path.replace = deadly  # type: ignore[method-assign,assignment]
    Index(folder).build(after(units), 1)
    os._exit(0)


@pytest.mark.parametrize("before", [True, False])
def test_a_build_killed_at_any_rename_is_finished_by_the_next(
    tmp_path: Path, units: list[Unit], before: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever changes the index is a rename; between two of them only unnamed files change."""
    monkeypatch.setattr("tm.index.directory.LOT", 3)
    whole = Index(tmp_path / "whole")
    whole.build(after(units), 1)
    for rename in itertools.count(1):
        index = Index(tmp_path / f"index-{rename}")
        killed = _builds_until(rename, before, index.folder, units)
        assert found(index, units[0].zh, units) == [1, 8, 2]  # the tail answers meanwhile
        index.build(after(units), 1)
        assert found(Index(index.folder), units[0].zh, []) == [1, 8, 2]
        names = {path.name for path in index.folder.iterdir()}
        assert names == {path.name for path in whole.folder.iterdir()}
        index.verify()
        if not killed:
            break
    assert rename > len(list(whole.folder.glob("*.part")))


def test_a_write_in_another_process_is_seen_by_the_next_search(
    index: Index, units: list[Unit]
) -> None:
    assert found(index, units[0].zh, []) == [1, 8, 2]
    time.sleep(0.01)
    Index(index.folder).add(2, newer([Unit(50, units[0].zh, "Again.", revision=2)]))
    assert found(index, units[0].zh, [], revision=2) == [1, 8, 50, 2]


@pytest.mark.parametrize(("most", "fast"), [(100, False), (5, True)])
def test_a_large_index_is_searched_by_compiled_code(
    index: Index, units: list[Unit], most: int, fast: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory, "PLAINLY_SEARCHED", most)
    index.searcher(1, newer(units))
    assert index.fast is fast
