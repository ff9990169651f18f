"""Words and identifiers that hold a numeral but state no number.

Masked stretches are blanked before a reader looks at the text, so that every position stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tm.text.spans import Span

BLANK = "\x1f"

# 一 of 一些 counts nothing; 一个 and 一种 stay: they may translate "1" or "one".
_LEXICAL_ZH = """
一些 一起 一定 一般 一直 一旦 一切 一并 一向 一再 一律 一贯 一致 一律 一概 一度 一经 一味 一心
一下 一系列 一带一路 一带 一方面 一体 一揽子 一线 一流 一边 一面 一会儿 一点 一会 一手 一同
一道 一举 一如 一生 一代 一瞬 一时 一早 一路 一齐 一视同仁 一成不变 一目了然 一无所 一塌糊涂
一如既往 一蹴而就 一言 一针 一身 一帆风顺 一石二鸟 一箭双雕 一应 一行 一则 一旁 一意孤行
一分为二 一夜之间 一夜 一国两制 统一 唯一 同一 第一时间 第一手 第一线 进一步 万一 单一 逐一 任一
某一 合一 专一 归一 不一 一一 划一 惟一 独一无二 不一致 不一定 不一样 一样 数一数二 说一不二
九牛一毛 百闻不如一见 千篇一律 三心二意 不二 星期一 礼拜一 千方百计 七嘴八舌 百姓 三农 五四 四川
三亚 十足 十字 十字路口 十全十美 百科 百货 百花 百年大计 百家争鸣 千万不 千万别 千万要
千万勿 千家万户 千千万万 千山万水 千里之外 千载难逢 千变万化 千百万 成千上万 成百上千 万千
千差万别 千丝万缕 千锤百炼 千禧 万物 万能 万里 万分 万众 万岁 万事 万象 万古 万幸 亿万 百万富翁
千万富翁 亿万富翁 百般 百忙 百战 百无 半岛 半导体 半球 半路 半途 半信半疑 大半 多半 半壁 半边天
夜半 事半功倍 半晌 四处 四周 四面 四海 四肢 四散 四起 五金 五花八门 五官 五湖四海 五味 五彩
五环 五行 六神 七上八下 八卦 八方 九州 九霄 九泉 九寨沟 十三陵 三明治 三文鱼 三角 三峡 三星 三菱
三国演义 三番五次 三思 三七 三亚 三里屯 三明 三八 二手 二线 二胡 二战 一战 两岸 两会 两栖 两难
两极 两性 两全 两面 两制 二维 三维 二元 三元 二氧化 一氧化 二恶英 五一 六一 七一 八一 十一黄金周
十一假期 十一长假 双十一 九一八 七七事变 九一一 一二九 八路军 九二共识 零和 零售 零部件 零食
零钱 零碎 零星 张三 李四 王五 不三不四 乱七八糟 四合院 八达岭 八宝 九龙 六合 千岛 万科 万达 万宝
三权分立 三个代表 三严三实 两学一做 四个全面 四个意识 四个自信 五位一体 八项规定 两个一百年
三从四德 四书五经 六四 九〇后 阿里 千瓦 百事 百度 千年发展目标 半数 万维网 万圣 万隆 万象 百慕大
千里马 万无一失 有朝一日 朝三暮四 一氧 一次性 一体化 一把手 一席之地 一己之 一厢情愿 一致性
一模一样 如出一辙 一窝蜂 一口气 一臂之力 一丝 一概而论
""".split()
# Addresses and document symbols, which a translation keeps letter by letter.
_ADDRESSES = (
    r"(?:https?://|(?<![A-Za-z0-9.])www\.)[!#$%&()*+,./:;=?@A-Za-z0-9_~-]*[#$%&*+/=@A-Za-z0-9_~-]",
    r"(?<![A-Za-z0-9.+_-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,64}){1,4}",
    r"(?<![A-Za-z])[AES](?:/[A-Z0-9.]{1,12}){2,6}(?:\([IVX]+\))?",
)
ADDRESSES = re.compile("|".join(_ADDRESSES))
_IDENTIFIERS = (
    *_ADDRESSES,
    # Letters glued to digits: COVID-19, G20, PM2.5, Ka-52, GB/T 13000, ISO 9001, H1N1, B2B.
    r"(?<![A-Za-z])(?:ISO|GB(?:/\s?[A-Z工]{0,2})?|ASTM|IEEE|RFC|DIN|IEC|"
    r"CVE)\s?-?\d[\d.:]*(?:\s?[-–—一]\s?\d+)*",
    r"(?<![A-Za-z])(?!(?:US|RMB|CNY|USD|EUR|GBP|JPY|HKD|HK|NT|rmb|usd|Rs|No|Nos|Vol|Vols|GMT|"
    r"UTC|Q|H|AD|BC|FY|"
    r"[A-Z][a-z]{6,}|[a-z]+[-.])[-.]?\d)[A-Za-z]{1,12}[-‑.]?\d[\dA-Za-z]*+(?:\.\d++)?+(?!\s?[%％"
    r"万亿])",
    r"(?<![\d.,])(?:[1-6]G|[248]K|[1-4]D|\d{3,4}[Pp])(?![A-Za-z\d])",
    r"(?:\d{1,2}|[二七八]十?[七]?)国(?:集团|峰会)|Group of (?:\d+|Seven|Eight|Ten|Twenty)|"
    r"[A-Z][a-z]+ 101(?!\d)",
    # Telephone and account numbers, IP addresses and versions.
    r"\+\d{1,3}[ -]\d[\d -]{5,16}\d|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)",
    r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){2,5}(?![\d])",
)
# List marks open a line: 1. (2) 一、（三） 3) a. and the like.
_LIST_MARK = (
    r"(?m:^[ \t\u3000]*(?:[1-9]\d?(?:\.\d{1,2}){1,4}\s+(?=[A-Z\u4e00-\u9fff])(?![万亿])|"
    r"0\d(?=[A-Za-z\u4e00-\u9fff ])|[(（][\d零一二三四五六七八九十]{1,3}[)）]|"
    r"\d{1,2}[.．](?=[ \t\D])|\d{1,2}(?:[)、]|, )|[零一二三四五六七八九十]{1,3}、|[①-⑳]))"
)
_EN_LEXICAL = (
    r"24/7|50/50|1992 Consensus|Double (?:11|Eleven)|\b(?:one another|no one|one-sided|one day|"
    r"at once|once again|once more|first(?:ly)? "
    r"and foremost|second(?:ary|-hand)|in the first place|first-hand|the one|this one|that one)\b"
)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of literal words, longest first.

    >>> any_of(["公里", "平方公里"])
    '平方公里|公里'
    """
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def grouped(words: Iterable[str]) -> str:
    """Return a pattern of Chinese words, longest first, that looks at the first character once.

    >>> grouped(["公里", "公斤重", "公斤"])
    '公(?:斤重|斤|里)'
    """
    by_first: dict[str, set[str]] = {}
    for word in words:
        by_first.setdefault(word[0], set()).add(word[1:])
    return "|".join(f"{first}(?:{any_of(rest)})" for first, rest in by_first.items())


