"""Evidence between stretches: the running totals against the plain formula."""

from __future__ import annotations

import math

import pytest

from tm.align.documents import Documents, Side, prepare
from tm.align.evidence import MIXED, Table, evidence_between, running_evidence, tables
from tm.align.features import read
from tm.align.words import longest_known

ZH = ["市长去年宣布免费开放图书馆。", "孩子们很高兴，借阅了3本书。", "下雨了，河水很大。", "村民修桥。"]
EN = [
    "The mayor announced that the library would open.", "Children borrowed 3 books, free.",
    "It rained.", "", "Villagers built a bridge over the river.",
]  # fmt: skip


@pytest.fixture(scope="module")
def documents(small) -> Documents:
    return prepare(*read(ZH, EN, small, longest_known(small)), small)


def plain(source: Side, target: Side, table: Table, rows: range, window: range) -> float:
    """The formula as the module's head gives it, token by token."""
    words = source.tokens[source.ends[rows.start] : source.ends[rows.stop]].tolist()
    total = 0.0
    for e in target.tokens[target.ends[window.start] : target.ends[window.stop]].tolist():
        if target.share[e] > 0:
            support = sum(
                float(table.values[at])
                for w in words
                for at in range(table.starts[w], table.starts[w + 1])
                if table.targets[at] == e
            )
            chance = len(words) * float(target.share[e])
            total += float(target.counts[e]) * math.log(MIXED + (1 - MIXED) * support / chance)
    return total


@pytest.mark.parametrize("rows", [range(1), range(1, 3), range(4)])
@pytest.mark.parametrize("window", [range(1), range(3, 4), range(2, 5), range(5)])
def test_evidence_of_a_stretch_follows_the_formula(documents, rows, window):
    table, _ = tables(documents)
    expected = plain(documents.zh, documents.en, table, rows, window)
    found = evidence_between(documents.zh, documents.en, table, rows, window)
    assert found == pytest.approx(expected, abs=1e-4)


def test_running_totals_give_every_stretch_as_a_difference(documents):
    table, _ = tables(documents)
    totals = running_evidence(documents.zh, documents.en, table, range(4), range(5), 3)
    for a in (1, 2, 3):
        for i in range(5 - a):
            for j in range(5):
                got = totals[a - 1, i, j + 1] - totals[a - 1, i, j]
                rows, window = range(i, i + a), range(j, j + 1)
                expected = plain(documents.zh, documents.en, table, rows, window)
                assert got == pytest.approx(expected, abs=1e-3)
