"""Pinyin: what is a well-formed romanisation, and how a Chinese name may be written in it.

A word is pinyin by a strict grammar (after GB/T 16159): whole syllables, and an apostrophe exactly
where a later syllable begins with a, e or o. The apostrophe is what keeps *Ameriacan* from passing
as A-me-ri-a-can. Only the given-name endings -ai and -er (Xiaoai, Jianer) are let off in words of
two syllables, where people leave it out and few misspellings hide (0.06 % of 43,239). A name is
read with the surname's own reading (单 is Shan, not Dan) and with every reading its other
characters have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from tm.text.surnames import DOUBLE, READINGS, SINGLE
from tm.text.variants import simplify

_SYLLABLES = """
a ai an ang ao e ei en eng er o ou ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo
bu pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu ma mai man mang mao me
mei men meng mi mian miao mie min ming miu mo mou mu fa fan fang fei fen feng fo fou fu da dai
dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo ta tai
tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo na nai nan nang nao ne
nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nuo nü nv nyu nüe nue nve la
lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu lo long lou lu luan lun luo
lü lv lyu lüe lue lve ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui
gun guo ka kai kan kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo ha hai
han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo ji jia jian jiang jiao
jie jin jing jiong jiu ju juan jue jun qi qia qian qiang qiao qie qin qing qiong qiu qu quan que
qun xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun zha zhai zhan zhang zhao zhe
zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo cha chai chan chang
chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo sha shai shan
shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo ran rang rao
re ren reng ri rong rou ru rua ruan rui run ruo za zai zan zang zao ze zei zen zeng zi zong zou
zu zuan zui zun zuo ca cai can cang cao ce cen ceng ci cong cou cu cuan cui cun cuo sa sai san
sang sao se sen seng si song sou su suan sui sun suo ya yan yang yao ye yi yin ying yo yong you
yu yuan yue yun wa wai wan wang wei wen weng wo wu
"""
SYLLABLES = frozenset(_SYLLABLES.split())
# Written without the apostrophe so often that they count as well formed.
_WITHOUT_APOSTROPHE = frozenset("tiananmen changan yanan xian taian jian lean".split())
_LONGEST = 24
_ANY = "|".join(sorted(SYLLABLES, key=len, reverse=True))
_OPEN = "|".join(sorted((s for s in SYLLABLES if s[0] in "aeo"), key=len, reverse=True))
_CLOSED = "|".join(sorted((s for s in SYLLABLES if s[0] not in "aeo"), key=len, reverse=True))
_UMLAUT = str.maketrans({"ü": "v", "Ü": "v", "’": "'", "‘": "'", "ʼ": "'"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to write a Chinese name, in lower case with apostrophes where they belong.

    `everyday` marks a surname read as in everyday words (乐 Le) where the surname table knows
    another reading: people bear both, so it passes with a note.
    """

    surname: str
    given: str
    everyday: bool = False


@lru_cache(maxsize=8)
def _words(max_syllables: int) -> re.Pattern[str]:
    strict = rf"(?:{_CLOSED}|'(?:{_OPEN})){{0,{max_syllables - 1}}}"
    return re.compile(rf"(?:{_ANY})(?:{strict}|{'er|ai' if max_syllables > 1 else ''})")


def is_pinyin(word: str, max_syllables: int = 3) -> bool:
    """Say whether a word is well-formed pinyin of at most so many syllables, in any one case.

    >>> [is_pinyin(word) for word in ("Haoming", "HUANG", "Xi'an", "Tian’anmen", "Lü")]
    [True, True, True, True, True]
    >>> [is_pinyin(word) for word in ("Ameriacan", "Chian", "Tsinghua", "Xi'bei", "Wulumuqi")]
    [False, False, False, False, False]
    """
    if len(word) > _LONGEST:
        return False
    plain = word.lower().translate(_UMLAUT)
    return plain in _WITHOUT_APOSTROPHE or _words(max_syllables).fullmatch(plain) is not None


def syllables(word: str) -> tuple[str, ...] | None:
    """Cut well-formed pinyin into syllables, None where it is not; the longest first syllable wins.

    >>> syllables("Haoming"), syllables("Xi'an"), syllables("Ameriacan")
    (('hao', 'ming'), ('xi', 'an'), None)
    """
    plain = word.lower().translate(_UMLAUT)
    if len(plain) > _LONGEST:
        return None
    return _cut(plain, first=True)


def _cut(word: str, *, first: bool) -> tuple[str, ...] | None:
    if not word:
        return ()
    marked = word.startswith("'")
    rest = word[1:] if marked and not first else word
    for length in range(min(6, len(rest)), 0, -1):
        syllable = rest[:length]
        if syllable not in SYLLABLES or (not first and marked != (syllable[0] in "aeo")):
            continue
        tail = _cut(rest[length:], first=False)
        if tail is not None:
            return (syllable, *tail)
    return None


