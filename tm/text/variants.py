"""Traditional and simplified Chinese, character by character.

OpenCC's character tables are used one character at a time and never its phrases, so that nothing
changes its length, a position stays a position, and one edit stays one edit. The price is that
乾隆 becomes 干隆: right for matching, wrong for print. Display never uses this module.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Literal

from tm.text.chars import HAN_RANGES

# The radicals supplement: the radical, then the character (Unicode, EquivalentUnifiedIdeograph).
_SUPPLEMENT = """
⺁厂 ⺅亻 ⺆冂 ⺉刂 ⺊卜 ⺋㔾 ⺎兀 ⺏尣 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺗㣺 ⺘扌 ⺙攵 ⺛旡
⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺨犭 ⺩王 ⺪疋 ⺬示 ⺭礻 ⺯糹 ⺰纟 ⺱罓
⺲罒 ⺹耂 ⺺肀 ⺾艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻈讠 ⻉贝 ⻋车 ⻌辶 ⻏阝 ⻐钅 ⻑長 ⻒镸
⻓长 ⻔门 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻟飠 ⻠饣 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤
⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟
"""

Script = Literal["hans", "hant"]


def simplify(text: str) -> str:
    """Return `text` in simplified characters, variants unified, of the same length.

    >>> simplify("臺灣慈善團體，為羣眾服務"), simplify("Charity Law 慈善法")
    ('台湾慈善团体，为群众服务', 'Charity Law 慈善法')
    """
    return text if text.isascii() else text.translate(simplification())


def ideographs(text: str) -> str:
    """Return `text` with radicals, as PDF files write them, as the characters they look like.

    >>> ideographs("⼈⺠银⾏") == "人民银行"
    True
    """
    return text if text.isascii() else text.translate(_radicals())


def script_of(text: str) -> Script | None:
    """Return the script most of the telling characters are in, None where none tells.

    >>> script_of("慈善團體"), script_of("慈善团体"), script_of("中文"), script_of("law")
    ('hant', 'hans', None, None)
    """
    traditional, simplified = _telling()
    difference = sum((ch in traditional) - (ch in simplified) for ch in text)
    if difference == 0:
        return None
    return "hant" if difference > 0 else "hans"


def is_traditional(text: str) -> bool:
    """Say whether `text` is in traditional characters.

    >>> is_traditional("社會組織"), is_traditional("社会组织")
    (True, False)
    """
    return script_of(text) == "hant"


@cache
def _radicals() -> dict[int, str]:
    """Return the characters radicals stand for; Unicode itself maps the Kangxi block only."""
    kangxi = {point: unicodedata.normalize("NFKC", chr(point)) for point in range(0x2F00, 0x2FD6)}
    pairs = _SUPPLEMENT.split()
    return kangxi | {ord(pair[0]): pair[1] for pair in pairs}


@cache
def simplification() -> dict[int, str]:
    """Return the table from code point to simplified character, for `str.translate`."""
    table = _converted("hk2t", "t2s")
    # A few entries lead to a character that itself has a simplified form: follow to the end.
    return {ord(ch): table.get(to, to) for ch, to in table.items() if table.get(to, to) != ch}


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters only traditional and only simplified text uses.

    后, 里, 台 belong to both: a character that stands in the other script's national character
    set (GB 2312, Big5) proves nothing.
    """
    traditional = (ch for ch in _converted("t2s") if not _encodable(ch, "gb2312"))
    simplified = (ch for ch in _converted("s2t") if not _encodable(ch, "big5"))
    return frozenset(traditional), frozenset(simplified)


def _converted(*configurations: str) -> dict[str, str]:
    """Return what OpenCC makes of every single Han character, where that is another one."""
    import opencc

    characters = _every_han()
    # One character a line: no phrase can match, and one call serves all.
    joined = "\n".join(characters)
    for configuration in configurations:
        joined = opencc.OpenCC(configuration).convert(joined)
    pairs = zip(characters, joined.split("\n"), strict=True)
    return {ch: to for ch, to in pairs if to != ch and len(to) == 1}


def _every_han() -> list[str]:
    return [chr(point) for first, last in HAN_RANGES for point in range(first, last + 1)]


def _encodable(ch: str, encoding: str) -> bool:
    try:
        ch.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
