"""Why a bead is doubtful, as values; the words for both languages stand beside the codes."""

from __future__ import annotations

from dataclasses import dataclass

from tm.wording import Texts, Worded

TEXTS: Texts = {
    "length": ("length ratio {0} of the usual", "长度为通常的 {0} 倍"),
    "numbers": ("numbers differ: {0} / {1}", "数字不同：{0} / {1}"),
    "words": ("few words in common", "对应的词语很少"),
    "names": ("no shared names", "没有相同的名称"),
    "unreadable": ("some characters could not be read", "有未能读出的字符"),
    "unpaired": ("no counterpart found", "没有找到对应的句子"),
    "rival": ("could also be cut differently", "也可能另有切分"),
    "order": ("sentences may stand in another order", "句子顺序可能不同"),
    "flagged": ("{0} says: {1}", "{0}指出：{1}"),
    "fit": ("are these really translations of each other?", "这两篇真的互为译文吗？"),
    "nulls": ("{0} of the sentences have no counterpart", "{0} 的句子没有对应"),
    "ratio": ("length ratio of the documents {0}; 2.2 to 4.5 is normal",
              "两篇的长度比为 {0}，通常在 2.2 到 4.5 之间"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason(Worded):
    """One reason for doubt.

    >>> Reason("length", ("3.1",)).text("en"), Reason("length", ("3.1",)).text("zh")
    ('length ratio 3.1 of the usual', '长度为通常的 3.1 倍')
    """

    texts = TEXTS
