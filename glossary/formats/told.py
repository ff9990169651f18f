"""What is wrong with an entry, told in Chinese too: the few things a reader of files can refuse."""

from __future__ import annotations

import re

from tm.errors import Invalid

_EXPECTED = (
    (re.compile(r"one of (.+)"), "应为以下之一：{0}"),
    (re.compile(r"yes or no"), "应为“是”或“否”"),
    (re.compile(r"1 to (\d+) characters .*"), "应为1至{0}个字符，不可全为空格"),
    (re.compile(r"one line without spaces at its ends"), "应为单行，且首尾无空格"),
    (re.compile(r"every term once"), "每个术语只应出现一次"),
    (re.compile(r"at least one term"), "至少应有一个术语"),
    (re.compile(r"a term in Chinese or English"), "应有中文或英文术语"),
    (re.compile(r"zh or en"), "应为zh或en"),
    (re.compile(r"preferredTerm-admn-sts .*"), "应为TBX规定的状态，例如preferredTerm-admn-sts"),
)
_FIELDS = {
    "term": "术语", "terms": "术语", "status": "状态", "enforcement": "执行级别", "case": "大小写",
    "inflect": "词形变化", "dnt": "不译", "detect": "检测语言", "state": "审定情况",
    "entry": "条目", "administrativeStatus": "状态", "lang": "语言", "note": "备注",
}  # fmt: skip


def in_chinese(error: Exception) -> str:
    """Return the Chinese for a refused value, "" where there is none.

    >>> in_chinese(Invalid("inflect", "maybe", "yes or no"))
    '词形变化：应为“是”或“否”，实为“maybe”。'
    """
    if not isinstance(error, Invalid):
        return ""
    for pattern, words in _EXPECTED:
        if said := pattern.fullmatch(error.expected):
            field = _FIELDS.get(error.field, error.field)
            got = f"，实为“{error.got}”" if error.got not in ("", ()) else ""
            return f"{field}：{words.format(*said.groups())}{got}。"
    return ""
