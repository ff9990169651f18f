"""Whether a difference turns the meaning round: 同意 and 不同意, rise and fall, all and some.

The words are in `tm.text.opposites`. What is read is the difference and the words it lies in, on
both sides; what stands there on both sides alike weighs nothing, wherever it has moved to. A long
passage that is only put in or left out is plain to see and is not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from tm.languages import Language
from tm.text.masks import grouped
from tm.text.opposites import ALONE, FACING, GROUPS, HARMLESS, OBLIGING, UNITS
from tm.text.spans import Span
from tm.text.variants import simplify
from tm.units import DiffOp

Poles = Counter[tuple[str, int]]
"""How often words of a side (its group and its number there) occur."""

MARGIN = 3
"""Characters read to the left and right of a difference in Chinese: the longest words are four."""
LONG: dict[Language, int] = {"zh": 10, "en": 60}
"""Characters from which a passage put in or left out is not read."""

_LONGEST_UNIT = 12
_WORD = re.compile(r"No\.(?=\s?\d)|[A-Za-z]+(?:\.[mM]\b)?(?:['’][A-Za-z]+)?")
# 除北京外 at the head of a clause; 除列, 除法, 相除 except nothing.
_EXCEPTION = re.compile(
    "(?:^|[，,；;。：:])除[^，,；;。]{1,24}?(?:之外|以外|外)(?=[，,；;。]|[均都皆还還])"
)
# Pairs like able, unable. These only look so: they are other words.
_PREFIX = re.compile("(?:un|dis|non|in|im|il|ir)(?=[a-z]{4})")
_OTHER_WORDS = frozenset(
    "inform impact import impress imply improve income input inside insure instruct intend intent "
    "invest invention involve inborn inbound inflow install instance instant intense interest "
    "discover display disclose discharge dispatch disposition distribute disorder discuss dismiss "
    "dispute disease discount discourse implant impart important inhabit inline indeed instead "
    "insect imprison impose impulse unite united union until unless incorporate incorporated "
    "increase increased include included indicate inspect inspected inspection informed "
    "information invested investment involved intended instructed discovered displayed "
    "distributed discharged impressed imposed disposed inset inbox indent inflame".split()
)


def turns_round(query: str, match: str, steps: Sequence[DiffOp], language: Language) -> bool:
    """Say whether the steps from `match` to `query` turn the meaning round."""
    read = [step for step in steps if step.op != "equal" and not _is_long(step, language)]
    if not read:
        return False
    if language == "en":
        asked = list(_words(_joined(step.query.cut(query) for step in read)))
        stored = list(_words(_joined(step.match.cut(match) for step in read)))
        return _opposed(asked, stored, "en") or _prefixed(asked, stored)
    if any(_facing(query, match, step) for step in read):
        return True
    if any(_only_denies(query, match, step) for step in read):
        return True
    if "除" in query + match and any(_excepts(query, match, step) for step in read):
        return True
    windows = list(_windows(steps, language))
    asked = _chinese(_joined(ours.cut(query) for ours, _ in windows))
    stored = _chinese(_joined(theirs.cut(match) for _, theirs in windows))
    return _opposed(asked, stored, "zh")


def _excepts(query: str, match: str, step: DiffOp) -> bool:
    """Say whether a step lies in a 除…外 that the other side has not."""
    if "除" not in step.query.cut(query) + step.match.cut(match):
        return False
    return len(_EXCEPTION.findall(query)) != len(_EXCEPTION.findall(match))


def _only_denies(query: str, match: str, step: DiffOp) -> bool:
    """Say whether a step is 非 alone: 非营利 for 营利 turns it, 非政府 for 社会 does not."""
    text, at = (query, step.query) if len(step.query) else (match, step.match)
    return step.op != "replace" and at.cut(text) == "非" and text[at.end : at.end + 1] != "常"


def _joined(pieces: Iterable[str]) -> str:
    """Put pieces together so that no word goes across: one search is faster than many."""
    return "\n".join(pieces)


def counts_otherwise(
    query: str, match: str, steps: Sequence[DiffOp], language: Language
) -> bool:  # fmt: skip
    """Say whether one of the steps puts one unit for another: years for months, 元 for 美元."""
    known = _units(language)
    beyond = 2 if language == "zh" else 0  # 美 of 美元, 平方 of 平方公里 may be the difference
    for step in steps:
        if step.op == "equal" or max(len(step.query), len(step.match)) > _LONGEST_UNIT:
            continue
        ours = _plain(query[step.query.start : step.query.end + beyond])
        theirs = _plain(match[step.match.start : step.match.end + beyond])
        for less in range(beyond + 1):
            one = known.get(ours[: len(ours) - less])
            other = known.get(theirs[: len(theirs) - less])
            if one is not None and other is not None and one != other:
                return True
    return False


def _plain(text: str) -> str:
    return simplify(text.strip()).lower()


@cache
def _units(language: Language) -> dict[str, int]:
    """Return which unit each word is."""
    found: dict[str, int] = {}
    for number, side in enumerate(UNITS):
        words = side.zh.split() if language == "zh" else side.en.lower().split()
        for word in words:
            found |= {word: number} if language == "zh" else {word: number, f"{word}s": number}
    return found


def _is_long(step: DiffOp, language: Language) -> bool:
    """Say whether a step only puts in or leaves out, and much at once."""
    return step.op != "replace" and len(step.query) + len(step.match) > LONG[language]


def _opposed(asked: Sequence[str], stored: Sequence[str], language: Language) -> bool:
    if asked == stored:
        return False
    came, went = Counter(asked), Counter(stored)
    came, went = came - went, went - came
    ours, theirs = _poles(came, language), _poles(went, language)
    ours, theirs = ours - theirs, theirs - ours
    if any(group in ALONE for group, _ in (*ours, *theirs)):
        return True
    if any(word in OBLIGING for word in (*came, *went)) and ("duty", 0) in (*ours, *theirs):
        return True
    sides = dict(theirs.keys())
    return any(sides.get(group, side) != side for group, side in ours)


def _poles(words: Counter[str], language: Language) -> Poles:
    found: Poles = Counter()
    meanings = _meanings(language)
    for word, times in words.items():
        for pole in meanings.get(word, ()):
            found[pole] += times
    return found


# ---- English -------------------------------------------------------------------------------------


def _words(text: str) -> Iterator[str]:
    """Yield the words of a difference that weigh, n't as *not*, in small letters."""
    for written in _WORD.findall(text):
        word = written.lower().replace("’", "'")
        if word.endswith("n't"):
            yield "not"
        elif written != "May":  # the month
            yield word


