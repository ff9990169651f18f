"""Many questions from stdin: every line has its answer, whatever stands in it."""

from __future__ import annotations

import json

import pytest

from webapp.cli.lookup import answer_line


@pytest.mark.parametrize(("query", "problem"), [("（", True), ("   ", False), ("公益", False)])
def test_every_line_has_an_answer_of_its_own(filled_services, query, problem):
    with filled_services.work() as work:
        line = answer_line(work, query, how={"minimum": 60})
    answer = json.loads(line)
    assert answer["query"] == query
    assert ("problem" in answer) is problem
    assert answer["matches"] == []
