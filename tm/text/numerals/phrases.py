"""English number phrases: the words that make one number, summed up.

The text is cut into number tokens (digits, cardinals, ordinals, scales); `phrases` puts together
those that belong to one number: 120 million, two hundred and five, two-thirds, tens of thousands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tm.text.masks import any_of
from tm.text.numerals.figure import Kind

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen " \
    "fifteen sixteen seventeen eighteen nineteen"  # fmt: skip
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth " \
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"  # fmt: skip
_CARDINAL = {
    **{word: value for value, word in enumerate(_ONES.split())},
    **{word: 10 * value for value, word in enumerate(_TENS.split(), start=2)},
}
_ORDINAL = {
    **{word: value for value, word in enumerate(_ORDINALS.split(), start=1)},
    **{word[:-1] + "ieth": 10 * value for value, word in enumerate(_TENS.split(), start=2)},
    "hundredth": 100, "thousandth": 1000, "millionth": 10**6, "billionth": 10**9,
}  # fmt: skip
_PARTS = {**_ORDINAL, "half": 2, "halve": 2, "quarter": 4}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9,
           "trillion": 10**12}  # fmt: skip
_SHORT_SCALES = {"k": 1000, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9,
                 "tn": 10**12, "trn": 10**12}  # fmt: skip
_MULTIPLES = {
    "double": 2, "twofold": 2, "twice": 2, "triple": 3, "treble": 3, "thrice": 3, "threefold": 3,
    "quadruple": 4, "fourfold": 4, "quintuple": 5, "fivefold": 5, "sixfold": 6, "sevenfold": 7,
    "eightfold": 8, "ninefold": 9, "tenfold": 10, "twentyfold": 20, "hundredfold": 100,
}  # fmt: skip
_DIGITS = (
    r"\d{1,3}(?:,\d{3})++(?!\d)(?:\.\d++)?|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})++(?!\d)"
    r"|\d{1,3}(?: \d{3}){2,}+(?!\d)|\d{1,3} 000(?![\d,.])|\d++(?:\.\d++)?"
)
_TOKEN = re.compile(
    rf"(?P<digits>(?<![\d.])(?:{_DIGITS}))"
    rf"(?:(?P<nth>st|nd|rd|th)(?![a-z])|(?P<short>(?:{any_of(_SHORT_SCALES)})|[ ](?:mn|mln|bn|tn|"
    r"trn))(?![a-z²³]))?"
    rf"|(?<![a-z])(?:(?P<cardinal>{any_of(_CARDINAL)})|(?P<part>{any_of(_PARTS)})(?P<parts>s)?"
    rf"|(?P<scale>{any_of(_SCALES)})(?P<many>s)?|(?P<tens>tens)"
    rf"|(?P<multiple>{any_of(_MULTIPLES)}|doubl|tripl|trebl|quadrupl)(?:d|s|ing)?"
    r"|(?P<both>both|couple|pair)|(?P<article>an?|several|few|many))(?![a-z])",
    re.IGNORECASE,
)
_LINK = re.compile(r"[ \u00a0-]|[ -]and[ -]|, (?:and )?")
_AND_PART = re.compile(r"[ -]and[ -](?:a|one)[ -](half|quarter|third)(?![a-z])", re.IGNORECASE)
_OF = re.compile(r" of (?:the )?")
_A = re.compile(r"[ -](?:an? )?")
_PERIODS = re.compile(r"(?:first|last|next|past|final|consecutive|previous)\s\Z", re.IGNORECASE)
# "A third of", "a third more" are shares; "a third term" is an ordinal.
_OF_OR_END = re.compile(
    r" ?(?:[^\w\s]|$)| (?:of|more|less|higher|lower|larger|smaller|in|between|by|or|and|as|the|"
    r"to|from|over|since)(?!\w)"
)
_LONGEST = 40


@dataclass(slots=True)
class Phrase:
    """The sum of number words so far: complete scales in `total`, the rest in `current`."""

    start: int
    end: int
    total: Decimal = Decimal(0)
    current: Decimal = Decimal(0)
    kind: Kind = "number"
    hard: bool = True
    vague: bool = False
    high: Decimal | None = None
    scale: str = ""
    below: int = 0  # what the next cardinal must stay below to belong here
    words: bool = True  # whether it is written in words, and `short` if below ten

    @property
    def value(self) -> Decimal:
        return self.total + self.current


def factor(scale: str) -> Decimal:
    """Return what a scale as written multiplies by.

    >>> factor("bn"), factor("")
    (Decimal('1000000000'), Decimal('1'))
    """
    return Decimal(_SCALES.get(scale.lower()) or _SHORT_SCALES.get(scale.lower(), 1))


def phrases(text: str) -> Iterator[Phrase]:
    """Yield the numbers of a text as far as their words go, in order."""
    tokens = [match for match in _TOKEN.finditer(text) if match.end() - match.start() <= _LONGEST]
    index = 0
    while index < len(tokens):
        phrase, index = _phrase(text, tokens, index)
        if phrase is not None:
            yield phrase


_Opened = tuple[Phrase | None, int]


def _phrase(text: str, tokens: list[re.Match[str]], index: int) -> _Opened:
    """Read the phrase that begins at a token; return it and where the next may begin."""
    token = tokens[index]
    start, end = token.span()
    if token["digits"] or token["cardinal"]:
        return _number(text, tokens, index)
    if token["article"]:
        return _article(text, tokens, index)
    if token["part"]:
        return _part(text, tokens, index)
    if token["scale"] or token["tens"]:
        return _order(text, tokens, index)
    if token["both"]:
        return Phrase(start, end, Decimal(2), hard=False), index + 1
    word = token["multiple"].lower()
    value = _MULTIPLES.get(word) or _MULTIPLES[word + "e"]
    return Phrase(start, end, Decimal(value), kind="multiple", hard=False), index + 1


def _number(text: str, tokens: list[re.Match[str]], index: int) -> _Opened:
    """Read 120 million, two hundred and five, twenty-first, two-thirds, two and a half."""
    token = tokens[index]
    phrase = Phrase(*token.span())
    if token["digits"]:
        if _digits(phrase, token):
            return phrase, index + 1
    else:
        phrase.current = Decimal(_CARDINAL[token["cardinal"].lower()])
        phrase.hard = phrase.current > 10
        phrase.below = 10 if phrase.current >= 20 else 0
    return phrase, _extended(text, phrase, tokens, index + 1)


def _extended(text: str, phrase: Phrase, tokens: list[re.Match[str]], index: int) -> int:
    """Add the tokens that belong to the phrase; return where the next phrase may begin."""
    while True:
        index = _and_part(text, phrase, tokens, index)
        if index >= len(tokens) or not _extends(text, phrase, tokens, index):
            return index
        index += 1


def _digits(phrase: Phrase, token: re.Match[str]) -> bool:
    """Take a number in digits; True where nothing can follow (19th, 280m)."""
    phrase.current = Decimal(re.sub(r"[,\s]", "", token["digits"]))
    phrase.words = False
    if token["nth"]:
        phrase.kind = "ordinal"
    elif token["short"]:
        phrase.scale = token["short"].strip()
        phrase.current *= _SHORT_SCALES[phrase.scale.lower()]
    return bool(token["nth"] or token["short"])


def _and_part(text: str, phrase: Phrase, tokens: list[re.Match[str]], index: int) -> int:
    """Take "and a half"; return the index of the first token after it."""
    match = _AND_PART.match(text, phrase.end)
    if match is None:
        return index
    size = phrase.below if phrase.total and not phrase.current else 1  # a million and a half
    phrase.current += size / Decimal(_PARTS[match[1].lower()])
    phrase.end, phrase.hard = match.end(), True
    while index < len(tokens) and tokens[index].start() < phrase.end:
        index += 1
    return index


def _extends(text: str, phrase: Phrase, tokens: list[re.Match[str]], index: int) -> bool:
    """Add the next token to the phrase if it belongs to it."""
    token = tokens[index]
    gap = text[phrase.end : token.start()]
    if not _LINK.fullmatch(gap) or phrase.kind != "number":
        return False
    if token["scale"]:
        taken = gap in (" ", "-", "\u00a0") and _scale(phrase, token)
    elif token["cardinal"]:
        taken = _cardinal(phrase, tokens, index, gap)
    elif token["part"]:
        taken = gap in (" ", "-") and _ends_in_part(text, phrase, token)
    else:
        taken = False
    if taken:
        phrase.end = token.end()
    return taken


def _scale(phrase: Phrase, token: re.Match[str]) -> bool:
    word = token["scale"].lower()
    size = _SCALES[word]
    phrase.hard, phrase.scale = True, word
    if size <= 100:
        phrase.current *= size
    else:
        phrase.total += phrase.current * size
        phrase.current = Decimal(0)
    phrase.below = size
    return True


def _cardinal(phrase: Phrase, tokens: list[re.Match[str]], index: int, gap: str) -> bool:
    """Take 5 of twenty-five or 20 of two hundred and twenty, not 5 of "2 million and 5 million"."""
    value = _CARDINAL[tokens[index]["cardinal"].lower()]
    if value >= phrase.below or not phrase.words or (phrase.below == 10 and gap not in ("-", " ")):
        return False
    if gap.startswith(",") and phrase.below < 1000:
        return False
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if phrase.total and following and following["scale"]:
        touching = following.start() - tokens[index].end() == 1
        if touching and _SCALES[following["scale"].lower()] >= phrase.below:
            return False
    phrase.current += value
    phrase.hard, phrase.below = True, 10 if value >= 20 else 0
    return True


def _ends_in_part(text: str, phrase: Phrase, token: re.Match[str]) -> bool:
    """Close the phrase with an ordinal (twenty-first) or a fraction (two-thirds)."""
    word = token["part"].lower()
    size = _PARTS[word]
    if word in _ORDINAL and not token["parts"] and size < phrase.below:
        phrase.current += size
        phrase.kind, phrase.hard = "ordinal", True
        return True
    plural = bool(token["parts"])
    if size >= 100 and not plural and phrase.value > 1:  # seven billionth
        phrase.total, phrase.current = phrase.value * size, Decimal(0)
        phrase.kind, phrase.hard = "ordinal", True
        return True
    if word == "second" or plural != (phrase.value > 1) or phrase.value >= size:
        return False
    if word == "quarter" and (
        not phrase.words or _PERIODS.search(text, max(0, phrase.start - 12), phrase.start)
    ):
        return False
    phrase.total, phrase.current = phrase.value / size, Decimal(0)
    phrase.kind, phrase.hard = "fraction", True
    return True


def _article(text: str, tokens: list[re.Match[str]], index: int) -> _Opened:
    """Read "a million", "a third", "several hundred", "a few thousand"; a bare article is none."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or text[token.end() : following.start()] not in (" ", "-"):
        return None, index + 1
    word = token["article"].lower()
    if following["scale"] and not following["many"]:
        phrase = Phrase(token.start(), token.end(), current=Decimal(1))
        index = _extended(text, phrase, tokens, index + 1)
        if word not in ("a", "an"):
            phrase.vague, phrase.hard, phrase.high = True, False, phrase.value * 10
        else:
            phrase.hard = phrase.value > 100
        return phrase, index
    part = (following["part"] or "").lower()
    shares = part and not following["parts"] and part not in ("second", "first", "half")
    if word == "a" and shares and _OF_OR_END.match(text, following.end()):
        phrase = Phrase(token.start(), following.end(), 1 / Decimal(_PARTS[part]), kind="fraction")
        phrase.hard = False
        return phrase, index + 2
    return None, index + 1


