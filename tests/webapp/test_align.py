"""Aligning and training from the command line."""

from __future__ import annotations

import gzip
import json
import lzma
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from filelock import FileLock

from tm.align.lexicon_file import read
from tm.errors import Busy
from tm.text.variants import simplify
from webapp.actions import lexicon
from webapp.actions.lexicon import pairs_of
from webapp.services import Services

Run = Callable[..., Result]
ZH = ["市长宣布图书馆开放。", "馆藏三万册，免费借阅。", "", "孩子们最高兴。"]
EN = ["The mayor announced the opening of the library.", "It holds 30,000 volumes.",
      "Borrowing is free.", "Children were the happiest."]  # fmt: skip


@pytest.fixture
def texts(tmp_path: Path) -> tuple[Path, Path]:
    zh, en = tmp_path / "a.zh.txt", tmp_path / "a.en.txt"
    zh.write_text("\n".join(ZH) + "\n", encoding="utf-8")
    en.write_text("\n".join(EN) + "\n", encoding="utf-8")
    return zh, en


def test_presegmented_lines_stand_in_one_bead_each_in_order(
    run: Run, texts: tuple[Path, Path]
) -> None:
    done = run("align", *texts, "--presegmented")
    beads = [json.loads(line) for line in done.stdout.splitlines()]
    assert [i for bead in beads for i in bead["zh"]] == [0, 1, 2, 3]
    assert [j for bead in beads for j in bead["en"]] == [0, 1, 2, 3]
    assert {"type", "zh", "en", "zh_text", "en_text", "confidence"} <= beads[0].keys()
    assert all(bead["type"] == f"{len(bead['zh'])}-{len(bead['en'])}" for bead in beads)
    assert beads[0]["zh_text"] == ZH[0]


@pytest.mark.parametrize("stranger", [
    "图片由会务组拍摄。", "当天晚上放映了一部老电影。", "欢迎转载，请注明出处。",
])  # fmt: skip
def test_a_sentence_without_counterpart_takes_no_part_of_its_neighbours_translation(
    run: Run, tmp_path: Path, stranger: str
) -> None:
    zh = ["第二期研讨会在昆明举行。", "六十名教师来自二十所乡村学校。",
          "研讨会历时两天，讨论了阅读教学和图书馆建设。", stranger, "教师们希望明年再次见面。"]
    en = ["The second workshop was held in Kunming.", "Sixty teachers came from 20 rural schools.",
          "The workshop took two days.", "It dealt with the teaching of reading and with libraries.",
          "The teachers hoped to meet again next year."]  # fmt: skip
    paths = tmp_path / "a.zh.txt", tmp_path / "a.en.txt"
    for path, lines in zip(paths, (zh, en), strict=True):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    beads = [json.loads(line) for line in run("align", *paths, "--presegmented").stdout.splitlines()]
    links = [(bead["zh"], bead["en"]) for bead in beads]
    assert links == [([0], [0]), ([1], [1]), ([2], [2, 3]), ([3], []), ([4], [4])]


def test_a_table_holds_the_pairs(run: Run, texts: tuple[Path, Path]) -> None:
    done = run("align", *texts, "--presegmented", "--format", "tsv")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [ZH[0], EN[0]] in [row[:2] for row in rows]


def test_documents_are_cut_before_they_are_aligned(run: Run, tmp_path: Path) -> None:
    zh, en = tmp_path / "b.zh.txt", tmp_path / "b.en.txt"
    zh.write_text("市长宣布图书馆开放。孩子们最高兴。\n", encoding="utf-8")
    en.write_text("The mayor opened the library. Children were the happiest.\n", encoding="utf-8")
    beads = [json.loads(line) for line in run("align", zh, en).stdout.splitlines()]
    assert [bead["type"] for bead in beads] == ["1-1", "1-1"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_presegmented_lines_come_in_any_encoding_staff_have(
    run: Run, texts: tuple[Path, Path], encoding: str
) -> None:
    lines = "\r\n".join(ZH) + "\r\n"
    texts[0].write_bytes(lines.encode(encoding))
    done = run("align", *texts, "--presegmented")
    beads = [json.loads(line) for line in done.stdout.splitlines()]
    assert "".join(bead["zh_text"] for bead in beads) == "".join(ZH)


def test_bytes_that_are_no_text_are_refused(run_main: Run, texts: tuple[Path, Path]) -> None:
    texts[0].write_bytes("市长\n".encode() + b"\0\xff\xfe\n")
    done = run_main("align", *map(str, texts), "--presegmented")
    assert done.exit_code == 2
    assert "expected text" in done.stderr


@pytest.mark.parametrize("suffix", [".tsv", ".tsv.gz", ".tsv.xz"])
def test_files_of_pairs_may_be_packed(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"pairs{suffix}"
    write = {".gz": gzip.compress, ".xz": lzma.compress}.get(path.suffix, bytes)
    path.write_bytes(write("乒乓\tping-pong\tours\nno tab here\n雨\train\n".encode()))
    assert list(pairs_of(path)) == [("乒乓", "ping-pong"), ("雨", "rain")]


def test_training_takes_pairs_from_files(run: Run, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("乒乓外交\tping-pong diplomacy\n乒乓\tping-pong\n" * 3, encoding="utf-8")
    facts = json.loads(run("lexicon", "train", path, "--json").stdout)
    assert facts["sources"][path.name] == 6
    assert facts["sources"]["CC-CEDICT"] > 100_000
    learnt = read(home / "lexicon" / "learnt.lexicon")
    assert learnt.facts["pairs"] == facts["pairs"]
    assert learnt.knows("乒乓")
    assert all(simplify(word) == word for word in list(learnt.zh_words)[:500])


def test_a_file_without_pairs_is_refused(run_main: Run, tmp_path: Path) -> None:
    (tmp_path / "none.tsv").write_text("nothing to learn\n")
    done = run_main("lexicon", "train", str(tmp_path / "none.tsv"))
    assert done.exit_code == 2
    assert "Chinese, a tab and English" in done.stderr


def test_statistics_describe_the_lexicon_in_use(run: Run) -> None:
    facts = json.loads(run("lexicon", "stats", "--json").stdout)
    assert facts["entries"] > 0
    assert facts["chinese_words"] > 0


def test_a_lexicon_that_another_process_never_finishes_is_busy(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = services.settings.lexicon
    for built in folder.glob("*.lexicon"):
        built.unlink()
    monkeypatch.setattr(lexicon, "PATIENCE", 0.05)
    with FileLock(folder / "build.lock"), pytest.raises(Busy, match="being built"):
        lexicon.open_lexicon(services)


def test_a_script_that_cannot_be_started_anew_is_told_how(home: Path, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("会议\tmeeting\n" * 3, encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "import multiprocessing, sys\n"
        "if multiprocessing.parent_process() is not None: sys.exit(3)\n"
        "from webapp.services import open_services\n"
        "from webapp.settings import Settings\n"
        "from webapp.actions import lexicon\n"
        "with open_services(Settings.from_environment()).work() as work:\n"
        f"    lexicon.train_lexicon(work, [lexicon.Path({str(pairs)!r})])\n",
        encoding="utf-8",
    )
    environment = os.environ | {"DUIZHAO_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, str(script)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "__main__" in done.stderr.splitlines()[-1]
