"""What a run of Chinese numeral characters is worth.

The run is cut into tokens (a number, a small scale 十百千, a large scale 万亿兆), which are summed
up from left to right: 1亿2000万 is 1 × 亿 + 2000 × 万, 一万五千亿 is (1 × 万 + 5 × 千) × 亿. Two
digits that follow one another (两三, 七八十) make a range, three or more (二〇一六) a positional
number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tm.text.variants import simplify

DIGITS = (
    r"\d{1,3}(?:[,，]\d{3})++(?!\d)(?:\.\d++)?|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})++(?![\d.,年])"
    r"|\d++(?:\.\d++)?"
)
# 千 of 千瓦 and 兆 of 兆瓦 belong to the unit.
_HAN = "零一二两三四五六七八九十百万亿廿卅"
_SCALED = "千(?![瓦克米卡伏赫帕焦])|兆(?![瓦赫帕])"
NUMERAL = re.compile(
    rf"(?<![.])(?:{DIGITS}|[{_HAN}]|{_SCALED}|[数几](?=[十百千万亿]))(?:{DIGITS}|[{_HAN}]|"
    rf"{_SCALED}|几(?=[十百千万亿])|(?<=十)几|"
    r"[多余来](?=[百千万亿])|(?<=\d)[ \u00a0](?=[万亿])|"
    rf"(?<=[{_HAN}千兆])点(?=[零一二三四五六七八九]))*+"
)
_WIDTH = str.maketrans("０１２３４５６７８９．％＄￥／：○〇弍", "0123456789.%$¥/:零零二")
_FORMAL = re.compile("[壹贰貳叁參肆伍陆陸柒捌玖拾佰仟零万亿萬億]{2,}")
_PLAIN = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "一二二三三四五六六七八九十百千")
_TOKEN = re.compile(
    rf"(?P<digits>{DIGITS})|(?P<han>[零一二两三四五六七八九]+)|(?P<tens>[廿卅])|"
    r"(?P<small>[十百千])|"
    r"(?P<large>[万亿兆])|(?P<vague>[数几])|(?P<fuzzy>[多余来])|(?P<point>点)|\s"
)
_VALUE = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "两": 2, "廿": 20, "卅": 30}
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
_NOT_DIGIT = re.compile(r"[,，\s]")


def plain(text: str) -> str:
    """Return the text with one shape for each numeral sign, its length unchanged.

    >>> plain("１．２億，叁佰萬，队伍")
    '1.2亿，三百万，队伍'
    """
    text = simplify(text).translate(_WIDTH)
    return _FORMAL.sub(lambda match: match[0].translate(_PLAIN), text)


def factor_of(scale: str) -> Decimal:
    """Return what a scale as written multiplies by.

    >>> factor_of("万亿"), factor_of("")
    (Decimal('1000000000000'), Decimal('1'))
    """
    factor = Decimal(1)
    for char in scale:
        factor *= _SCALE[char]
    return factor


@dataclass(frozen=True, slots=True)
class Sum:
    """What the numeral that starts somewhere is worth, and where it ends.

    `bare` numerals begin with their scale (百万), `lone` ones are one Han digit, `ascii` ones
    hold digits; `scale` is the large scale as written.
    """

    low: Decimal
    high: Decimal | None
    end: int
    approximate: bool = False
    vague: bool = False
    bare: bool = False
    lone: bool = False
    ascii: bool = False
    scale: str = ""


@dataclass(slots=True)
class _Total:
    """The running sum: 亿 and above, below 亿, below 万, and the number not yet placed."""

    upper: Decimal = Decimal(0)
    middle: Decimal = Decimal(0)
    section: Decimal = Decimal(0)
    current: Decimal | None = None
    last: int = 1
    shift: bool = False  # whether a digit that ends the numeral counts in the next lower scale

    def number(self, value: Decimal, *, shift: bool) -> None:
        self.current, self.shift = value, shift

    def small(self, scale: int) -> None:
        self.section += (Decimal(1) if self.current is None else self.current) * scale
        self.current, self.last = None, scale

    def large(self, scale: int) -> None:
        pending = self.section + (self.current or 0)
        if scale == 10**4:
            self.middle += (pending or 1) * scale
        else:
            below = self.middle + pending or (Decimal(1) if not self.upper else Decimal(0))
            self.upper = self.upper + below * scale if below else self.upper * scale
            self.middle = Decimal(0)
        self.section, self.current, self.last = Decimal(0), None, scale

    def fraction(self, digits: str) -> None:
        self.current = self.section + (self.current or 0) + Decimal(f"0.{digits}")
        self.section, self.shift = Decimal(0), False

    def result(self) -> Decimal:
        rest = self.current or Decimal(0)
        if self.shift and self.last >= 100:
            rest = rest * self.last / 10
        total = self.upper + self.middle + self.section + rest
        return Decimal(int(total)) if total == int(total) else total


@dataclass(slots=True)
class _Reading:
    """Both ends of the value while the tokens go by."""

    low: _Total
    high: _Total
    approximate: bool = False
    vague: bool = False
    ranged: bool = False

    def number(self, low: Decimal, high: Decimal, *, shift: bool = False) -> None:
        self.ranged |= low != high
        self.low.number(low, shift=shift)
        self.high.number(high, shift=shift)


def sum_up(text: str, start: int, end: int) -> Sum:
    """Read one numeral from `start`; it ends before `end` where two stand side by side."""
    reading = _Reading(_Total(), _Total())
    tokens = list(_tokens(text, start, end))
    at, scale = start, ""
    for index, match in enumerate(tokens):
        if not _take(reading, tokens, index):
            break
        at = match.end()
        if match.lastgroup == "large":
            scale = scale + match[0] if scale == "万" else match[0]
    first = tokens[0]
    low, high = reading.low.result(), reading.high.result()
    return Sum(
        low=low,
        high=high if reading.ranged and high != low else None,
        end=at,
        approximate=reading.approximate or reading.ranged,
        vague=reading.vague,
        bare=first.lastgroup in ("small", "large") and first[0] != "十",
        lone=at - start == 1 and first.lastgroup == "han",
        ascii=any(match.lastgroup == "digits" for match in tokens if match.end() <= at),
        scale=scale,
    )


def _tokens(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    at = start
    while at < end and (match := _TOKEN.match(text, at, end)):
        yield match
        at = match.end()


def _take(reading: _Reading, tokens: list[re.Match[str]], index: int) -> bool:
    """Add one token to the reading; False where it belongs to the next numeral."""
    match = tokens[index]
    word, kind = match[0], match.lastgroup
    before = tokens[index - 1].lastgroup if index else None
    if kind in ("digits", "han", "tens", "vague"):
        if before == "point":
            _fraction(reading, word)
            return True
        if before in ("digits", "han", "tens") and not (before == "tens" and kind == "han"):
            return False
        _number(reading, word, kind, after=before)
    elif kind == "small":
        if index and reading.low.current is None and before != "fuzzy":
            return False  # 千 of 五百千瓦 is no scale of 五百
        reading.low.small(_SCALE[word])
        reading.high.small(_SCALE[word])
    elif kind == "large":
        reading.low.large(_SCALE[word])
        reading.high.large(_SCALE[word])
    elif kind == "fuzzy":
        reading.approximate = True
    return True


def _fraction(reading: _Reading, word: str) -> None:
    digits = "".join(str(_VALUE[char]) for char in word if char in _VALUE) or word
    reading.low.fraction(digits)
    reading.high.fraction(digits)


def _number(reading: _Reading, word: str, kind: str, *, after: str | None) -> None:
    if kind == "digits":
        value = Decimal(_NOT_DIGIT.sub("", word))
        return reading.number(value, value, shift=len(word) == 1)
    if kind == "vague":
        reading.vague = True
        return reading.number(Decimal(0 if after == "small" else 1), Decimal(10))
    if after == "tens":  # 廿八 is 20 + 8
        base = reading.low.current or Decimal(0)
        return reading.number(base + _VALUE[word[0]], base + _VALUE[word[0]])
    digits = [_VALUE[char] for char in word]
    if _is_pair(digits):
        return reading.number(Decimal(digits[0]), Decimal(digits[1]))
    value = Decimal("".join(map(str, digits)))
    return reading.number(value, value, shift=len(word) == 1)


def _is_pair(digits: list[int]) -> bool:
    return len(digits) == 2 and digits[0] > 0 and (digits[1] - digits[0] == 1 or digits == [3, 5])
