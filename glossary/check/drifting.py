"""Names without an entry that one article renders two ways: 青禾乡村发展中心 here and there.

The Chinese side says which names recur, by the word they end on; the English side what stands for
them: the names in capitals of the same beads. Two English names count as two renderings only where
they are alike without one being the other shortened, and neither stands in the other's bead.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from glossary.check.people import pinyin_names
from glossary.check.reading import Bead, Cover, Reading
from tm.text.chars import HAN
from tm.text.fold import fold
from tm.text.spans import Span

OWN = 3  # characters a Chinese name must have before the word for its kind
WORDS = 3  # content words of an English name
_HEADS = (
    "基金会 协会 促进会 研究会 联合会 学会 商会 总会 中心 研究院 研究所 学院 大学 论坛 网络 联盟 "
    "委员会 办公室 项目 计划 条例 办法 行动 平台"
).split()
_NAME = re.compile(rf"[{HAN}]{{2,16}}?(?P<head>{'|'.join(_HEADS)})")
_ENGLISH = re.compile(
    r"(?<![\w’'-])(?!The\b)[A-Z][\w’'-]*(?: (?:(?:of|for|on|in)(?: the)? |and |& )?[A-Z][\w’'-]*)+"
)
_SMALL = frozenset("a an and for in of on the to &".split())


@dataclass(frozen=True, slots=True)
class Drift:
    """Two English names for one Chinese name: the first, the other, and where both stand."""

    han: str
    first: Span
    second: Span


def drifts(reading: Reading) -> Iterator[Drift]:
    """Yield the names of an English text that stand for one unlisted name of the source."""
    names: dict[str, list[tuple[str, Bead]]] = defaultdict(list)
    known = Cover(reading.source_masked)
    for bead in reading.beads:
        for match in _NAME.finditer(bead.source_text):
            if not known.touches(Span(*match.span()).shift(bead.source.start)):
                names[match["head"]].append((match[0], bead))
    told: set[tuple[Span, Span]] = set()
    for head, group in names.items():
        for (one, here), (two, there) in combinations(group, 2):
            han = _common_end(one, two)
            if len(han) < len(head) + OWN or here is there:
                continue
            for first, second in _renderings(here, there, reading):
                if (first, second) not in told:
                    told.add((first, second))
                    yield Drift(han, first, second)


def _common_end(one: str, two: str) -> str:
    size = 0
    while size < min(len(one), len(two)) and one[-size - 1] == two[-size - 1]:
        size += 1
    return one[len(one) - size :]


def _renderings(here: Bead, there: Bead, reading: Reading) -> Iterator[tuple[Span, Span]]:
    """Yield alike names of two beads, neither of which stands in the other bead."""
    for first in _ENGLISH.finditer(_impersonal(here, reading)):
        for second in _ENGLISH.finditer(_impersonal(there, reading)):
            if first[0] in there.target_text or second[0] in here.target_text:
                continue
            spans = (
                Span(*first.span()).shift(here.target.start),
                Span(*second.span()).shift(there.target.start),
            )
            known = any(reading.within(reading.occurrences, span) for span in spans)
            if not known and _alike(_words(first[0]), _words(second[0])):
                yield spans


def _impersonal(bead: Bead, reading: Reading) -> str:
    """Return the target with the names of people blotted out: MA Jianye of the … Center."""
    text = bead.target_text
    for name in reading.once(pinyin_names):
        if bead.target.contains(name.span):
            span = name.span.shift(-bead.target.start)
            text = text[: span.start] + "x" * len(span) + text[span.end :]
    return text


def _words(name: str) -> list[str]:
    words = re.findall(r"[\w'-]+", fold(name).text)
    return [word for word in words if word not in _SMALL]


def _alike(one: list[str], two: list[str]) -> bool:
    """Whether two names share most words and each has one the other lacks."""
    shared, longest = set(one) & set(two), max(len(one), len(two))
    differing = (set(one) - shared, set(two) - shared)
    return (
        min(len(one), len(two)) >= WORDS
        and len(shared) * 2 >= longest
        and all(1 <= len(words) <= 2 for words in differing)
    )
