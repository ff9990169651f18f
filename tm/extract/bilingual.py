"""Documents that hold both languages: side by side, in turn, or one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tm.extract.documents import Block
from tm.extract.remarks import Problem
from tm.languages import LANGUAGES, Language
from tm.pairs import SegmentPair
from tm.text.detect import language_of

_MIXED, _IN_TURN, _IN_COLUMN = 0.2, 0.85, 0.7


def pairs_in_turn(blocks: Sequence[Block]) -> tuple[tuple[SegmentPair, ...], list[Problem]]:
    """Return the pairs of a document whose paragraphs take turns, and what to say about it.

    A document with much of both languages that does not take turns gives a problem and no pair.
    """
    told = [(language, block) for block in blocks if (language := language_of(block.text))]
    counts = [sum(language == each for language, _ in told) for each in ("zh", "en")]
    if len(told) < 4 or min(counts) < _MIXED * len(told):
        return (), []
    turns = sum(one[0] != two[0] for one, two in pairwise(told))
    if turns < _IN_TURN * (len(told) - 1):
        return (), [Problem("both languages", (str(counts[0]), str(counts[1])))]
    pairs = _in_turn(told)
    return pairs, [Problem("pairs in turn", (str(len(pairs)),))]


def pairs_in_columns(rows: Sequence[Sequence[str]], *, place: str) -> tuple[SegmentPair, ...]:
    """Return the pairs of a table that has a Chinese and an English column, else none.

    A heading row that only names the languages is not a pair. Of several columns in one language
    (notes, origins) the one that says most in different words is taken.
    """
    rows = [row for row in rows if sum(bool(cell.strip()) for cell in row) > 1]
    if len(rows) < 2:
        return ()
    width = max(map(len, rows))
    columns = [[row[n] for row in rows if n < len(row)] for n in range(width)]
    zh, en = (_fullest(columns, language) for language in ("zh", "en"))
    if zh is None or en is None:
        return ()
    paired = [
        SegmentPair(row[zh].strip(), row[en].strip(), place=f"{place}, row {number}")
        for number, row in enumerate(rows, 1)
        if max(zh, en) < len(row) and row[zh].strip() and row[en].strip()
    ]
    return tuple(pair for pair in paired if not _names_languages(pair))


def _fullest(columns: Sequence[Sequence[str]], language: Language) -> int | None:
    """Return the column of a language with the most text in different cells."""
    sizes = {
        n: sum(map(len, set(cells)))
        for n, cells in enumerate(columns)
        if _column_language(cells) == language
    }
    return max(sizes, key=lambda n: (sizes[n], -n)) if sizes else None


def _column_language(cells: Sequence[str]) -> Language | None:
    filled = [language for cell in cells if (language := language_of(cell))]
    for language in LANGUAGES:
        if filled and filled.count(language) >= _IN_COLUMN * len(filled) and len(filled) > 1:
            return language
    return None


def _names_languages(pair: SegmentPair) -> bool:
    zh, en = pair.zh.casefold(), pair.en.casefold()
    headings = ("中文", "汉语", "漢語", "原文", "chinese", "zh", "源语")
    return zh in headings or (
        en in ("english", "en", "英文", "英语", "translation") and len(zh) < 6
    )


def _in_turn(told: Sequence[tuple[Language, Block]]) -> tuple[SegmentPair, ...]:
    """Pair each paragraph with the next one of the other language, in the order that prevails."""
    leading = told[0][0]
    pairs = []
    number = 0
    while number + 1 < len(told):
        (first, one), (second, two) = told[number], told[number + 1]
        if first == leading and second != leading:
            zh, en = (one, two) if first == "zh" else (two, one)
            pairs.append(SegmentPair(zh.text, en.text, place=f"paragraph {number + 1}"))
            number += 2
        else:
            number += 1
    return tuple(pairs)
