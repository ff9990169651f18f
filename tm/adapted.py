"""A translation rewritten with the query's values.

A stored sentence whose figures differ from the query's is still the best start there is: 累计投入
1.2亿元 is translated by *120 million yuan*, so 2.5亿元 is *250 million yuan*. The value is looked
for in the stored translation by what it is worth, written anew in the style that stands there, and
the result is read back: unless it then says exactly what it should, nothing is offered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tm.comparison import Comparison
from tm.languages import Language
from tm.restyled import Value, lettered, small, written
from tm.text.numerals import Figure
from tm.text.spans import Span
from tm.text.symbols import ORDINAL
from tm.text.tokens import Tokens
from tm.text.variants import is_traditional
from tm.values import Worth, Written, numbered, rank, read, value_at, worth

# What stands before a line of a list; years and larger numbers are none.
_ONE_TO_NINE = "[一二三四五六七八九]"
_LABEL = re.compile(
    rf"\s*[（(]?(\d{{1,3}}|{_ONE_TO_NINE}?十?{_ONE_TO_NINE}|{_ONE_TO_NINE}?十)"
    r"(?:[）)、．:：]|\.(?!\d))"
)
_LETTER_LABEL = re.compile(r"\s*[（(]?([A-Za-z]|[IVX]{1,6}|[ivx]{1,6})(?:[）)、．:：]|\.(?!\w))")
# A word that a number before it counts; *Annex 1 of* and *1 percent* count nothing.
_COUNTED = re.compile(
    r"[ -](?!(?:of|and|or|to|in|on|at|is|was|are|were|shall|may|for|by|with|from|under|above|below|"
    r"percent|per)\b)[a-z]"
)
RANGE = re.compile(r"[至到~～〜—–-]|\b(?:to|through|until)\b", re.IGNORECASE)
"""What joins two values into everything from one to the other."""
LINK = 12
"""Longest stretch between two values that joins them, in characters."""
# The word an English number belongs to; a stop in it that the reader does not take for one.
_HEAD = re.compile(
    r"\b(?:Article|(?:Sub-?)?paragraph|Item|Chapter|Section)s?(?= \Z)", re.IGNORECASE
)
_GLUED = re.compile(r"[A-Za-z]+\d[\w.,]*")
_CUT_OFF = re.compile(r"[.．。]\d")
_TRADITIONAL = str.maketrans("万亿", "萬億")
# Before a number that is part of a name: Windows 7, Article 12.
_NAMED = re.compile(
    r"(?:(?<=[\w,] )[A-Z][\w.]*|\b(?:Article|Paragraph|Resolution|Decree|Order|Annex|Attachment|"
    r"Form|Table|Section|Room|Flight|No\.)) \Z"
)
_ARTICLE = re.compile(r"\b(a)n? \Z")
# What is read with a vowel first: 8, 80, 11, 18, 11,000 but not 110.
_VOWEL = re.compile(r"8|1[18](?!\d)|1[18],|eight|eleven", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Adapted:
    """A translation with the query's values; `text` is None where that is not safe.

    `places` are the spans of the stored translation whose values are out of date.
    """

    text: str | None
    places: tuple[Span, ...]


def adapt(
    target: str, language: Language, written: Sequence[Written], compared: Comparison,
    source: Language,
) -> Adapted | None:  # fmt: skip
    """Return `target` (in `language`) with the query's values; None where no value differs.

    A number or letter at the head of a list (七、 (7) A.) is changed together with the values.
    """
    changed = [each for each in written if each.penalty != "format"]
    target, lead = _relettered(target, compared)
    if not changed:
        return Adapted(target, lead) if lead else None
    if _glued(compared.query) != _glued(compared.match):
        return Adapted(None, ())
    head = _label_change(target, changed, compared)
    values_changed = [each for each in changed if head is None or not _is_label(each, compared)]
    there = numbered(target, language)
    wanted = _wanted(values_changed, compared, source)
    spans: list[tuple[Value, Value]] = [head] if head is not None else []
    placed: list[tuple[Span, Span]] = []
    for old, new, times in wanted or ():
        counterparts = _counterparts(there, old, times, read(compared.match, source))
        if counterparts is None:
            alike = [value for value in there if worth(value) == worth(old)]
            return Adapted(None, tuple(value.span for value in alike))
        spans += [(value, new) for value in counterparts]
        placed += [(old.span, value.span) for value in counterparts if times == 1]
    places = tuple(sorted({value.span for value, _ in spans}))
    unfit = not spans or wanted is None or len(places) != len(spans)
    if (
        unfit
        or _is_crowded(compared, values_changed)
        or (values_changed and _counts_otherwise(compared, source))
        or not _keeps_ranges(compared.match, target, placed)
    ):
        return Adapted(None, places)
    text = _rewritten(target, language, spans)
    places = tuple(sorted({*places, *lead}))
    return Adapted(text if _says(text, language, there, spans) else None, places)


def _glued(text: str) -> Counter[str]:
    """Count the figures that are part of a word and no values: NTD600,000, G20, IPv6."""
    return Counter(_GLUED.findall(text))


def _counts_otherwise(compared: Comparison, source: Language) -> bool:
    """Say whether two values that answer each other have other units: three years, six months."""
    left, right = compared.query_tokens, compared.match_tokens
    for i, j, size in compared.blocks:
        for k in range(size):
            if left.codes[i + k] <= ORDINAL:
                new = value_at(compared.query, left.span(i + k), source)
                old = value_at(compared.match, right.span(j + k), source)
                if isinstance(new, Figure) and isinstance(old, Figure) and new.unit != old.unit:
                    return True
    return False


def _is_crowded(compared: Comparison, changed: Sequence[Written]) -> bool:
    """Say whether a value that stands on one side only stands close to a changed one.

    第十八條 is no pattern for 第十六條之一, nor Article 6, paragraph 2 for Article 9.
    """
    sides = (
        (compared.query_tokens, 0, [each.query for each in changed]),
        (compared.match_tokens, 1, [each.match for each in changed]),
    )
    return any(
        span.start - LINK <= alone.end and alone.start <= span.end + LINK
        for tokens, side, spans in sides
        for alone in _unanswered(tokens, [(block[side], block[2]) for block in compared.blocks])
        for span in spans
    )


def _unanswered(tokens: Tokens, blocks: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Yield where the values stand that are in no block (its first token, its length)."""
    at = 0
    for first, size in (*blocks, (len(tokens), 0)):
        yield from (tokens.span(i) for i in range(at, first) if tokens.codes[i] <= ORDINAL)
        at = first + size


