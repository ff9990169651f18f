"""Whether a difference puts another name in place of one: 王明 and 李华, Beijing and Shanghai.

A name of a person, a place or an organisation must stand on both sides of the difference, so that
much weaker signs do than for finding names anywhere. In Chinese: a known place or body, characters
that spell a foreign name, what stands before 省, 市, 大学 or 基金会, a surname with a given name
between marks, titles and particles. In English: capitals within a sentence that is no heading, and
known names at its start. Words that are code (MacAddress, PR_NAME) are no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import takewhile

from tm.languages import Language
from tm.text.chars import HAN
from tm.text.masks import grouped
from tm.text.names import (
    begins_a_name,
    follows_title,
    is_han_name,
    latin_names,
    signs_of_a_name,
    without_title,
)
from tm.text.places import BODIES_ZH, EN, FIRST_NAMES, ZH
from tm.text.spans import Span
from tm.text.surnames import RARE
from tm.text.variants import simplify
from tm.units import DiffOp

Pair = tuple[Span, Span]
"""Where a difference stands in the query and in the match."""

REACH = 8
"""Characters before and after a difference in which its name may lie."""
LONGEST: dict[Language, int] = {"zh": 16, "en": 60}
"""Characters of a difference up to which it is one name for another."""


def renamed(query: str, match: str, steps: Sequence[DiffOp], language: Language) -> bool:
    """Say whether one of the steps from `match` to `query` replaces one name by another."""
    longest = LONGEST[language]
    pairs = [
        (ours, theirs)
        for ours, theirs in _pairs(steps)
        if 0 < len(ours) <= longest and 0 < len(theirs) <= longest
    ]
    if not pairs:
        return False
    if language == "en":
        return _english(query, match, pairs)
    query, match = simplify(query), simplify(match)
    return any(_chinese(query, match, *pair) for pair in pairs)


def _pairs(steps: Sequence[DiffOp]) -> Iterator[Pair]:
    """Yield the differences, and as one those that one character parts: 王大明, 李大华."""
    before: DiffOp | None = None
    gap = 0
    for step in steps:
        if step.op == "equal":
            gap = len(step.query)
            continue
        yield step.query, step.match
        if before is not None and gap == 1:
            yield (
                Span(before.query.start, step.query.end), Span(before.match.start, step.match.end)
            )  # fmt: skip
        before, gap = step, 0


# ---- Chinese -------------------------------------------------------------------------------------

# Heads that make no name of 某某大学, 某某市: kinds, not names.
_GENERIC = tuple(
    """
