"""The lexicon file: what is written is read, and damage is noticed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tm.align import Lexicon
from tm.align.lexicon_file import LexiconUnusable, read, write


@pytest.fixture
def path(small: Lexicon, tmp_path: Path) -> Path:
    target = tmp_path / "lexicon" / "small.lexicon"
    write(replace(small, facts={"pairs": 23, "名": "小"}), target)
    return target


def test_what_is_written_is_read(small: Lexicon, path: Path) -> None:
    found = read(path)
    assert list(found.zh_words) == list(small.zh_words)
    assert list(found.en_words) == list(small.en_words)
    assert np.array_equal(found.en_ids, small.en_ids)
    assert np.allclose(found.en_given_zh, small.en_given_zh, rtol=1e-3)
    assert found.facts == {"pairs": 23, "名": "小"}


def test_writing_leaves_no_other_file(path: Path) -> None:
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("at", "value", "expected"),
    [(0, b"X", "a lexicon"), (8, b"\x09", "version 1"), (-200, b"\xff\x00\xff", "checksum"),
     (300, b"{", "checksum")],
)  # fmt: skip
def test_damage_is_noticed(path: Path, at: int, value: bytes, expected: str) -> None:
    data = bytearray(path.read_bytes())
    at %= len(data)
    data[at : at + len(value)] = value
    path.write_bytes(data)
    with pytest.raises(LexiconUnusable, match=expected):
        read(path)


@pytest.mark.parametrize("size", [0, 10, 500, -3])
def test_a_file_cut_short_is_noticed(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(LexiconUnusable):
        read(path)


def test_an_empty_lexicon_survives_the_file(tmp_path: Path) -> None:
    none = np.zeros(0)
    write(Lexicon([], [], np.zeros(1), none, none, none, none, none), tmp_path / "none")  # type: ignore[arg-type]
    assert len(read(tmp_path / "none")) == 0
