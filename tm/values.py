"""Numbers and dates of a match, compared by value and rewritten in its translation.

A stored sentence whose figures differ from the query's is still the best start there is: 累计投入
1.2亿元 is translated by *120 million yuan*, so 2.5亿元 is *250 million yuan*. The value is looked
for in the stored translation by what it is worth, written anew in the style that stands there, and
the result is read back: unless it then says exactly what it should, nothing is offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tm.comparison import Comparison, ValuePair
from tm.languages import Language
from tm.restyled import Value, lettered, of_roman, small, written
from tm.text.numerals import Figure, values
from tm.text.spans import Span

Worth = tuple[object, ...]

# What stands before a line of a list; years and larger numbers are none.
_ONE_TO_NINE = "[一二三四五六七八九]"
_LABEL = re.compile(
    rf"\s*[（(]?(\d{{1,3}}|{_ONE_TO_NINE}?十?{_ONE_TO_NINE}|{_ONE_TO_NINE}?十)"
    r"(?:[）)、．:：]|\.(?!\d))"
)
_LETTER_LABEL = re.compile(r"\s*[（(]?([A-Za-z]|[IVX]{1,6}|[ivx]{1,6})(?:[）)、．:：]|\.(?!\w))")
_ROMAN = re.compile(
    r"\b(?:Chapter|Part|Section|Title|Annex|Appendix|Schedule|Book|Volume|Phase|Article)\s+"
    r"([IVX]{1,6})\b", re.IGNORECASE,
)  # fmt: skip
# A word that a number before it counts; *Annex 1 of* and *1 percent* count nothing.
_COUNTED = re.compile(
    r"[ -](?!(?:of|and|or|to|in|on|at|is|was|are|were|shall|may|for|by|with|from|under|above|below|"
    r"percent|per)\b)[a-z]"
)
_DIGITS = re.compile(r"\d(?:[\d,]*\d)?")
_HAN_ONLY = re.compile("第?[〇零一二三四五六七八九十百千万亿两]+")
_ONE_SHAPE = str.maketrans("零两", "〇二")


@dataclass(frozen=True, slots=True)
class Written:
    """A value of the query and its counterpart in the match; the penalty says what sets them apart.

    "format" is the same value written another way, "number" and "date" are other values.
    """

    penalty: str
    query: Span
    match: Span


@dataclass(frozen=True, slots=True)
class Adapted:
    """A translation with the query's values; `text` is None where that is not safe.

    `places` are the spans of the stored translation whose values are out of date.
    """

    text: str | None
    places: tuple[Span, ...]


def written_apart(
    compared: Comparison, pairs: Iterable[ValuePair], language: Language
) -> Iterator[Written]:
    """Say for each pair of values written apart whether they are worth the same."""
    for pair in pairs:
        same = _plainly(pair.query.cut(compared.query), pair.match.cut(compared.match))
        if same is None:
            query = value_at(compared.query, pair.query, language)
            match = value_at(compared.match, pair.match, language)
            same = query is not None and match is not None and worth(query) == worth(match)
        other = "date" if pair.kind == "date" else "number"
        yield Written("format" if same else other, pair.query, pair.match)


def _plainly(one: str, other: str) -> bool | None:
    """Compare two values written in the same style by their digits; None where styles differ.

    >>> _plainly("2016年4月", "2018年4月"), _plainly("三百", "五百"), _plainly("3万", "三万")
    (False, False, None)
    """
    if _DIGITS.sub("#", one) == _DIGITS.sub("#", other):
        return _figures(one) == _figures(other)
    if _HAN_ONLY.fullmatch(one) and _HAN_ONLY.fullmatch(other):
        same = one.translate(_ONE_SHAPE) == other.translate(_ONE_SHAPE)
        return same if same or _is_positional(one) == _is_positional(other) else None
    return None


def _figures(text: str) -> list[int]:
    return [int(digits.replace(",", "")) for digits in _DIGITS.findall(text)]


def _is_positional(text: str) -> bool:
    return not any(ch in "十百千万亿" for ch in text)


def value_at(text: str, span: Span, language: Language) -> Value | None:
    """Return the one value that stands at `span`, or None where there is none or several."""
    found = [value for value in _values(text, language) if value.span.overlaps(span)]
    return found[0] if len(found) == 1 else None


def worth(value: Value) -> Worth:
    """Return what must agree for two values to be the same, whatever they are written like."""
    if isinstance(value, Figure):
        kind = value.kind if value.kind in ("percent", "ordinal") else "number"
        return (kind, value.value, value.high)
    return (
        value.kind, value.year, value.month, value.day, value.until, value.hour, value.minute,
        value.part, value.number, value.of,
    )  # fmt: skip


@lru_cache(maxsize=512)
def _values(text: str, language: Language) -> tuple[Value, ...]:
    return tuple(values(text, language))


# ---- adapting ------------------------------------------------------------------------------------


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
    head = _label_change(target, changed, compared)
    values_changed = [each for each in changed if head is None or not _is_label(each, compared)]
    there = _numbered(target, language)
    wanted = _wanted(values_changed, compared, source)
    spans: list[tuple[Value, Value]] = [head] if head is not None else []
    for old, new, times in wanted or ():
        counterparts = _counterparts(there, old, times, _values(compared.match, source))
        if counterparts is None:
            alike = [value for value in there if worth(value) == worth(old)]
            return Adapted(None, tuple(value.span for value in alike))
        spans += [(value, new) for value in counterparts]
    places = tuple(sorted({value.span for value, _ in spans}))
    if not spans or wanted is None or len(places) != len(spans):
        return Adapted(None, places)
    text = _rewritten(target, language, spans)
    places = tuple(sorted({*places, *lead}))
    return Adapted(text if _says(text, language, there, spans) else None, places)


def _numbered(text: str, language: Language) -> tuple[Value, ...]:
    """Return the values of a translation, Roman numbers of chapters among them."""
    plain = _values(text, language)
    romans = [
        Figure(span, Decimal(number), "ordinal", span)
        for found in (_ROMAN.finditer(text) if language == "en" else ())
        if (number := of_roman(found[1])) is not None
        for span in (Span(*found.span(1)),)
        if not any(span.overlaps(value.span) for value in plain)
    ]
    return tuple(sorted((*plain, *romans), key=lambda value: value.span))


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
    for alike in (worth, _rank):
        found = [value for value in there if alike(value) == alike(old)]
        if found or alike is _rank:
            total = sum(alike(value) == alike(old) for value in beside)
            return found if len(found) == times == total else None
    return None


def _rank(value: Value) -> Worth:
    """Return what a value is worth, ordinal or not."""
    found = worth(value)
    return ("number", *found[1:]) if found[0] == "ordinal" else found


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
    for each in changed:
        old = value_at(compared.match, each.match, source)
        new = value_at(compared.query, each.query, source)
        if old is None or new is None:
            return None
        _, known, times = seen.get(worth(old), (old, new, 0))
        if worth(known) != worth(new):
            return None
        seen[worth(old)] = (old, new, times + 1)
    return list(seen.values())


def _rewritten(
    target: str, language: Language, changes: Sequence[tuple[Value, Value]]
) -> str | None:
    """Return the target with each value replaced; None where one cannot be written."""
    parts, at = [], 0
    for old, new in sorted(changes, key=lambda change: change[0].span):
        span = old.digits if isinstance(old, Figure) else old.span
        text = written(span.cut(target), old, new, language)
        if text is None or (language == "en" and _inflects(old, new, target[span.end :])):
            return None
        parts += [target[at : span.start], text]
        at = span.end
    return "".join([*parts, target[at:]])


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
    new = {old.span: _rank(new) for old, new in changes}
    expected = [new.get(value.span, _rank(value)) for value in before]
    return [_rank(value) for value in _numbered(text, language)] == expected
