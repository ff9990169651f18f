"""Reader of English numbers: 120 million, US$1.2bn, thirty percent, two-thirds, tens of thousands.

The text is cut into number tokens (digits, number words); `_phrase` sums up those that belong
together, and what stands around the phrase says what it counts, as in the Chinese reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tm.text.masks import any_of, blank
from tm.text.numerals import units
from tm.text.numerals.figure import Figure, Kind
from tm.text.numerals.joining import joined
from tm.text.spans import Span

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
    "hundredth": 100, "thousandth": 1000, "millionth": 10**6,
}  # fmt: skip
_PARTS = {**_ORDINAL, "half": 2, "halve": 2, "quarter": 4}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9,
           "trillion": 10**12}  # fmt: skip
_SHORT_SCALES = {"k": 1000, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9,
                 "tn": 10**12, "trn": 10**12}  # fmt: skip
_MULTIPLES = {"double": 2, "twofold": 2, "twice": 2, "triple": 3, "treble": 3, "thrice": 3, "threefold": 3,
              "quadruple": 4, "fourfold": 4, "quintuple": 5, "fivefold": 5, "sixfold": 6, "sevenfold": 7,
              "eightfold": 8, "ninefold": 9, "tenfold": 10, "twentyfold": 20, "hundredfold": 100}  # fmt: skip
_DIGITS = (
    r"\d{1,3}(?:,\d{3})++(?!\d)(?:\.\d++)?|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})++(?!\d)"
    r"|\d{1,3}(?: \d{3}){2,}+(?!\d)|\d{1,3} 000(?![\d,.])|\d++(?:\.\d++)?"
)
_TOKEN = re.compile(
    rf"(?P<digits>(?<![\d.])(?:{_DIGITS}))"
    rf"(?:(?P<nth>st|nd|rd|th)(?![a-z])|(?P<short>(?:{any_of(_SHORT_SCALES)})|[ ](?:mn|mln|bn|tn|trn))(?![a-z²³]))?"
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
_BEFORE = re.compile(
    r"(?:(?<![a-z])(?P<about>about|around|some|nearly|almost|over|more than|approximately|roughly|close to|"
    r"an estimated|estimated|at least|less than|under|fewer than|exceed(?:s|ed|ing)?|above|below|up to|"
    r"upwards? of|as (?:many|much) as|nearing|approaching|surpass(?:es|ed|ing)?|other than|circa|~)\s+"
    rf"(?:the |an? )?)?(?P<sign>{any_of(units.SIGNS)})?\s?\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?P<plus>\+|-odd|-plus)?(?:(?P<point>[\s-]percentage[\s-]points?)|(?P<percent>\s?%|‰|[\s-]?per ?cent(?![a-z])|\s?pct)"
    r"|(?P<times>[\s-]?(?:times|fold)(?![a-z])|[x×](?![a-z\d]))"
    rf"|[\s-]?(?:{units.english_units()})(?![a-z²³\d]))?(?P<more> or (?:so|more)| plus)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?<![a-z])between\s+\Z", re.IGNORECASE)
_JOIN = re.compile(r"\s?[-–—~～‑]\s?|\s(?:up )?to\s|\sthrough\s", re.IGNORECASE)
_PERIODS = re.compile(r"(?:first|last|next|past|final|consecutive|previous)\s\Z", re.IGNORECASE)
_SPAN_OF_TIME = re.compile(
    r"(?<![a-z])(?:(?P<half>half[- ](?:an? )?)|(?P<quarter>quarter[- ](?:of an? )?))?(?:(?P<decade>decade)|(?P<century>century))(?![a-z])",
    re.IGNORECASE,
)
_LONGEST = 40


@dataclass(slots=True)
class _Phrase:
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


def read(text: str, masked: Sequence[Span] = ()) -> list[Figure]:
    """Read the numbers of an English text, in order."""
    folded = blank(text.translate(_WIDTH), "en", masked)
    figures = [_figure(folded, phrase) for phrase in _phrases(folded)]
    figures = joined(folded, figures, _range_join, _factor)
    periods = list(
        _periods(folded, {figure.span.end for figure in figures if figure.kind != "fraction"})
    )
    kept = [
        figure
        for figure in figures
        if not any(map(figure.span.overlaps, (p.span for p in periods)))
    ]
    return sorted([*kept, *periods], key=lambda figure: figure.span)


def _periods(text: str, ends: set[int]) -> Iterator[Figure]:
    """Read a decade and a half-century as years, where no number counts them."""
    for match in _SPAN_OF_TIME.finditer(text):
        if match.end() in ends:
            continue
        years = Decimal(10 if match["decade"] else 100)
        years *= Decimal("0.5") if match["half"] else Decimal("0.25") if match["quarter"] else 1
        span = Span(*match.span())
        yield Figure(span, years, "measure", span, unit="year", hard=False)


_WIDTH = str.maketrans("０１２３４５６７８９％＄￥，．", "0123456789%$¥,.")


def _factor(scale: str) -> Decimal:
    return Decimal(_SCALES.get(scale.lower()) or _SHORT_SCALES.get(scale.lower(), 1))


def _range_join(text: str, low: Figure, high: Figure) -> bool:
    between = text[low.span.end : high.span.start]
    if between == " and ":
        return _BETWEEN.search(text, max(0, low.span.start - 12), low.span.start) is not None
    if between == " or ":
        return high.value == low.value + 1
    return _JOIN.fullmatch(between) is not None


def _phrases(text: str) -> Iterator[_Phrase]:
    tokens = [match for match in _TOKEN.finditer(text) if match.end() - match.start() <= _LONGEST]
    index = 0
    while index < len(tokens):
        phrase, index = _phrase(text, tokens, index)
        if phrase is not None:
            yield phrase


_Opened = tuple[_Phrase | None, int]


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
        return _Phrase(start, end, Decimal(2), hard=False), index + 1
    word = token["multiple"].lower()
    value = _MULTIPLES.get(word) or _MULTIPLES[word + "e"]
    return _Phrase(start, end, Decimal(value), kind="multiple", hard=False), index + 1


def _number(text: str, tokens: list[re.Match[str]], index: int) -> _Opened:
    """Read 120 million, two hundred and five, twenty-first, two-thirds, two and a half."""
    token = tokens[index]
    phrase = _Phrase(*token.span())
    if token["digits"]:
        if _digits(phrase, token):
            return phrase, index + 1
    else:
        phrase.current = Decimal(_CARDINAL[token["cardinal"].lower()])
        phrase.hard = phrase.current > 10
        phrase.below = 10 if phrase.current >= 20 else 0
    return phrase, _extended(text, phrase, tokens, index + 1)


def _extended(text: str, phrase: _Phrase, tokens: list[re.Match[str]], index: int) -> int:
    """Add the tokens that belong to the phrase; return where the next phrase may begin."""
    while True:
        index = _and_part(text, phrase, tokens, index)
        if index >= len(tokens) or not _extends(text, phrase, tokens, index):
            return index
        index += 1


def _digits(phrase: _Phrase, token: re.Match[str]) -> bool:
    """Take a number in digits; True where nothing can follow (19th, 280m)."""
    phrase.current = Decimal(re.sub(r"[,\s]", "", token["digits"]))
    phrase.words = False
    if token["nth"]:
        phrase.kind = "ordinal"
    elif token["short"]:
        phrase.scale = token["short"].strip()
        phrase.current *= _SHORT_SCALES[phrase.scale.lower()]
    return bool(token["nth"] or token["short"])


def _and_part(text: str, phrase: _Phrase, tokens: list[re.Match[str]], index: int) -> int:
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


def _extends(text: str, phrase: _Phrase, tokens: list[re.Match[str]], index: int) -> bool:
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


def _scale(phrase: _Phrase, token: re.Match[str]) -> bool:
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


def _cardinal(phrase: _Phrase, tokens: list[re.Match[str]], index: int, gap: str) -> bool:
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


def _ends_in_part(text: str, phrase: _Phrase, token: re.Match[str]) -> bool:
    """Close the phrase with an ordinal (twenty-first) or a fraction (two-thirds)."""
    word = token["part"].lower()
    size = _PARTS[word]
    if word in _ORDINAL and not token["parts"] and size < phrase.below:
        phrase.current += size
        phrase.kind, phrase.hard = "ordinal", True
        return True
    plural = bool(token["parts"])
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
        phrase = _Phrase(token.start(), token.end(), current=Decimal(1))
        index = _extended(text, phrase, tokens, index + 1)
        if word not in ("a", "an"):
            phrase.vague, phrase.hard, phrase.high = True, False, phrase.value * 10
        else:
            phrase.hard = phrase.value > 100
        return phrase, index
    if (
        following["part"]
        and word == "a"
        and following["part"].lower() not in ("second", "first", "half")
    ):
        if not following["parts"] and _OF_OR_END.match(text, following.end()):
            share = 1 / Decimal(_PARTS[following["part"].lower()])
            return _Phrase(
                token.start(), following.end(), share, kind="fraction", hard=False
            ), index + 2
    return None, index + 1


# "A third of", "a third more" are shares; "a third term" is an ordinal.
_OF_OR_END = re.compile(
    r" ?(?:[^\w\s]|$)| (?:of|more|less|higher|lower|larger|smaller|in|between|by|or|and|as|the|to|from|over|since)(?!\w)"
)


def _part(text: str, tokens: list[re.Match[str]], index: int) -> _Opened:
    """Read a lone ordinal (first, third), "half" and "half a million"."""
    token = tokens[index]
    word, (start, end) = token["part"].lower(), token.span()
    if word not in ("half", "halve", "quarter"):
        value = None if token["parts"] else Decimal(_PARTS[word])
        phrase = _Phrase(start, end, value, kind="ordinal", hard=False) if value else None
        return phrase, index + 1
    phrase = _Phrase(start, end, current=1 / Decimal(_PARTS[word]), kind="fraction", hard=False)
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
    """Read an order of magnitude: dozens, hundreds of thousands, tens of millions, a lone million."""
    token = tokens[index]
    value = Decimal(10 if token["tens"] else _SCALES[token["scale"].lower()])
    phrase = _Phrase(
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


def _figure(text: str, phrase: _Phrase) -> Figure:
    """Say what the phrase counts by what stands around it."""
    before = _BEFORE.search(text, max(0, phrase.start - 24), phrase.start)
    after = _AFTER.match(text, phrase.end)
    assert after is not None  # every part of the expression is optional
    about, sign = before.group("about", "sign") if before else (None, None)
    kind, unit = _reading(phrase, after, sign)
    value = phrase.value / 10 if after["percent"] == "‰" else phrase.value
    small = (
        phrase.words
        and kind in ("number", "measure", "multiple")
        and 2 < value < 11
        and value == int(value)
    )
    return Figure(
        span=Span(before.start("sign") if before and sign else phrase.start, after.end()),
        digits=Span(phrase.start, phrase.end),
        value=Decimal(int(value)) if value == int(value) else value,
        kind=kind,
        unit=unit,
        high=phrase.high,
        approximate=bool(about or after["plus"] or after["more"] or phrase.vague),
        vague=phrase.vague,
        hard=phrase.hard or (kind == "percent" and not phrase.vague),
        scale=phrase.scale,
        small=small,
    )


def _reading(phrase: _Phrase, after: re.Match[str], sign: str | None) -> tuple[Kind, str | None]:
    if after["point"]:
        return "percent", "point"
    if after["percent"]:
        return "percent", "%"
    if phrase.kind != "number":
        return phrase.kind, None
    if after["times"]:
        return "multiple", None
    unit = next((code for code in _CODES if after[code]), None)
    if sign:
        return "currency", units.SIGNS[sign.upper()] or unit
    if unit is None:
        return "number", None
    return "currency" if units.is_currency(unit) else "measure", unit


_CODES = (*units.CURRENCIES_EN, *units.UNITS_EN)
