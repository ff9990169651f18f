"""Numbers and letters that open an item of a list: 1. （二） 三、 a) ④."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"\s*(?:[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[ivxIVX]{1,5}|[A-Za-z])[)）.、．]|[①-⑳])\s*"
)


def is_list_mark(text: str) -> bool:
    """Whether a text is the mark of an item and nothing else.

    >>> [is_list_mark(text) for text in (" 2. ", "（十一）", "2. The plan", "2")]
    [True, True, False, False]
    """
    return _MARK.fullmatch(text) is not None
