"""Many questions from stdin: every line has its answer, whatever stands in it."""

from __future__ import annotations

import json

import pytest

from webapp.actions.documents import best_scores
from webapp.actions.lookup import lookup, neighbours_of
from webapp.cli.lookup import answer_lines


@pytest.mark.parametrize(("query", "problem"), [("（", True), ("   ", False), ("公益", False)])
def test_every_line_has_an_answer_of_its_own(filled_services, query, problem):
    with filled_services.work() as work:
        [line] = answer_lines(work, [query], how={"minimum": 60})
    answer = json.loads(line)
    assert answer["query"] == query
    assert ("problem" in answer) is problem
    assert answer["matches"] == []


def test_an_analysis_counts_the_scores_of_the_matches_shown(filled_services):
    with filled_services.work() as work:
        stored = [unit.zh for unit in work.memory.units()][:20]
        asked = [*stored, *(text[: len(text) * share // 4] for text in stored for share in (2, 3))]
        around = [neighbours_of(asked, position) for position in range(len(asked))]
        scores = best_scores(work, list(zip(asked, around, strict=True)), source="zh")
        shown = [
            lookup(work, text, source="zh", minimum=50, neighbours=each).matches
            for text, each in zip(asked, around, strict=True)
        ]
    assert scores == [found[0].score if found else 0 for found in shown]
    assert len(set(scores)) > 3


def test_a_query_among_many_has_the_answer_it_has_alone(filled_services):
    with filled_services.work() as work:
        asked = [unit.en for unit in work.memory.units()][:20]
        together = answer_lines(work, asked, how={"minimum": 60})
        alone = [line for query in asked for line in answer_lines(work, [query], how={})]
    assert list(map(_timeless, together)) == list(map(_timeless, alone))


def _timeless(line: str) -> dict[str, object]:
    answer = json.loads(line)
    answer.pop("took_ms")
    return answer
