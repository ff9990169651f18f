"""Long documents: the band follows the landmarks and finds what a full search finds."""

from __future__ import annotations

import numpy as np
import pytest

from tm.align import Lexicon
from tm.align.aligner import Known, searched
from tm.align.bands import band_of, landmarks
from tm.align.documents import Documents, prepare
from tm.align.features import read
from tm.align.weights import MODEL
from tm.align.words import longest_known

SIZE = 60


@pytest.fixture(scope="module")
def long(small: Lexicon) -> Documents:
    """Sixty sentences a side with a number of their own; five are missing from the English."""
    zh = [f"去年村民修了{at + 100}座桥，长{at + 5000}米。" for at in range(SIZE)]
    en = [
        f"Last year villagers built {at + 100} bridges, {at + 5000} metres long."
        for at in range(SIZE) if at // 5 != 4
    ]  # fmt: skip
    return prepare(*read(zh, en, small, longest_known(small)), small)


def test_landmarks_rise_on_both_sides(long: Documents) -> None:
    chain = np.array([(0, 0), *landmarks(long)])
    assert (np.diff(chain, axis=0)[1:] > 0).all()


def test_a_short_document_is_searched_whole(long: Documents) -> None:
    band = band_of(long)
    assert band.width == len(long.en) + 1
    assert not band.low.any()


@pytest.mark.parametrize("half", [8, 15])
def test_a_band_finds_what_a_full_search_finds(long: Documents, half: int) -> None:
    band = band_of(long, half=half, cells=0)
    assert band.width < len(long.en)
    assert band.low[0] == 0
    assert band.low[-1] + band.width > len(long.en)
    everything = searched(long, Known(), MODEL, again=False)
    narrow = searched(long, Known(), MODEL, again=False, band=band)
    assert narrow.path() == everything.path()