def _keeps_ranges(source: str, target: str, placed: Sequence[tuple[Span, Span]]) -> bool:
    """Say whether the values that make a range in the source make one in the translation.

    81 至 83 translated as *81, 82 and 83* is no pattern for 15 至 22.
    """
    for (one, there), (other, beyond) in pairwise(sorted(placed)):
        if not _is_range(source, one, other):
            continue
        first, last = sorted((there, beyond))
        before = target[max(0, first.start - LINK) : first.start]
        if not _is_range(target, first, last) and not _BETWEEN.search(before):
            return False
    return True


def _is_range(text: str, one: Span, other: Span) -> bool:
    gap = text[one.end : other.start]
    return len(gap) <= LINK and RANGE.search(gap) is not None


def _relettered(target: str, compared: Comparison) -> tuple[str, tuple[Span, ...]]:
    """Return the translation with the letter its line of a list has in the query, and where.

    It is as it was where letters do not differ, or are not the same on both sides.
    """
    texts = (compared.query, compared.match, target)
    new, old, there = (_LETTER_LABEL.match(text) for text in texts)
    if new is None or old is None or there is None or len(new[1]) != len(there[1]):
        return target, ()
    if new[1] == old[1] or old[1] != there[1] or new[1].isupper() != old[1].isupper():
        return target, ()
    start, end = there.span(1)
    return target[:start] + new[1] + target[end:], (Span(start, end),)


def _counterparts(
    there: Sequence[Value], old: Value, times: int, beside: Sequence[Value]
) -> list[Value] | None:
    """Return the values of the translation that answer `old`; None where it is not plain which.

    It must stand there as often as in the source. 第十四条 is answered by *Article 14*: a number
    may answer an ordinal where nothing of its own kind does.
    """
    for alike in (worth, rank):
        found = [value for value in there if alike(value) == alike(old)]
        if found or alike is rank:
            total = sum(alike(value) == alike(old) for value in beside)
            return found if len(found) == times == total else None
    return None


def _label_change(
    target: str, changed: Sequence[Written], compared: Comparison
) -> tuple[Figure, Figure] | None:
    """Return the number at the head of the translation and what it shall be, where it changes."""
    if not any(_is_label(each, compared) for each in changed):
        return None
    new, old, there = (_label(text) for text in (compared.query, compared.match, target))
    if old is not None and there is None:
        there = _letter_label(target, old.value)
    if new is None or old is None or there is None or there.value != old.value:
        return None
    return there, new


