"""What belongs together in a text: marks that open and close, and addresses nobody translates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tm.text.masks import ADDRESSES
from tm.text.spans import Span

_MARK = re.compile(r"\*\*|``|[`\"“”「」『』《》〈〉()（）\[\]【】]")
_CLOSING = dict(zip("”」』》〉)）]】", "“「『《〈(（[【", strict=True))
_OPENING = frozenset(_CLOSING.values())
_TARGET = re.compile(r"(?<=\]\()[^)\s]+")


def partners(text: str) -> Mapping[Span, Span | None]:
    """Return each mark that opens or closes with the one it belongs to; None where it is alone.

    >>> text = "见**《慈善法》"
    >>> {mark.cut(text): other and other.cut(text) for mark, other in partners(text).items()}
    {'**': None, '《': '》', '》': '《'}
    """
    found: dict[Span, Span | None] = {}
    waiting: list[Span] = []
    for match in _MARK.finditer(text):
        mark, sign = Span(*match.span()), match.group()
        found[mark] = None
        if sign in _OPENING:
            waiting.append(mark)
            continue
        opening = _CLOSING.get(sign, sign)
        at = next((i for i in reversed(range(len(waiting))) if waiting[i].cut(text) == opening), -1)
        if at >= 0:
            found[mark], found[waiting[at]] = waiting[at], mark
            del waiting[at:]
        elif opening == sign:
            waiting.append(mark)
    return found


def paired(text: str) -> str:
    """Return `text` without the marks whose partner is not in it.

    >>> paired("then click **OK"), paired("the “Charity Law”")
    ('then click OK', 'the “Charity Law”')
    """
    alone = [mark for mark, partner in partners(text).items() if partner is None]
    for mark in reversed(alone):
        text = text[: mark.start] + text[mark.end :]
    return text


def addresses(text: str) -> Iterator[Span]:
    """Yield the addresses in a text, targets of links in Markdown included."""
    for pattern in (ADDRESSES, _TARGET):
        yield from (Span(*match.span()) for match in pattern.finditer(text))
