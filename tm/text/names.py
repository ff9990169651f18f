"""Chinese people's names: spotting them in Chinese and in English text, and matching the two.

Chinese text has no capitals, so a name is believed only where its surroundings ask for one: a
title before it (理事长黄浩明), an honorific or a verb of speech after it (李勇博士, 黄浩明表示),
or a place in a list next to one that is believed. In English a name is two capitalised words of
good pinyin, one of them a surname: HUANG Haoming, Haoming HUANG, Huang Haoming.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tm.text.masks import any_of
from tm.text.pinyin import Reading, is_pinyin, readings, surnames, syllables
from tm.text.spans import Span
from tm.text.surnames import DOUBLE, RARE, SINGLE
from tm.text.variants import simplify

Order = Literal["surname first", "given name first"]

_TITLES = """
主席 副主席 总书记 书记 总理 副总理 部长 副部长 大使 发言人 秘书长 副秘书长 理事长 副理事长 理事
会长 副会长 总干事 干事 主任 副主任 执行主任 局长 副局长 司长 副司长 处长 副处长 科长 厅长
副厅长 省长 市长 县长 区长 镇长 乡长 村长 校长 副校长 院长 副院长 所长 副所长 馆长 台长 社长
主编 总编辑 编辑 记者 教授 副教授 讲师 老师 博士 院士 研究员 专家 学者 律师 医生 大夫 护士
工程师 总工程师 总经理 副总经理 经理 董事长 总裁 副总裁 首席代表 代表 总监 主管 负责人 创始人
发起人 志愿者 队长 团长 组长 项目官员 官员 主持人 导演 演员 作家 诗人 画家 书法家 歌手 运动员
教练 委员 常委 政委 司令员 将军 同志 先生 女士 嘉宾 顾问 秘书 助理 会员 理事会主席 联合创始人
校友 学生 居民 村民 农民 患者 选手 名将 法官 检察官 院长助理 监事长 监事 监事会主席 党委书记
党组书记
""".split()
_HONORIFICS = """
先生 女士 博士 教授 副教授 同志 老师 院士 小姐 律师 医生 大夫 主任 副主任 部长 副部长 主席
副主席 会长 理事长 秘书长 书记 大使 院长 校长 局长 司长 处长 所长 总经理 董事长 总裁 经理 总监
将军 夫妇 女士等 一家 夫人 研究员 总理 副总理 省长 市长 县长
""".split()
_SPEAKS = """
表示 说 指出 认为 介绍 强调 称 告诉 透露 坦言 回忆 解释 补充 提出 建议 呼吁 宣布 透露 写道 主持
致辞 致开幕 致欢迎 作主题 做主题 发表 出席 参加 率团 率领 当选 担任 出任 受邀 应邀 会见 会晤
陪同 分享 总结 代表 一行 等人 等领导 等出席 等参加 博士 到场 到会 到访 与会 报道 光临 前往 宣读
主讲 发言 讲话 讲述 回答 获得 荣获 逝世 出生 生于 毕业 任 兼任 作了 做了 作为 作开幕 作总结
作报告 作题为 致闭幕 致开
""".split()
_STOP = frozenset(
    "的了是在和与及或也都就被把让向对从到为以等将会要能可并而但则之其这那他她它们说称任不没有个"
    "年月日上下中内外前后"
)
_HAN_NAME = (
    rf"(?:(?:{any_of(DOUBLE)})[\u4e00-\u9fff]{{1,2}}?|"
    rf"[{''.join(sorted(SINGLE))}][\u4e00-\u9fff]{{1,2}}?)"
)
_END = (
    rf"(?=$|[，。、；：！？,.;:()（）《》“”\"\s]|{any_of(_HONORIFICS + _SPEAKS)}|"
    r"[和与及在对向就为]|以及)"
)
_TITLED = re.compile(rf"(?:{any_of(_TITLES)})[、\s]?(?P<name>{_HAN_NAME}){_END}")
_HONOURED = re.compile(
    rf"(?:^|(?<=[，。、；：！？,.;:（(《“”\"\s和与由对向给请据及让]))(?P<name>{_HAN_NAME})\s?(?:"
    rf"{any_of(_HONORIFICS)})"
)
_SPEAKING = re.compile(
    rf"(?:^|(?<=[，。；！？（“”\"\s]))(?P<name>{_HAN_NAME})(?:{any_of(_SPEAKS)})"
)
_LISTED = re.compile(
    rf"(?P<join>[、和与及]|以及)(?P<name>{_HAN_NAME})(?=$|[，。、；（(等\s]|[和与及]|"
    rf"{any_of(_SPEAKS)})"
)
# Words that begin with a surname; no name begins with one of these.
_NEVER = frozenset("会都那国能过相从要应经向于和与及不多种重员区角折黑秘适六行称合司")
_WORDS = frozenset(
    "许多 曾经 方面 方式 方案 方法 边缘 张口 高度 高级 白天 黄金 马上 金融 安全 安排 成员 成为 "
    "时间 时候 常常 常务 平等 钱款 "
    "贺信 云南 江苏 江西 欧盟 欧洲 欧元 莫斯 温度 温室 石油 水平 水果 花费 田间 史上 毕业 任何 "
    "任务 任命 严重 严格 郑重 金额 "
    "童年 康复 古代 项目 项下 费用 包括 包含 党员 党委 党组 宗旨 宋代 唐代 明代 明确 明显 元代 "
    "谢谢 谢意 祝贺 祝愿 "
    "江北 江南 湖北 沙特 伊朗 伊拉 易于 苏联 苏州 苏丹 韩国 古巴 秦始 商业 商务 师生 巫术 武装 "
    "武汉 贝鲁 牛津 鲁莽 强调 "
    "强大 宁波 宁夏 万一 万里 上海 单位 管理 简单 居民 步骤 全体 全面 全国 全球 胡同 柴油 汤加 "
    "蓝天 梁子 鱼类 庄稼 阳光 蓝色 红色 白色 黄色 黑色 申请 "
    "温暖 计划 计算 解决 解释 车间 冷战 房地 房屋 路线 路径 卫生 幸福 幸运 后来 后续 贵州 甘肃 "
    "广东 广西 青海 华北 华南".split()
)
# Characters that write foreign names by sound; a name of such characters alone is not Chinese.
_FOREIGN = frozenset(
    "克尔斯特德拉里尼龙蒂夫巴奥布莱弗姆格诺鲁伦丹什兹塔卡科洛马罗泽茨韦迪萨维利米欧亚娜丽莎贝吉"
    "雷路基耶恩理查穆哈罕逊顿"
)

_HAN = re.compile("[\u4e00-\u9fff]+")
_TITLED_WORDS = frozenset(
    title[a:b] for title in _TITLES for a in range(len(title)) for b in range(a + 1, len(title) + 1)
)
_RANKS = """
总统 副总统 首相 国王 女王 王子 公主 夫人 候选人 领袖 领导人 学家 企业家 经济师 老板 球员 队员
国务卿
外长 防长 财长 州长 议长 议员 参议员 众议员 教皇 主教 法师 大师
""".split()
_TITLE_BEFORE = re.compile(rf"(?:{any_of((*_TITLES, *_RANKS))})\Z")
_ENDS_IN_TITLE = re.compile(rf"(?<=..)(?:{any_of((*_TITLES, *_RANKS, *_HONORIFICS))})\Z")
_TITLE_AFTER = re.compile(any_of((*_TITLES, *_RANKS, *_HONORIFICS)))
_MAY_PRECEDE = re.compile(r"(?:^|[，。、；：！？,.;:（(《“”\"\s和与由对向给请据及让被把跟])\Z")
_MAY_FOLLOW = re.compile(
    rf"(?:$|[，。、；：！？,.;:()（）《》“”\"\]】\s和与及在对向就为的从被把是将也已等说给让去来到会只不曾仍]|"
    rf"{any_of(_SPEAKS)})"
)

_WORD = r"[A-ZÜ][A-Za-zÜü]*(?:['’](?!s(?![A-Za-z]))[A-Za-z]+)*"
_LATIN = re.compile(
    rf"(?<![A-Za-z\d'’-]){_WORD}(?:-{_WORD}|-[a-z]+)?(?:[ "
    rf"\u00a0]{_WORD}(?:-[A-Za-z]+)?){{1,2}}(?![A-Za-z\d])"
)
# Pinyin by shape, English by use.
_ENGLISH = frozenset(
    "an can dan fan gang hang he hen long lie man men pan pang ban bang dang tang sang rang "
    "she sun song me you "
    "lead ran run shun tong wan wing women women's china hong kong hainan so to ten die den "
    "pen ping pin tie tan ta no "
    "mu nu nan lu li xi a e o may pi guan bin ben hui bank ai ou pa ma da".split()
)


@dataclass(frozen=True, slots=True)
class HanName:
    """A Chinese person's name in Chinese text; `foreign` where its characters may spell a sound."""

    span: Span
    text: str
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class LatinName:
    """A Chinese person's name in English text, as read: `surname` and `given` in lower case.

    `capitals` says whether the surname stands in CAPS.
    """

    span: Span
    surname: str
    given: str
    order: Order
    capitals: bool