def _letter_label(text: str, value: Decimal) -> Figure | None:
    """Return the letter or Roman numeral at the head of a list's line, if it stands for `value`."""
    found = _LETTER_LABEL.match(text)
    if found is None or lettered(found[1], int(value), int(value)) != found[1]:
        return None
    span = Span(*found.span(1))
    return Figure(span, value, "number", span)


def _is_label(written: Written, compared: Comparison) -> bool:
    new, old = _label(compared.query), _label(compared.match)
    return (
        new is not None and old is not None
        and written.query.overlaps(new.span) and written.match.overlaps(old.span)
    )  # fmt: skip


def _label(text: str) -> Figure | None:
    """Return the number at the head of a list's line.

    >>> [str(found and found.value) for found in map(_label, ("十二、其他", "(3) Other", "3 km"))]
    ['12', '3', 'None']
    """
    found = _LABEL.match(text)
    if found is None:
        return None
    span = Span(*found.span(1))
    return Figure(span, Decimal(small(found[1])), "number", span)


def _wanted(
    changed: Sequence[Written], compared: Comparison, source: Language
) -> list[tuple[Value, Value, int]] | None:
    """Return old value, new value and how often; None where one is unreadable or goes two ways."""
    seen: dict[Worth, tuple[Value, Value, int]] = {}
    read: set[Span] = set()
    for each in changed:
        old = value_at(compared.match, each.match, source)
        new = value_at(compared.query, each.query, source)
        if old is None or new is None or not _are_alike(old, new, compared, source):
            return None
        if old.span in read:  # 20世纪90年代 is one value of two numbers
            continue
        read.add(old.span)
        _, known, times = seen.get(worth(old), (old, new, 0))
        if worth(known) != worth(new):
            return None
        seen[worth(old)] = (old, new, times + 1)
    return list(seen.values())


def _are_alike(old: Value, new: Value, compared: Comparison, source: Language) -> bool:
    """Say whether two values count the same things; 第二條 and 第三項 do not."""
    if not isinstance(old, Figure) or not isinstance(new, Figure):
        return True
    texts = (compared.match, old), (compared.query, new)
    if source == "zh":
        return (
            old.kind != "ordinal" or len({text[each.span.end :][:1] for text, each in texts}) == 1
        )
    named = [_HEAD.search(text, 0, each.span.start) for text, each in texts]
    return len({found and found[0].casefold() for found in named}) == 1


def _rewritten(
    target: str, language: Language, changes: Sequence[tuple[Value, Value]]
) -> str | None:
    """Return the target with each value replaced; None where one cannot be written."""
    parts: list[str] = []
    at = 0
    for old, new in sorted(changes, key=lambda change: change[0].span):
        span = old.digits if isinstance(old, Figure) else old.span
        if _CUT_OFF.match(target, span.end):
            return None
        text = written(span.cut(target), old, new, language)
        if text is None or (language == "en" and _inflects(old, new, target[span.end :])):
            return None
        before = target[at : span.start]
        if language == "zh":
            parts += [before, _in_script(text, target)]
        else:
            parts += _joined(before, span.cut(target), text)
        at = span.end
    return "".join([*parts, target[at:]])


def _in_script(text: str, target: str) -> str:
    """Return a Chinese value in the characters of the translation it goes into."""
    traditional = text.translate(_TRADITIONAL)
    return traditional if traditional != text and is_traditional(target) else text


def _joined(before: str, like: str, text: str) -> tuple[str, str]:
    """Return what stands before an English value, and the value, each suited to the other.

    >>> _joined("in Resolution ", "12", "2,231"), _joined("by a ", "5", "11")
    (('in Resolution ', '2231'), ('by an ', '11'))
    """
    if "," not in like and _NAMED.search(before):
        text = text.replace(",", "")
    article = _ARTICLE.search(before)
    if article is not None:
        before = before[: article.end(1)] + ("n " if _VOWEL.match(text) else " ")
    return before, text


def _inflects(old: Value, new: Value, after: str) -> bool:
    """Say whether what is counted in English changes from one to several or back."""
    if not isinstance(old, Figure) or not isinstance(new, Figure) or old.kind == "ordinal":
        return False
    return (old.value == 1) != (new.value == 1) and _COUNTED.match(after) is not None


def _says(
    text: str | None, language: Language, before: Sequence[Value],
    changes: Sequence[tuple[Value, Value]],
) -> bool:  # fmt: skip
    """Read the rewritten translation back: it must hold the new values and all others as before."""
    if text is None:
        return False
    new = {old.span: rank(new) for old, new in changes}
    expected = [new.get(value.span, rank(value)) for value in before]
    return [rank(value) for value in numbered(text, language)] == expected
