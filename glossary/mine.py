"""Term candidates from segment pairs: what the memory says again and again the same way.

1. Both sides are cut into phrases: runs of words without a mark between them, that neither begin
   nor end with a function word (`phrases`).
2. A phrase that nearly always stands inside a longer one is dropped; the others get a *termhood*
   after C-value (Frantzi, Ananiadou, Mima 2000): frequency less that within longer phrases, times
   the logarithm of the length.
3. Phrases of the two sides that stand in the same pairs are held together by the log-likelihood
   ratio (Dunning 1993) and Dice; a pair of phrases is a candidate when each is the other's best.
4. What the glossary knows is left out; a new rendering of a known term is told as its variant.

Memory and time are linear in the pairs: `_MOST` bounds what is held together in one of them.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from glossary.phrases import LONGEST, Splitter, counted, phrases
from glossary.recognise import Recogniser
from tm.languages import Language
from tm.pairs import SegmentPair
from tm.text.fold import fold
from tm.text.numerals import values
from tm.text.spans import Span

_LONGEST_HAN = 14
_FEW = 500  # pairs: in a smaller memory twice is often
_MOST = 60  # phrases of one side of one pair
_ABSORBED = 0.8  # share of its occurrences inside one longer phrase that drops a phrase
_LEAST_DICE = 0.2
_LEAST_RATIO = 10.83  # chance of p < 0.001 that the two meet by accident
_OPENERS = frozenset("meanwhile nevertheless nonetheless otherwise furthermore note".split())
_ACRONYM = 5  # letters up to which CAPS are how the word is written
_WHOLE = 0.75  # share of the meetings a longer phrase must have to be meant instead of its part
_PLAIN = 0.5  # what a single small-letter word counts: mostly a translation, seldom a term

@dataclass(frozen=True, slots=True)
class Options:
    """`least` is in how many pairs a candidate must stand; None fits it to the memory's size."""

    limit: int = 100
    least: int | None = None
    examples: int = 2