各 全 本 该 我 外 两 多 邻 每 某 此 这 那 原 一 二 三 四 直辖 地级 县级 省 市 县 城 都 农 超 股 门
夜 商 楼 房 车 综合 师范 重点 一流 著名 知名 全国 国立 公立 私立 民办 老年 开放 上市 保险 证券
期货 信托 投资 股份 有限 责任 控股 外国 本国 跨国 国有 民营 私营 母 子 分 总 商业 中央 开发 村镇
外资 合作 政策 储蓄 储备 参加 加入 成立 设立 建立 支持 资助 由 向 对 在 为 与 和 及 或 的 了 是 将
把 被 从 到 于 受 等 公募 非公募 慈善 社区 公益 家族 行业 大型 小型 企业 利益 国际 军事 犯罪 贩毒
电信 票券 金融 银行 审查 复议 覆议 调解 调处 评审 评议 管理 筹备 执行 常务 专家 专门 工作 监察
监督 指导 咨询 仲裁 伦理 学术 组织 申诉 考核 甄审 地方 同业
""".split()
)  # fmt: skip
_PLACE = re.compile(
    f"(?P<head>[{HAN}]{{2,4}}?)(?:自治[区州县]|特别行政区|省|市(?![场民值面区价部容政])|县(?!级))"
)
_BODY = re.compile(
    f"(?P<head>[{HAN}]{{2,8}}?)(?:大学(?!生)|基金会|集团|银行|研究院|电视台|日报|晚报|出版社|"
    "协会|学会|联合会|促进会|研究会|商会|委员会)"
)
# What a body works on, between its name and its kind: 腾讯公益基金会.
_FIELDS = re.compile(
    f"(?<=[{HAN}][{HAN}])(?:公益|慈善|教育|科技|环境|环保|儿童|青少年|社区|发展|文化|艺术|师范|理工|农业|工业|商业|"
    "投资|控股|开发)+$"
)
# Characters that hardly occur but where a foreign name is spelt, and others that spell it as well.
_SOUNDS = (
    "埃艾奥贝伯戴蒂杜厄尔菲弗戈赫霍吉杰卡凯坎克肯莱勒莉莲琳卢鲁伦罗洛玛迈曼梅莫姆穆娜妮涅诺帕潘佩"
    "珀普琼萨塞莎斯塔汤廷韦沃乌耶伊詹芝兹佐鲍翰蕾黛薇泰茜蓓"
)
_SPELLING = (
    "阿爱安巴白班保本比彼波勃博布达大丹当德登迪丁顿多恩法范丰费芬福夫盖甘冈高格根古哈海豪亨华怀基"
    "加金科可库夸拉兰朗劳雷里丽利列林龙路马麦毛蒙米密明墨默内尼宁纽努欧皮奇乔日荣瑞若赛桑森沙山尚"
    "圣什施史舒苏索坦特腾图托瓦万威维温西希锡夏香谢辛休雪雅亚扬叶因英尤约赞泽扎朱里逊姬弥尹川拜"
)
# A character or capital that may belong to a name; figures and marks do not.
_TELLING = re.compile(f"[A-Z]|(?![〇零一二三四五六七八九十百千万亿第条项款])[{HAN}]")
_FOREIGN = re.compile(f"[{_SOUNDS}{_SPELLING}·]+")
_LATIN = re.compile(r"[A-Z][A-Za-z&’'.-]+(?: [A-Z][A-Za-z&’'.-]+){0,3}")
_CODE_MARKS = re.compile(r"[_`*<>/\\#\[\]{}=|]")


def _chinese(query: str, match: str, ours: Span, theirs: Span) -> bool:
    """Say whether there is a name on both sides of one difference."""
    sides = (_Place(query, ours), _Place(match, theirs))
    if not all(_TELLING.search(side.text, side.start, side.end) for side in sides):
        return False
    if all(side.is_known() or side.is_foreign() or side.is_called() for side in sides):
        return True
    ours, theirs = _untitled(query, ours), _untitled(match, theirs)
    return (
        all(map(_is_latin, sides))
        or _people(query, match, ours, theirs)
        or (sides[0].is_foreign() and _is_full_name(match, theirs))  # 古特雷斯 for 潘基文
        or (sides[1].is_foreign() and _is_full_name(query, ours))
    )


def _untitled(text: str, at: Span) -> Span:
    """Leave a title at the end out: 李强 of 李强总理."""
    return Span(at.start, at.start + len(without_title(at.cut(text))))


class _Place:
    """What is near a difference in simplified text, and where in it the difference stands."""

    def __init__(self, text: str, at: Span) -> None:
        first = max(0, at.start - REACH)
        self.text = text[first : at.end + REACH]
        self.start, self.end = at.start - first, at.end - first

    def is_known(self) -> bool:
        """Say whether the difference lies in a known place or body."""
        return any(
            found.start() < self.end and self.start < found.end()
            for found in _gazetteer().finditer(self.text)
        )

    def is_foreign(self) -> bool:
        """Say whether it lies in characters that spell a foreign name: 汤姆, 特朗普."""
        for found in _FOREIGN.finditer(self.text):
            if found.start() <= self.start and self.end <= found.end():
                letters = found.group()
                sure = any(ch in _SOUNDS for ch in letters) or follows_title(
                    self.text, found.start()
                )
                return "·" in letters or (sure and 2 <= len(letters) <= 8)
        return False

    def is_called(self) -> bool:
        """Say whether it lies in what a place or body is called: 宜春县, 清华大学."""
        for pattern in (_PLACE, _BODY):
            for found in pattern.finditer(self.text):
                head = _FIELDS.sub("", found["head"])
                end = found.start() + len(head)
                inside = found.start() <= self.start < end and end - 1 <= self.end
                if inside and not head.endswith(_GENERIC):
                    return True
        return False


@cache
def _gazetteer() -> re.Pattern[str]:
    """Return what finds places and bodies, by their first character."""
    return re.compile(grouped(ZH | BODIES_ZH))


def _is_latin(side: _Place) -> bool:
    """Say whether the difference is capitalised words of Latin letters, and no code."""
    words = side.text[side.start : side.end].strip()
    if not _LATIN.fullmatch(words) or _is_common(words):
        return False
    beside = side.text[max(0, side.start - 3) : side.start] + side.text[side.end : side.end + 3]
    return all(map(_is_word, words.split())) and _CODE_MARKS.search(beside) is None


def _people(query: str, match: str, ours: Span, theirs: Span) -> bool:
    """Say whether the difference lies in two people's names at the same place: 王明, 李华."""
    for before in range(3):
        one, other = ours.start - before, theirs.start - before
        if one < 0 or other < 0 or not (begins_a_name(query, one) and begins_a_name(match, other)):
            continue
        for after in range(3):
            names = query[one : ours.end + after], match[other : theirs.end + after]
            if all(map(is_han_name, names)) and _is_likely(*names, query, one, ours.end + after):
                return True
    return False


