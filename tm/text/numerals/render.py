"""Write a value the way a sample writes one: the scale, digits and words of the language.

Only what is exact is written: a value that would need rounding in the sample's style comes out in
plain digits instead.
"""

from __future__ import annotations

import re
from decimal import Decimal

from tm.languages import Language

_HAN_DIGITS = "零一二三四五六七八九"
_SCALES_ZH = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))
_SCALES_EN = ((10**12, "trillion", "tn"), (10**9, "billion", "bn"), (10**6, "million", "m"))
_SHORT = re.compile(r"\d\s?(?:bn|tn|trn|mn|mln|m|k)(?![a-z])", re.IGNORECASE)
_WORDS_EN = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand)\b",
    re.IGNORECASE,
)
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first "
    "twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh "
    "twenty-eighth twenty-ninth"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def render(value: Decimal, lang: Language, like: str = "") -> str:
    """Write a value in a language, in the style of `like`, a number of that language.

    Digits stay digits, words stay words; 万, 亿, *million* and *billion* are used where a reader
    expects them. Units and currencies are not written.

    >>> render(Decimal(120_000_000), "zh"), render(Decimal(120_000_000), "en")
    ('1.2亿', '120 million')
    >>> render(Decimal(30_000), "zh", "5万"), render(Decimal(30_000), "en", "50,000")
    ('3万', '30,000')
    >>> render(Decimal(1_500_000_000_000), "zh", "2.5万亿"), render(Decimal(320), "zh", "五百")
    ('1.5万亿', '三百二十')
    >>> render(Decimal(280_000_000), "en", "120m"), render(Decimal(21), "en", "twelve")
    ('280m', 'twenty-one')
    """
    if value < 0:
        return "-" + render(-value, lang, like)
    return _chinese(value, like) if lang == "zh" else _english(value, like)


def _chinese(value: Decimal, like: str) -> str:
    if (
        like
        and not re.search(r"[0-9０-９]", like)
        and re.search("[一二两三四五六七八九十百千]", like)
    ):
        words = _han(value)
        if words is not None:
            return words
    scaled = not like or re.search("[万亿萬億]", like) or value >= 10**8
    for size, name in _SCALES_ZH if scaled else ():
        if value >= size and (short := _few_digits(value / size)):
            return short + name
    return _grouped(value) if "," in like or value >= 10**8 else _plain(value)


def _english(value: Decimal, like: str) -> str:
    if (
        like
        and not re.search(r"\d", like)
        and _WORDS_EN.search(like)
        and value == int(value) < 10**6
    ):
        return _words(int(value))
    if re.search(r"thousand", like, re.IGNORECASE) and value % 1000 == 0 and 0 < value < 10**6:
        return f"{_plain(value / 1000)} thousand"
    glued = _SHORT.search(like)
    for size, name, short_name in _SCALES_EN:
        if value >= size and (short := _few_digits(value / size)):
            return (
                f"{short}{' ' if ' ' in glued[0] else ''}{short_name}"
                if glued
                else f"{short} {name}"
            )
    grouped = value >= 1000 and not re.fullmatch(r"\d{4}", like)
    return _grouped(value) if grouped else _plain(value)


def _few_digits(value: Decimal) -> str | None:
    """Return the value with at most three decimals, None where that is not exact."""
    text = _plain(value)
    return text if len(text.partition(".")[2]) <= 3 else None


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _grouped(value: Decimal) -> str:
    whole, point, rest = _plain(value).partition(".")
    return f"{int(whole):,}{point}{rest}"


def _han(value: Decimal) -> str | None:
    """Write a whole number below 万亿 in Han; None for any other."""
    if value != int(value) or value >= 10**12:
        return None
    number, parts = int(value), list[str]()
    gap = False
    for size, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, size)
        if section:
            zero = bool(parts) and (gap or section < 1000)
            parts.append(("零" if zero else "") + _section(section, leading=not parts) + name)
        gap = not section
    return "".join(parts) or "零"


def _section(number: int, *, leading: bool) -> str:
    text, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if gap and text else "") + _HAN_DIGITS[digit] + name
        gap = not digit
    return text[1:] if leading and text.startswith("一十") else text


def _words(number: int) -> str:
    """Write a number below a million in English words."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, one = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[one]}" if one else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    head, rest = divmod(number, size)
    link = " and " if rest and (size == 100 or rest < 100) else " "
    return f"{_words(head)} {name}" + (link + _words(rest) if rest else "")


def ordinal(number: int, like: str) -> str | None:
    """Write an English ordinal in figures or words; None where there is no word for it here.

    >>> ordinal(3, "21st"), ordinal(12, "4th"), ordinal(4, "Third"), ordinal(40, "third")
    ('3rd', '12th', 'Fourth', None)
    """
    if like[:1].isdigit():
        return f"{number}{suffix(number)}"
    if not 1 <= number <= len(ORDINALS):
        return None
    word = ORDINALS[number - 1]
    return word.capitalize() if like[:1].isupper() else word


def suffix(number: int) -> str:
    """Return what follows the figures of an English ordinal: st, nd, rd or th."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
