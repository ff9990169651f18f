"""Marks and spaces: the habits of one language in the text of the other, and what is invisible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from glossary.check.finding import Applicability, Edit, Evidence, Fix, Found, Message
from glossary.check.reading import Cover, Reading
from glossary.check.rule import CHARACTERS, PUNCTUATION, STYLE, UNTRANSLATED, rule
from glossary.check.tokens import addresses
from tm.text.chars import HAN
from tm.text.spans import Span

_WIDE = {
    "，": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!", "（": "(", "）": ")",
    "【": "[", "】": "]", "、": ",", "．": ".", "～": "–", "＆": "&", "％": "%",
    "－": "-", "／": "/", "「": "“", "」": "”",
}  # fmt: skip
_WIDE_RUN = re.compile(r"[，。；：？！（）【】、．～＆％－／「」]|[０-９Ａ-Ｚａ-ｚ]+|——|……")
_CLOSING = frozenset(",.;:?!)]”")
_HAN_RUN = re.compile(rf"[{HAN}](?:[{HAN}\s·，、：（）“”‘’《》0-9]*[{HAN}])?")
_NARROW = re.compile(rf"(?<=[{HAN}])[ ]?([,;:?!])(?=\s*(?:[{HAN}]|$))[ ]?", re.MULTILINE)
_NARROW_STOP = re.compile(rf"(?<=[{HAN}])\.(?=[ \t]*(?:[{HAN}]|$))", re.MULTILINE)
_NARROW_PAIR = re.compile(rf"\((?=[^()\n]*[{HAN}])[^()\n]{{1,60}}\)")
_TO_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_ENDS = {
    **dict.fromkeys("。．.", "."), **dict.fromkeys("？?", "?"), **dict.fromkeys("！!", "!"),
    **dict.fromkeys("…⋯", "…"), **dict.fromkeys("；;", ";"), **dict.fromkeys("：:", ":"),
}  # fmt: skip
_AFTER_END = re.compile(r"[\s\"'“”‘’」』》）)\]】*_]+$")
_NAMES = {
    ".": ("full stop", "句号"),
    "?": ("question mark", "问号"),
    "!": ("exclamation mark", "叹号"),
}
_BRACKETS = {
    "(": ")",
    "（": "）",
    "[": "]",
    "【": "】",
    "《": "》",
    "〈": "〉",
    "「": "」",
    "『": "』",
}
_QUOTES = {"“": "”"}
_LIST_MARK = re.compile(
    r"^[ \t]*\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[)）]", re.M
)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_DOUBLE = re.compile(r"(?<=\S)[ \u00a0]{2,3}(?=[^\s|])")  # more are columns, not a slip
# A name of two characters is spread to the width of three: 李  强.
_NAMES_APART = re.compile(rf"(?<![{HAN}])[{HAN}][ \u00a0]{{2,3}}[{HAN}](?![{HAN}])")
_BEFORE = re.compile(
    r"(?<=[A-Za-z0-9”\"’)])[ \u00a0]{1,9}(?=[,;!?](?:\s|$|[”\"’]))"
    r"|(?<=\() +|(?<=\S) {1,9}(?=\))|(?<=[a-z]) {1,9}(?=\.(?:\s|$))"
)
_GLUED = re.compile(r"(?<=[a-z]{2})([,;:!?])(?=[A-Z]?[a-z]{2})|(?<=[a-z]{3})(\.)(?=[A-Z][a-z]+\s)")
_INVISIBLE = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\ufffd\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]+"
)
_MOJIBAKE = re.compile(
    r"(?:â€[™œ\u009d\"“”˜¦]|Ã[©¨¡³±¼¶¤\u00ad]|Â[\u00a0£©®°·]|ï¼[Œš‰ˆ]|锟斤拷|烫烫烫|å[\u0080-\u00bf‘-”][\u0080-\u00bf])+"
)
_TITLE = re.compile(r"《([^《》\n]{1,120})》")


@rule("P101", "full-width-mark", category=PUNCTUATION, severity="error",
      languages=("en",), reach="passage")  # fmt: skip
def full_width(reading: Reading) -> Iterator[Found]:
    """
    Checks. Full-width Chinese marks, letters and figures in English. Marks beside quoted Chinese
    characters pass.

    Why. They are left over from the Chinese keyboard and break lines and searches.

    Example. The forum was held in Beijing，with 40 guests.

    Instead. The forum was held in Beijing, with 40 guests.

    Fix safety. Safe: each mark has one English counterpart, and the space after it is put in.
    """
    for match in _WIDE_RUN.finditer(reading.text):
        span = Span(*match.span())
        if _beside_han(reading.text, span):
            continue
        right = _narrow(match[0])
        message = Message(
            f"“{match[0]}” is a Chinese mark; English writes “{right}”.",
            f"英文中出现了中文全角字符“{match[0]}”，应为“{right}”。",
        )
        edit = Edit(span, _spaced(reading.text, span, right))
        yield Found(span, message, (right,), fix=Fix("safe", (edit,)))


@rule("P102", "han-in-english", category=UNTRANSLATED, severity="warning", languages=("en",))
def han_in_english(reading: Reading) -> Iterator[Found]:
    """
    Checks. Chinese characters in English, unless brackets or quotation marks enclose them or they
    are the English page's link to the Chinese one.

    Why. They are usually a word that was forgotten.

    Example. The meeting discussed 公益 in rural areas.

    Instead. The meeting discussed public welfare (公益) in rural areas.

    Fix safety. None.
    """
    for match in _HAN_RUN.finditer(reading.text):
        before = reading.text[max(0, match.start() - 60) : match.start()]
        if _enclosed(before) or (before.rstrip(" ") + "\n").endswith(("|\n", "/\n")):
            continue
        span = Span(*match.span())
        message = Message(
            f"“{match[0]}” is Chinese left in the English text.", f"英文中残留中文“{match[0]}”。"
        )
        yield Found(span, message)


@rule("P103", "half-width-mark", category=PUNCTUATION, severity="warning",
      languages=("zh",), reach="passage")  # fmt: skip
def half_width(reading: Reading) -> Iterator[Found]:
    """
    Checks. English commas, colons, semicolons, question and exclamation marks, full stops and
    brackets between Chinese characters.

    Why. Chinese is set in full width; a half-width mark sticks to the character before it.

    Example. 会议在北京召开,共有40人参加.

    Instead. 会议在北京召开，共有40人参加。

    Fix safety. Safe for marks between two Chinese characters or at the end of a line; unsafe for
    brackets.
    """
    text = reading.text
    for match in _NARROW.finditer(text):
        yield _widened(match, match[1], _TO_WIDE[match[1]], "safe")
    for match in _NARROW_STOP.finditer(text):
        yield _widened(match, ".", "。", "safe")
    for match in _NARROW_PAIR.finditer(text):
        yield _widened(match, match[0], f"（{match[0][1:-1]}）", "unsafe")


@rule("P104", "end-mark", category=PUNCTUATION, severity="note", needs_source=True)
def end_mark(reading: Reading) -> Iterator[Found]:
    """
    Checks. A sentence that asks or exclaims on one side only, or that ends with a full stop on one
    side and with nothing on the other. Width and closing quotes do not matter; headlines and
    stretches of four characters and less are passed over.

    Why. A lost end mark often means a lost end of the sentence.

    Example. 我们能做什么？ — What can we do.

    Instead. What can we do?

    Fix safety. None.
    """
    for bead in reading.beads:
        if min(len(bead.source_text.strip()), len(bead.target_text.strip())) <= 4:
            continue
        theirs, ours = _end(bead.source_text), _end(bead.target_text)
        if theirs == ours or not _telling(theirs, ours):
            continue
        at = bead.target.start + len(bead.target_text.rstrip())
        message = Message(
            f"The source ends with {_named(theirs, 0)}, the translation with {_named(ours, 0)}.",
            f"原文以{_named(theirs, 1)}结尾，译文以{_named(ours, 1)}结尾。",
        )
        proof = Evidence("source", bead.source_text[-12:], None)
        yield Found(Span(max(bead.target.start, at - 1), at), message, evidence=(proof,))


@rule("P105", "unpaired-mark", category=PUNCTUATION, severity="warning")
def unpaired(reading: Reading) -> Iterator[Found]:
    """
    Checks. Brackets and quotation marks without their partner. Brackets are paired within a
    paragraph; a quotation may run on over paragraphs that each open it again. List marks such as
    1) and （一） stand alone.

    Why. The reader does not see where an insertion or a quotation ends.

    Example. The network (founded in 2005 has 60 members.

    Instead. The network (founded in 2005) has 60 members.

    Fix safety. None: only the writer knows where the partner belongs.
    """
    for match in _PARAGRAPH.finditer(reading.text):
        for at, mark in _alone(match[0]):
            place = match.start() + at
            message = Message(
                f"“{mark}” has no partner in its paragraph.", f"“{mark}”在本段中没有配对。"
            )
            quote = mark in "“”"
            yield Found(Span(place, place + 1), message, severity="note" if quote else None)


@rule("P106", "spacing", category=PUNCTUATION, severity="note",
      gives_way_to=("P101",), reach="passage")  # fmt: skip
def spacing(reading: Reading) -> Iterator[Found]:
    """
    Checks. Two and more spaces between words, a space before a mark, and no space after one; in
    Chinese only doubled spaces, except in a list of names (张  三).

    Why. They are slips of typing; line breaks make them visible.

    Example. The forum ,held in  Beijing,was a success.

    Instead. The forum, held in Beijing, was a success.

    Fix safety. Safe for doubled spaces and a space before a mark; unsafe where a space is missing.
    """
    text = reading.text
    for match in _DOUBLE.finditer(text):
        if reading.lang == "zh" and _NAMES_APART.match(text, match.start() - 1):
            continue
        message = Message(
            "There are several spaces here; one is enough.", "此处有多个空格，应只留一个。"
        )
        yield Found(Span(*match.span()), message, (" ",), applicability="safe")
    if reading.lang == "zh":
        return
    for match in _BEFORE.finditer(text):
        message = Message("No space belongs here.", "此处不应有空格。")
        fix = Fix("safe", (Edit(Span(*match.span()), ""),))
        yield Found(Span(*match.span()), message, fix=fix)
    for match in _GLUED.finditer(text):
        span = Span(*match.span())
        if not reading.once(address_cover).touches(span):
            message = Message(
                f"A space is missing after “{match[0]}”.", f"“{match[0]}”后缺少空格。"
            )
            yield Found(
                span, message, (match[0] + " ",), severity="warning", applicability="unsafe"
            )


@rule("P107", "invisible-character", category=CHARACTERS, severity="warning", reach="passage")
def invisible(reading: Reading) -> Iterator[Found]:
    """
    Checks. Characters nobody sees (zero-width and direction marks, soft hyphens, control
    characters), the replacement character, and text read in a wrong encoding.

    Why. They break search, matching and line ends, and come with copying from web pages.

    Example. the Charity[U+200B] Law

    Instead. the Charity Law

    Fix safety. Safe for what is invisible; nothing can be said of what was lost.
    """
    for match in _INVISIBLE.finditer(reading.text):
        span = Span(*match.span())
        lost = "\ufffd" in match[0] or any("\ue000" <= ch <= "\uf8ff" for ch in match[0])
        shown = " ".join(f"U+{ord(ch):04X}" for ch in dict.fromkeys(match[0]))
        message = Message(
            f"{shown} stands here: {'a character was lost' if lost else 'it cannot be seen'}.",
            f"此处有 {shown}：{'字符已丢失' if lost else '不可见字符'}。",
        )
        fix = None if lost else Fix("safe", (Edit(span, ""),))
        yield Found(span, message, severity="error" if lost else None, fix=fix)
    for match in _MOJIBAKE.finditer(reading.text):
        message = Message(
            f"“{match[0]}” looks like text read in a wrong encoding.",
            f"“{match[0]}”疑为编码错误造成的乱码。",
        )
        yield Found(Span(*match.span()), message, severity="error")


@rule("P108", "chinese-title-marks", category=STYLE, severity="warning", languages=("en",))
def title_marks(reading: Reading) -> Iterator[Found]:
    """
    Checks. 《 》 round a title in English.

    Why. English sets titles in italics or in quotation marks; laws stand without any.

    Example. the 《Charity Law》

    Instead. the Charity Law

    Fix safety. Safe where a glossary term stands between the marks, else unsafe.
    """
    for match in _TITLE.finditer(reading.text):
        span, inner = Span(*match.span()), match[1]
        if re.search(f"[{HAN}]", inner):
            continue
        term = any(each.text == inner.strip() for each in reading.occurrences)
        best = inner.strip() if term else f"“{inner.strip()}”"
        message = Message(
            f"English does not write 《》 round a title; write “{best}”.",
            f"英文标题不用书名号，可写作“{best}”。",
        )
        yield Found(span, message, (best,), applicability="safe" if term else "unsafe")


def address_cover(reading: Reading) -> Cover:
    """Return the addresses of the text, where a mark needs no space."""
    return Cover(addresses(reading.text))


def _narrow(mark: str) -> str:
    if mark == "——":
        return "—"
    if mark == "……":
        return "…"
    return _WIDE.get(mark) or unicodedata.normalize("NFKC", mark)


def _beside_han(text: str, span: Span) -> bool:
    before, after = text[: span.start].rstrip(" ")[-1:], text[span.end :][:8].lstrip(" ")[:1]
    return bool(re.match(f"[{HAN}《》]", before) or re.match(f"[{HAN}《》]", after))


def _spaced(text: str, span: Span, mark: str) -> str:
    """Return the English mark with the space that belongs beside it."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    if mark in ("(", "[", "“") and before.isalnum():
        return " " + mark
    if mark in _CLOSING and after.isalnum() and not (before.isdigit() and after.isdigit()):
        return mark + " "
    return mark


def _enclosed(before: str) -> bool:
    """Whether the last bracket or quotation mark before a place is an opening one."""
    return bool(re.search(r"[(（\[“「《][^)）\]”」》]*$", before))


def _widened(match: re.Match[str], wrong: str, right: str, applicability: Applicability) -> Found:
    message = Message(
        f"“{wrong}” is a half-width mark; Chinese writes “{right}”.",
        f"中文中使用了半角标点“{wrong}”，应为“{right}”。",
    )
    return Found(Span(*match.span()), message, (right,), applicability=applicability)


def _end(text: str) -> str:
    """Return the class of the mark a text ends with, "" where it is none."""
    last = _AFTER_END.sub("", text)[-1:]
    return _ENDS.get(last, "")


def _telling(theirs: str, ours: str) -> bool:
    return bool({theirs, ours} & {"?", "!"}) or (theirs == "." and ours == "")


def _named(mark: str, language: int) -> str:
    return _NAMES.get(mark, (f"“{mark}”", f"“{mark}”") if mark else ("no mark", "无标点"))[language]


def _alone(paragraph: str) -> Iterator[tuple[int, str]]:
    """Yield the marks of a paragraph that stand without partner."""
    listed = {match.end() - 1 for match in _LIST_MARK.finditer(paragraph)}
    partner = {**_BRACKETS, **_QUOTES}
    closing = {end: start for start, end in partner.items()}
    waiting: list[tuple[int, str]] = []
    for at, ch in enumerate(paragraph):
        if ch in partner:
            waiting.append((at, ch))
        elif ch in closing and at not in listed:
            held = next(
                (i for i in range(len(waiting) - 1, -1, -1) if waiting[i][1] == closing[ch]), None
            )
            if held is not None:
                del waiting[held]
            elif not _smiley(paragraph, at):
                yield at, ch
    yield from waiting


def _smiley(paragraph: str, at: int) -> bool:
    return paragraph[max(0, at - 2) : at].strip() in (":", ";", ":-", ";-")
