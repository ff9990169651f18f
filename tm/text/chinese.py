"""Where Chinese sentences end.

A mark ends a sentence unless the text around it says otherwise: it stands in a title 《》, inside a
bracket or a quoted phrase that the sentence runs past, before a lower mark, before the words that
say who spoke (“……？”他问。), or in an ellipsis that only pauses. ； and ： never end a sentence:
English often keeps one sentence there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tm.text.chars import HAN, is_han
from tm.text.enclosures import Enclosure, Enclosures
from tm.text.english import english_ends, past, past_closers

_MARK = re.compile(
    r"[。！？!?｡…⋯]+(?:[ \u3000]*[。！？!?…]+)*|\.{3,}"
    rf"|(?<=[^\W\d_])\.(?=[\s”\"]|$)|(?<=[{HAN}])\.(?=[{HAN}])"
)
_CLOSERS = re.compile(r"(?:[ \u3000]*[”’』」）】〕］〞》〉]|[\"')\]])*")
_SPACE = re.compile(r"\s*")
_LOWER = frozenset("，、；：,;:·。．!?！？…")
_INTRODUCES = frozenset("：，,:。！？!?…；;—、“”（(")
# Characters: what still is a quoted phrase; what is a clause and not a stammer.
_PHRASE, _FULL_CLAUSE = 80, 6
_FINAL = "。！？!?…"
_ELLIPSIS = frozenset("….⋯ \u3000")
# A few words, a verb of saying, and then a mark that is no colon: the clause belongs to the
# quotation before it. With a colon it announces the next one.
_SPEAKER = re.compile(
    rf"[{HAN}A-Za-z·]{{0,12}}?(?:说|问|道|喊道?|叫道?|答|回答|回应|表示|称|指出|强调|补充说?|写道|感叹|笑道?)"
    r"[ \u3000]*[。，,]"
)
_NO_SPEAKER = re.compile("说着|说完|话音|据|毫无|没有")
_ASCII_COMMA = re.compile(rf"[{HAN}][,;:] ?[{HAN}A-Za-z]")
_LATIN_STOP = re.compile(r"[a-z)]\.\s+[A-Z]")


def chinese_ends(line: str) -> Iterator[int]:
    """Yield where sentences inside `line` end: after the mark and its closing marks.

    The end of the line itself is not among them.
    """
    enclosures = Enclosures(line)
    embedded = set(english_ends(line)) if _LATIN_STOP.search(line) else set()
    for mark in _MARK.finditer(line):
        end = past_closers(_CLOSERS, line, mark.end())
        following = past(_SPACE, line, end)
        if following == len(line):
            return
        if mark.group() == "." and end not in embedded and not _is_chinese_stop(line, mark.start()):
            continue
        if _ends(line, mark, end, following, enclosures):
            yield end


def _is_chinese_stop(line: str, dot: int) -> bool:
    """Say whether an ASCII stop after a Han character ends a sentence: 列在下面. 其他选项见附录.

    Without a space it may as well join a name (约翰.肯尼迪): then the sentence must be one that
    writes its commas in ASCII too.
    """
    if not is_han(line[dot - 1]):
        return False
    if line[dot + 1].isspace():
        return True
    sentence = re.split("[。！？.]", line[max(0, dot - 200) : dot])[-1]
    return "，" not in sentence and _ASCII_COMMA.search(sentence) is not None


def _ends(line: str, mark: re.Match[str], end: int, following: int, enclosures: Enclosures) -> bool:
    """Say whether the mark ends a sentence; `following` is where the next character stands."""
    if line[following] in _LOWER or _inside_latin(line, mark):
        return False
    around = enclosures.around(mark.start())
    if any(_runs_past(line, pair, end) for pair in around):
        return False
    quoted = any(pair.is_quotation for pair in around)
    if mark.group() != "." and set(mark.group()) <= _ELLIPSIS and end == mark.end():
        return not quoted and _is_full_clause(line, mark.start())
    closed = quoted and line[mark.end() : end].strip() != ""
    return not (closed and _names_speaker(line, following))


def _inside_latin(line: str, mark: re.Match[str]) -> bool:
    """Say whether an ASCII mark stands within an address or a name: `?id=1`."""
    after = line[mark.end() : mark.end() + 1]
    return mark.group()[-1] in "!?" and after.isascii() and (after.isalnum() or after in "=&/%_")


def _runs_past(line: str, pair: Enclosure, end: int) -> bool:
    """Say whether the sentence goes on after `pair`, so that no mark within ends it."""
    if pair.is_title:
        return True
    before = line[: pair.start].rstrip()[-1:]
    if not pair.is_quotation:
        return before != "" and before not in "。！？!?…”」）)"
    if before == "" or before in _INTRODUCES or pair.end - pair.start > _PHRASE:
        return False
    last_inside = line[pair.start : pair.end].rstrip()[-1:]
    after = line[pair.end + 1 :].lstrip()[:1]
    if last_inside not in _FINAL:
        return end <= pair.end
    return last_inside != "。" and after != "" and after not in _FINAL + "“「『"


def _names_speaker(line: str, start: int) -> bool:
    speaker = _SPEAKER.match(line, start)
    return speaker is not None and _NO_SPEAKER.match(line, start) is None


def _is_full_clause(line: str, position: int) -> bool:
    """Say whether enough stands before an ellipsis for it to end a thought, not to stammer."""
    clause = re.split(r"[。！？!?，,；;：:…“”\s]", line[max(0, position - 40) : position])[-1]
    return len(clause) >= _FULL_CLAUSE