def join(parts: tuple[str, ...]) -> str:
    """Join syllables into one word with apostrophes where they belong.

    >>> join(("xi", "an")), join(("hao", "ming"))
    ("xi'an", 'haoming')
    """
    head, *rest = parts
    return head + "".join(f"'{part}" if part[0] in "aeo" else part for part in rest)


def split_name(name: str) -> tuple[str, str] | None:
    """Cut a Han name into surname and given name, None where it begins with no surname.

    >>> split_name("黄浩明"), split_name("欧阳修"), split_name("讨论会")
    (('黄', '浩明'), ('欧阳', '修'), None)
    """
    plain = simplify(name)
    for size in (4, 2):
        if len(plain) > size and plain[:size] in DOUBLE:
            return plain[:size], plain[size:]
    if len(plain) > 1 and plain[0] in SINGLE:
        return plain[0], plain[1:]
    return None


@lru_cache(maxsize=4096)
def surname_readings(surname: str) -> tuple[str, ...]:
    """Return how a surname is read, the surname's own readings first.

    >>> surname_readings("单")[0], surname_readings("欧阳"), surname_readings("吕")
    ('shan', ('ouyang',), ('lü', 'lyu', 'lv', 'lu'))
    """
    own = DOUBLE.get(surname) or READINGS.get(surname)
    found = own.split() if own else []
    if surname not in DOUBLE:
        found += [reading for reading in character_readings(surname) if reading not in found]
    return _spellings(found)


def _spellings(readings: list[str]) -> tuple[str, ...]:
    """Add the spellings of ü that passports and keyboards leave: 吕 LYU, LV, LU."""
    spelt = [
        form
        for reading in readings
        for form in (
            [reading] + [reading.replace("ü", other) for other in ("yu", "v", "u")]
            if "ü" in reading
            else [reading]
        )
    ]
    return tuple(dict.fromkeys(spelt))


@lru_cache(maxsize=8192)
def character_readings(char: str) -> tuple[str, ...]:
    """Return every toneless reading of one character, the usual one first.

    >>> character_readings("黄"), character_readings("行")[:2]
    (('huang',), ('xing', 'hang'))
    """
    from pypinyin import Style, pinyin

    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=True)
    return tuple(reading for reading in found[0] if reading in SYLLABLES) if found else ()


# Dictionaries also list old readings (强 jiang, 英 yang, 方 pang) that no given name has.
_BORNE = {
    pair[0]: (pair[1:],)
    for pair in (
        "娜na 英ying 强qiang 洋yang 明ming 超chao 平ping 红hong 浩hao 波bo 俊jun 莉li 倩qian 南nan "
        "大da 石shi 宁ning 喜xi 和he 月yue 地di 信xin 勤qin 才cai 思si 前qian 胜sheng 家jia "
        "盛sheng 祖zu 传chuan 承cheng 亨heng 涌yong 溪xi 洁jie 立li 棋qi 言yan 会hui 越yue 炎yan "
        "汤tang 彦yan 蔚wei 蓝lan 青qing 白bai 朱zhu 方fang 若ruo 莎sha 倪ni"
    ).split()
}


def given_readings(char: str) -> tuple[str, ...]:
    """Return how a character is read in given names, the usual reading first.

    >>> given_readings("强"), given_readings("乐")
    (('qiang',), ('le', 'yue'))
    """
    return _BORNE.get(char) or character_readings(char)


@lru_cache(maxsize=4096)
def readings(name: str) -> tuple[Reading, ...]:
    """Return every way a Han name may be written in pinyin, the likeliest first.

    >>> readings("黄浩明")[0]
    Reading(surname='huang', given='haoming', everyday=False)
    >>> [(r.surname, r.everyday) for r in readings("单文") if r.given == "wen"][:2]
    [('shan', False), ('dan', True)]
    """
    parts = split_name(name)
    if parts is None or len(parts[1]) > 3:
        return ()
    surname, given = parts
    own = _spellings((DOUBLE.get(surname) or READINGS.get(surname) or "").split())
    choices = [_spellings(list(given_readings(char)))[:5] for char in given]
    givens = [join(combination) for combination in product(*choices)] if all(choices) else []
    return tuple(
        Reading(reading, written, everyday=bool(own) and reading not in own)
        for reading in surname_readings(surname)
        for written in givens
    )


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Return the romanised surnames, in lower case."""
    single = (reading for surname in SINGLE for reading in surname_readings(surname)[:2])
    double = (form for reading in DOUBLE.values() for form in _spellings([reading]))
    return frozenset((*single, *double))
