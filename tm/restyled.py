"""How a value is written in the style of another that stands in a translation.

The third → the fourth, 百分之三十 → 百分之五十, one third → two thirds, March 5 → May 4, IV → VI:
what cannot be written that way for certain is not written at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from tm.languages import Language
from tm.periods import period
from tm.text.dates import DateValue
from tm.text.numerals import Figure, render
from tm.text.numerals.phrases import factor
from tm.text.numerals.render import ORDINALS, ordinal, suffix
from tm.text.sums import factor_of, plain

Value = Figure | DateValue

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MONTH = re.compile(r"[A-Za-z]{3,9}\b\.?")
_NUMBER = re.compile(r"\d+|[〇零一二三四五六七八九十]+")
_LETTERED = re.compile("[A-Za-z]|[IVX]+|[ivx]+")
_PARTS_OF_A_HUNDRED = "百分之"
_HAN_NUMERALS = "零一二三四五六七八九"
_HAN_BELOW = ("", *"一二三四五六七八九十")
_NEAR = Decimal("1e-9")
_HAN_DIGITS = "〇一二三四五六七八九"


def written(like: str, old: Value, new: Value, language: Language) -> str | None:
    """Return `new` as `old` is written, which is `like`; None where it cannot be."""
    if isinstance(old, Figure) and isinstance(new, Figure):
        text = _figure(like, old, new, language)
        return text[:1].upper() + text[1:] if text and like[:1].isupper() else text
    if isinstance(old, DateValue) and isinstance(new, DateValue):
        return _date(like, old, new) if old.kind == "date" else period(like, old, new, language)
    return None


def _figure(like: str, old: Figure, new: Figure, language: Language) -> str | None:
    if old.high is not None or new.high is not None:
        return None
    if _LETTERED.fullmatch(like):
        return lettered(like, int(old.value), int(new.value))
    if old.kind == "ordinal" and language == "en":
        return ordinal(int(new.value), like)
    if old.scale and old.scale not in plain(like).lower():
        return _scaled(like, new.value / scale_factor(old.scale, language), language)
    if "fraction" in (old.kind, new.kind):
        return _fraction(new.value, like, language) if old.kind == new.kind else None
    if language == "en":
        # *Twice* is no figure that others are written like.
        own = re.search(r"\d", like) or render(old.value, "en", like).casefold() == like.casefold()
        text = render(new.value, "en", like)
        text = text.replace(",", "") if like.isdigit() and len(like) > 3 else text
        return text if own else None
    head = _PARTS_OF_A_HUNDRED if like.startswith(_PARTS_OF_A_HUNDRED) else ""
    text = render(new.value, "zh", like.removeprefix(head))
    return head + (_spelled(text) if head and not re.search(r"\d", like) else text)


def scale_factor(scale: str, language: Language) -> Decimal:
    """Return what a scale (万, million, bn) multiplies by; 1 for none."""
    return factor_of(scale) if language == "zh" else factor(scale)


def _scaled(like: str, value: Decimal, language: Language) -> str | None:
    """Write the first end of a range whose scale stands after the second: 3 of 3–5万.

    >>> _scaled("3", Decimal("4.5"), "zh"), _scaled("三", Decimal(4), "zh")
    ('4.5', '四')
    >>> _scaled("3", Decimal("0.8"), "zh"), _scaled("three", Decimal("4.5"), "en")
    (None, None)
    """
    whole = value == int(value)
    if not 1 <= value < 1000 or (not whole and not re.search(r"\d", like)):
        return None
    return render(value, language, like)


def _spelled(text: str) -> str:
    """Write a decimal in Chinese digits: 十二点五.

    >>> _spelled("12.5"), _spelled("三十")
    ('十二点五', '三十')
    """
    whole, point, rest = text.partition(".")
    if not point:
        return text
    return f"{render(Decimal(whole), 'zh', '三')}点{''.join(_HAN_NUMERALS[int(ch)] for ch in rest)}"


def _fraction(value: Decimal, like: str, language: Language) -> str | None:
    """Write a simple fraction in the style of another; None for one that is not simple.

    >>> _fraction(Decimal(2) / 3, "one-third", "en"), _fraction(Decimal("0.75"), "二分之一", "zh")
    ('two-thirds', '四分之三')
    """
    simple = Fraction(value).limit_denominator(10)
    if not 0 < simple < 1 or abs(value - Decimal(simple.numerator) / simple.denominator) > _NEAR:
        return None
    above, below = simple.numerator, simple.denominator
    if language == "zh":
        return f"{_HAN_BELOW[below]}分之{_HAN_BELOW[above]}" if "分之" in like else None
    if re.search(r"\d", like):
        return f"{above}/{below}" if re.fullmatch(r"\d+/\d+", like) else None
    if below == 2 or "half" in like.casefold():
        return None
    part = ("quarter" if below == 4 else ORDINALS[below - 1]) + ("s" if above > 1 else "")
    joint = "-" if "-" in like else " "
    return f"{render(Decimal(above), 'en', 'two')}{joint}{part}"


def lettered(like: str, old: int, new: int) -> str | None:
    """Return number `new` as a letter or Roman numeral, as `like` stands for `old`.

    >>> lettered("e", 5, 6), lettered("IV", 4, 6), lettered("V", 5, 9), lettered("e", 4, 5)
    ('f', 'VI', 'IX', None)
    """
    for write in (_roman, _letter):
        if write(old) == like.upper():
            text = write(new)
            return text.lower() if text and like.islower() else text
    return None


def of_roman(text: str) -> int | None:
    """Return what a Roman numeral below forty is worth.

    >>> of_roman("XIV"), of_roman("ix"), of_roman("IIX")
    (14, 9, None)
    """
    return next((n for n in range(1, 40) if _roman(n) == text.upper()), None)


def _roman(number: int) -> str:
    if not 0 < number < 40:
        return ""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def _letter(number: int) -> str:
    return chr(0x40 + number) if 0 < number <= 26 else ""


def _date(like: str, old: DateValue, new: DateValue) -> str | None:
    """Write `new` the way `old` stands there: the same fields, in the same order and style."""
    fields = ("year", "month", "day")
    if any((getattr(old, name) is None) != (getattr(new, name) is None) for name in fields):
        return None
    if old.kind != "date" or new.kind != "date" or old.until or new.until:
        return None
    left = [name for name in fields if getattr(old, name) is not None]
    pieces, at = [], 0
    for found in sorted(_date_parts(like), key=lambda match: match.start()):
        name = next((name for name in left if _stands_for(found.group(), name, old)), None)
        if name is None:
            continue
        left.remove(name)
        pieces += [like[at : found.start()], _part(found.group(), name, getattr(new, name))]
        at = found.end()
        if found.group().isdigit() and like[at : at + 2] == suffix(int(found.group())):
            pieces.append(suffix(int(getattr(new, name))))
            at += 2
    return None if left else "".join([*pieces, like[at:]])


def _date_parts(like: str) -> Iterator[re.Match[str]]:
    yield from _NUMBER.finditer(like)
    for match in _MONTH.finditer(like):
        if match.group().rstrip(".")[:3].title() in {name[:3] for name in _MONTHS}:
            yield match


def _stands_for(text: str, name: str, old: DateValue) -> bool:
    wanted: int = getattr(old, name)
    if text[0].isalpha() and text.isascii():
        return name == "month" and _MONTHS[wanted - 1].lower().startswith(
            text.rstrip(".").lower()[:3]
        )
    return small(text) == wanted


def small(text: str) -> int:
    """Read a year digit by digit, or a month or day."""
    if text.isascii():
        return int(text)
    digits = text.replace("零", "〇")
    if "十" not in digits:
        return int("".join(str(_HAN_DIGITS.index(ch)) for ch in digits))
    tens, _, ones = digits.partition("十")
    return 10 * (_HAN_DIGITS.index(tens) if tens else 1) + (_HAN_DIGITS.index(ones) if ones else 0)


def _part(like: str, name: str, value: int) -> str:
    if like.isdigit() and like.isascii():
        return str(value).zfill(len(like) if like.startswith("0") else 0)
    if like.isascii():
        month = _MONTHS[value - 1]
        return month if like in _MONTHS else month[:3] + like[3:]
    if name == "year":
        return "".join(_HAN_DIGITS[int(ch)] for ch in str(value))
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else ("" if tens == 1 else _HAN_DIGITS[tens]) + "十"
    return head + (_HAN_DIGITS[ones] if ones else "")