def _part(text: str, tokens: list[re.Match[str]], index: int) -> _Opened:
    """Read a lone ordinal (first, third), "half" and "half a million"."""
    token = tokens[index]
    word, (start, end) = token["part"].lower(), token.span()
    if word not in ("half", "halve", "quarter"):
        value = None if token["parts"] else Decimal(_PARTS[word])
        phrase = Phrase(start, end, value, kind="ordinal", hard=False) if value else None
        return phrase, index + 1
    phrase = Phrase(start, end, current=1 / Decimal(_PARTS[word]), kind="fraction", hard=False)
    for ahead in (index + 1, index + 2):
        scale = tokens[ahead] if ahead < len(tokens) else None
        if (
            scale
            and scale["scale"]
            and not scale["many"]
            and _A.fullmatch(text[end : scale.start()])
        ):
            phrase.kind = "number"
            _scale(phrase, scale)
            phrase.end = scale.end()
            return phrase, ahead + 1
    return phrase, index + 1


def _order(text: str, tokens: list[re.Match[str]], index: int) -> _Opened:
    """Read an order of magnitude: dozens, hundreds of thousands, a lone million."""
    token = tokens[index]
    value = Decimal(10 if token["tens"] else _SCALES[token["scale"].lower()])
    phrase = Phrase(
        *token.span(), total=value, hard=False, vague=bool(token["many"] or token["tens"])
    )
    index += 1
    while phrase.vague and index < len(tokens) and tokens[index]["many"]:
        if not _OF.fullmatch(text[phrase.end : tokens[index].start()]):
            break
        phrase.total *= _SCALES[tokens[index]["scale"].lower()]
        phrase.end = tokens[index].end()
        index += 1
    if phrase.vague:
        phrase.high = phrase.total * 10
    alone = token["tens"] and phrase.end == token.end()
    return (None if alone else phrase), index