DEFAULT = Options()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Chinese and an English phrase that seem to be one term.

    `count` is in how many pairs both stand, `zh_count` and `en_count` in how many each does;
    `score` orders candidates and means nothing else. `concept` is the id of the known concept the
    English phrase would be a variant for, None where the Chinese is new.
    """

    zh: str
    en: str
    count: int
    zh_count: int
    en_count: int
    score: float
    concept: int | None
    examples: tuple[SegmentPair, ...]


def mine(
    pairs: Iterable[SegmentPair], words: Splitter, known: Recogniser, options: Options = DEFAULT
) -> list[Candidate]:
    """Return candidates, best first; the same for the same pairs in whatever order."""
    kept = sorted(set(pairs), key=lambda pair: (pair.zh, pair.en))
    least = options.least or (2 if len(kept) < _FEW else 3)
    zh = _side([pair.zh for pair in kept], "zh", words, least)
    en = _side([pair.en for pair in kept], "en", words, least)
    forms = _forms(known)
    found = []
    for left, right, both in _best_pairs(zh, en, len(kept), least):
        shapes = zh.written[left], en.written[right]
        concept = _news(*shapes, known)
        if concept is None or shapes[0] == shapes[1] or _adverb(right) or _figure(shapes[0]):
            continue
        if (concept or shapes[1][0].isupper()) and _part(left, right, forms):
            continue
        where = sorted(zh.places[left] & en.places[right])[: options.examples]
        candidate = Candidate(
            *shapes, both, len(zh.places[left]), len(en.places[right]),
            _score(zh, en, left, right, both), concept or None, tuple(kept[at] for at in where),
        )  # fmt: skip
        found.append(candidate)
    found.sort(key=lambda each: (-each.score, each.zh, each.en))
    return found[: options.limit]


@dataclass(frozen=True, slots=True)
class _Side:
    """The phrases of one language: where each stands, how it is written, its termhood."""

    places: dict[str, set[int]]
    written: dict[str, str]
    termhood: dict[str, float]


def _side(texts: Sequence[str], lang: Language, words: Splitter, least: int) -> _Side:
    places: dict[str, set[int]] = defaultdict(set)
    shapes: dict[str, Counter[str]] = defaultdict(Counter)
    length: dict[str, int] = {}
    for at, phrase, shape, count in phrases(texts, lang, words):
        places[phrase].add(at)
        shapes[phrase][shape] += 1
        length[phrase] = count
    frequent = {phrase: where for phrase, where in places.items() if len(where) >= least}
    inside = _containers(frequent, lang)
    kept = {
        phrase: where
        for phrase, where in frequent.items()
        if max((len(frequent[each]) for each in inside[phrase]), default=0) < _ABSORBED * len(where)
        and length[phrase] <= LONGEST[lang]
        and (lang == "en" or 2 <= len(phrase) <= _LONGEST_HAN)
    }
    written = {phrase: _written(shapes[phrase]) for phrase in kept}
    termhood = {phrase: _c_value(phrase, lang, frequent, inside[phrase]) for phrase in kept}
    return _Side(kept, written, termhood)


def _written(shapes: Counter[str]) -> str:
    """Return the usual way to write a phrase; a name in CAPS (a dateline) only where no other is.

    >>> _written(Counter({"LONDON": 9, "London": 2})), _written(Counter({"NATO": 3, "Nato": 1}))
    ('London', 'NATO')
    """
    usual = shapes.most_common(1)[0][0]
    if not usual.isupper() or len(usual) <= _ACRONYM:
        return usual
    small = Counter({shape: count for shape, count in shapes.items() if not shape.isupper()})
    return small.most_common(1)[0][0] if small else usual


def _containers(frequent: dict[str, set[int]], lang: Language) -> dict[str, list[str]]:
    """Return for each phrase the longer phrases it stands in."""
    found: dict[str, list[str]] = {phrase: [] for phrase in frequent}
    for phrase in frequent:
        for part in _parts(phrase, lang):
            if part in found:
                found[part].append(phrase)
    return found


def _parts(phrase: str, lang: Language) -> set[str]:
    if lang == "zh":
        units, joint = list(phrase), ""
    else:
        units, joint = phrase.split(" "), " "
    count = len(units)
    return {
        joint.join(units[start:end])
        for start in range(count)
        for end in range(start + 1, count + 1)
        if end - start < count
    }


def _c_value(
    phrase: str, lang: Language, frequent: dict[str, set[int]], inside: list[str]
) -> float:
    count = float(len(frequent[phrase]))
    if inside:
        count -= sum(len(frequent[each]) for each in inside) / len(inside)
    length = len(phrase) / 2 if lang == "zh" else phrase.count(" ") + 1
    return math.log2(length + 0.5) * max(count, 0.0)


def _best_pairs(zh: _Side, en: _Side, total: int, least: int) -> Iterator[tuple[str, str, int]]:
    """Yield phrases that are each other's best, with the number of pairs both stand in."""
    joint = _joint(zh, en, total)
    strength: dict[tuple[str, str], float] = {}
    for (left, right), both in joint.items():
        if both >= least:
            a, b = len(zh.places[left]), len(en.places[right])
            ratio = log_likelihood(both, a, b, total)
            if 2 * both / (a + b) >= _LEAST_DICE and ratio >= _LEAST_RATIO:
                strength[left, right] = ratio
    best_en: dict[str, tuple[float, str]] = {}
    best_zh: dict[str, tuple[float, str]] = {}
    for (left, right), ratio in strength.items():
        best_en[left] = max(best_en.get(left, (0.0, "")), (ratio, right), key=_longer)
        best_zh[right] = max(best_zh.get(right, (0.0, "")), (ratio, left), key=_longer)
    longer = {"zh": _containers(zh.places, "zh"), "en": _containers(en.places, "en")}
    for left, (_, right) in best_en.items():
        if best_zh[right][1] == left:
            both = joint[left, right]
            right = _whole(right, {each: joint[left, each] for each in longer["en"][right]}, both)
            left = _whole(left, {each: joint[each, right] for each in longer["zh"][left]}, both)
            yield left, right, joint[left, right]


def _whole(part: str, longer: dict[str, int], both: int) -> str:
    """Return the longest phrase round `part` that meets the other side nearly as often."""
    whole = [each for each, met in longer.items() if met >= _WHOLE * both]
    return max(whole, key=lambda each: (len(each), each), default=part)