def _is_full_name(text: str, at: Span) -> bool:
    """Say whether a difference is a Chinese name of three characters where names stand."""
    name = at.cut(text)
    return len(name) == 3 and is_han_name(name) and signs_of_a_name(text, at.start, at.end) > 0


def _is_likely(one: str, other: str, text: str, start: int, end: int) -> bool:
    """Say whether two words shaped like names are; 方 and 高 begin words as well."""
    if one[0] == other[0] and one[0] in RARE:
        return follows_title(text, start) or (
            len(one) != len(other) and signs_of_a_name(text, start, end) > 1
        )
    doubt = 1 if len(one) == len(other) == 3 and one[0] != other[0] else 2
    if one[0] in RARE and other[0] in RARE:
        doubt += 1
    return signs_of_a_name(text, start, end) >= doubt


# ---- English -------------------------------------------------------------------------------------

_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*(?:\.[A-Z])*")
_CAPITAL = re.compile(
    r"(?<![\w\\/.`*_<>#@:\[-])[A-Z][A-Za-z’'-]*(?:\.[A-Z])*(?![\w\\/`*_<>#@(\[]|:\w|\.[a-z])"
)
_NO_NAME = re.compile("[a-z][A-Z]|[IVX]+$")
_MIXED = re.compile("(?:Mc|Mac|De|Di|La|Le|O['’])(?=[A-Z])")
_OPENS = re.compile(
    r"(?:^|(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])\.|[!?:;|>\]•–—]|\d[.)]|\([a-z\d]{1,3}\))[\s\"“‘'(\[]*\Z"
)
_LINKED = re.compile(r"\]\([^)]*\)|`[^`]*`|\S+[/_]\S+")
_SMALL = frozenset(
    "with from into over under about upon that this than your their using for".split()
)
_SOME = 12
"""Characters before a word that tell whether it begins a sentence."""
_NEAR = 20
"""Characters around a word in which a name of several words is looked for."""
# Capitals that are not names: function words, parts of rules, ranks, days and months, numbers,
# and the kinds of body, whose names are the words beside them.
_COMMON = frozenset(
    """
i a an the this that these those it he she we you they his her its our their in on at of for to
and or but where when if while what who how why as with by from after before new other all any no
not yes true false null none ok ad id url api created info debug act acts law laws article
articles paragraph paragraphs subparagraph subparagraphs item items chapter section sections
regulation regulations rule rules code table figure annex appendix form forms schedule part parts
note notes step clause standard standards directions procedures convention agreement contract
minister president chairman chairperson director secretary mr mrs ms dr prof sir madam monday
tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december one two three four five six seven eight nine ten north
south east west northern southern eastern western central company party board committee commission
council government ministry institute agency bureau department office center centre authority
court organization association organisation bank university school fund foundation republic state
kingdom province city county first second third fourth fifth sixth seventh eighth ninth tenth
extension extensions
""".split()
)
_SIGNS = frozenset("TRUE FALSE NULL NONE NOT AND OR OK AD ID URL API INFO DEBUG NO YES".split())
# What makes a name of the first word of a sentence: Peking University, Obama said.
_FOLLOWS_NAME = re.compile(
    r"(?: [A-Z][\w’'&-]+){0,2} (?:University|College|Bank|Foundation|Group|Province|City|County|"
    r"Street|Hospital|Hotel|Airport|Station|River|Lake|Island)\b|"
    r"(?<!s) (?:said|says|told|added|noted|argued|warned)\b"
)
_NO_SPEAKERS = frozenset("Police Everyone Everybody Someone Somebody Nobody People Staff".split())


