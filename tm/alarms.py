"""Warnings: differences that change the meaning, however small they are in the score.

同意 and 不同意 differ by one character of many; a reader who trusts 96 % must see it. A warning
takes no points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from tm.comparison import Comparison, unanswered_values
from tm.languages import Language
from tm.text.spans import Span
from tm.text.symbols import ORDINAL
from tm.text.tokens import Tokens
from tm.text.variants import simplify
from tm.units import DiffOp

Names = Callable[[str, Language], Sequence[Span]]
"""Finds the names of people, places and organisations in a text."""

ORDER = ("polarity", "number", "date", "name", "ambiguous")

# Words in which the character denies, forbids or obliges nothing.
_HARMLESS_ZH = re.compile(
    "非常|非洲|非政府|非营利|非盈利|非物质|除非|无论|无线|无锡|不断|不仅|不但|不过|不同(?!意)|不少|不久|不管|不论|不止|"
    "未来|没收|别人|别的|特别|分别|类别|性别|级别|个别|区别|识别|鉴别|应用|应急|应对|适应|反应|供应|响应|"
    "相应|效应|应邀|对应|可持续|可以说|可靠|可能性|认可|许可|可行|必然|必要|须知|是否|能否|可否|莫斯科|禁毒"
)
_POLAR_ZH = re.compile("不得|不|没|未|无|非|勿|莫|否|禁止|禁|别|必须|须|应当|应该|应|可以|可")
_POLAR_EN = re.compile(
    r"\b(?:not|no|never|none|nor|neither|nobody|nothing|without|cannot|unable|hardly|must|shall|"
    r"should|(?-i:may)|might|prohibited|forbidden)\b|n['’]t\b",
    re.IGNORECASE,
)
# What joins two values: everything from one to the other, or these two.
_RANGE = re.compile(r"[至到~～〜—–-]|\b(?:to|through|until)\b", re.IGNORECASE)
_LIST = re.compile(r"[、，,和及与與或]|\b(?:and|or)\b", re.IGNORECASE)
# Words no value is read from: G20 and G7, IPv4 and IPv6, doubled and tripled, Monday and Friday.
_TELLING = {
    "number": re.compile(
        r"(?<![A-Za-z\d])(?=[A-Za-z\d]*\d)(?=[A-Za-z\d]*[A-Za-z])[A-Za-z\d]+|"
        r"\b(?:doubl|tripl|quadrupl|halv)\w+|\b(?:twice|thrice)\b", re.IGNORECASE,
    ),
    "date": re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b", re.IGNORECASE),
}  # fmt: skip
LINK = 12
"""Longest stretch between two values that joins them, in characters."""
# A capital that no sentence begins with, months and days excepted: those are dates.
_LATE_CAPITAL = re.compile(
    r"(?<=[\w,;:)”’\"] )(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][\w’'-]+"
)


def alarms(
    compared: Comparison, steps: Sequence[DiffOp], source: Language, penalties: set[str],
    names: Names | None = None,
) -> tuple[str, ...]:  # fmt: skip
    """Return the warnings a match deserves, in a fixed order.

    `penalties` are the names already charged: a number or date written with another value, and
    ambiguous translations, are warned of as well.
    """
    found = penalties & {"number", "date", "ambiguous"}
    changed = [step for step in steps if not _alike(compared, step)]
    if changed:
        if _polar(compared.query, source) != _polar(compared.match, source):
            found = found | {"polarity"}
        loose = set(unanswered_values(compared))
        found = found | {"date" if kind == "date" else "number" for kind in loose}
        if _links(compared.query, compared.query_tokens) != _links(
            compared.match, compared.match_tokens
        ):
            found = found | {"number"}
        found = found | {name for name, words in _TELLING.items() if _apart(compared, words)}
        if _touches_name(compared, changed, source, names):
            found = found | {"name"}
    return tuple(name for name in ORDER if name in found)


def _alike(compared: Comparison, step: DiffOp) -> bool:
    """Say whether both sides of a step are the same but for case and script."""
    query, match = step.query.cut(compared.query), step.match.cut(compared.match)
    return query == match or simplify(query).casefold() == simplify(match).casefold()


def _polar(text: str, language: Language) -> Counter[str]:
    """Count the words of a text that deny, forbid or oblige."""
    if language == "en":
        return Counter(word.lower() for word in _POLAR_EN.findall(text))
    return Counter(_POLAR_ZH.findall(_HARMLESS_ZH.sub("", simplify(text))))


def _apart(compared: Comparison, words: re.Pattern[str]) -> bool:
    """Say whether the two texts do not hold the same words of a kind, capitals aside."""
    query, match = (
        Counter(word.casefold() for word in words.findall(text))
        for text in (compared.query, compared.match)
    )
    return query != match


def _links(text: str, tokens: Tokens) -> list[str]:
    """Say what joins neighbouring values: 第一至第三 are three, 第一、第三 are two."""
    at = [i for i, code in enumerate(tokens.codes) if code <= ORDINAL]
    between = (text[tokens.ends[i] : tokens.starts[j]] for i, j in pairwise(at))
    return [
        "range" if _RANGE.search(gap) else "list"
        for gap in between
        if len(gap) <= LINK and (_RANGE.search(gap) or _LIST.search(gap))
    ]


def _touches_name(
    compared: Comparison, changed: Sequence[DiffOp], source: Language, names: Names | None
) -> bool:
    sides = ((compared.query, [step.query for step in changed]),
             (compared.match, [step.match for step in changed]))  # fmt: skip
    return any(
        span.overlaps(name)
        for text, spans in sides
        for name in _names(text, source, names)
        for span in spans
    )


def _names(text: str, source: Language, names: Names | None) -> list[Span]:
    found = list(names(text, source)) if names is not None else []
    if source == "en":
        found += [Span(*match.span()) for match in _LATE_CAPITAL.finditer(text)]
    return found
