"""Chinese places in an English translation: Yunnan is not *Yunan*, and 贵州 not *Guangzhou*.

Two ways lead to a place. Provinces and large cities are listed; what is named by a word for its
kind (通渭县, *Tongwei County*) is read by pinyin. Only a name that is nearly the right one, or that
is another listed place the source does not name, is told: translators add and drop places freely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from rapidfuzz.distance import OSA

from glossary.check.finding import Evidence, Found, Message
from glossary.check.reading import Bead, Cover, Reading
from glossary.check.rule import SPELLING, rule
from tm.text.chars import is_han
from tm.text.names import loose
from tm.text.pinyin import character_readings, join
from tm.text.spans import Span

_LISTED = """
北京 Beijing 天津 Tianjin 河北 Hebei 山西 Shanxi 辽宁 Liaoning 吉林 Jilin 黑龙江 Heilongjiang
上海 Shanghai 江苏 Jiangsu 浙江 Zhejiang 安徽 Anhui 福建 Fujian 江西 Jiangxi 山东 Shandong
河南 Henan 湖北 Hubei 湖南 Hunan 广东 Guangdong 广西 Guangxi 海南 Hainan 重庆 Chongqing
四川 Sichuan 贵州 Guizhou 云南 Yunnan 陕西 Shaanxi 甘肃 Gansu 青海 Qinghai 宁夏 Ningxia
新疆 Xinjiang 石家庄 Shijiazhuang 太原 Taiyuan 沈阳 Shenyang 大连 Dalian 长春 Changchun
哈尔滨 Harbin 南京 Nanjing 苏州 Suzhou 无锡 Wuxi 杭州 Hangzhou 宁波 Ningbo 温州 Wenzhou
合肥 Hefei 福州 Fuzhou 厦门 Xiamen 泉州 Quanzhou 南昌 Nanchang 济南 Jinan 青岛 Qingdao
郑州 Zhengzhou 洛阳 Luoyang 武汉 Wuhan 宜昌 Yichang 长沙 Changsha 广州 Guangzhou 深圳 Shenzhen
珠海 Zhuhai 东莞 Dongguan 佛山 Foshan 南宁 Nanning 桂林 Guilin 海口 Haikou 三亚 Sanya
成都 Chengdu 绵阳 Mianyang 雅安 Ya'an 汶川 Wenchuan 玉树 Yushu 贵阳 Guiyang 遵义 Zunyi
昆明 Kunming 大理 Dali 丽江 Lijiang 西安 Xi'an 延安 Yan'an 兰州 Lanzhou 西宁 Xining
银川 Yinchuan 呼和浩特 Hohhot 包头 Baotou 唐山 Tangshan
""".split()
LISTED = dict(zip(_LISTED[::2], _LISTED[1::2], strict=True))
_BY_NAME = {name: han for han, name in LISTED.items()}
_KINDS = {
    "Province": "省", "City": "市", "County": "县", "Prefecture": "州", "District": "区",
    "Township": "乡", "Town": "镇", "Village": "村", "Lake": "湖", "River": "[河江]",
    "Mountain": "山", "Island": "岛",
}  # fmt: skip
_NAMED = re.compile(rf"(?<![\w’'-])(?P<name>[A-Z][a-z’']+) (?P<kind>{'|'.join(_KINDS)})\b")
_WORD = re.compile(r"(?<![\w’'-])[A-Z][a-z]+(?:['’][a-z]{2,})?")
# English names that are not pinyin and yet lie near it.
_UNLIKE = frozenset(
    "哈尔滨 齐齐哈尔 拉萨 喀什 吐鲁番 和田 日喀则 鄂尔多斯 海拉尔 伊犁 呼和浩特 乌鲁木齐".split()
)
_LONGEST = 4
_EDITS = 2


@rule("M108", "place-misspelt", category=SPELLING, severity="error", languages=("en",),
      needs_source=True, gives_way_to=("T104", "S101", "S102", "S103"))  # fmt: skip
def place(reading: Reading) -> Iterator[Found]:
    """
    Checks. A Chinese place whose English name is nearly its pinyin but not it, and a province or
    large city of the translation that the source does not name while one it names is missing.

    Why. Many wrong names are right ones of somewhere else: Shanxi and Shaanxi, Yunan.

    Example. 云南省 — Yunan Province

    Instead. 云南省 — Yunnan Province

    Fix safety. Unsafe: a place may have an old name of its own.
    """
    terms = Cover(reading.masked)
    for bead in reading.beads:
        if not bead.source_text or not bead.target_text:
            continue
        told: set[Span] = set()
        for found in (*_exchanged(bead), *_misread(bead)):
            if not terms.touches(found.span) and found.span not in told:
                told.add(found.span)
                yield found


def _exchanged(bead: Bead) -> Iterator[Found]:
    """Yield words that stand where a listed place of the source should."""
    words = {match[0].replace("’", "'"): match.span() for match in _WORD.finditer(bead.target_text)}
    named = {LISTED[han] for han in LISTED if han in bead.source_text}
    for name in sorted(named - words.keys()):
        if name.lower() in bead.target_text.lower().replace("’", "'"):
            continue
        wrong = next((word for word in words if word not in named and _takes(word, name)), None)
        if wrong is not None:
            han = _BY_NAME[name]
            at = bead.source_text.index(han)
            yield _told(bead, Span(*words[wrong]), wrong, name, Span(at, at + len(han)))


def _takes(word: str, name: str) -> bool:
    """Whether a word stands in the place of a listed name: nearly it, or another such name."""
    if word in _BY_NAME:
        return OSA.distance(word.lower(), name.lower()) <= _EDITS + 1
    edits = OSA.distance(word.lower(), name.lower())
    return (len(name) >= 5 and edits == 1) or (len(name) >= 8 and edits == _EDITS)


def _misread(bead: Bead) -> Iterator[Found]:
    """Yield names before a word for their kind that are nearly what the source names so."""
    for match in _NAMED.finditer(bead.target_text):
        word = match["name"]
        if word in _BY_NAME or _read_somewhere(loose(word), bead.source_text):
            continue
        ranked = [
            (OSA.distance(read.replace("'", ""), loose(word)), read, span)
            for read, span in _candidates(bead.source_text, _KINDS[match["kind"]])
        ]
        if not ranked:
            continue
        edits, right, place_of = min(ranked)
        if 0 < edits <= _EDITS and edits * 4 <= len(word):
            yield _told(bead, Span(*match.span("name")), word, right.capitalize(), place_of)


def _candidates(source: str, kind: str) -> Iterator[tuple[str, Span]]:
    """Yield readings of what stands before a word for a kind of place, with its span."""
    for match in re.finditer(kind, source):
        for size in range(1, _LONGEST + 1):
            start = match.start() - size
            han = source[max(0, start) : match.start()]
            if start >= 0 and all(map(is_han, han)) and not _unlike(han):
                for read in _readings(han):
                    yield read, Span(start, match.start())


def _unlike(han: str) -> bool:
    """Whether the English name is not pinyin: Harbin, and Taipei like all of Taiwan."""
    return han in _UNLIKE or han[0] in "台臺"


def _read_somewhere(word: str, source: str) -> bool:
    """Whether some characters of the source are read so."""
    return any(
        word in map(loose, _readings(source[at : at + size]))
        for at in range(len(source))
        for size in range(1, _LONGEST + 1)
        if all(map(is_han, source[at : at + size])) and at + size <= len(source)
        and word[:1] in {read[0] for read in character_readings(source[at])}
    )  # fmt: skip


@lru_cache(maxsize=8192)
def _readings(han: str) -> tuple[str, ...]:
    if han in LISTED:
        return (LISTED[han].lower(),)
    several = [character_readings(char)[:2] for char in han]
    return tuple(join(parts) for parts in product(*several)) if all(several) else ()


def _told(bead: Bead, span: Span, wrong: str, right: str, source: Span) -> Found:
    han = source.cut(bead.source_text)
    message = Message(
        f"The source says “{han}”, which is {right}; the translation has “{wrong}”.",
        f"原文为“{han}”，英文应作{right}，译文为“{wrong}”。",
    )
    return Found(
        span.shift(bead.target.start), message, (right,),
        evidence=(Evidence("source", han, source.shift(bead.source.start)),),
        applicability="unsafe",
    )  # fmt: skip


RULES = (place,)
