"""The memory at a glance: sentences to try."""

from __future__ import annotations

from itertools import islice

from webapp.work import Work

EXAMPLES = 3
READ_FOR_EXAMPLES = 400
GOOD_LENGTH = range(14, 41)  # characters of a Chinese sentence that shows something at a glance


def examples(work: Work) -> list[str]:
    """Return a few sentences of the memory to try the lookup with; none from an empty one."""
    work.require("memory.read")
    first = [unit.zh for unit in islice(work.memory.units(), READ_FOR_EXAMPLES)]
    good = [text for text in first if len(text) in GOOD_LENGTH] or first
    return good[:: max(1, len(good) // EXAMPLES)][:EXAMPLES]