def han_names(text: str, known: Sequence[str] = ()) -> list[HanName]:
    """Spot Chinese names in Chinese text, in order; `known` names are found wherever they stand.

    >>> [name.text for name in han_names("理事长黄浩明、秘书长刘凯阳出席，李勇博士发言。")]
    ['黄浩明', '刘凯阳', '李勇']
    >>> han_names("高度重视民间组织的作用，白天讨论。")
    []
    """
    plain = simplify(text)
    found: dict[int, HanName] = {}
    for pattern in (_TITLED, _HONOURED, _SPEAKING):
        for match in pattern.finditer(plain):
            _keep(found, plain, match, strong=pattern is not _SPEAKING)
    for match in _LISTED.finditer(plain):
        if any(name.span.end == match.start("join") for name in found.values()):
            _keep(found, plain, match, strong=True)
    for word in {name.text for name in found.values()} | set(known):
        for match in re.finditer(f"(?P<name>{re.escape(word)})", plain):
            found.setdefault(match.start(), HanName(Span(*match.span()), word))
    return sorted(found.values(), key=lambda name: name.span)


def _keep(found: dict[int, HanName], text: str, match: re.Match[str], *, strong: bool) -> None:
    name, start = match["name"], match.start("name")
    if name[0] in _NEVER or name[:2] in _WORDS or name[1:] in _HONORIFICS:
        return
    if _STOP & set(name[1:]) or (name[0] in RARE and (len(name) < 3 or not strong)):
        return
    if any(title.startswith(name) or name in title for title in _TITLES) or not readings(name):
        return
    foreign = all(char in _FOREIGN for char in name[1:])
    found.setdefault(
        start, HanName(Span(start, match.end("name")), text[start : match.end("name")], foreign)
    )