# 十分 is no word in 三十分.
_LEXICAL = rf"(?<![零一二三四五六七八九十百千万亿\d之])(?:{grouped(_LEXICAL_ZH)}|十分(?!之))"

_WORDS_ZH = re.compile(_LEXICAL)
_ZH = re.compile("|".join((_LIST_MARK, *_IDENTIFIERS, _LEXICAL, r"(?<!分)之一")))
_EN = re.compile("|".join((_LIST_MARK, *_IDENTIFIERS, _EN_LEXICAL)))


def blank(text: str, lang: str, masked: Sequence[Span] = ()) -> str:
    """Return the text with every masked stretch blanked; its length stays the same.

    >>> blank("一带一路5年", "zh").replace(BLANK, "_")
    '____5年'
    >>> blank("COVID-19 hit 19 towns", "en").replace(BLANK, "_")
    '________ hit 19 towns'
    """
    text = blank_out(text, masked)
    pattern = _ZH if lang == "zh" else _EN
    return pattern.sub(lambda match: BLANK * (match.end() - match.start()), text)


def numeral_words(text: str) -> Iterator[Span]:
    """Yield the words of simplified Chinese text that hold a numeral but count nothing.

    >>> [word.cut("四川的3家单位一致同意") for word in numeral_words("四川的3家单位一致同意")]
    ['四川', '一致']
    """
    return (Span(*found.span()) for found in _WORDS_ZH.finditer(text))


def blank_out(text: str, spans: Iterable[Span]) -> str:
    """Return the text with these stretches blanked; its length stays the same.

    >>> blank_out("一带一路5年", [Span(0, 4)]).replace(BLANK, "_")
    '____5年'
    """
    pieces, at = [], 0
    for span in sorted(spans):
        start, end = max(at, span.start), min(len(text), span.end)
        if start < end:
            pieces += [text[at:start], BLANK * (end - start)]
            at = end
    return "".join(pieces) + text[at:]
