"""Errors pass between processes as they are."""

from __future__ import annotations

import pickle

import pytest

from tm.errors import (
    Busy,
    Conflict,
    DatabaseUnusable,
    Denied,
    DuizhaoError,
    Invalid,
    NotFound,
    TooLarge,
    Unreadable,
)


@pytest.mark.parametrize(
    "error",
    [
        NotFound("unit", 7), Conflict("row", 7, "changed"), Invalid("text", "（", "a text"),
        Denied("li", "unit.edit"), Unreadable("a.txt", 3, "text", "bytes"), Busy("the index"),
        TooLarge("file", 9, 8), DatabaseUnusable("a full disk"),
    ],
)  # fmt: skip
def test_an_error_survives_the_way_to_another_process(error: DuizhaoError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))
