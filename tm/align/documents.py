"""Two documents made ready for comparison: token ids, shares, and the lexicon between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tm.align.features import Sentence, is_word
from tm.align.lexicon import Lexicon

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

# How likely a shared token is in the other language once it stands in this one.
_SAME_WORD, _SAME_VALUE = 0.8, 0.6
# Shares of pseudo-tokens in running text.
_SHARES = {
    "P:?": 0.004, "P:!": 0.004, "P:quote": 0.01, "P:bracket": 0.003, "P::": 0.004,
    "P:%": 0.002, "P:;": 0.003,
}  # fmt: skip
_OPENING, _CLOSING = "“「『‘\"'＂", "”」』’\"'＂"
# What evidence counts by class, where a word counts 1; a number in digits is N and D at once.
_COUNTS = {"N:": 1.0, "D:": 0.8, "Y:": 1.3, "P:": 1.3}
_SHORT_VALUE, _LONG_VALUE, _RARE = 2e-3, 3e-4, 1e-5
_AGAIN = 0.5
"""How much of a word's share in the rest of its own document adds to its share of running text.

What an article is about stands in half its sentences, and proves little where it stands in a pair;
what stands once on either side proves much."""


_TOLD_OF = frozenset(("he", "she", "him", "her", "his", "himself", "herself"))
_NARRATION = 0.02, 0.03
"""Share of these words from which a text is no article any more, and from which it is a narrative.

Novels have 3 to 6 %, of articles 95 % have less than 2 %.
"""
_FEW_WORDS = 100
"""Words of an article that a text's own are mixed with: a few sentences say little."""


@dataclass(frozen=True, slots=True)
class Side:
    """One document: its distinct words, and each sentence's tokens as positions in them.

    Sentence `i` has `tokens[ends[i]:ends[i + 1]]`; `share` is a word's share of running text, 0
    where unknown (such a word says nothing); `counts` is what evidence about a word counts.
    `marks[0, i]` says whether sentence `i` begins with an opening quotation mark, `marks[1 …, i]`
    whether sentence `i − 1` ends with a closing one, a question mark, an exclamation mark.
    """

    words: tuple[str, ...]
    tokens: Ints
    ends: Longs
    lengths: Floats
    share: Floats
    counts: Floats
    marks: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def sizes(self) -> Longs:
        """Number of tokens of each sentence."""
        return np.diff(self.ends)


@dataclass(frozen=True, slots=True)
class Links:
    """Word pairs between the documents, ordered by the Chinese word, no pair twice."""

    zh: Ints
    en: Ints
    en_given_zh: Floats
    zh_given_en: Floats


@dataclass(frozen=True, slots=True)
class Documents:
    """Both sides and what links them.

    `ratio` is English characters for a Chinese one; `narration` says from 0 to 1 how far the
    English tells of people, as novels do.
    """

    zh: Side
    en: Side
    links: Links
    ratio: float
    narration: float = 0.0


def prepare(
    zh: Sequence[Sentence], en: Sequence[Sentence], lexicon: Lexicon | None
) -> Documents:
    """Number the words of both documents and fetch from the lexicon what links them."""
    zh_words, en_words = _distinct(zh), _distinct(en)
    zh_shares, en_shares = _shares(zh_words, en_words, lexicon)
    links = _links(zh_words, en_words, lexicon)
    zh_side, en_side = _side(zh, zh_words, zh_shares), _side(en, en_words, en_shares)
    ratio = float(en_side.lengths.sum() / max(1.0, float(zh_side.lengths.sum())))
    return Documents(zh_side, en_side, links, ratio or 1.0, _narration(en))


def _narration(sentences: Sequence[Sentence]) -> float:
    words = [token for sentence in sentences for token in sentence.tokens if is_word(token)]
    told = sum(word in _TOLD_OF for word in words)
    low, high = _NARRATION
    share = (told + low * _FEW_WORDS / 2) / (len(words) + _FEW_WORDS)
    return min(1.0, max(0.0, (share - low) / (high - low)))


