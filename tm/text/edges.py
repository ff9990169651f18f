"""Where a phrase may begin and end: not with an article, a preposition, a particle, a pronoun.

In Chinese they are single characters that also begin and end ordinary words: 中 in 中国, 对 in
对话, 上 in 上海, 等 in 平等. Which is the case, the neighbouring character tells, given a list of
words; it also tells where a word would be torn apart (中|华民国).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from tm.text.symbols import word_code

_ENGLISH = (
    "a an the of to in on at by for with and or as is are was were be been has have had "
    "it its that "
    "this which will from their his her our we they he she not but also into 's than more"
).split()
_HAN = "的了在和与及并是为对等也就都把被向从以而或这那其中个之上下"
# Words of two characters that are as empty as the one they begin or end with.
_PAIRS = (
    "对于 对此 为了 为此 为主 以及 以便 以至 以致 以免 以来 以后 以前 以上 以下 "
    "并且 或者 或是 从而 而且 而是 而已 这个 这些 这种 这样 这次 这项 那个 那些 "
    "那样 那种 其他 其它 其中 其余 等等 等于 是否 就是 也是 都是 在于 之间 之后 "
    "之前 之中 之一 之内 之外 之上 之下 与其 与否 及其 不是 还是 只是 只有 可以 "
    "所以 加以 予以 得以 用以 足以 难以 除了 因为 成为 作为 认为 称为 不在 存在"
).split()
HOLLOW = frozenset(map(word_code, _ENGLISH)) | frozenset(map(ord, _HAN))
_HOLLOW = np.array(sorted(HOLLOW), np.int64)


_HALF = 32
"""Bits of a token in a pair of them."""

Array = npt.NDArray[Any]


class Edges:
    """Says where a phrase may begin and end: not with a particle, not inside a word.

    `words` are common Chinese words of two and three characters, simplified; with none, every
    character of the list counts as a particle and no word is known to be torn.

    >>> from tm.text.tokens import tokenise
    >>> codes, edges = tokenise("在中国大陆").codes, Edges(["中国", "大陆"])
    >>> [edges.may_begin(codes, at) for at in range(5)]
    [False, True, False, True, False]
    """

    def __init__(self, words: Collection[str] = ()) -> None:
        empty = frozenset(_PAIRS)
        full = [word for word in words if word[:2] not in empty and word[-2:] not in empty]
        self._opening = frozenset(_pair(ord(word[0]), ord(word[1])) for word in full)
        self._closing = frozenset(_pair(ord(word[-2]), ord(word[-1])) for word in full)

    def may_begin(self, codes: Sequence[int], at: int) -> bool:
        """Say whether a phrase may begin with the token at `at`."""
        if at + 1 < len(codes) and _pair(codes[at], codes[at + 1]) in self._opening:
            return True
        if codes[at] in HOLLOW:
            return False
        return not at or _pair(codes[at - 1], codes[at]) not in self._closing

    def may_end(self, codes: Sequence[int], end: int) -> bool:
        """Say whether a phrase may end before the token at `end`, which is above 0."""
        if end > 1 and _pair(codes[end - 2], codes[end - 1]) in self._closing:
            return True
        if codes[end - 1] in HOLLOW:
            return False
        return end == len(codes) or _pair(codes[end - 1], codes[end]) not in self._opening

    def along(self, codes: Array, offsets: Array) -> tuple[Array, Array]:
        """Say of each token of several texts whether a phrase may begin with it, and end with it.

        `codes[offsets[i]:offsets[i + 1]]` is text i.
        """
        pairs = codes[:-1].astype(np.int64) << _HALF | codes[1:]
        inner = np.ones(len(codes) + 1, np.bool_)  # whether tokens i - 1 and i are of one text
        inner[offsets] = False
        opens, closes = (
            np.append(_among(pairs, known) & inner[1:-1], False) for known in self._arrays
        )
        closes_before = np.roll(closes, 1)
        full = ~_among(codes.astype(np.int64), _HOLLOW)
        return opens | full & ~closes_before, closes_before | full & ~opens

    @cached_property
    def _arrays(self) -> tuple[Array, Array]:
        opening, closing = (
            np.sort(np.fromiter(known, np.int64, len(known)))
            for known in (self._opening, self._closing)
        )
        return opening, closing


def _among(values: Array, known: Array) -> Array:
    """Say which of the values are among those known, which ascend."""
    if len(known) == 0:
        return np.zeros(len(values), np.bool_)
    found: Array = known[np.minimum(np.searchsorted(known, values), len(known) - 1)] == values
    return found


def _pair(first: int, second: int) -> int:
    """Return two neighbouring tokens as one number."""
    return first << _HALF | second
