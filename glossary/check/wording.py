"""Words written twice, and the two spellings of English in one text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from glossary.check.finding import Evidence, Found, Message
from glossary.check.reading import Cover, Reading
from glossary.check.rule import GRAMMAR, SPELLING, rule
from glossary.check.tokens import Token
from glossary.check.wordlist import cased_like
from glossary.inflect import key
from tm.text.chars import is_han
from tm.text.spans import Span

# Words that good English does write twice; *in* and *on* only after a verb that takes them.
_TWICE = frozenset(
    "had that very so no yes bye ha far long many much more again really ever".split()
)
_FUNCTION = frozenset(
    "a an the and or but of to in on at by for with from as is was were are be been it its this"
    " these those their his her our we they he she i you which who will would can"
    " could has have not".split()
)
_TAKING_PARTICLES = frozenset(
    "go goes going went gone come comes came coming move moves moved moving carry carries carried"
    " carrying live lives lived hold holds held log logged step stepped keep kept drag dragged sign"
    " signed bring brought take took taken".split()
)
_HAN_TWICE = re.compile(
    r"((?<!目)的(?!的确)|了|在|是|和|与|及|对|将|从|为|向|把|被|以及|通过|进行|我们|他们|社会|组织)\1(?!\1)"
)
_SHORT = 2  # characters of a term: verbs among these are reduplicated (考察考察)
DIALECTS = {
    "us": ("American", "美式"),
    "gb": ("British", "英式"),
    "ise": ("British -ise", "英式 -ise"),
}


@rule("S106", "doubled-word", category=GRAMMAR, severity="error",
      languages=("en",), reach="passage")  # fmt: skip
def doubled_word(reading: Reading) -> Iterator[Found]:
    """
    Checks. A word that stands twice in a row, also across a line end.

    Why. The eye passes over it. Reduplicated names (Yang Yang), *had had* and *that that* are right
    and pass; so do repetitions parted by a mark.

    Example. They were were welcomed by the the council.

    Instead. They were welcomed by the council.

    Fix safety. Safe for function words, unsafe for all others.
    """
    terms = Cover(reading.masked)
    last: Token | None = None
    for one, two in pairwise(reading.tokens):
        before, last = last, one
        if one.word != two.word or not _adjacent(reading.text, one, two):
            continue
        verbal = _particle(before, one)
        if one.word in _TWICE or verbal or _name(one, two) or terms.touches(two.span):
            continue
        sure = one.word in _FUNCTION
        if not sure and "\n" in reading.text[one.span.end : two.span.start]:
            continue  # a heading and the line below it
        message = _twice(two.text)
        span = Span(one.span.start, two.span.end)
        yield Found(span, message, (one.text,), severity="error" if sure else "warning",
                    applicability="safe" if sure else "unsafe")  # fmt: skip


@rule("S105", "mixed-dialect", category=SPELLING, severity="note", languages=("en",),
      gives_way_to=("S101", "S102"))  # fmt: skip
def mixed_dialect(reading: Reading) -> Iterator[Found]:
    """
    Checks. British and American spellings in one text; each spelling of the rarer kind is told
    once. British -ize stands with both. Names and glossary terms do not count.

    Why. Either is right; readers notice the mixture.

    Example. The organization's programme centers on labour rights.

    Instead. The organization's program centers on labor rights.

    Fix safety. Unsafe: a quotation or title keeps its spelling.
    """
    places: dict[str, list[Token]] = defaultdict(list)
    for token in reading.gathered(_of_one_country):
        dialect = reading.rules.words.dialect(token.word)
        places["us" if dialect == "us" else "gb"].append(token)
    if len(places) < 2:
        return
    rare, main = sorted(places, key=lambda dialect: (len(places[dialect]), dialect))
    example = places[main][0]
    seen: set[str] = set()
    for token in places[rare]:
        if token.word not in seen:
            seen.add(token.word)
            yield _mixed(reading, token, rare, main, example)


def _of_one_country(passage: Reading) -> Iterator[Token]:
    """Yield the words of a passage whose spelling is British or American only."""
    terms = Cover(passage.masked)
    for token in passage.tokens:
        ordinary = not terms.touches(token.span) and (token.lower or token.first)
        if ordinary and passage.rules.words.dialect(token.word):
            yield token


def _mixed(reading: Reading, token: Token, rare: str, main: str, example: Token) -> Found:
    other = _counterpart(reading, token.word, main)
    message = Message(
        f"“{token.text}” is {DIALECTS[rare][0]} spelling in a text that is otherwise"
        f" {DIALECTS[main][0]} (“{example.text}”).",
        f"“{token.text}”是{DIALECTS[rare][1]}拼写，全文其余多为{DIALECTS[main][1]}拼写（如“{example.text}”）。",
    )
    return Found(
        token.span, message, (cased_like(token.text, other),) if other else (),
        evidence=(Evidence("elsewhere", example.text, example.span),),
        applicability="unsafe" if other else None,
    )  # fmt: skip


def _counterpart(reading: Reading, word: str, dialect: str) -> str | None:
    """Return the same word as the other country writes it."""
    words = reading.rules.words
    alike = [near for near in words.near(word) if key(near) == key(word)]
    fitting = [near for near in alike if (words.dialect(near) == "us") == (dialect == "us")]
    return max(sorted(fitting), key=words.zipf, default=None)


@rule("S107", "doubled-word-zh", category=GRAMMAR, severity="warning",
      languages=("zh",), reach="passage")  # fmt: skip
def doubled_word_zh(reading: Reading) -> Iterator[Found]:
    """
    Checks. Particles, common words and terms of the house that stand twice in a row in Chinese:
    的的, 进行进行, 社会组织社会组织.

    Why. They are left over from editing. Reduplication that is right (人人, 常常, 研究研究) passes,
    because only words that are never reduplicated are looked for.

    Example. 本次会议的的主题

    Instead. 本次会议的主题

    Fix safety. Safe for 的的, unsafe for all others.
    """
    terms = Cover(reading.masked)
    for match in _HAN_TWICE.finditer(reading.text):
        span = Span(*match.span())
        if terms.touches(span) or _in_fours(reading.text, span) or _parted(reading, span):
            continue
        yield Found(
            span, _twice(match[1]), (match[1],),
            applicability="safe" if match[1] == "的" else "unsafe",
        )  # fmt: skip
    for one, two in pairwise(reading.occurrences):
        if one.text == two.text and one.span.end == two.span.start and len(one.span) > _SHORT:
            span = Span(one.span.start, two.span.end)
            yield Found(span, _twice(one.text), (one.text,), applicability="unsafe")


def _twice(text: str) -> Message:
    return Message(f"“{text}” stands twice in a row.", f"“{text}”连续出现两次。")


def _parted(reading: Reading, span: Span) -> bool:
    """Whether a doubled character ends one word and begins or is another: 现在|在, 认为|为了."""
    before = reading.text[max(0, span.start - 1) : span.start + 1]
    return len(span) == 2 and len(before) == 2 and before in reading.rules.chinese()


def _in_fours(text: str, span: Span) -> bool:
    """Whether a doubled character is half of a word such as 实实在在 or 来来往往."""
    before, after = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
    return len(span) == 2 and any(
        len(pair) == 2 and pair[0] == pair[1] and is_han(pair[0]) for pair in (before, after)
    )


def _particle(before: Token | None, one: Token) -> bool:
    """Whether the first of two belongs to the verb before it: *went on on Monday*."""
    return one.word in ("in", "on") and before is not None and before.word in _TAKING_PARTICLES


def _adjacent(text: str, one: Token, two: Token) -> bool:
    between = text[one.span.end : two.span.start]
    return between.strip(" \t\u00a0") in ("", "\n", "\r\n") and bool(between)


def _name(one: Token, two: Token) -> bool:
    """Yang Yang, Li Li, New York New York: both with a capital; *The the* is none."""
    if one.word in _FUNCTION:
        return False
    return one.text[:1].isupper() and two.text[:1].isupper()