def _distinct(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token for sentence in sentences for token in sentence.tokens))


def _side(sentences: Sequence[Sentence], words: tuple[str, ...], share: Floats) -> Side:
    number = {word: at for at, word in enumerate(words)}
    sizes = [len(sentence.tokens) for sentence in sentences]
    tokens = np.array([number[t] for sentence in sentences for t in sentence.tokens], np.int32)
    return Side(
        words,
        tokens,
        np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]),
        np.array([sentence.length for sentence in sentences], np.float32),
        _share_here(words, tokens, share),
        np.array([_COUNTS.get(word[:2], 1.0) for word in words], np.float32),
        _marks([sentence.text for sentence in sentences]),
    )


def _share_here(words: tuple[str, ...], tokens: Ints, share: Floats) -> Floats:
    """Return the shares of running text, raised for words that come again in this document."""
    again = np.maximum(np.bincount(tokens, minlength=len(words)) - 1, 0)
    again[[word.startswith("P:") for word in words]] = 0
    raised = share + np.float32(_AGAIN / max(1, len(tokens))) * again
    return np.where(share > 0, raised, share).astype(np.float32)


def _marks(texts: Sequence[str]) -> npt.NDArray[np.bool_]:
    marks = np.zeros((4, len(texts) + 1), bool)
    for at, text in enumerate(map(str.strip, texts)):
        if text:
            inner = text.rstrip(_OPENING + _CLOSING + ")）")
            marks[0, at] = text[0] in _OPENING
            marks[1, at + 1] = text[-1] in _CLOSING
            marks[2, at + 1] = inner.endswith(("?", "？"))
            marks[3, at + 1] = inner.endswith(("!", "！"))
    return marks


def _shares(
    zh: Sequence[str], en: Sequence[str], lexicon: Lexicon | None
) -> tuple[Floats, Floats]:
    if lexicon is None:
        known = np.zeros(len(zh), np.float32), np.zeros(len(en), np.float32)
    else:
        known = lexicon.shares(zh, en)
    for words, shares in zip((zh, en), known, strict=True):
        for at, word in enumerate(words):
            if not is_word(word):
                shares[at] = _pseudo_share(word)
    shared = set(en)
    for at, word in enumerate(zh):
        if word[0] == "@" and word[1:] in shared:
            known[0][at] = known[0][at] or _RARE
    latin = {word[1:] for word in zh if word[0] == "@"}
    for at, word in enumerate(en):
        if word in latin:
            known[1][at] = known[1][at] or _RARE
    return known


def _pseudo_share(token: str) -> float:
    if token.startswith("Y:"):
        return _RARE
    return _SHARES.get(token) or (_LONG_VALUE if len(token) > 3 else _SHORT_VALUE)


def _links(zh: Sequence[str], en: Sequence[str], lexicon: Lexicon | None) -> Links:
    pairs: dict[tuple[int, int], tuple[float, float]] = {}
    if lexicon is not None:
        found = lexicon.links(zh, en)
        keys = zip(found.zh.tolist(), found.en.tolist(), strict=True)
        values = zip(found.en_given_zh.tolist(), found.zh_given_en.tolist(), strict=True)
        pairs = dict(zip(keys, values, strict=True))
    column = {word: at for at, word in enumerate(en)}
    for row, word in enumerate(zh):
        if word[0] == "@" and word[1:] in column:
            pairs[row, column[word[1:]]] = (_SAME_WORD, _SAME_WORD)
        elif not is_word(word) and word in column:
            pairs[row, column[word]] = (_SAME_VALUE, _SAME_VALUE)
    return links_of(pairs)


def links_of(pairs: dict[tuple[int, int], tuple[float, float]]) -> Links:
    """Bring word pairs into order."""
    ordered = sorted(pairs)
    keys = np.array(ordered, np.int32).reshape(-1, 2)
    values = np.array([pairs[key] for key in ordered], np.float32).reshape(-1, 2)
    return Links(keys[:, 0].copy(), keys[:, 1].copy(), values[:, 0].copy(), values[:, 1].copy())