def begins_a_name(text: str, at: int) -> bool:
    """Say whether a surname stands at this place of simplified text."""
    return text[at : at + 1] in SINGLE or text[at : at + 2] in DOUBLE


def is_han_name(text: str) -> bool:
    """Say whether simplified text has the shape of a Chinese name: a surname and one or two more.

    >>> [is_han_name(text) for text in ("王明", "欧阳建安", "安全", "高度", "张的人")]
    [True, True, False, False, False]
    """
    surname = 2 if text[:2] in DOUBLE else 1
    if not surname < len(text) <= surname + 2 or (surname == 1 and text[0] not in SINGLE):
        return False
    if text[0] in _NEVER - {"于"} or text[:2] in _WORDS or _STOP & set(text[1:]):
        return False
    return text not in _TITLED_WORDS and _HAN.fullmatch(text) is not None


def signs_of_a_name(text: str, start: int, end: int) -> int:
    """Count the signs around it that a name stands at this place: 0 for none, 2 for a title.

    >>> signs_of_a_name("代表王明出席会议", 2, 4)
    3
    >>> signs_of_a_name("要平等对待", 1, 3)
    1
    """
    before, after = text[max(0, start - 6) : start], text[end : end + 6]
    left = 2 if _TITLE_BEFORE.search(before) else int(_MAY_PRECEDE.search(before) is not None)
    right = 2 if _TITLE_AFTER.match(after) else int(_MAY_FOLLOW.match(after) is not None)
    return left + right


