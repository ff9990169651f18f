"""An embedding model as a further sign, with an encoder of our own in its place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from tm.align import align
from tm.align.bands import whole
from tm.align.embedding import WEIGHT, add_likeness, vectors
from tm.align.lattice import NEVER, TYPES, Band
from tm.errors import Invalid

# Same length everywhere and no word known: only the encoder can tell which goes with which.
ZH = ["红红红红红红。", "橙橙橙橙橙橙。", "黄黄黄黄黄黄。", "绿绿绿绿绿绿。"]
EN = ["Orange orange orange.", "Yellow yellow yellow.", "Green green green gr.", "Blue blue blue blue."]
MEANINGS = {"红": 0, "橙": 1, "黄": 2, "绿": 3, "O": 1, "Y": 2, "G": 3, "B": 4}


class Colours:
    """Each sentence is the direction of its colour, with a little of everything."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([np.eye(5)[MEANINGS[text[0]]] + 0.3 for text in texts])


class Broken:
    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.full((len(texts), 3), np.nan)


def test_the_encoder_decides_where_nothing_else_can():
    plain, asked = align(ZH, EN), align(ZH, EN, encoder=Colours())
    assert [bead.type for bead in plain.beads] == ["1-1"] * 4
    pairs = [(bead.zh.start, bead.en.start) for bead in asked.beads if bead.is_pair]
    assert pairs == [(1, 0), (2, 1), (3, 2)]
    assert "embeddings" in asked.used
    assert "embeddings" not in plain.used


def test_empty_documents_ask_nothing():
    assert "embeddings" not in align([], EN, encoder=Broken()).used


def test_an_encoder_that_gives_no_numbers_is_refused():
    with pytest.raises(Invalid, match="8 rows of finite numbers"):
        align(ZH, EN, encoder=Broken())


@pytest.mark.parametrize("band", [whole(6, 7), Band(np.array([0, 0, 1, 2, 3, 4, 4]), 4)])
def test_likeness_is_the_cosine_of_the_sums_for_each_sentence(band):
    numbers = np.random.default_rng(7)
    zh, en = _unit(numbers.normal(size=(6, 4))), _unit(numbers.normal(size=(7, 4)))
    scores = np.zeros((len(TYPES), 7, band.width), np.float32)
    scores[0, 0, 0] = NEVER
    add_likeness(scores, band, (zh.astype(np.float32), en.astype(np.float32)))
    usual = zh.mean(axis=0) @ en.mean(axis=0)
    for k, (a, b) in enumerate(TYPES):
        for i in range(6 - a + 1):
            for column in range(band.width):
                j = int(band.low[i]) + column
                if i < 6 and j + b <= 7 and j < 7 and (k, i, column) != (0, 0, 0):
                    ours, theirs = zh[i : i + a].sum(axis=0), en[j : j + b].sum(axis=0)
                    alike = _unit(ours[None])[0] @ _unit(theirs[None])[0] - usual if a and b else 0
                    expected = WEIGHT * (a + b) / 2 * alike
                    assert scores[k, i, column] == pytest.approx(expected, abs=1e-4)
    assert scores[0, 0, 0] == NEVER


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_vectors_are_of_length_one():
    zh, en = vectors(Colours(), ZH, EN)
    assert np.linalg.norm(np.concatenate([zh, en]), axis=1) == pytest.approx(1.0)