def _english(query: str, match: str, pairs: Sequence[Pair]) -> bool:
    for ours, theirs in pairs:
        one, other = _capitals(query, ours), _capitals(match, theirs)
        if not one or not other:
            continue
        new = _names(query, one) - _words(theirs.cut(match))
        if new and _names(match, other) - _words(ours.cut(query)):
            return True
    return False


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)}


def _capitals(text: str, at: Span) -> list[re.Match[str]]:
    """Return the capitalised words of a stretch that may be names."""
    if not any(map(str.isupper, at.cut(text))):
        return []
    return [
        found
        for found in takewhile(
            lambda each: each.start() < at.end, _CAPITAL.finditer(text, at.start)
        )
        if _is_word(word := _bare(found)) and not _is_common(word)
    ]


def _bare(found: re.Match[str]) -> str:
    """Return a word without 's."""
    return re.sub("['’]s?$", "", found.group())


def _names(text: str, capitals: Sequence[re.Match[str]]) -> set[str]:
    """Return the words that are names, in small letters.

    A capital tells within a sentence, but neither at its start nor in a heading.
    """
    heading = _is_heading(text)
    names = set()
    for found in capitals:
        word = _bare(found)
        start = found.start()
        tells = not heading and not _OPENS.search(text, max(0, start - _SOME), start)
        if tells or _is_known(text, start, word):
            names.add(word.lower())
    return names


@lru_cache(maxsize=256)
def _is_heading(text: str) -> bool:
    """Say whether every longer word begins with a capital, prepositions and addresses aside.

    >>> _is_heading("Charity Law Takes Effect from May"), _is_heading("The law took effect today")
    (True, False)
    """
    words = _WORD.findall(_LINKED.sub("", text))
    return not any(word[0].islower() and len(word) > 3 and word not in _SMALL for word in words)


def _is_known(text: str, at: int, word: str) -> bool:
    """Say whether a word is a name even where every word has a capital."""
    if word in FIRST_NAMES or word in EN or (word.isupper() and 3 <= len(word) <= 6):
        return True
    if _FOLLOWS_NAME.match(text, at + len(word)) and word not in _NO_SPEAKERS:
        return True
    start = max(0, at - _NEAR)
    near = text[start : at + len(word) + _NEAR]
    if any(phrase in near for phrase in _phrases(word)):
        return True
    return any(name.span.start + start <= at < name.span.end + start for name in latin_names(near))


@cache
def _by_word() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for phrase in EN:
        for word in phrase.split() if " " in phrase else ():
            found.setdefault(word, []).append(phrase)
    return found


def _phrases(word: str) -> Sequence[str]:
    """Return the known names of several words that hold a word."""
    return _by_word().get(word, ())


def _is_common(word: str) -> bool:
    """Say whether a capitalised word names nothing; WHO is no question."""
    return word.lower() in _COMMON and (not word.isupper() or word in _SIGNS)


def _is_word(word: str) -> bool:
    """Say whether a capitalised word may be a name, and not a letter, a Roman number or code."""
    return len(word) > 1 and _NO_NAME.search(_MIXED.sub("", word)) is None
