"""Text cut into phrases that might be terms: runs of words without a mark or function word between.

No phrase begins or ends with a function word; `of`, `and`, 和 and the like may stand within.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from glossary.inflect import singular
from tm.languages import Language
from tm.text.chars import HAN
from tm.text.fold import fold
from tm.text.words import Word

Splitter = Callable[[str, Language], Iterator[Word]]
Phrase = tuple[int, str, str, int]
"""Which text, the phrase folded, the phrase as written, its words."""

LONGEST: dict[Language, int] = {"zh": 6, "en": 8}  # words of a candidate
_BEYOND = 2  # words by which longer stretches are counted, so that no piece of one is taken whole
_ZH_WORD = re.compile(rf"[{HAN}]+|[A-Z]+")
_EN_WORD = re.compile(r"[A-Za-z][A-Za-z.&'’-]*")
_JOINT = re.compile(r"[ -]?")
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
_EN_SOFT = "of and for the on in to"
_NAME_WORDS = frozenset(("New", "NEW"))  # of New York and New Zealand


def phrases(texts: Iterable[str], lang: Language, words: Splitter) -> Iterator[Phrase]:
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
                for last in range(first, min(len(run), first + LONGEST[lang] + _BEYOND)):
                    if ends[last]:
                        shape = text[start : run[last].span.end]
                        yield at, joint.join(forms[first : last + 1]), shape, last - first + 1


def counted(word: str) -> str:
    """Return what the forms of an English word are counted by.

    >>> counted("Cities"), counted("left-behind")
    ('city', 'left behind')
    """
    plain = fold(word).text.replace("-", " ")
    return singular(plain) or plain


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
        """Return what the forms of a word are counted by."""
        if word not in self._folds:
            self._folds[word] = fold(word).text if self._chinese else counted(word)
        return self._folds[word]

    def parts(self, word: str) -> bool:
        """Whether no phrase goes through the word."""
        if word in _NAME_WORDS:
            return False
        return self._wanted.fullmatch(word) is None or fold(word).text in self._hard

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
