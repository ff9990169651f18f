"""Warnings: differences that change the meaning, however small they are in the score.

同意 and 不同意 differ by one character of many; a reader who trusts 96 % must see it. A warning
takes no points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from tm.adapted import LINK, RANGE
from tm.comparison import Comparison, unanswered_values
from tm.languages import Language
from tm.meaning import counts_otherwise, turns_round
from tm.renamed import renamed
from tm.text.masks import numeral_words
from tm.text.names import han_names
from tm.text.spans import Span
from tm.text.symbols import ORDINAL
from tm.text.tokens import Tokens
from tm.text.variants import simplify
from tm.units import DiffOp

Names = Callable[[str, Language], Sequence[Span]]
"""Finds the names of people, places and organisations in a text."""

ORDER = ("polarity", "number", "date", "name", "ambiguous")

# What lists two values; a range joins them.
_LIST = re.compile(r"[、，,和及与與或]|\b(?:and|or)\b", re.IGNORECASE)
# Words no value is read from: G20 and G7, IPv4 and IPv6, doubled and tripled, II and IV, Monday and
# Friday, March and June.
_TELLING = {
    "number": re.compile(
        r"(?<![A-Za-z\d])(?=[A-Za-z\d]*\d)(?=[A-Za-z\d]*[A-Za-z])[A-Za-z\d]+|"
        r"\b(?:doubl|tripl|quadrupl|halv)\w+|\b(?:twice|thrice)\b|\b(?-i:[IVX]{2,6}|V)\b",
        re.IGNORECASE,
    ),
    "date": re.compile(
        r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|\b(?-i:January|February|March|April|May|"
        r"June|July|August|September|October|November|December)\b", re.IGNORECASE,
    ),
}  # fmt: skip


def alarms(
    compared: Comparison, steps: Sequence[DiffOp], source: Language, penalties: set[str],
    names: Names | None = None,
) -> tuple[str, ...]:  # fmt: skip
    """Return the warnings a match deserves, in a fixed order.

    `penalties` are the names already charged: a number or date written with another value, and
    ambiguous translations, are warned of as well.
    """
    found = penalties & {"number", "date", "ambiguous"}
    weighed = [replace(step, op="equal") if _alike(compared, step) else step for step in steps]
    changed = [step for step in weighed if step.op != "equal"]
    if not changed:
        return tuple(name for name in ORDER if name in found)
    texts = compared.query, compared.match
    if turns_round(*texts, weighed, source):
        found = found | {"polarity"}
    found = found | {
        "date" if kind == "date" else "number"
        for kind, text, at in unanswered_values(compared)
        if source == "en" or not _counts_nothing(text, at)
    }
    if "number" not in found and (
        counts_otherwise(*texts, weighed, source)
        or _links(compared.query, compared.query_tokens)
        != _links(compared.match, compared.match_tokens)
    ):
        found = found | {"number"}
    found = found | {
        name
        for name, words in _TELLING.items()
        if name not in found and _apart(compared, changed, words)
    }
    if renamed(*texts, weighed, source) or _touches_name(compared, changed, source, names):
        found = found | {"name"}
    return tuple(name for name in ORDER if name in found)


def _counts_nothing(text: str, at: Span) -> bool:
    """Say whether a numeral is part of a word or of a person's name: 一致, 四川, 赵一诺."""
    plain = simplify(text)
    words = (*numeral_words(plain), *(name.span for name in han_names(plain)))
    return any(word.start <= at.start and at.end <= word.end for word in words)


def _alike(compared: Comparison, step: DiffOp) -> bool:
    """Say whether both sides of a step are the same but for case and script."""
    if step.op != "replace":
        return False
    query, match = step.query.cut(compared.query), step.match.cut(compared.match)
    if len(query) != len(match):
        return False
    return simplify(query).casefold() == simplify(match).casefold()


def _apart(compared: Comparison, changed: Sequence[DiffOp], words: re.Pattern[str]) -> bool:
    """Say whether the steps do not hold the same words of a kind on both sides, capitals aside."""
    query = words.findall("\n".join(step.query.cut(compared.query) for step in changed))
    match = words.findall("\n".join(step.match.cut(compared.match) for step in changed))
    if not query and not match:
        return False
    return Counter(map(str.casefold, query)) != Counter(map(str.casefold, match))


def _links(text: str, tokens: Tokens) -> list[str]:
    """Say what joins neighbouring values: 第一至第三 are three, 第一、第三 are two."""
    if min(tokens.codes, default=ORDINAL) > ORDINAL:
        return []
    at = [i for i, code in enumerate(tokens.codes) if code <= ORDINAL]
    between = (text[tokens.ends[i] : tokens.starts[j]] for i, j in pairwise(at))
    return [
        "range" if RANGE.search(gap) else "list"
        for gap in between
        if len(gap) <= LINK and (RANGE.search(gap) or _LIST.search(gap))
    ]


def _touches_name(
    compared: Comparison, changed: Sequence[DiffOp], source: Language, names: Names | None
) -> bool:
    """Say whether a step touches a name that the glossary knows."""
    if names is None:
        return False
    sides = ((compared.query, [step.query for step in changed if len(step.query)]),
             (compared.match, [step.match for step in changed if len(step.match)]))  # fmt: skip
    return any(
        span.overlaps(name)
        for text, spans in sides
        if spans
        for name in names(text, source)
        for span in spans
    )
