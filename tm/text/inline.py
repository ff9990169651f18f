"""Stretches of a segment that are not language: inline codes, addresses, placeholders.

Markup inside a segment is kept as numbered codes: `{1}` opens, `{/1}` closes, `{1/}` stands alone.
They are stripped for matching and compared between source and target. Web and mail addresses are
text, but no check should read words or numbers into them; `masks` gives all of these together.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from tm.text.masks import ADDRESSES
from tm.text.spans import Span

CodeKind = Literal["open", "close", "alone"]

_CODE = re.compile(r"\{(?P<close>/)?(?P<number>[1-9]\d{0,3})(?P<alone>/)?\}")
_DOMAIN = re.compile(
    r"\b[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|org|net|gov|edu|int|info)(?:\.[a-z]{2})?\b"
    r"(?:/[!-~]*[\w/=&#%~-])?|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.cn\b(?:/[!-~]*[\w/=&#%~-])?",
    re.ASCII,
)
_MARKUP = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>|&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,6});")


@dataclass(frozen=True, slots=True)
class InlineCode:
    """One code; `number` pairs an opening with its closing and source with target."""

    span: Span
    number: int
    kind: CodeKind


def codes(text: str) -> list[InlineCode]:
    """Return the inline codes in order.

    >>> [(code.number, code.kind) for code in codes("《{1}慈善法{/1}》{2/}")]
    [(1, 'open'), (1, 'close'), (2, 'alone')]
    """
    return [_code(found) for found in _CODE.finditer(text)]


def without_codes(text: str) -> str:
    """Return `text` with its inline codes taken out.

    >>> without_codes("the {1}Charity Law{/1}"), without_codes("《{1}慈善法{/1}》")
    ('the Charity Law', '《慈善法》')
    """
    return _CODE.sub("", text) if "{" in text else text


def same_codes(one: str, other: str) -> bool:
    """Say whether both texts hold the same codes, in any order.

    >>> same_codes("{1}法{/1}", "the {1}law{/1}"), same_codes("{1}法{/1}", "the law")
    (True, False)
    """
    return Counter(map(_key, codes(one))) == Counter(map(_key, codes(other)))


def masks(text: str) -> list[Span]:
    """Return where codes, addresses and markup stand, in order and without overlaps.

    >>> [span.cut(text) for text in ["见www.chinanpo.gov.cn。"] for span in masks(text)]
    ['www.chinanpo.gov.cn']
    >>> [span.cut(text) for text in ["Write to a@b.org."] for span in masks(text)]
    ['a@b.org']
    """
    patterns = (ADDRESSES, _DOMAIN, _CODE, _MARKUP)
    found = [Span(*match.span()) for each in patterns for match in each.finditer(text)]
    return _joined(sorted(found))


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined


def _code(found: re.Match[str]) -> InlineCode:
    kind: CodeKind = "close" if found["close"] else "alone" if found["alone"] else "open"
    return InlineCode(Span(*found.span()), int(found["number"]), kind)


def _key(code: InlineCode) -> tuple[int, CodeKind]:
    return code.number, code.kind
