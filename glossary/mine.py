"""Term candidates from segment pairs: what the memory says again and again the same way.

1. Both sides are cut into phrases: runs of words without a mark between them, that neither begin
   nor end with a function word (`_phrases`).
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
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from glossary.recognise import Recogniser
from tm.languages import Language
from tm.pairs import SegmentPair
from tm.text.chars import HAN
from tm.text.fold import fold
from tm.text.words import Word

Splitter = Callable[[str, Language], Iterator[Word]]
_Phrase = tuple[int, str, str, int]
"""Which text, the phrase folded, the phrase as written, its words."""

_LONGEST: dict[Language, int] = {"zh": 6, "en": 8}  # words of a candidate
_BEYOND = 2  # words by which longer stretches are counted, so that no piece of one is taken whole
_LONGEST_HAN = 14
_FEW = 500  # pairs: in a smaller memory twice is often
_MOST = 60  # phrases of one side of one pair
_ABSORBED = 0.8  # share of its occurrences inside one longer phrase that drops a phrase
_LEAST_DICE = 0.2
_LEAST_RATIO = 10.83  # chance of p < 0.001 that the two meet by accident
_PLAIN = 0.5  # what a single small-letter word counts: mostly a translation, seldom a term
_JOINT = re.compile(r"[ -]?")
_EN_WORD = re.compile(r"[A-Za-z][A-Za-z.&'’-]*")
_ZH_WORD = re.compile(rf"[{HAN}]+|[A-Z]+")

# Words that part phrases; words that may stand within one but not at its edge.
_ZH_HARD = """
的 了 是 被 把 向 从 到 以 而 但 也 都 就 还 又 很 更 最 不 没 将 已 其 这 那 此 该 各 每 某 个
们 时 我 你 他 她 它 等 些 可 应 要 使 让 因 如 则 且 并 得 着 过 吧 吗 呢 啊 只 所 之 于 后 前
我们 你们 他们 她们 它们 这个 那个 这些 那些 一个 一些 一种 可以 可能 能够 应该 必须 需要 因为
所以 但是 而且 如果 虽然 然而 以及 或者 不是 没有 已经 正在 曾经 通过 根据 按照 由于 关于 对于
目前 现在 今年 去年 明年 同时 其中 其他 什么 怎么 如何 许多 很多 非常 十分 表示 认为 指出 进行
成为 作为 包括 以来 之后 之前 之间 不仅 甚至 更加 尤其 特别 主要 一直 这种 自己 本次 各位 当然
此外 事实上 例如 比如 不过 因此 只有 还是 就是 不会 并不
"""
_ZH_VERBS = "举行 举办 召开 参加 出席 介绍 致 开展 主持 邀请 希望 提出 发表 参与 来自 获得"
_ZH_SOFT = "和 与 及 或 在 有 对 为 中 上 下 内 外 多 少 大 小 年 月 日 会 由 地 间 里"
_ZH_FIRST = "新 非 反 副 总 双 高 低 半 零 多"  # single characters a term may begin with
_EN_HARD = """
a an this that these those or but nor so if then than as at by from into off onto out over per
toward towards under until up upon via with within without about above across after against along
among around before behind below between beyond during except near since through throughout while
is are was were be been being am do does did done has have had having will would shall should can
could may might must not no yes also only very more most much many few less least other others
another such same own its it he she they we you i me him her them us his their our your my who whom
whose which what when where why how all any both each every some several one two three first second
last said says say s t it's there here just even still yet too well because although though however
therefore thus either neither make made making take took taken get got go went come came moreover
indeed course example new held hold gave give given delivered attended reported exchanged opened
took hosted invited hoped formed studied explained
"""
_OPENERS = frozenset("meanwhile nevertheless nonetheless otherwise furthermore note".split())
_EN_SOFT = "of and for the on in to"


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
        if concept is None or shapes[0] == shapes[1] or _adverb(right):
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
    for at, phrase, shape, count in _phrases(texts, lang, words):
        places[phrase].add(at)
        shapes[phrase][shape] += 1
        length[phrase] = count
    frequent = {phrase: where for phrase, where in places.items() if len(where) >= least}
    inside = _containers(frequent, lang)
    kept = {
        phrase: where
        for phrase, where in frequent.items()
        if max((len(frequent[each]) for each in inside[phrase]), default=0) < _ABSORBED * len(where)
        and length[phrase] <= _LONGEST[lang]
        and (lang == "en" or 2 <= len(phrase) <= _LONGEST_HAN)
    }
    written = {phrase: shapes[phrase].most_common(1)[0][0] for phrase in kept}
    termhood = {phrase: _c_value(phrase, lang, frequent, inside[phrase]) for phrase in kept}
    return _Side(kept, written, termhood)


def _phrases(texts: Iterable[str], lang: Language, words: Splitter) -> Iterator[_Phrase]:
    """Yield every phrase of every text."""
    sort = _Sorting(lang)
    joint = "" if lang == "zh" else " "
    for at, text in enumerate(texts):
        for run in _runs(text, lang, words, sort):
            forms = [sort.folded(word.text) for word in run]
            ends = [sort.may_end(word.text) for word in run]
            for first, word in enumerate(run):
                if not sort.may_begin(word.text):
                    continue
                start = word.span.start
                for last in range(first, min(len(run), first + _LONGEST[lang] + _BEYOND)):
                    if ends[last]:
                        shape = text[start : run[last].span.end]
                        yield at, joint.join(forms[first : last + 1]), shape, last - first + 1


class _Sorting:
    """Tells what a word may do in a phrase of its language."""

    def __init__(self, lang: Language) -> None:
        self._wanted = _ZH_WORD if lang == "zh" else _EN_WORD
        self._hard = set((_ZH_HARD + _ZH_VERBS if lang == "zh" else _EN_HARD).split())
        self._soft = set((_ZH_SOFT if lang == "zh" else _EN_SOFT).split())
        self._first = set(_ZH_FIRST.split())
        self._chinese = lang == "zh"
        self._folds: dict[str, str] = {}

    def folded(self, word: str) -> str:
        """Return the word by which its spellings are counted together; a hyphen is a space."""
        if word not in self._folds:
            self._folds[word] = fold(word).text.replace("-", " ")
        return self._folds[word]

    def parts(self, word: str) -> bool:
        """Whether no phrase goes through the word."""
        return self._wanted.fullmatch(word) is None or self.folded(word) in self._hard

    def may_begin(self, word: str) -> bool:
        """Whether a phrase may begin with the word."""
        if self._chinese and len(word) == 1:
            return word in self._first
        return len(word) > 1 and self.folded(word) not in self._soft

    def may_end(self, word: str) -> bool:
        """Whether a phrase may end with it; a single character may (会, 法, 者), a letter not."""
        return (self._chinese or len(word) > 1) and self.folded(word) not in self._soft


def _runs(text: str, lang: Language, words: Splitter, sort: _Sorting) -> Iterator[list[Word]]:
    """Yield stretches of words with nothing but a space or hyphen between them."""
    run: list[Word] = []
    for word in words(text, lang):
        fits = not sort.parts(word.text)
        if run and not (fits and _JOINT.fullmatch(text, run[-1].span.end, word.span.start)):
            yield run
            run = []
        if fits:
            run.append(word)
    if run:
        yield run


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
    for left, (_, right) in best_en.items():
        if best_zh[right][1] == left:
            yield left, right, joint[left, right]


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


def _forms(known: Recogniser) -> list[tuple[str, str]]:
    """Return the terms of every known concept, the Chinese and the English ones joined."""
    return [
        (
            "\n".join(fold(term.text).text for term in concept.of("zh")),
            "\n".join(f" {fold(term.text).text} ".replace("-", " ") for term in concept.of("en")),
        )
        for concept in known.concepts
    ]


def _part(left: str, right: str, forms: list[tuple[str, str]]) -> bool:
    """Whether both phrases are in terms of one known concept: *International Monetary*."""
    return any(left in zh and f" {right} " in en for zh, en in forms)


def _news(zh: str, en: str, known: Recogniser) -> int | None:
    """Return 0 for a new pair, the concept's id for a new rendering of it, None if known."""
    lefts = _whole(zh, "zh", known)
    rights = _whole(en, "en", known)
    if lefts & rights or (rights and not lefts):
        return None
    return min(lefts) if lefts else 0


def _whole(text: str, lang: Language, known: Recogniser) -> set[int]:
    """Return the concepts that own the whole of `text`."""
    found = known(text, lang)
    if len(found) != 1 or len(found[0].span) != len(text):
        return set()
    return {sense.concept.id for sense in found[0].senses}
