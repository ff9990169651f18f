"""From lines to paragraphs: joining what a fixed line width has cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tm.text.chars import display_width, is_cjk_punctuation, is_han, is_kana

_FINAL = re.compile(r"[。！？!?.…：:；;][”’』」）)\"']*\s*$")
# What lines of a list have not, and every fourth line of prose has.
_PROSE = re.compile(r"[。，；！？,;]|[.!?](?:\s|$)")
_FRESH = re.compile(
    r"^(?:\u3000| {2,}|\t|[-•●▪*]\s|[①-⑳]|第[一二三四五六七八九十百\d]+[章节条]"
    r"|[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.、．]\s*\S)"
)
_HYPHEN = re.compile(r"[A-Za-z]-$")
# Columns of the widest fixed line; what share of it a line that goes on fills, and a heading does.
_WIDEST, _FULL, _SHORT = 130, 0.72, 0.5
# Narrower columns may be lists; what share of their width lines of one width fill.
_NARROWEST, _EVEN = 50, 0.9
# Lines from which their widths tell the text's.
_TELLING = 5
# Up to here a line may be filled and still be ragged.
_ROOMY = 0.85


def paragraphs(lines: Sequence[str], *, wrapped: bool | None = None) -> list[str]:
    """Return paragraphs; blank lines separate them, and lines cut at a fixed width are joined.

    Whether lines were cut is judged from all of them unless `wrapped` says so. Chinese is joined
    with nothing, English with a space.

    >>> paragraphs(["会议在北京举行，来自各地的", "代表出席了会议。", "", "完"], wrapped=True)
    ['会议在北京举行，来自各地的代表出席了会议。', '完']
    """
    groups = _groups(lines)
    width = _width(groups)
    fixed = wrapped is None and _looks_wrapped(groups, width)
    if not (wrapped or fixed):
        return [line.strip() for group in groups for line in group]
    if not fixed:
        groups = _title_apart(groups)
    return [text for group in groups for text in _joined(group, width, fixed=fixed)]


def join(first: str, second: str) -> str:
    """Join two lines of one paragraph.

    >>> join("社会", "组织"), join("social", "organisations"), join("interna-", "tional")
    ('社会组织', 'social organisations', 'international')
    """
    first, second = first.rstrip(), second.lstrip()
    if not first or not second:
        return first + second
    if _HYPHEN.search(first) and second[0].islower():
        return first[:-1] + second
    dense = _is_dense(first[-1]) or _is_dense(second[0])
    return first + second if dense else f"{first} {second}"


def _is_dense(ch: str) -> bool:
    return is_han(ch) or is_cjk_punctuation(ch) or is_kana(ch)


def _groups(lines: Sequence[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return groups if groups[-1] else groups[:-1]


def _width(groups: Sequence[Sequence[str]]) -> int:
    """Return the line width of the text: that which only one line in twenty exceeds."""
    widths = sorted(display_width(line.rstrip()) for group in groups for line in group)
    return widths[len(widths) * 19 // 20] if widths else 0


def _looks_wrapped(groups: Sequence[Sequence[str]], width: int) -> bool:
    """Say whether most lines that go on are full, and stop in mid-sentence."""
    going_on = [line for group in groups for line in group[:-1]]
    prose = sum(_PROSE.search(line) is not None for line in going_on)
    if width > _WIDEST or len(going_on) < 3 or prose < len(going_on) / 4:
        return False
    full = [line for line in going_on if display_width(line.rstrip()) >= _FULL * width]
    in_sentence = [line for line in full if not _FINAL.search(line)]
    if len(full) >= 0.6 * len(going_on) and len(in_sentence) >= 0.5 * len(going_on):
        return True
    return width >= _NARROWEST and _breaks_evenly(going_on, width)


def _breaks_evenly(lines: Sequence[str], width: int) -> bool:
    """Say whether lines that stop in mid-sentence are all of one width: paragraphs may be short."""
    widths = [display_width(line.rstrip()) for line in lines if not _FINAL.search(line)]
    open_ended = [each for each in widths if each >= _SHORT * width]
    even = sum(each >= _EVEN * width for each in open_ended)
    return even >= 4 and even >= 0.85 * len(open_ended)


def _joined(group: Sequence[str], width: int, *, fixed: bool) -> list[str]:
    """Join the lines of a group; where their width is `fixed`, one with room left is an end."""
    paragraphs = [group[0]]
    for before, line in pairwise(group):
        filled = display_width(before.rstrip()) / max(1, width)
        short = _FINAL.search(before) or (fixed and _had_room(before, line, width))
        ends = filled < _FULL and short
        if ends or filled < _SHORT or _FRESH.match(line):
            paragraphs.append(line)
        else:
            paragraphs[-1] = join(paragraphs[-1], line)
    return [paragraph.strip() for paragraph in paragraphs]


def _title_apart(groups: list[list[str]]) -> list[list[str]]:
    """Part a title from the text below it: a first line that ends where there was room left.

    Most lines of running text are full; the longest may be two, joined over the end of a page.
    """
    widths = sorted(display_width(line.rstrip()) for group in groups for line in group)
    if not groups or len(groups[0]) < 2 or len(widths) < _TELLING:
        return groups
    (first, second, *rest), usual = groups[0], widths[len(widths) * 3 // 4]
    filled = display_width(first.rstrip()) / max(1, usual)
    if filled < _FULL and not _FINAL.search(first) and _had_room(first, second, usual):
        return [[first], [second, *rest], *groups[1:]]
    return groups


def _had_room(before: str, line: str, width: int) -> bool:
    """Say whether the first word of `line` would have fitted behind `before`: a heading ends so."""
    word = line.lstrip()[:1] if _is_dense(line.lstrip()[0]) else line.split()[0]
    return display_width(before.rstrip()) + 1 + display_width(word) <= _ROOMY * width