def _prefixed(asked: Sequence[str], stored: Sequence[str]) -> bool:
    """Say whether a word of one side is a word of the other with *un-*, *in-*, *dis-*, *non-*."""
    return any(
        (found := _PREFIX.match(word)) is not None
        and word not in _OTHER_WORDS
        and word[found.end() :] in others
        for words, others in ((asked, stored), (stored, asked))
        for word in words
    )


@cache
def _meanings(language: Language) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return the sides on which each word of the list stands."""
    found: dict[str, list[tuple[str, int]]] = {}
    for group, sides in GROUPS.items():
        for number, side in enumerate(sides):
            words = side.zh.split() if language == "zh" else _inflected(side.en.split())
            for word in words:
                found.setdefault(word, []).append((group, number))
    return {word: tuple(poles) for word, poles in found.items()}


def _inflected(words: Sequence[str]) -> Iterator[str]:
    """Yield each word with -s, -ed and -ing, as regular verbs and nouns take them."""
    for word in words:
        yield word
        if len(word) < 3 or "." in word:
            continue
        stem = word[:-1] if word.endswith("e") else word
        yield from (f"{word}s", f"{stem}ed", f"{stem}ing")
        if re.search("(?:s|x|ch|sh|o)$", word):
            yield f"{word}es"
        if re.search("[^aeiou]y$", word):
            yield from (f"{stem[:-1]}ies", f"{stem[:-1]}ied")
        if re.search("[^aeiou][aeiou][bdglmnpt]$", word):
            yield from (f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")


# ---- Chinese -------------------------------------------------------------------------------------


def _chinese(text: str) -> list[str]:
    """Return the words of the list in a stretch of text, the longest at each place.

    >>> _chinese("不超过"), _chinese("非常不同意")
    (['不超过'], ['不同意'])
    """
    found = _pattern().findall(simplify(text))
    return [word for word in found if word not in HARMLESS]


@cache
def _pattern() -> re.Pattern[str]:
    """Return what finds the words: by their first character, the longest of each first."""
    return re.compile(grouped((*_meanings("zh"), *HARMLESS)))


def _windows(steps: Sequence[DiffOp], language: Language) -> Iterator[tuple[Span, Span]]:
    """Yield the differences, each with the characters beside it that stand on both sides alike.

    Those that lie close together are one.
    """
    before = 0  # characters alike just before the step
    first: DiffOp | None = None
    reach = last = 0
    for i, step in enumerate(steps):
        alike = step.op == "equal"
        if not alike and not _is_long(step, language):
            if first is None:
                first, reach = step, min(before, MARGIN)
            last = i
        elif first is not None and (
            not alike or len(step.query) > 2 * MARGIN or i + 1 == len(steps)
        ):
            yield _around(first, reach, steps[last], _size(step) if alike else 0)
            first = None
        before = _size(step) if alike else 0
    if first is not None:
        yield _around(first, reach, steps[last], 0)


def _size(step: DiffOp) -> int:
    return min(len(step.query), len(step.match))


def _around(first: DiffOp, before: int, last: DiffOp, after: int) -> tuple[Span, Span]:
    after = min(after, MARGIN)
    return (
        Span(first.query.start - before, last.query.end + after),
        Span(first.match.start - before, last.match.end + after),
    )


def _facing(query: str, match: str, step: DiffOp) -> bool:
    """Say whether one character stands for its opposite: 进口 for 出口, but not 北京 for 南京."""
    if len(step.query) != 1 or len(step.match) != 1:
        return False
    pair = simplify(step.query.cut(query) + step.match.cut(match))
    if pair not in _facings():
        return False
    return not any(
        _is_harmless(text, at.start) for text, at in ((query, step.query), (match, step.match))
    )


@cache
def _facings() -> frozenset[str]:
    return frozenset((*FACING, *(pair[::-1] for pair in FACING)))


def _is_harmless(text: str, at: int) -> bool:
    """Say whether the character at `at` belongs to a word in which it says nothing."""
    near = simplify(text[max(0, at - 1) : at + 2])
    return near[:2] in HARMLESS or near[-2:] in HARMLESS