def without_title(text: str) -> str:
    """Return simplified text without the title or form of address at its end.

    >>> without_title("李强总理"), without_title("李强")
    ('李强', '李强')
    """
    return _ENDS_IN_TITLE.sub("", text)


def follows_title(text: str, at: int) -> bool:
    """Say whether a title stands right before this place of simplified text."""
    return _TITLE_BEFORE.search(text[max(0, at - 6) : at]) is not None


def latin_names(text: str) -> list[LatinName]:
    """Spot Chinese names in English text, in order.

    >>> [(n.surname, n.given, n.order) for n in latin_names("HUANG Haoming met Xiaofeng QIAN.")]
    [('huang', 'haoming', 'surname first'), ('qian', 'xiaofeng', 'given name first')]
    >>> latin_names("He Can Run in Hong Kong; the Long March")
    []
    """
    return [name for match in _LATIN.finditer(text) for name in _latin(match)]


def _latin(match: re.Match[str]) -> Iterator[LatinName]:
    words = re.split(r"[ \u00a0]", match[0].replace("’", "'"))
    for at in range(len(words) - 1):
        start = match.start() + sum(len(word) + 1 for word in words[:at])
        if name := _pair(words[at], words[at + 1], start):
            yield name
            return


def _pair(first: str, second: str, start: int) -> LatinName | None:
    span = Span(start, start + len(first) + 1 + len(second))
    one, two = first.lower(), second.lower().replace("-", "")
    if not all(is_pinyin(part) for word in (first, second) for part in word.split("-")):
        return None
    if _is_capitals(first) and not _is_capitals(second) and one in surnames():
        return LatinName(span, one, two, "surname first", capitals=True)
    if _is_capitals(second) and not _is_capitals(first) and two in surnames():
        return LatinName(span, two, one.replace("-", ""), "given name first", capitals=True)
    if (
        {one, two} <= _ENGLISH
        or (one in _ENGLISH and _short(two))
        or (two in _ENGLISH and _short(one))
    ):
        return None
    if one in surnames() and (not _short(two) or two not in surnames()):
        return LatinName(span, one, two, "surname first", capitals=False)
    if two in surnames() and not _short(one):
        return LatinName(span, two, one.replace("-", ""), "given name first", capitals=False)
    return None


def _is_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _short(word: str) -> bool:
    return len(syllables(word) or ()) < 2


def loose(word: str) -> str:
    """Return a romanisation without what spelling habits differ in: case, apostrophes, ü, spaces.

    >>> loose("Jian'an"), loose("Hao-Ming"), loose("LÜ")
    ('jianan', 'haoming', 'lu')
    """
    lower = re.sub("['’]s$", "", word.lower()).replace("ü", "u")
    return re.sub(r"[^a-z]", "", re.sub(r"^([ln])(?:yu|v)", r"\1u", lower))


def reading_of(name: str, latin: LatinName) -> Reading | None:
    """Return the reading of a Han name that an English one writes, in either order, else None.

    >>> reading_of("黄浩明", latin_names("Haoming HUANG")[0]) is not None
    True
    >>> reading_of("黄浩明", latin_names("HUANG Haomin")[0]) is None
    True
    """
    pair = (loose(latin.surname), loose(latin.given))
    for reading in readings(name):
        if (loose(reading.surname), loose(reading.given)) in (pair, pair[::-1]):
            return reading
    return None


def written(reading: Reading) -> str:
    """Write a reading in house style, surname first and in capitals.

    >>> written(readings("黄浩明")[0]), written(readings("欧阳建安")[0])
    ('HUANG Haoming', "OUYANG Jian'an")
    """
    return f"{reading.surname.upper()} {reading.given.capitalize()}"