def _longer(found: tuple[float, str]) -> tuple[float, int, str]:
    return round(found[0], 6), len(found[1]), found[1]


def _joint(zh: _Side, en: _Side, total: int) -> Counter[tuple[str, str]]:
    """Count in how many pairs two phrases stand together; the rarer phrases of a pair go first."""
    rows: list[tuple[list[str], list[str]]] = [([], []) for _ in range(total)]
    for side, number in ((zh, 0), (en, 1)):
        for phrase, where in sorted(side.places.items(), key=lambda item: (len(item[1]), item[0])):
            for at in where:
                if len(rows[at][number]) < _MOST:
                    rows[at][number].append(phrase)
    joint: Counter[tuple[str, str]] = Counter()
    for lefts, rights in rows:
        joint.update((left, right) for left in lefts for right in rights)
    return joint


def log_likelihood(both: int, left: int, right: int, total: int) -> float:
    """Return the log-likelihood ratio that two things meet more often than by chance.

    >>> log_likelihood(10, 10, 10, 100) > log_likelihood(5, 10, 10, 100) > 0
    True
    >>> log_likelihood(1, 10, 10, 100)
    0.0
    """
    cells = (both, left - both, right - both, total - left - right + both)
    if both * total <= left * right:
        return 0.0
    rows, columns = (left, total - left), (right, total - right)
    expected = (
        rows[0] * columns[0], rows[0] * columns[1], rows[1] * columns[0], rows[1] * columns[1],
    )  # fmt: skip
    order = (cells[0], cells[1], cells[2], cells[3])
    terms = (
        seen * math.log(seen * total / chance)
        for seen, chance in zip(order, expected, strict=True)
        if seen > 0 and chance > 0
    )
    return 2 * sum(terms)


def _score(zh: _Side, en: _Side, left: str, right: str, both: int) -> float:
    dice = 2 * both / (len(zh.places[left]) + len(en.places[right]))
    hood = math.log1p(max(zh.termhood[left], 0.1)) + math.log1p(max(en.termhood[right], 0.1))
    plain = " " not in right and en.written[right].islower()
    seldom = both / (both + 2)  # twice may be the same sentence twice
    return round(dice * hood * seldom * (_PLAIN if plain else 1.0), 4)


def _adverb(phrase: str) -> bool:
    """Whether a phrase is an English word that opens sentences: *fortunately*, *meanwhile*."""
    return " " not in phrase and (phrase.endswith("ly") or phrase in _OPENERS)


def _figure(phrase: str) -> bool:
    """Whether a Chinese phrase is but a number or date: 五年, 三分之一, 一月."""
    return any(value.span == Span(0, len(phrase)) for value in values(phrase, "zh"))


def _forms(known: Recogniser) -> list[tuple[str, str]]:
    """Return the terms of every known concept, the Chinese and the English ones joined."""
    return [
        (
            "\n".join(fold(term.text).text for term in concept.of("zh")),
            "\n".join(f" {_counted(term.text)} " for term in concept.of("en")),
        )
        for concept in known.concepts
    ]


def _counted(term: str) -> str:
    return " ".join(counted(word) for word in term.replace("-", " ").split())


def _part(left: str, right: str, forms: list[tuple[str, str]]) -> bool:
    """Whether both phrases are in terms of one known concept: *International Monetary*."""
    return any(left in zh and f" {right} " in en for zh, en in forms)


def _news(zh: str, en: str, known: Recogniser) -> int | None:
    """Return 0 for a new pair, the concept's id for a new rendering of it, None if known."""
    lefts = _owners(zh, "zh", known)
    rights = _owners(en, "en", known)
    if lefts & rights or (rights and not lefts):
        return None
    return min(lefts) if lefts else 0


def _owners(text: str, lang: Language, known: Recogniser) -> set[int]:
    """Return the concepts that own the whole of `text`."""
    found = known(text, lang)
    if len(found) != 1 or len(found[0].span) != len(text):
        return set()
    return {sense.concept.id for sense in found[0].senses}
