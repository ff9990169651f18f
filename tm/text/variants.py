"""Traditional and simplified Chinese, character by character.

OpenCC's character tables are used one character at a time and never its phrases, so that nothing
changes its length, a position stays a position, and one edit stays one edit. The price is that
乾隆 becomes 干隆: right for matching, wrong for print. Display never uses this module.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Literal

from tm.text.chars import HAN_RANGES

if TYPE_CHECKING:
    from opencc import OpenCC

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
    difference = sum(map(_tells, text))
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
    return _Simplification()


class _Simplification(dict[int, str]):
    """Fills with the characters met: asking OpenCC for every Han character takes a while."""

    def __missing__(self, point: int) -> str:
        ch = chr(point)
        once = _simplified(ch)
        # A few characters lead to one that itself has a simplified form: follow to the end.
        self[point] = _simplified(once) if once != ch else ch
        return self[point]


def _simplified(ch: str) -> str:
    return _converted(ch, "hk2t", "t2s")


@cache
def _tells(ch: str) -> int:
    """Return 1 for a character only traditional text uses, −1 for simplified, 0 for any other.

    后, 里, 台 belong to both: a character that stands in the other script's national character
    set (GB 2312, Big5) proves nothing.
    """
    traditional = not _encodable(ch, "gb2312") and _converted(ch, "t2s") != ch
    simplified = not _encodable(ch, "big5") and _converted(ch, "s2t") != ch
    return traditional - simplified


def _converted(ch: str, *configurations: str) -> str:
    """Return the one character OpenCC makes of a Han character, `ch` itself where it makes none."""
    if not any(first <= ord(ch) <= last for first, last in HAN_RANGES):
        return ch
    to = ch
    for configuration in configurations:
        to = _converter(configuration).convert(to)
    return to if len(to) == 1 else ch


@cache
def _converter(configuration: str) -> OpenCC:
    import opencc

    return opencc.OpenCC(configuration)


def _encodable(ch: str, encoding: str) -> bool:
    try:
        ch.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
